"""Forms of row panels, one per kind."""

from __future__ import annotations

from datetime import date
from typing import Any

from wtforms import DateField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from a3tracker.domain.cycles import Panel
from a3tracker.domain.errors import Invalid
from a3tracker.domain.figures import Figure, parse_figure
from a3tracker.domain.predictions import ExpectedRange, Fact, Prediction, parse_value
from a3tracker.domain.rows import Check, Experiment, MeasureSide, PersonRow
from a3tracker.web.forms import VersionedForm, identity


class RowForm(VersionedForm):
    """What all rows share: the version that the form was opened with."""

    one_of_many: str = "row"

    def fact(self) -> Fact:
        """What was typed, as the domain knows it."""
        raise NotImplementedError

    @property
    def contact_name(self) -> str:
        """The name of a new contact; only people have one."""
        return ""


class PersonRowForm(RowForm):
    """Somebody in a Locate box."""

    one_of_many = "person"
    person = SelectField("Person", coerce=identity)
    contact = StringField("Or somebody new", description="A customer or colleague who does not sign in here.")
    position = StringField("Position", description="In the firm or at the customer.")
    role = StringField("Role in this A3", description="What this person knows, decides or touches.")

    def fact(self) -> PersonRow:
        """Person 0 stands for the contact that is named instead."""
        return PersonRow(self.person.data or 0, self.position.data or "", self.role.data or "")

    @property
    def contact_name(self) -> str:
        """The name of a new contact."""
        return self.contact.data or ""


class ExperimentForm(RowForm):
    """One line of the Do log."""

    one_of_many = "experiment"
    day = DateField("Date", [InputRequired("Give the day of the experiment.")], default=date.today)
    tried = TextAreaField("What we tried")
    expected = TextAreaField("What we expect", description="Before you look: a number where there is one.")
    observed = TextAreaField(
        "What we saw", description="Afterwards. What was expected cannot be changed then."
    )
    learned = TextAreaField("What we learned")

    def fact(self) -> Experiment:
        """What was typed."""
        assert self.day.data
        return Experiment(
            self.day.data,
            self.tried.data or "",
            self.expected.data or "",
            self.observed.data or "",
            self.learned.data or "",
        )


class CheckForm(RowForm):
    """One measure of the Check table."""

    one_of_many = "measure"
    measure = StringField("Measure", description="What is counted, such as: came back in the second week.")
    side = SelectField("It tells about", choices={side.value: side.value for side in MeasureSide})
    unit = StringField("Unit of plain values", description="Such as %, days or EUR. Counts need none.")
    before = StringField("Before", description="Counts such as 4155 of 32209, or one value such as 12.9.")
    target = StringField("Target")
    actual = StringField("Actual")
    day = DateField("Date of the actual", [Optional()])

    def fact(self) -> Check:
        """What was typed; `Invalid` names every figure that cannot be read."""
        side = MeasureSide(self.side.data)
        figures, refused = self._figures()
        if refused:
            raise Invalid("A figure cannot be read.", refused)
        return Check(
            self.measure.data or "",
            side,
            self.unit.data or "",
            figures["before"],
            figures["target"],
            figures["actual"],
            self.day.data,
        )

    def _figures(self) -> tuple[dict[str, Figure | None], dict[str, str]]:
        figures: dict[str, Figure | None] = {}
        refused: dict[str, str] = {}
        for part in ("before", "target", "actual"):
            try:
                figures[part] = parse_figure(self[part].data or "", part)
            except Invalid as refusal:
                refused |= refusal.fields
        return figures, refused


class ExpectedForm(RowForm):
    """What both kinds of expectation share; the reason is asked for after the lock alone."""

    reason = TextAreaField(
        "Why a later one",
        description="It stands beside the locked one with today's date. Once saved, it cannot be changed.",
    )

    @property
    def later_reason(self) -> str:
        """Why a later one; nothing before the lock, where the field is taken away."""
        return (self.reason.data or "") if "reason" in self else ""

    def values(self, *names: str) -> dict[str, float | None]:
        """The plain numbers of these fields; `Invalid` names every one that cannot be read."""
        read: dict[str, float | None] = {}
        refused: dict[str, str] = {}
        for name in names:
            try:
                read[name] = parse_value(self[name].data or "", name)
            except Invalid as refusal:
                refused |= refusal.fields
        if refused:
            raise Invalid("A number cannot be read.", refused)
        return read


class PredictionForm(ExpectedForm):
    """What the team expects to see after Do."""

    one_of_many = "prediction"
    words = StringField("We expect", description="What is counted, such as: quotes that are won.")
    unit = StringField("Unit", description="Such as %, days or EUR.")
    point = StringField("Point", description="The number that you expect.")
    low = StringField("Range from")
    high = StringField("Range to", description="Outside of it you would be surprised.")
    day = DateField("Checked on", [Optional()])
    why = TextAreaField("Because")

    def fact(self) -> Prediction:
        """What was typed."""
        read = self.values("point", "low", "high")
        return Prediction(
            self.words.data or "",
            self.unit.data or "",
            read["point"],
            read["low"],
            read["high"],
            self.day.data,
            self.why.data or "",
            reason=self.later_reason,
        )


class RangeForm(ExpectedForm):
    """What a standard must hold."""

    one_of_many = "expected range"
    measure = StringField("Measure", description="Such as: hotels that renew, a quarter.")
    unit = StringField("Unit", description="Such as %, days or EUR.")
    low = StringField("Range from")
    high = StringField("Range to", description="One end is enough where the other does not matter.")
    trigger = StringField("Trigger", description="What calls for an answer, such as: below 88 %.")
    responsible = SelectField("Responsible", coerce=identity)

    def fact(self) -> ExpectedRange:
        """What was typed."""
        read = self.values("low", "high")
        return ExpectedRange(
            self.measure.data or "",
            self.unit.data or "",
            read["low"],
            read["high"],
            self.trigger.data or "",
            self.responsible.data,
            reason=self.later_reason,
        )


FORMS: dict[Panel, type[RowForm]] = {
    Panel.PEOPLE: PersonRowForm,
    Panel.PREDICTIONS: PredictionForm,
    Panel.EXPERIMENTS: ExperimentForm,
    Panel.RANGES: RangeForm,
    Panel.CHECKS: CheckForm,
}


def typed_again(fact: Fact) -> dict[str, Any]:
    """The row as it would be typed, to fill its form."""
    if isinstance(fact, Prediction | ExpectedRange):
        numbers = {name for name in ("point", "low", "high") if hasattr(fact, name)}
        return {**vars(fact), **{name: _number_again(getattr(fact, name)) for name in numbers}}
    if not isinstance(fact, Check):
        return dict(vars(fact))
    figures = {part: str(getattr(fact, part) or "") for part in ("before", "target", "actual")}
    return {**vars(fact), **figures, "side": fact.side.value}


def _number_again(value: float | None) -> str:
    return "" if value is None else str(Figure(value=value))
