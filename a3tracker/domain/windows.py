"""Activity windows: a customer is current for so many days from each purchase, and lost after them.

Window figures lag by those days: what they say of a period is not known when the period ends.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from a3tracker.domain.flows import PeriodFlow
from a3tracker.domain.moves import Moves
from a3tracker.domain.periods import CalendarPeriod
from a3tracker.domain.transactions import Purchases

#: Days of activity are suggested so that they hold this share of the gaps between purchase days.
_OF_GAPS: Final = 0.9


def window_flows(
    purchases: Purchases, periods: Sequence[CalendarPeriod], window: int
) -> tuple[PeriodFlow, ...]:
    """The flow of each period when a customer is current for `window` days from each purchase.

    The periods follow one another. Lost are those current at the start and not at the end. First-time
    customers who are no longer current at the end are counted as joined and left, and not as new.
    """
    moves = Moves(periods)
    # Each purchase reaches from the first period's end after it to the last one at which it still counts.
    reach = {day: moves.reach(day, day + window) for day in purchases.counts}
    for days in purchases.days.values():
        moves.follow([reach[day] for day in days])
    return moves.flows()


def suggested_window(purchases: Purchases) -> int | None:
    """Days within which nine of ten gaps between purchase days lie; None when nobody bought twice."""
    gaps = sorted(later - day for days in purchases.days.values() for day, later in pairwise(days))
    return gaps[math.ceil(_OF_GAPS * len(gaps)) - 1] if gaps else None


def shows_not_before(period: CalendarPeriod, window: int) -> date:
    """The day before which a window figure cannot show that somebody stopped buying in the period."""
    return period.last + timedelta(days=window)
