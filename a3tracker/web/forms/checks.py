"""The form of one measure of the Check table."""

from __future__ import annotations

from wtforms import BooleanField, DateField, IntegerField, SelectField, StringField
from wtforms.validators import NumberRange, Optional

from a3tracker.domain.checks import Check
from a3tracker.domain.errors import Invalid
from a3tracker.domain.figures import Figure, parse_figure
from a3tracker.domain.predictions import parse_value
from a3tracker.domain.proportions import Pairs
from a3tracker.domain.rows import MeasureSide
from a3tracker.domain.verdicts import Comparison
from a3tracker.web.forms import identity
from a3tracker.web.forms.rows import RowForm

_LARGEST = 10**12
_COUNT = (Optional(), NumberRange(0, _LARGEST, "Give a count, 0 or more."))
_COMPARED = {
    Comparison.SERIES: "a metric of the segment, period by period",
    Comparison.TWO_GROUPS: "two groups of different customers, each counted",
    Comparison.PAIRED: "the same customers before and after",
    Comparison.VALUE: "one value, without counts",
}


class CheckForm(RowForm):
    """One measure: what was, what was wanted, what came of it, and what it is compared with."""

    one_of_many = "measure"
    metric = SelectField(
        "Metric of the segment",
        coerce=identity,
        description="Its figures stand with the segment: before and actual come from there.",
    )
    measure = StringField("Measure", description="What is counted, such as: came back in the second week.")
    side = SelectField(
        "It tells about",
        choices={"": "what its metric tells about", **{side.value: side.value for side in MeasureSide}},
        default="",
    )
    comparison = SelectField(
        "It compares",
        choices={"": "what the figures say", **{one.value: words for one, words in _COMPARED.items()}},
        default="",
        description="Two months of one segment are no two groups: chance would call most pairs different.",
    )
    prediction = SelectField("It checks the prediction", coerce=identity)
    unit = StringField("Unit of plain values", description="Such as %, days or EUR. Counts need none.")
    before = StringField("Before", description="Counts such as 4155 of 32209, or one value such as 12.9.")
    target = StringField("Target")
    actual = StringField("Actual")
    day = DateField("Date of the actual", [Optional()])
    both = IntegerField("Yes before and after", _COUNT, description="For the same customers: four counts.")
    only_after = IntegerField("Yes only after", _COUNT)
    only_before = IntegerField("Yes only before", _COUNT)
    neither = IntegerField("Neither", _COUNT)
    guard = BooleanField(
        "This is a guard", description="It watches the other side of the market while we change this one."
    )
    margin = StringField("Margin of the guard, in points", description="How much may be lost, such as 1.")
    falls = BooleanField("For this guard, less is better")

    def fact(self) -> Check:
        """What was typed; `Invalid` names every figure that cannot be read."""
        figures, refused = self._figures()
        margin = self._margin(refused)
        compared = Comparison(self.comparison.data) if self.comparison.data else None
        pairs = self._pairs(refused) if compared is Comparison.PAIRED else None
        if refused:
            raise Invalid("A figure cannot be read.", refused)
        return Check(
            self.measure.data or "",
            MeasureSide(self.side.data or MeasureSide.OTHER),
            self.unit.data or "",
            figures["before"],
            figures["target"],
            figures["actual"],
            self.day.data,
            compared,
            pairs,
            self.prediction.data,
            self.guard.data,
            margin,
            self.falls.data,
            self.metric.data,
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

    def _margin(self, refused: dict[str, str]) -> float | None:
        try:
            return parse_value(self.margin.data or "", "margin")
        except Invalid as refusal:
            refused |= refusal.fields
            return None

    def _pairs(self, refused: dict[str, str]) -> Pairs | None:
        """All four counts, or none yet."""
        names = ("both", "only_after", "only_before", "neither")
        counts = {name: self[name].data for name in names}
        if all(count is None for count in counts.values()):
            return None
        refused |= {name: "Give all four counts." for name, count in counts.items() if count is None}
        return None if refused else Pairs(**counts)
