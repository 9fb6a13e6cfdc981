"""Cohorts: what became of the customers who first bought in one period, and how soon they bought again."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from a3tracker.domain.periods import CalendarPeriod, Length, last_complete
from a3tracker.domain.transactions import Purchases, indices


@dataclass(frozen=True)
class CohortCell:
    """Of those who first bought in the cohort's period, who was active `offset` periods later."""

    cohort: CalendarPeriod
    offset: int
    size: int
    active: int
    active_or_later: int

    @property
    def rate(self) -> float | None:
        """Active out of the cohort."""
        return self.active / self.size if self.size else None

    @property
    def rolling_rate(self) -> float | None:
        """Active then or at any time later, out of the cohort."""
        return self.active_or_later / self.size if self.size else None


@dataclass(frozen=True)
class Repeat:
    """Of a cohort's customers, who bought on a second day within so many days of the first."""

    cohort: CalendarPeriod
    days: int
    size: int
    eligible: int
    repeated: int

    @property
    def rate(self) -> float | None:
        """Repeated out of the eligible."""
        return self.repeated / self.eligible if self.eligible else None


def cohorts(
    purchases: Purchases, length: Length, last: CalendarPeriod | None = None
) -> tuple[CohortCell, ...]:
    """The triangle of all cohorts, row by row; cells after the last complete period are absent, not 0."""
    end = (last or last_complete(purchases.until, length)).index
    active, latest = _counted(purchases, indices(purchases, length))
    cells: list[CohortCell] = []
    for cohort in sorted(first for first in active if first <= end):
        cells += _row(CalendarPeriod(length, cohort), end - cohort + 1, active[cohort], latest[cohort])
    return tuple(cells)


def repeats(purchases: Purchases, length: Length, within: Sequence[int]) -> tuple[Repeat, ...]:
    """For each cohort and each number of days: who bought on a second day within them.

    Only those are eligible whose first day lies so far back that all of these days are known.
    """
    index, known = indices(purchases, length), purchases.until.toordinal()
    waits: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
    for days in purchases.days.values():
        wait = days[1] - days[0] if len(days) > 1 else math.inf
        waits[index[days[0]]].append((known - days[0], wait))
    return tuple(
        _repeat(CalendarPeriod(length, cohort), days, waits[cohort])
        for cohort in sorted(waits)
        for days in within
    )


def _counted(
    purchases: Purchases, index: Mapping[int, int]
) -> tuple[Mapping[int, Counter[int]], Mapping[int, Counter[int]]]:
    """By cohort and offset: how many were active, and for how many it was the last time."""
    active: defaultdict[int, Counter[int]] = defaultdict(Counter)
    latest: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for days in purchases.days.values():
        first = before = index[days[0]]
        seen = active[first]
        seen[0] += 1
        for day in days:
            now = index[day]
            if now != before:
                seen[now - first] += 1
                before = now
        latest[first][before - first] += 1
    return active, latest


def _row(
    cohort: CalendarPeriod, offsets: int, active: Counter[int], latest: Counter[int]
) -> Iterator[CohortCell]:
    size = remaining = latest.total()
    for offset in range(offsets):
        yield CohortCell(cohort, offset, size, active[offset], remaining)
        remaining -= latest[offset]


def _repeat(cohort: CalendarPeriod, days: int, waits: Sequence[tuple[int, float]]) -> Repeat:
    eligible = [wait for followed, wait in waits if followed >= days]
    return Repeat(cohort, days, len(waits), len(eligible), sum(wait <= days for wait in eligible))
