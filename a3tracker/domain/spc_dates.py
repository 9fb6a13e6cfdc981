"""A dated series as a process behaviour chart: the engine counts points, people name days."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from a3tracker.domain.errors import Invalid
from a3tracker.domain.spc import PLAIN, Chart, Options, xmr
from a3tracker.domain.spc_limits import Value


@dataclass(frozen=True)
class DatedChart:
    """A chart and the day on which each of its points begins, in order."""

    days: tuple[date, ...]
    chart: Chart

    def first_from(self, day: date) -> int | None:
        """The first point on or after a day; None when the series ends before it."""
        return _first_from(self.days, day)


def dated_xmr(
    series: Iterable[tuple[date, Value]],
    options: Options = PLAIN,
    *,
    rebases: Iterable[date] = (),
    freezes: Iterable[date] = (),
    mixed: Iterable[date] = (),
) -> DatedChart:
    """Sort a series by day and read it; `Invalid` when two values have the same day.

    A rebase begins, and a freeze judges, with the first point on or after its day. A mixed period is named
    by the day of its own point: see `mixed_period`.
    """
    rows = sorted(series, key=lambda row: row[0])
    days = tuple(day for day, _ in rows)
    _refuse_twice(days)

    def places(asked: Iterable[date]) -> set[int]:
        return {place for day in asked if (place := _first_from(days, day)) is not None}

    hollow = set(mixed)
    chart = xmr(
        [value for _, value in rows],
        options,
        rebases=places(rebases),
        freezes=places(freezes),
        mixed={place for place, day in enumerate(days) if day in hollow},
    )
    return DatedChart(days, chart)


def mixed_period(days: Iterable[date], changed: date) -> date | None:
    """The point in whose period a change falls: partly before it, partly after.

    None when the change comes on the very day on which a period begins, or before the first.
    """
    ordered = sorted(days)
    place = bisect_right(ordered, changed) - 1
    return None if place < 0 or ordered[place] == changed else ordered[place]


def _refuse_twice(days: tuple[date, ...]) -> None:
    twice = sorted({day for day, later in pairwise(days) if day == later})
    if twice:
        named = ", ".join(day.isoformat() for day in twice[:3])
        raise Invalid(f"Each period has one figure; these have more than one: {named}.")


def _first_from(days: tuple[date, ...], day: date) -> int | None:
    place = bisect_left(days, day)
    return place if place < len(days) else None
