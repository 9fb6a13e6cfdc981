"""Forms of meetings: when and with whom, what was said, and a note on one A3."""

from __future__ import annotations

from wtforms import DateField, RadioField, SelectField, StringField, TextAreaField, TimeField
from wtforms.validators import InputRequired, Optional

from a3tracker.domain.meeting_notes import MeetingNote, NoteKind
from a3tracker.domain.meetings import LONGEST_MINUTES, MeetingChange, Rhythm
from a3tracker.domain.rows import SHORT
from a3tracker.web.forms import Form, VersionedForm, identity
from a3tracker.web.forms.countermeasures import MultiCheckboxField


class MeetingForm(VersionedForm):
    """Day, hour, place, rhythm and people."""

    day = DateField("Day", [InputRequired("Give the day of the meeting.")])
    starts = TimeField("Begins at", [Optional()], description="The hour at its place, such as 09:30.")
    place = StringField(
        "Place", [Optional()], description="A room or an address.", render_kw={"maxlength": SHORT}
    )
    rhythm = RadioField("Rhythm", choices={rhythm.value: rhythm.value for rhythm in Rhythm})
    people = MultiCheckboxField("Invited", coerce=identity)

    def change(self) -> MeetingChange:
        """What was typed."""
        return MeetingChange(
            self.day.data,
            self.starts.data,
            self.place.data or "",
            self.rhythm.data or "",
            frozenset(one for one in self.people.data or () if one),
        )


class MinutesForm(VersionedForm):
    """What was said that belongs to no A3."""

    minutes = TextAreaField(
        "What was said beside the A3s", render_kw={"rows": 4, "maxlength": LONGEST_MINUTES}
    )


class MeetingNoteForm(Form):
    """One note on one A3; who and until when are asked where they are needed."""

    kind = RadioField("What it is", choices={kind.value: kind.value for kind in NoteKind}, default="note")
    words = TextAreaField("Words", render_kw={"rows": 3, "maxlength": 1_000})
    box = SelectField("About", coerce=str)
    said_by = SelectField("Who", coerce=identity, description="Who decided, promised or said it.")
    due = DateField("Until", [Optional()], description="For a promise.")

    def note(self) -> MeetingNote:
        """What was typed; its day and its meeting are the meeting's. Only a promise is kept until a day."""
        promised = self.due.data if self.kind.data == NoteKind.PROMISE else None
        return MeetingNote(
            self.words.data or "",
            None,
            self.box.data or None,
            self.kind.data or "",
            self.said_by.data,
            due=promised,
        )
