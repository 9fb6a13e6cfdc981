"""Forms of a metric, its target, and the limits of its chart."""

from __future__ import annotations

from datetime import date

from wtforms import BooleanField, DateField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from a3tracker.domain.metrics import OWN_KINDS, MetricChange, parse_target
from a3tracker.domain.periods import parse_period
from a3tracker.domain.readings import ChangeKind, LimitsChange
from a3tracker.domain.rows import MeasureSide
from a3tracker.web.forms import Form, VersionedForm, identity


class MetricForm(VersionedForm):
    """What somebody says about a metric."""

    name = StringField("Name", description="What is measured, such as “Trials that lead to a first order”.")
    kind = RadioField("Its figure is", choices={kind.value: words for kind, words in OWN_KINDS.items()})
    side = RadioField(
        "Side",
        choices={side.value: side.value for side in MeasureSide},
        description="Which of the two questions it answers: whom we win, or whom we keep.",
    )
    wanted = RadioField(
        "Wanted direction", choices={"up": "up", "down": "down", "": "none, it is only watched"}
    )
    unit = StringField("Unit", [Optional()], description="Of a count or a value, such as days.")
    definition = SelectField(
        "Definition",
        coerce=identity,
        description="The term that says what is counted. A new version begins a new group in the chart.",
    )
    own_pace = RadioField(
        "Is this set by our own capacity?",
        [InputRequired("Answer this with yes or no.")],
        choices={"no": "no", "yes": "yes"},
        description="Such as calls made, letters sent: what we could do more of by ourselves.",
    )

    def change(self, kind: str = "") -> MetricChange:
        """What was typed; `kind` is that of a metric which is there already."""
        paced = {"no": False, "yes": True}.get(self.own_pace.data or "") if self.own_pace else False
        return MetricChange(
            name=self.name.data or "",
            kind=kind or self.kind.data or "",
            side=self.side.data or "",
            unit=self.unit.data or "" if self.unit else "",
            wanted=self.wanted.data or "",
            definition=self.definition.data,
            own_pace=paced,
        )


class TargetForm(Form):
    """What the manager wants of a metric, from a day on."""

    value = StringField("Target", description="Such as 90 %.")
    valid_from = DateField("From", [InputRequired("Give the day from which it is wanted.")])

    @property
    def day(self) -> date:
        """The first day on which it is wanted."""
        assert self.valid_from.data
        return self.valid_from.data

    def number(self, rate: bool) -> float:
        """The target as it is kept."""
        return parse_target(self.value.data or "", rate)


class LimitsForm(Form):
    """A freeze or a rebase, by whom it is made and when is noted by itself."""

    kind = RadioField(
        "What",
        choices={
            "freeze": "Freeze: limits are made of the figures up to this period and judge the later ones",
            "rebase": "Rebase: a new level begins with this period; the old limits stay visible",
        },
    )
    period = SelectField("Period")
    mixed = BooleanField("The change fell into the period before: draw it hollow and leave it out")
    name = StringField("Its name on the chart", [Optional()], description="Such as “new welcome call”.")
    reason = TextAreaField("Reason", description="What changed in the process, and how that is known.")

    def change(self) -> LimitsChange:
        """What was typed."""
        return LimitsChange(
            kind=ChangeKind(self.kind.data),
            period=parse_period(self.period.data),
            name=self.name.data or "",
            reason=self.reason.data or "",
            mixed=bool(self.mixed.data),
        )
