"""A standard that answers by itself: which new figure calls for an answer, and what became of it."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, Protocol, TypeVar

from a3tracker.domain.errors import Invalid
from a3tracker.domain.metrics import Kind
from a3tracker.domain.periods import CalendarPeriod, period_of
from a3tracker.domain.predictions import ExpectedRange
from a3tracker.domain.rates import FlowMetric
from a3tracker.domain.rows import text_of
from a3tracker.domain.series import Series
from a3tracker.domain.spc import FEWEST_FOR_LIMITS, Meaning, Readiness
from a3tracker.domain.spc_runs import PointType
from a3tracker.domain.stages import Stage

#: One line: the answer is read in a meeting.
REASON: Final = 200
#: Where a standard is in use, and its figures are watched.
WATCHED: Final = frozenset({Stage.DO, Stage.CHECK})
#: From here a standard may open a PDCA (settled.md).
DRAFTS: Final = frozenset({Stage.DO, Stage.CHECK, Stage.ACT})
#: Rates of the flow that may lie above 100 %, and the one that may lie below 0.
_NO_CEILING: Final = {FlowMetric.GROSS_ADDS, FlowMetric.NET_GROWTH, FlowMetric.NET_REVENUE}


class Sign(StrEnum):
    """Why a figure calls for an answer: it left the range, or its chart says that the process changed."""

    BELOW = "below"
    ABOVE = "above"
    OUTSIDE = PointType.OUTSIDE.value
    TREND = PointType.TREND.value
    TWO_OF_THREE = PointType.TWO_OF_THREE.value
    SHIFT = PointType.SHIFT.value


class How(StrEnum):
    """What became of a trigger."""

    DRAFTED = "drafted"
    REASON = "reason"
    CORRECTED = "corrected"
    DECIDED = "decided"


class Made(Protocol):
    """An expected range, as a row of the database has it."""

    @property
    def measure(self) -> str:
        """What it is about."""

    @property
    def made(self) -> date | None:
        """When it was added to those that were locked; None for those themselves."""


R = TypeVar("R", bound=Made)


@dataclass(frozen=True)
class Crossing:
    """One figure that calls for an answer. A rate's value is 0..1, as everywhere."""

    period: CalendarPeriod
    value: float
    sign: Sign


def crossing(row: ExpectedRange, series: Series, period: CalendarPeriod, locked: date) -> Crossing | None:
    """What the figure of this period says against the range and, in the unwanted direction, on the chart.

    Both charts are asked: the segment's own, and the one that the A3 draws, whose limits end where the range
    was locked. Nobody sees a signal on a sheet of which nobody heard.
    """
    value = series.values.get(period)
    if value is None:
        return None
    told = value * 100 if series.rate else value
    if row.low is not None and told < row.low and not _same(told, row.low):
        return Crossing(period, value, Sign.BELOW)
    if row.high is not None and told > row.high and not _same(told, row.high):
        return Crossing(period, value, Sign.ABOVE)
    before = period_of(locked, period.length).before()
    for one in (series, series.frozen_at(before)):
        reading = one.reading
        point = reading.chart.points[reading.periods.index(period)]
        limited = reading.chart.groups[point.group].readiness is not Readiness.RUN_CHART
        if limited and point.meaning is Meaning.CONCERN:
            return Crossing(period, value, Sign(point.type.value))
    return None


def is_new(series: Series, period: CalendarPeriod, locked: date) -> bool:
    """Whether a figure that comes in says something about the standard as it runs now.

    Old figures that are filled in afterwards do not: only those of periods that were not over when the range
    was locked, and the newest of all, however late it comes.
    """
    return period.last >= locked or not any(later > period for later in series.values)


def limits_as_range(series: Series, kind: str, source: str) -> tuple[float | None, float | None]:
    """The present limits of the metric's chart as the ends of an expected range, as people type them.

    The chart's own limits are never clipped. In a range, an end that no figure can pass says nothing, such as
    103 % of a proportion or a count of −2, and is left out: the same figures lie outside.
    Ends are rounded away from the mean, so that no figure within the limits does.
    """
    limits = series.reading.limits
    if limits is None or limits.lower is None or limits.upper is None:
        raise _unset(f"The chart of {series.name} has no limits yet: they need {FEWEST_FOR_LIMITS} figures.")
    scale = 100 if series.rate else 1
    low, high = limits.lower * scale, limits.upper * scale
    digits = 1 if series.rate else _digits(high - low)
    floor, ceiling = _ends(series, kind, source)
    ends = (
        None if floor is not None and low <= floor else _rounded(low, digits, math.floor),
        None if ceiling is not None and high >= ceiling else _rounded(high, digits, math.ceil),
    )
    if ends == (None, None):
        raise _unset(f"Within the limits of its chart {series.name} may take any value there is.")
    return ends


def checked_reason(reason: str) -> str:
    """The one line with which a trigger is answered without a PDCA."""
    return text_of(reason, "reason", REASON, "Say in one line why it needs no PDCA.")


def in_force(rows: Sequence[R]) -> list[R]:
    """Of the ranges of one A3, those that count: a later one takes the place of those of the same measure."""
    later = {row.measure: row for row in rows if row.made is not None}
    return [row for row in rows if later.get(row.measure, row) is row]


def _same(told: float, bound: float) -> bool:
    """7 % of 100 is on a bound of 7 %, although 0.07 × 100 is more than 7 in a computer."""
    return math.isclose(told, bound, rel_tol=1e-12, abs_tol=1e-12)


def _ends(series: Series, kind: str, source: str) -> tuple[float | None, float | None]:
    """What no figure of this metric can go beyond."""
    floor = None if kind == Kind.VALUE or source == FlowMetric.NET_GROWTH else 0
    return floor, 100 if series.rate and source not in _NO_CEILING else None


def _digits(width: float) -> int | None:
    """Decimals with which a range of this width is told; None keeps them all."""
    return 2 - math.floor(math.log10(width)) if width > 0 else None


def _rounded(value: float, digits: int | None, way: Callable[[float], int]) -> float:
    if digits is None:
        return value
    # What is off by the last bits alone is not pushed a whole step further.
    return round(way(round(value * 10.0**digits, 6)) / 10.0**digits, max(digits, 0))


def _unset(sentence: str) -> Invalid:
    return Invalid(sentence, {"from_chart": f"{sentence} Set the range by hand."})
