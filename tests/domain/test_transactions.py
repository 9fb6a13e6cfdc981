"""Months and quarters made from purchases are those that the definitions give, and are made fast."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from a3tracker.domain.periods import Length, parse_period, period_of, periods_between
from a3tracker.domain.transactions import Activity, Transaction, activity, covered, grouped
from tests.domain.purchases import TRANSACTIONS, slow_activity

LAST = date(2024, 7, 31)
MONTHS = periods_between(parse_period("2023-09"), period_of(LAST, Length.MONTH))
LENGTHS = st.sampled_from([Length.MONTH, Length.QUARTER])


def month(key: str, *rows: tuple[str, str, str]) -> Activity:
    """One month of purchases (customer, day, amount)."""
    purchases = grouped(Transaction(who, date.fromisoformat(day), Decimal(paid)) for who, day, paid in rows)
    assert purchases is not None
    return activity(purchases, [parse_period(key)])[0]


@given(TRANSACTIONS, LENGTHS)
def test_activity_is_what_the_definitions_give(rows: list[Transaction], length: Length) -> None:
    purchases = grouped(rows)
    assert purchases is not None
    for found in activity(purchases, covered(purchases, length, last=period_of(LAST, length))):
        expected = slow_activity(rows, found.period)
        flow = found.flow
        assert {
            "active": found.active,
            "new": flow.new,
            "retained": flow.kept,
            "reactivated": flow.won_back,
            "lapsed": flow.lost,
            "transactions": found.transactions,
            "purchase_days": found.purchase_days,
            "revenue": found.revenue,
        } == expected
        assert flow.end == flow.start + flow.new + flow.won_back - flow.lost


@given(TRANSACTIONS)
def test_nothing_is_lost_between_the_periods(rows: list[Transaction]) -> None:
    purchases = grouped(rows)
    assert purchases is not None
    months = activity(purchases, MONTHS)
    assert sum(one.transactions for one in months) == len(rows)
    assert sum(one.revenue for one in months) == sum(Decimal(row.amount) for row in rows)
    assert sum(one.flow.new for one in months) == len({row.customer for row in rows})


def test_two_purchases_on_one_day_are_two_transactions_and_one_purchase_day() -> None:
    twice = ("ann", "2024-01-05", "10.10")
    found = month("2024-01", twice, twice, ("ann", "2024-01-09", "0"))
    assert (found.transactions, found.purchase_days, found.active) == (3, 2, 1)
    assert found.revenue == Decimal("20.20")


def test_money_is_exact() -> None:
    found = month("2024-01", *[("ann", "2024-01-05", "0.10")] * 3)
    assert found.revenue == Decimal("0.30")
    assert found.average_order == Decimal("0.10")
    assert found.revenue_per_active == Decimal("0.30")


def test_a_month_in_which_nobody_bought_has_no_rates() -> None:
    found = month("2024-02", ("ann", "2024-01-05", "10"), ("ann", "2024-03-05", "10"))
    assert (found.active, found.flow.lost, found.flow.retention) == (0, 1, 0)
    assert found.revenue_per_active is None
    assert found.average_order is None
    assert month("2023-12", ("ann", "2024-01-05", "10")).flow.retention is None


def test_without_purchases_there_are_no_tables() -> None:
    assert grouped([]) is None


def test_periods_go_to_the_last_complete_one() -> None:
    purchases = grouped([Transaction("ann", date(2024, 1, 31)), Transaction("ann", date(2024, 3, 30))])
    assert purchases is not None
    assert [str(one) for one in covered(purchases, Length.MONTH)] == ["2024-01", "2024-02"]
    known = grouped([Transaction("ann", date(2024, 1, 5))], until=date(2024, 2, 29))
    assert known is not None
    assert [str(one) for one in covered(known, Length.MONTH)] == ["2024-01", "2024-02"]
    assert activity(purchases, ()) == ()
