"""Who came, was lost and came back between the ends of periods that follow one another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from a3tracker.domain.flows import CustomerFlow, PeriodFlow
from a3tracker.domain.periods import CalendarPeriod

#: The first and the last period end at which somebody is a customer; none when the last is the smaller.
Reach = tuple[int, int]


class Moves:
    """Counts of moves by the number of the period, filled customer by customer.

    Only the state at the ends counts: who leaves and returns between two of them was there all along. Number
    0 is the time before the first period: who came then makes its start.
    """

    def __init__(self, periods: Sequence[CalendarPeriod]) -> None:
        self.periods = periods
        before = [periods[0].first.toordinal() - 1] if periods else []
        self.ends = before + [period.last.toordinal() for period in periods]
        # One place more than there are ends: who is a customer at the last one is lost, if ever, after it.
        self.new, self.won_back, self.lost, self.gone = ([0] * (len(self.ends) + 1) for _ in range(4))

    def reach(self, start: int, end: int | None) -> Reach:
        """The ends at which somebody is a customer from day `start` to the day before `end` (ordinals)."""
        last = len(self.ends) if end is None else bisect_left(self.ends, end)
        return bisect_left(self.ends, start), last - 1

    def follow(self, reaches: Sequence[Reach]) -> None:
        """Count one customer, whose reaches come in the order of their starts."""
        came = reaches[0][0]
        runs = _runs(reaches)
        if not runs or runs[0][0] != came:
            self.gone[came] += 1
        for start, stop in runs:
            (self.new if start == came else self.won_back)[start] += 1
            self.lost[stop + 1] += 1

    def flows(self) -> tuple[PeriodFlow, ...]:
        """The flow of each period; who joined and left within one is counted apart."""
        flows, start = [], self.new[0]
        for number, period in enumerate(self.periods, start=1):
            new, won_back, lost = self.new[number], self.won_back[number], self.lost[number]
            end = start + new + won_back - lost
            flow = CustomerFlow(start, new, won_back, lost, end, joined_and_left=self.gone[number])
            flows.append(PeriodFlow(period, flow))
            start = end
        return tuple(flows)


def _runs(reaches: Iterable[Reach]) -> list[Reach]:
    """The reaches joined to runs of ends without a gap."""
    runs: list[Reach] = []
    start, stop = 0, -1
    for low, high in reaches:
        if high < low:
            continue
        if stop < start or low > stop + 1:
            if stop >= start:
                runs.append((start, stop))
            start, stop = low, high
        elif high > stop:
            stop = high
    if stop >= start:
        runs.append((start, stop))
    return runs
