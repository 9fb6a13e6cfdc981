"""Invented purchases, and the same tables made from them the slow way: straight from the definitions."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from a3tracker.domain.periods import CalendarPeriod, period_of
from a3tracker.domain.transactions import Transaction

FIRST = date(2023, 11, 20)

TRANSACTIONS = st.lists(
    st.builds(
        Transaction,
        st.sampled_from("abcde"),
        st.integers(0, 200).map(lambda days: FIRST + timedelta(days)),
        st.decimals(0, 500, places=2),
    ),
    min_size=1,
    max_size=25,
)


def days_of(rows: list[Transaction]) -> dict[object, list[date]]:
    """Each customer's days, once each, in order."""
    return {name: sorted({row.day for row in rows if row.customer == name}) for name in {r[0] for r in rows}}


def bought_in(days: list[date], period: CalendarPeriod) -> bool:
    return any(period.first <= day <= period.last for day in days)


def slow_activity(rows: list[Transaction], period: CalendarPeriod) -> dict[str, object]:
    """One period's activity, customer by customer."""
    customers = days_of(rows)
    now = {name for name, days in customers.items() if bought_in(days, period)}
    then = {name for name, days in customers.items() if bought_in(days, period.before())}
    new = {name for name in now if period_of(customers[name][0], period.length) == period}
    inside = [row for row in rows if period.first <= row.day <= period.last]
    return {
        "active": len(now),
        "new": len(new),
        "retained": len(now & then),
        "reactivated": len(now - new - then),
        "lapsed": len(then - now),
        "transactions": len(inside),
        "purchase_days": len({(row.customer, row.day) for row in inside}),
        "revenue": sum((Decimal(row.amount) for row in inside), Decimal(0)),
    }


def slow_flow(rows: list[Transaction], period: CalendarPeriod, window: int) -> dict[str, int]:
    """One period's flow with an activity window, from the state at its two ends."""
    counts = dict.fromkeys(("start", "new", "won_back", "lost", "end", "joined_and_left"), 0)
    for days in days_of(rows).values():
        was = is_current(days, period.first - timedelta(days=1), window)
        now = is_current(days, period.last, window)
        first = period.first <= days[0] <= period.last
        counts["start"] += was
        counts["end"] += now
        counts["lost"] += was and not now
        counts["new"] += now and first
        counts["won_back"] += now and not was and not first
        counts["joined_and_left"] += first and not now
    return counts


def is_current(days: list[date], at: date, window: int) -> bool:
    """Whether the last purchase lies within the window that ends with the day."""
    return any(at - timedelta(days=window - 1) <= day <= at for day in days)


def slow_cell(rows: list[Transaction], cohort: CalendarPeriod, offset: int) -> tuple[int, int, int]:
    """Size, active and active or later of one cell."""
    members = [days for days in days_of(rows).values() if period_of(days[0], cohort.length) == cohort]
    then = cohort.shifted(offset)
    active = sum(bought_in(days, then) for days in members)
    return len(members), active, sum(days[-1] >= then.first for days in members)


def slow_repeat(
    rows: list[Transaction], cohort: CalendarPeriod, within: int, until: date
) -> tuple[int, int, int]:
    """Size, eligible and repeated of one cohort."""
    members = [days for days in days_of(rows).values() if period_of(days[0], cohort.length) == cohort]
    known = [days for days in members if days[0] + timedelta(days=within) <= until]
    again = [days for days in known if len(days) > 1 and days[1] <= days[0] + timedelta(days=within)]
    return len(members), len(known), len(again)
