"""What a check says: the grid of prediction and evidence, and the verdict of a guard (check.md section 2)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from a3tracker.domain.figures import Figure
from a3tracker.domain.proportions import FEWEST, Interval, Pairs, newcombe, paired


class Comparison(StrEnum):
    """What before and after are, which decides how a difference is told from chance."""

    SERIES = "series"
    TWO_GROUPS = "two groups"
    PAIRED = "paired"
    VALUE = "value"


class Verdict(StrEnum):
    """The answer of the grid, in the words of page and paper."""

    CONFIRMED = "confirmed"
    UNPROVEN = "right but unproven"
    SURPRISE = "surprise worth study"
    NOTHING = "nothing seen"
    NOT_ENOUGH = "not enough data"


class GuardVerdict(StrEnum):
    """Whether the other side of the market was harmed. Not shown is not the same as no harm."""

    HOLDS = "holds"
    HARMED = "harmed"
    NOT_SHOWN = "not shown"


@dataclass(frozen=True)
class Evidence:
    """What two figures prove. `distinguishable` is None when there is too little to say either."""

    comparison: Comparison
    distinguishable: bool | None
    why: str
    interval: Interval | None = None


#: Outcomes of an A3 that take its check to have shown something.
_ADOPTING: Final = "adopted"
_ABANDONING: Final = "abandoned"
_FEW: Final = f"A group is under {FEWEST} customers, which is too few to conclude from."
#: A rate computed from counts and a bound that was typed differ in the last bits.
_LAST_BITS: Final = 1e-9


def of_series(signal: bool | None) -> Evidence:
    """A series: a signal against limits frozen before the change; None when there are no limits."""
    why = {
        None: "There are no limits from before the change.",
        True: "There is a signal against the limits from before the change.",
        False: "There is no signal against the limits from before the change.",
    }
    return Evidence(Comparison.SERIES, signal, why[signal])


def of_two_groups(before: Figure, after: Figure) -> Evidence:
    """Two groups of different customers, each x of n. Never for two periods of one segment."""
    interval = newcombe((after.x or 0, after.n or 0), (before.x or 0, before.n or 0))
    return _of_interval(Comparison.TWO_GROUPS, interval, min(before.n or 0, after.n or 0))


def of_pairs(pairs: Pairs) -> Evidence:
    """The same customers before and after, from four counts."""
    return _of_interval(Comparison.PAIRED, paired(pairs), pairs.n)


def of_value() -> Evidence:
    """A value alone: nothing tells a change from chance."""
    return Evidence(Comparison.VALUE, None, "A value alone does not tell a change from chance.")


def is_inside(actual: float, low: float | None, high: float | None) -> bool:
    """Whether the actual lies in the predicted range, its ends among it; all in one unit."""
    slack = _LAST_BITS * max(1.0, abs(actual))
    return (low is None or actual >= low - slack) and (high is None or actual <= high + slack)


def judged(inside: bool, evidence: Evidence) -> Verdict:
    """The verdict of the grid."""
    if evidence.distinguishable is None:
        return Verdict.NOT_ENOUGH
    if evidence.distinguishable:
        return Verdict.CONFIRMED if inside else Verdict.SURPRISE
    return Verdict.UNPROVEN if inside else Verdict.NOTHING


def judged_guard(evidence: Evidence, margin: float, higher_is_better: bool = True) -> GuardVerdict:
    """The verdict of a guard: `margin` is how much worse it may become, in the interval's unit (0..1).

    It holds when the whole interval stays within the margin. It is harmed when the whole interval is worse
    than no change and does not stay within the margin, or when a series has a signal the wrong way
    (see `series_harmed`). Everything else is not shown.
    """
    interval = evidence.interval
    if evidence.distinguishable is None or interval is None:
        return GuardVerdict.NOT_SHOWN
    worst, best = (interval.low, interval.high) if higher_is_better else (-interval.high, -interval.low)
    if worst >= -abs(margin) or math.isclose(worst, -abs(margin), rel_tol=_LAST_BITS):
        return GuardVerdict.HOLDS
    return GuardVerdict.HARMED if best < 0 else GuardVerdict.NOT_SHOWN


def series_harmed(concern: bool | None) -> GuardVerdict:
    """The verdict of a guard that is a series: a signal the wrong way is harm, its absence proves nothing."""
    return GuardVerdict.HARMED if concern else GuardVerdict.NOT_SHOWN


def is_early(looked: date, due: date | None) -> bool:
    """Whether somebody looked before the day fixed when the prediction was locked."""
    return due is not None and looked < due


def asks_for_reason(outcome: str, verdict: Verdict | None) -> bool:
    """Whether the one who decides says why: the outcome goes against what the check showed.

    `verdict` is None when nothing was checked, which is not enough data either.
    """
    confirmed = verdict is Verdict.CONFIRMED
    return (outcome == _ADOPTING and not confirmed) or (outcome == _ABANDONING and confirmed)


def record(verdicts: Iterable[Verdict]) -> Mapping[Verdict, int]:
    """How often each verdict came out: what a team learned from, never a score of how well it works."""
    counted = Counter(verdicts)
    return {verdict: counted[verdict] for verdict in Verdict}


def _of_interval(comparison: Comparison, interval: Interval | None, fewest: int) -> Evidence:
    if interval is None or fewest < FEWEST:
        return Evidence(comparison, None, _FEW, interval)
    if interval.excludes_zero:
        return Evidence(comparison, True, "The interval of after − before lies on one side of 0.", interval)
    return Evidence(comparison, False, "The interval of after − before holds 0.", interval)
