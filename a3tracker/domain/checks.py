"""One measure of the Check table: what was, what was wanted, what came of it, and what that proves.

A measure compares two groups, the same customers twice, a series of the segment, or one value alone
(settled.md, *check row*). It may belong to a prediction, which gives it a verdict, or be a guard.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from a3tracker.domain.errors import Invalid
from a3tracker.domain.figures import Figure
from a3tracker.domain.proportions import Pairs
from a3tracker.domain.rows import SHORT, TAKT_REFUSED, MeasureSide, names_takt, text_of
from a3tracker.domain.verdicts import Comparison

SERIES_FIGURES = "Leave this empty: the figures of a series come from the segment."


@dataclass(frozen=True)
class Check:
    """One measure. `prediction` is the id of the row that it checks; `margin` is a guard's, in points.

    `falls` says that a smaller figure is the better one: a guard is harmed when it rises. `metric` is the
    segment's metric of a series; its figures stand with the segment.
    """

    measure: str
    side: MeasureSide
    unit: str = ""
    before: Figure | None = None
    target: Figure | None = None
    actual: Figure | None = None
    day: date | None = None
    comparison: Comparison | None = None
    pairs: Pairs | None = None
    prediction: int | None = None
    guard: bool = False
    margin: float | None = None
    falls: bool = False
    metric: int | None = None

    @property
    def compares(self) -> Comparison:
        """What it compares: as chosen, else two groups where both sides are counts, else a value."""
        if self.comparison is not None:
            return self.comparison
        counts = self.before and self.actual and self.before.n and self.actual.n
        return Comparison.TWO_GROUPS if counts else Comparison.VALUE

    def plain(self, identity: int) -> dict[str, Any]:
        """The shape that a revision stores. What the first schema did not know is left out unset."""
        figures = {"before": self.before, "target": self.target, "actual": self.actual}
        later = {
            "comparison": self.comparison.value if self.comparison else None,
            "pairs": vars(self.pairs) if self.pairs else None,
            "prediction": self.prediction,
            "guard": self.guard or None,
            "margin": self.margin,
            "falls": self.falls or None,
            "metric": self.metric,
        }
        return {
            "id": identity,
            "measure": self.measure,
            "side": self.side.value,
            "unit": self.unit,
            **{part: figure.plain() if figure else None for part, figure in figures.items()},
            "day": self.day.isoformat() if self.day else None,
            **{name: value for name, value in later.items() if value is not None},
        }


def read_check(plain: Mapping[str, Any]) -> Check:
    """The inverse of `Check.plain`, for a measure out of a revision."""
    figures = {part: Figure(**plain[part]) if plain.get(part) else None for part in _PARTS}
    comparison, pairs = plain.get("comparison"), plain.get("pairs")
    return Check(
        plain["measure"],
        MeasureSide(plain["side"]),
        plain.get("unit", ""),
        **figures,
        day=date.fromisoformat(plain["day"]) if plain.get("day") else None,
        comparison=Comparison(comparison) if comparison else None,
        pairs=Pairs(**pairs) if pairs else None,
        prediction=plain.get("prediction"),
        guard=bool(plain.get("guard")),
        margin=plain.get("margin"),
        falls=bool(plain.get("falls")),
        metric=plain.get("metric"),
    )


def of_metric(row: Check, name: str, side: str, unit: str) -> Check:
    """A measure about a metric of the segment: what was left empty is what the metric says of itself."""
    told = MeasureSide(side) if row.side is MeasureSide.OTHER else row.side
    return replace(row, measure=row.measure.strip() or name, side=told, unit=row.unit.strip() or unit)


def checked_check(row: Check) -> Check:
    """The row trimmed and whole; takt is refused with the reason, an actual needs its date."""
    row = _as_series(row)
    measure = text_of(row.measure, "measure", SHORT, "Name what is measured.")
    if names_takt(measure) or names_takt(row.unit):
        raise Invalid("Takt time is refused.", {"measure": TAKT_REFUSED})
    if (row.actual is not None or row.pairs is not None) and row.day is None:
        raise Invalid("The actual needs its date.", {"day": "Give the day on which the actual was read."})
    if row.comparison is Comparison.TWO_GROUPS:
        _ensure_counts(row)
    if row.margin is not None and row.margin < 0:
        raise Invalid("A margin is not negative.", {"margin": "Give the points that may be lost, such as 1."})
    if row.guard and row.margin is None:
        raise Invalid("A guard needs its margin.", {"margin": "Say how many points may be lost, such as 1."})
    pairs = row.pairs if row.compares is Comparison.PAIRED else None
    return replace(
        row,
        measure=measure,
        unit=text_of(row.unit, "unit", 20),
        pairs=pairs,
        margin=row.margin if row.guard else None,
        falls=row.falls and row.guard,
    )


_PARTS = ("before", "target", "actual")


def _as_series(row: Check) -> Check:
    """A row with a metric is a series and the reverse; its figures stand with the segment alone."""
    if row.metric is None and row.comparison is not Comparison.SERIES:
        return row
    if row.metric is None:
        raise Invalid("A series needs its metric.", {"metric": "Choose the metric of the segment."})
    if row.comparison not in (None, Comparison.SERIES):
        raise Invalid("A metric is a series.", {"metric": "Choose none here, or compare by its series."})
    typed = {part: getattr(row, part) for part in ("before", "actual")}
    wrong = {part: SERIES_FIGURES for part, figure in typed.items() if figure is not None}
    if wrong:
        raise Invalid("The figures of a series stand with the segment.", wrong)
    return replace(row, comparison=Comparison.SERIES, day=None, pairs=None, falls=False)


def _ensure_counts(row: Check) -> None:
    """Two groups are counts: x of n each."""
    asked = {"before": row.before, "actual": row.actual}
    wrong = {
        part: "Two groups are counts, such as 508 of 2953."
        for part, one in asked.items()
        if one and one.x is None
    }
    if wrong:
        raise Invalid("Two groups are compared by their counts.", wrong)
