"""Forms of meeting notes: one note, a whole paper, and the comment that a note becomes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from wtforms import DateField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from a3tracker.db.people import Person
from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.errors import Invalid
from a3tracker.domain.meeting_notes import MeetingNote, NoteKind
from a3tracker.web.forms import Form, VersionedForm, choices, identity

KINDS = {
    NoteKind.NOTE.value: "a note",
    NoteKind.DECISION.value: "a decision",
    NoteKind.PROMISE.value: "a promise",
}
WHOLE = "The whole sheet"


class Who:
    """Who said it, and when: for one note, or for all of a paper."""

    said_by = SelectField("Who said it", coerce=identity)
    said_by_words = StringField("Or somebody else", description="A guest or a customer, in words.")
    day = DateField("Day", [InputRequired("Give the day on which it was said.")])
    revision = HiddenField()

    def said(self) -> dict[str, Any]:
        """What was typed of these; a revision that was tampered with is none."""
        typed = str(self.revision.data or "")
        return {
            "said_by": self.said_by.data,
            "said_by_words": self.said_by_words.data or "",
            "day": self.day.data,
            "revision": int(typed) if typed.isdecimal() and len(typed) < 9 else None,
        }


class NoteForm(Who, VersionedForm):
    """One note."""

    box = SelectField("About", coerce=str, default="")
    kind = RadioField(
        "It is",
        choices=KINDS,
        default=NoteKind.NOTE.value,
        description="Noting a decision decides no control point: that is done on the review page alone.",
    )
    words = TextAreaField("What was said")
    due = DateField("Promised until", [Optional()], description="For a promise.")

    def offer(self, cycle: str, people: Sequence[Person], present: Person | None = None) -> None:
        """The boxes of this cycle, and the people of the stream with the one who stands there."""
        self.box.choices = {"": WHOLE, **{box.key: box.label for box in CYCLES[cycle].boxes}}
        self.said_by.choices = choices(people, "nobody in particular", present, "left")

    def note(self, meeting: int | None = None) -> MeetingNote:
        """What was typed; the meeting stays the one that the note was taken in."""
        return MeetingNote(
            words=self.words.data or "",
            box=self.box.data or None,
            kind=self.kind.data or "",
            due=self.due.data,
            meeting=meeting,
            **self.said(),
        )


class PaperForm(Who, Form):
    """What stands on a paper: one field for each box, who and day for all. `paper_form` adds the fields."""

    boxes: tuple[tuple[str, str], ...] = ()

    def notes(self) -> list[MeetingNote]:
        """What was typed, box by box; an empty field is no note."""
        said = self.said()
        return [
            MeetingNote(words=self[name].data, box=key or None, **said)
            for name, key in self.boxes
            if (self[name].data or "").strip()
        ]

    def keep(self, add: Callable[[list[MeetingNote]], list[int]]) -> list[int]:
        """The ids of the notes; what is too long is said at its box."""
        notes = self.notes()
        if not notes:
            raise Invalid("Nothing is written in any field yet.")
        try:
            return add(notes)
        except Invalid as refusal:
            raise Invalid(str(refusal), self._at_their_boxes(notes, refusal)) from None

    def _at_their_boxes(self, notes: list[MeetingNote], refusal: Invalid) -> dict[str, str]:
        """The sentence about words belongs to the first box whose words are the longest."""
        fields = dict(refusal.fields)
        if "words" in fields:
            longest = max(notes, key=lambda note: len(note.words))
            fields[f"box_{longest.box or ''}"] = fields.pop("words")
        return fields


def paper_form(cycle: str) -> type[PaperForm]:
    """The form for a paper of this cycle: `box_<key>` for each box in reading order, `box_` for the whole."""
    known = [("", WHOLE), *((box.key, box.label) for box in CYCLES[cycle].boxes)]
    fields = {f"box_{key}": TextAreaField(label) for key, label in known}
    boxes = tuple((f"box_{key}", key) for key, _label in known)
    return type("PaperForm", (PaperForm,), {**fields, "boxes": boxes})


class SayForm(Form):
    """The comment that a note becomes."""

    body = TextAreaField("Comment", description="@ and a name tells that person.")


def begun(today: date, revision: int | None) -> dict[str, Any]:
    """What a form begins with: today, and the paper that it is typed in from."""
    return {"day": today, "revision": revision or ""}
