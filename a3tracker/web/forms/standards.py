"""Forms of what holds a standard: its steps, adherence checks, deviations, and its audit rhythm."""

from __future__ import annotations

from datetime import date

from wtforms import DateField, IntegerField, SelectField, StringField, TextAreaField, TimeField
from wtforms.validators import InputRequired, Optional

from a3tracker.domain.audits import RHYTHMS
from a3tracker.domain.standards import Adherence, Deviation, Step
from a3tracker.web.forms import Form, identity
from a3tracker.web.forms.rows import RowForm


class StepForm(RowForm):
    """One step of the standard."""

    one_of_many = "step"
    #: Id and words of all steps in their order, for the page on which one is moved.
    order: tuple[tuple[int, str], ...] = ()
    what = StringField("Step", description="What is done, in a few words.")
    key_point = TextAreaField("Key point", [Optional()], description="What makes or breaks this step.")
    reason = TextAreaField(
        "Reason",
        [Optional()],
        description="Without it, whoever is in a hurry leaves the step out.",
    )

    def fact(self) -> Step:
        """What was typed; its place is given when it is saved."""
        return Step(self.what.data or "", self.key_point.data or "", self.reason.data or "")


class AdherenceForm(RowForm):
    """One adherence check: n of m confirmed."""

    one_of_many = "adherence check"
    day = DateField("Date", [InputRequired("Give the day of the check.")], default=date.today)
    out_of = IntegerField(
        "Looked at", [InputRequired("Give how many were looked at.")], description="How many cases, or lines."
    )
    confirmed = IntegerField(
        "Confirmed",
        [InputRequired("Give how many were confirmed.")],
        description="How many were as they should be.",
    )
    by = SelectField("Confirmed by", [InputRequired("Choose who looked.")], coerce=identity)
    note = TextAreaField("Note", [Optional()], description="What was not followed, and why.")

    def fact(self) -> Adherence:
        """What was typed."""
        assert self.day.data
        assert self.out_of.data is not None
        assert self.confirmed.data is not None
        return Adherence(
            self.day.data, self.confirmed.data, self.out_of.data, self.by.data or 0, self.note.data or ""
        )


class DeviationForm(RowForm):
    """One deviation: what was seen, how it was contained, when all was well again."""

    one_of_many = "deviation"
    day = DateField("Seen on", [InputRequired("Give the day on which it was seen.")], default=date.today)
    at = TimeField("Hour", [Optional()])
    what = TextAreaField("What was seen")
    step = SelectField("Step that was left", [Optional()], coerce=identity)
    contained = TextAreaField(
        "Contained", [Optional()], description="What kept the harm from the customer, at once."
    )
    restored = DateField(
        "Restored on", [Optional()], description="Once the standard is followed again. Until then it is open."
    )
    restored_at = TimeField("Hour of the restoring", [Optional()])
    by = SelectField("Written down by", [Optional()], coerce=identity)

    def fact(self) -> Deviation:
        """What was typed."""
        assert self.day.data
        return Deviation(
            self.day.data,
            self.what.data or "",
            self.at.data,
            self.step.data,
            self.contained.data or "",
            self.restored.data,
            self.restored_at.data,
            self.by.data,
        )


class RhythmForm(Form):
    """How often the standard asks to be looked at."""

    rhythm = SelectField(
        "Adherence check",
        choices={"": "no rhythm", **{str(days): words for days, words in RHYTHMS.items()}},
        coerce=identity,
        default="",
    )
