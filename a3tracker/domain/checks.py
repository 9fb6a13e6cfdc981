"""One measure of the Check table: what was, what was wanted, what came of it, and what that proves.

A measure compares two groups, the same customers twice, a series of the segment, or one value alone
(settled.md, *check row*). It may belong to a prediction, which gives it a verdict, or be a guard.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from a3tracker.domain.errors import Invalid
from a3tracker.domain.figures import Figure
from a3tracker.domain.predictions import Prediction, read_prediction
from a3tracker.domain.proportions import Pairs
from a3tracker.domain.rows import SHORT, TAKT_REFUSED, MeasureSide, names_takt, text_of
from a3tracker.domain.verdicts import (
    Comparison,
    Evidence,
    GuardVerdict,
    Verdict,
    is_early,
    is_inside,
    judged,
    judged_guard,
    of_pairs,
    of_two_groups,
    of_value,
)


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


@dataclass(frozen=True)
class Judgement:
    """What a measure says: the evidence, and the verdict of the grid or of a guard where there is one."""

    evidence: Evidence
    verdict: Verdict | None = None
    guard: GuardVerdict | None = None
    early: bool = False


def read_check(plain: dict[str, Any]) -> Check:
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


def judge(check: Check, prediction: Prediction | None) -> Judgement | None:
    """What the measure says so far; None without an actual, and for a series, which its chart judges."""
    evidence = _evidence(check)
    if evidence is None:
        return None
    guard = None
    if check.guard:
        guard = judged_guard(evidence, (check.margin or 0.0) / 100, not check.falls)
    value = in_unit(check, prediction.unit) if prediction else None
    if prediction is None or value is None:
        return Judgement(evidence, guard=guard)
    verdict = judged(is_inside(value, prediction.low, prediction.high), evidence)
    early = check.day is not None and is_early(check.day, prediction.day)
    return Judgement(evidence, verdict, guard, early)


def check_verdict(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> Verdict | None:
    """The verdict of an A3's check metric, its first prediction; None when nothing was checked against it.

    `rows` are those of a revision, by kind.
    """
    first = next((row for row in rows.get("predictions", ()) if not row["reason"]), None)
    if first is None:
        return None
    prediction = read_prediction(first)
    for row in rows.get("checks", ()):
        said = judge(read_check(dict(row)), prediction) if row.get("prediction") == first["id"] else None
        if said is not None and said.verdict is not None:
            return said.verdict
    return None


def in_unit(check: Check, unit: str) -> float | None:
    """The actual in the unit of a prediction: counts as percent where that is its unit, else as counts."""
    pairs, actual = check.pairs, check.actual
    if check.compares is Comparison.PAIRED and pairs is not None and pairs.n:
        actual = Figure(x=pairs.both + pairs.only_after, n=pairs.n)
    if actual is None or actual.x is None:
        return actual.value if actual else None
    return 100 * actual.rate if "%" in unit and actual.rate is not None else float(actual.x)


def checked_check(row: Check) -> Check:
    """The row trimmed and whole; takt is refused with the reason, an actual needs its date."""
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


def _evidence(check: Check) -> Evidence | None:
    if check.compares is Comparison.PAIRED:
        return of_pairs(check.pairs) if check.pairs and check.pairs.n else None
    if check.actual is None or check.compares is Comparison.SERIES:
        return None
    if check.compares is Comparison.TWO_GROUPS and check.before and check.before.n and check.actual.n:
        return of_two_groups(check.before, check.actual)
    return of_value()


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
