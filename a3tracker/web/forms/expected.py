"""Forms of what is expected before Do: predictions, and the expected ranges of a standard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wtforms import BooleanField, DateField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional

from a3tracker.db.metrics import Metric
from a3tracker.domain.errors import Invalid
from a3tracker.domain.predictions import ExpectedRange, Prediction
from a3tracker.domain.series import Series
from a3tracker.domain.triggers import limits_as_range
from a3tracker.rendering.triggers import trigger_words
from a3tracker.web.forms import choices, identity
from a3tracker.web.forms.rows import RowForm


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


class PredictionForm(ExpectedForm):
    """What the team expects to see after Do."""

    one_of_many = "prediction"
    metric = SelectField(
        "Metric of the segment",
        coerce=identity,
        description="Its chart will tell a change from chance; what it is today is noted at the lock.",
    )
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
            metric=self.metric.data,
        )


class RangeForm(ExpectedForm):
    """What a standard must hold; with a metric of the segment, it answers by itself."""

    one_of_many = "expected range"
    measure = StringField("Measure", description="Such as: hotels that renew, a quarter.")
    metric = SelectField(
        "Metric of the segment",
        [Optional()],
        coerce=identity,
        description="With one, each new figure is held against the range, and the person responsible hears.",
    )
    unit = StringField("Unit", description="Such as %, days or EUR. With a metric, it is the metric's.")
    low = StringField("Range from")
    high = StringField("Range to", description="One end is enough where the other does not matter.")
    from_chart = BooleanField(
        "Take the limits of the metric's chart",
        description="They stand in place of what is typed above. An end that no figure can pass is left out.",
    )
    trigger = StringField("Trigger", description="What calls for an answer, such as: below 88 %.")
    responsible = SelectField("Responsible", coerce=identity)

    def offer(self, metrics: Sequence[tuple[Metric, Series]], present: int | None) -> None:
        """The metrics of the segment, and an archived one where it is chosen already."""
        self._offered = {metric.id: (metric, series) for metric, series in metrics}
        kept = [one for one, _series in metrics if one.archived_at is None or one.id == present]
        self.metric.choices = choices(kept, "none: its figures are not kept here")

    def fact(self) -> ExpectedRange:
        """What was typed, or what the chart says."""
        offered = self._offered.get(self.metric.data or 0)
        row = ExpectedRange(
            self.measure.data or "",
            self.unit.data or "",
            *self._ends(offered),
            self.trigger.data or "",
            self.responsible.data,
            reason=self.later_reason,
            metric=self.metric.data,
        )
        return replace(row, trigger=trigger_words(row, offered[1])) if offered else row

    def _ends(self, offered: tuple[Metric, Series] | None) -> tuple[float | None, float | None]:
        if not self.from_chart.data:
            read = self.values("low", "high")
            return read["low"], read["high"]
        if offered is None:
            sentence = "Choose the metric whose limits are meant."
            raise Invalid(sentence, {"metric": sentence})
        metric, series = offered
        return limits_as_range(series, metric.kind, metric.source)
