"""From contracts (customer, start, end) to the flow of months, quarters and years (check.md section 1).

What is counted is said beside the figures: contracts, where each is a customer of its own, or customers,
where one who starts again after an interruption is won back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from operator import itemgetter
from typing import NamedTuple

from a3tracker.domain.errors import Invalid
from a3tracker.domain.flows import PeriodFlow
from a3tracker.domain.moves import Moves
from a3tracker.domain.periods import CalendarPeriod, Length, last_complete, period_of, periods_between


class Counted(StrEnum):
    """What a flow counts."""

    CONTRACTS = "contracts"
    CUSTOMERS = "customers"


class Subscription(NamedTuple):
    """One contract; it runs on while it has no end. On its end day it is lost."""

    customer: Hashable
    start: date
    end: date | None = None
    segment: str = ""


def checked_subscription(row: Subscription) -> Subscription:
    """The row; `Invalid` when it ends before it starts."""
    if row.end is not None and row.end < row.start:
        sentence = f"It ends on {row.end.isoformat()}, before it starts on {row.start.isoformat()}."
        raise Invalid("A contract cannot end before it starts.", {"end": sentence})
    return row


def covered(rows: Sequence[Subscription], length: Length, as_of: date) -> tuple[CalendarPeriod, ...]:
    """The periods from the first start to the last one that is over on `as_of`."""
    if not rows:
        return ()
    first = min(row.start for row in rows)
    return periods_between(period_of(first, length), last_complete(as_of, length))


def subscription_flows(
    rows: Iterable[Subscription],
    periods: Sequence[CalendarPeriod],
    counted: Counted = Counted.CONTRACTS,
) -> tuple[PeriodFlow, ...]:
    """The flow of each of the periods.

    The periods follow one another. Lost are those of the start who are gone at the end. Contracts that start
    and end within one period are counted as joined and left, and not as new or lost.
    """
    moves = Moves(periods)
    for stays in _stays(rows, counted):
        moves.follow([moves.reach(start, end) for start, end in sorted(stays, key=itemgetter(0))])
    return moves.flows()


def flows_by_segment(
    rows: Iterable[Subscription],
    periods: Sequence[CalendarPeriod],
    counted: Counted = Counted.CONTRACTS,
) -> Mapping[str, tuple[PeriodFlow, ...]]:
    """The same for each segment by its name; a customer with contracts in two segments counts in both."""
    grouped: defaultdict[str, list[Subscription]] = defaultdict(list)
    for row in rows:
        grouped[row.segment].append(row)
    return {segment: subscription_flows(grouped[segment], periods, counted) for segment in sorted(grouped)}


def _stays(rows: Iterable[Subscription], counted: Counted) -> Iterable[list[tuple[int, int | None]]]:
    """The stays of each one who is counted, from the start to the day of the end (ordinals)."""
    ends = ((row, None if row.end is None else row.end.toordinal()) for row in rows)
    stays = ((row.customer, row.start.toordinal(), end) for row, end in ends)
    if counted is Counted.CONTRACTS:
        return ([(start, end)] for _, start, end in stays)
    grouped: defaultdict[Hashable, list[tuple[int, int | None]]] = defaultdict(list)
    for customer, start, end in stays:
        grouped[customer].append((start, end))
    return grouped.values()
