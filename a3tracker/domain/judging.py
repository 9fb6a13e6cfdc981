"""What a measure of the Check proves: its evidence, the verdict of the grid, and that of a guard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from a3tracker.domain.checks import Check, read_check
from a3tracker.domain.figures import Figure
from a3tracker.domain.periods import last_complete
from a3tracker.domain.predictions import Prediction, read_prediction
from a3tracker.domain.series import Series, figures_in
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
class Judgement:
    """What a measure says: the evidence, and the verdict of the grid or of a guard where there is one."""

    evidence: Evidence
    verdict: Verdict | None = None
    guard: GuardVerdict | None = None
    early: bool = False


def judge(check: Check, prediction: Prediction | None, series: Series | None = None) -> Judgement | None:
    """What the measure says so far, None without an actual; `series` holds the figures of its metric."""
    series = judged_series(prediction, series)
    evidence = _evidence(check, series)
    if evidence is None:
        return None
    guard = _guard(check, evidence, series)
    value = in_unit(check, prediction.unit, series) if prediction else None
    if prediction is None or value is None:
        return Judgement(evidence, guard=guard)
    verdict = judged(is_inside(value, prediction.low, prediction.high), evidence)
    return Judgement(evidence, verdict, guard, _looked_early(check, prediction, series))


def judged_series(prediction: Prediction | None, series: Series | None) -> Series | None:
    """The figures up to the day that was fixed at the lock: looking on and on finds a signal in anything."""
    return series.until(prediction.day) if series and prediction else series


def check_verdict(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> Verdict | None:
    """The verdict of an A3's check metric, its first prediction; None when nothing was checked against it.

    `rows` are those of a revision, by kind, the figures that they refer to among them.
    """
    first = next((row for row in rows.get("predictions", ()) if not row["reason"]), None)
    if first is None:
        return None
    prediction, figures = read_prediction(first), figures_in(rows)
    for row in rows.get("checks", ()):
        if row.get("prediction") != first["id"]:
            continue
        check = read_check(row)
        said = judge(check, prediction, figures.get(check.metric or 0))
        if said is not None and said.verdict is not None:
            return said.verdict
    return None


def in_unit(check: Check, unit: str, series: Series | None = None) -> float | None:
    """The actual in the unit of a prediction: counts as percent where that is its unit, else as counts."""
    pairs, actual = check.pairs, check.actual
    if check.compares is Comparison.SERIES:
        newest = series.actual if series else None
        return series.in_unit(newest[1], unit) if series and newest else None
    if check.compares is Comparison.PAIRED and pairs is not None and pairs.n:
        actual = Figure(x=pairs.both + pairs.only_after, n=pairs.n)
    if actual is None or actual.x is None:
        return actual.value if actual else None
    return 100 * actual.rate if "%" in unit and actual.rate is not None else float(actual.x)


def _evidence(check: Check, series: Series | None) -> Evidence | None:
    if check.compares is Comparison.SERIES:
        return series.evidence() if series and series.actual else None
    if check.compares is Comparison.PAIRED:
        return of_pairs(check.pairs) if check.pairs and check.pairs.n else None
    if check.actual is None:
        return None
    if check.compares is Comparison.TWO_GROUPS and check.before and check.before.n and check.actual.n:
        return of_two_groups(check.before, check.actual)
    return of_value()


def _guard(check: Check, evidence: Evidence, series: Series | None) -> GuardVerdict | None:
    if not check.guard:
        return None
    if evidence.comparison is Comparison.SERIES:
        return series.guard() if series else GuardVerdict.NOT_SHOWN
    return judged_guard(evidence, (check.margin or 0.0) / 100, not check.falls)


def _looked_early(check: Check, prediction: Prediction, series: Series | None) -> bool:
    """A figure of a period is no early look when no later period is over on the day of the check."""
    if check.compares is not Comparison.SERIES:
        return check.day is not None and is_early(check.day, prediction.day)
    newest = series.actual if series else None
    if newest is None or prediction.day is None:
        return False
    return newest[0] < last_complete(prediction.day, newest[0].length)
