"""Flows with an activity window are those that the definitions give."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from a3tracker.domain.periods import CalendarPeriod, Length, parse_period, period_of, periods_between
from a3tracker.domain.transactions import Transaction, grouped
from a3tracker.domain.windows import shows_not_before, suggested_window, window_flows
from tests.domain.purchases import TRANSACTIONS, slow_flow

LENGTHS = st.sampled_from([Length.MONTH, Length.QUARTER])
JANUARY = parse_period("2024-01")


@st.composite
def spans(draw: st.DrawFn) -> tuple[CalendarPeriod, ...]:
    """Periods that follow one another, and may begin after the first purchase or end before the last."""
    first = period_of(draw(st.dates(date(2023, 9, 1), date(2024, 6, 30))), draw(LENGTHS))
    return periods_between(first, first.shifted(draw(st.integers(0, 8))))


@given(TRANSACTIONS, spans(), st.integers(1, 120))
def test_a_window_flow_is_what_the_definitions_give(
    rows: list[Transaction], periods: tuple[CalendarPeriod, ...], window: int
) -> None:
    purchases = grouped(rows)
    assert purchases is not None
    flows = window_flows(purchases, periods, window)
    assert [one.period for one in flows] == list(periods)
    for period, one in zip(periods, flows, strict=True):
        expected = slow_flow(rows, period, window)
        assert {term: getattr(one.flow, term) for term in expected} == expected


@given(TRANSACTIONS, spans(), st.integers(1, 120))
def test_a_window_flow_balances_and_its_chain_holds(
    rows: list[Transaction], periods: tuple[CalendarPeriod, ...], window: int
) -> None:
    purchases = grouped(rows)
    assert purchases is not None
    flows = [one.flow for one in window_flows(purchases, periods, window)]
    for flow in flows:
        assert flow.end == flow.start + flow.new + flow.won_back - flow.lost
        assert 0 <= flow.lost <= flow.start
    assert [flow.end for flow in flows[:-1]] == [flow.start for flow in flows[1:]]


def test_a_customer_is_current_to_the_last_day_of_the_window() -> None:
    purchases = grouped([Transaction("ann", date(2024, 1, 2))])
    assert purchases is not None
    assert window_flows(purchases, [JANUARY], 30)[0].flow.end == 1
    gone = window_flows(purchases, [JANUARY], 29)[0].flow
    assert (gone.end, gone.new, gone.joined_and_left) == (0, 0, 1)
    assert shows_not_before(JANUARY, 30) == date(2024, 3, 1)
    assert window_flows(purchases, [], 30) == ()


def test_the_window_is_suggested_from_nine_of_ten_gaps() -> None:
    days = [date(2024, 1, 1 + day) for day in (0, 1, 2, 3, 4, 5, 6, 7, 8, 28)]
    purchases = grouped(
        [Transaction("ann", day) for day in days] + [Transaction("bob", day) for day in days[:2]]
    )
    assert purchases is not None
    assert suggested_window(purchases) == 1, "nine gaps of a day, and one of twenty"
    longer = grouped([Transaction("ann", date(2024, 1, day)) for day in (1, 2, 9)])
    assert longer is not None
    assert suggested_window(longer) == 7


def test_without_a_second_purchase_no_window_is_suggested() -> None:
    once = grouped([Transaction("ann", date(2024, 1, 1)), Transaction("ann", date(2024, 1, 1))])
    assert once is not None
    assert suggested_window(once) is None
