"""From purchases (customer, day, amount) to the activity of months and quarters.

Days are days in the segment's own time zone. Rows are never de-duplicated: two purchases on one day are
two transactions and one purchase day, and an amount of zero is a purchase.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from a3tracker.domain.flows import CustomerFlow
from a3tracker.domain.periods import CalendarPeriod, Length, last_complete, period_of, periods_between


class Transaction(NamedTuple):
    """One purchase; the customer is anything that tells one from another, such as a name or an id."""

    customer: Hashable
    day: date
    amount: Decimal | int = 0


@dataclass(frozen=True)
class Purchases:
    """All purchases, grouped once for every table that is made of them. Days are ordinals.

    `days` holds each customer's purchase days in order, each once; `until` is the last day that is known.
    """

    days: Mapping[Hashable, Sequence[int]]
    counts: Mapping[int, int]
    revenue: Mapping[int, Decimal]
    until: date

    @property
    def since(self) -> date:
        """The day of the first purchase."""
        return date.fromordinal(min(self.counts))


@dataclass(frozen=True)
class Activity:
    """A period's customers by what they did: a customer counts once a period."""

    period: CalendarPeriod
    flow: CustomerFlow
    transactions: int
    purchase_days: int
    revenue: Decimal

    @property
    def active(self) -> int:
        """Customers who bought: those retained, those who came back and new ones."""
        return self.flow.end

    @property
    def revenue_per_active(self) -> Decimal | None:
        """Revenue by customers who bought; None when nobody did."""
        return self.revenue / self.active if self.active else None

    @property
    def average_order(self) -> Decimal | None:
        """Revenue by transactions; None when there was none."""
        return self.revenue / self.transactions if self.transactions else None


def grouped(
    rows: Iterable[tuple[Hashable, date, Decimal | int]], until: date | None = None
) -> Purchases | None:
    """The purchases by customer; None without a row. `until`: the day up to which the source is known."""
    bought: defaultdict[Hashable, list[int]] = defaultdict(list)
    amounts: defaultdict[int, list[Decimal | int]] = defaultdict(list)
    for customer, day, amount in rows:
        ordinal = day.toordinal()
        bought[customer].append(ordinal)
        amounts[ordinal].append(amount)
    if not bought:
        return None
    days = {customer: sorted(set(ordinals)) for customer, ordinals in bought.items()}
    counts = {day: len(each) for day, each in amounts.items()}
    revenue = {day: Decimal(sum(each)) for day, each in amounts.items()}
    last = date.fromordinal(max(counts))
    return Purchases(days, counts, revenue, max(last, until) if until else last)


def covered(
    purchases: Purchases,
    length: Length,
    first: CalendarPeriod | None = None,
    last: CalendarPeriod | None = None,
) -> tuple[CalendarPeriod, ...]:
    """The periods to count: unless said otherwise from the first purchase to the last complete one."""
    return periods_between(
        first or period_of(purchases.since, length), last or last_complete(purchases.until, length)
    )


def activity(purchases: Purchases, periods: Sequence[CalendarPeriod]) -> tuple[Activity, ...]:
    """Who was active, new, retained, reactivated and lapsed in each of the periods, which are of one length.

    In the flow the start is those active in the period before: reactivated ones are its won back, lapsed
    ones its lost.
    """
    if not periods:
        return ()
    index = indices(purchases, periods[0].length)
    seen = _seen(purchases, index)
    transactions: Counter[int] = Counter()
    revenue: defaultdict[int, Decimal] = defaultdict(Decimal)
    for day, now in index.items():
        transactions[now] += purchases.counts[day]
        revenue[now] += purchases.revenue[day]
    return tuple(
        Activity(period, seen.flow(now), transactions[now], seen.purchase_days[now], revenue[now])
        for period in periods
        for now in (period.index,)
    )


def indices(purchases: Purchases, length: Length) -> dict[int, int]:
    """The index of the period of every day on which anybody bought."""
    return {day: period_of(date.fromordinal(day), length).index for day in purchases.counts}


@dataclass(frozen=True)
class _Seen:
    """Customers counted by the index of the period in which they were seen."""

    new: Counter[int] = field(default_factory=Counter)
    retained: Counter[int] = field(default_factory=Counter)
    reactivated: Counter[int] = field(default_factory=Counter)
    purchase_days: Counter[int] = field(default_factory=Counter)

    def active(self, now: int) -> int:
        return self.new[now] + self.retained[now] + self.reactivated[now]

    def flow(self, now: int) -> CustomerFlow:
        start = self.active(now - 1)
        lapsed = start - self.retained[now]
        return CustomerFlow(start, self.new[now], self.reactivated[now], lapsed, self.active(now))


def _seen(purchases: Purchases, index: Mapping[int, int]) -> _Seen:
    new, retained, reactivated, purchase_days = (defaultdict[int, int](int) for _ in range(4))
    for days in purchases.days.values():
        before = -1
        for day in days:
            now = index[day]
            purchase_days[now] += 1
            if now == before:
                continue
            if before < 0:
                new[now] += 1
            elif now == before + 1:
                retained[now] += 1
            else:
                reactivated[now] += 1
            before = now
    return _Seen(Counter(new), Counter(retained), Counter(reactivated), Counter(purchase_days))
