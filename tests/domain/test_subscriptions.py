"""Flows of contracts are those that the definitions give, counted as contracts or as customers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a3tracker.domain.errors import Invalid
from a3tracker.domain.flows import CustomerFlow
from a3tracker.domain.periods import CalendarPeriod, Length, parse_period, period_of, periods_between
from a3tracker.domain.subscriptions import (
    Counted,
    Subscription,
    checked_subscription,
    covered,
    flows_by_segment,
    subscription_flows,
)

DAYS = st.dates(date(2022, 6, 1), date(2024, 6, 30))
LASTS = st.none() | st.integers(0, 500)
YEAR = [parse_period("2023")]


@st.composite
def contracts(draw: st.DrawFn) -> Subscription:
    start, lasts = draw(DAYS), draw(LASTS)
    end = None if lasts is None else start + timedelta(days=lasts)
    return Subscription(draw(st.sampled_from("abc")), start, end, draw(st.sampled_from(["North", "South"])))


@st.composite
def spans(draw: st.DrawFn) -> tuple[CalendarPeriod, ...]:
    first = period_of(draw(DAYS), draw(st.sampled_from(Length)))
    return periods_between(first, first.shifted(draw(st.integers(0, 6))))


ROWS = st.lists(contracts(), max_size=12)


def slow(rows: list[Subscription], period: CalendarPeriod) -> dict[str, int]:
    """One period straight from the definitions, in which P0 ≤ day < P1 is inside."""
    begins, after = period.first, period.next().first
    running = [row for row in rows if row.start < begins and (row.end is None or row.end >= begins)]
    new = [row for row in rows if begins <= row.start < after]
    lost = [row for row in rows if row.end is not None and begins <= row.end < after]
    from_start = [row for row in lost if row.start < begins]
    return {
        "start": len(running),
        "gross_adds": len(new),
        "lost": len(from_start),
        "joined_and_left": len(lost) - len(from_start),
        "end": len(running) + len(new) - len(lost),
    }


def year(*stays: tuple[str, str, str], counted: Counted = Counted.CUSTOMERS) -> CustomerFlow:
    """The flow of 2023."""
    rows = [
        Subscription(who, date.fromisoformat(start), date.fromisoformat(end) if end else None)
        for who, start, end in stays
    ]
    return subscription_flows(rows, YEAR, counted)[0].flow


@given(ROWS, spans())
def test_a_flow_of_contracts_is_what_the_definitions_give(
    rows: list[Subscription], periods: tuple[CalendarPeriod, ...]
) -> None:
    for one in subscription_flows(rows, periods):
        expected = slow(rows, one.period)
        assert {term: getattr(one.flow, term) for term in expected} == expected


@given(ROWS, spans(), st.sampled_from(Counted))
def test_a_flow_balances_and_its_chain_holds(
    rows: list[Subscription], periods: tuple[CalendarPeriod, ...], counted: Counted
) -> None:
    flows = [one.flow for one in subscription_flows(rows, periods, counted)]
    for flow in flows:
        assert flow.end == flow.start + flow.new + flow.won_back - flow.lost
        assert 0 <= flow.lost <= flow.start
    assert [flow.end for flow in flows[:-1]] == [flow.start for flow in flows[1:]]


@given(ROWS, spans())
def test_segments_add_up_to_the_whole(rows: list[Subscription], periods: tuple[CalendarPeriod, ...]) -> None:
    parts = flows_by_segment(rows, periods)
    for number, one in enumerate(subscription_flows(rows, periods)):
        assert sum(flows[number].flow.start for flows in parts.values()) == one.flow.start
        assert sum(flows[number].flow.lost for flows in parts.values()) == one.flow.lost


@given(ROWS, spans())
def test_customers_are_those_with_any_contract(
    rows: list[Subscription], periods: tuple[CalendarPeriod, ...]
) -> None:
    for one in subscription_flows(rows, periods, Counted.CUSTOMERS):
        day = one.period.last
        running = {row.customer for row in rows if row.start <= day and (row.end is None or row.end > day)}
        assert one.flow.end == len(running)


def test_a_renewal_is_a_loss_among_contracts_and_none_among_customers() -> None:
    renewed = (("ann", "2022-03-01", "2023-03-01"), ("ann", "2023-03-01", ""))
    contracts = year(*renewed, counted=Counted.CONTRACTS)
    assert (contracts.lost, contracts.new) == (1, 1)
    customers = year(*renewed)
    assert (customers.lost, customers.new, customers.won_back, customers.end) == (0, 0, 0, 1)


def test_a_customer_who_starts_again_after_an_interruption_is_won_back() -> None:
    found = year(("ann", "2021-03-01", "2022-03-01"), ("ann", "2023-05-01", ""))
    assert (found.start, found.new, found.won_back, found.end) == (0, 0, 1, 1)


def test_a_long_contract_outlasts_a_short_one_beside_it() -> None:
    found = year(("ann", "2022-01-01", ""), ("ann", "2022-02-01", "2022-03-01"))
    assert (found.start, found.lost, found.end) == (1, 0, 1)


def test_a_contract_that_ends_before_it_starts_is_refused() -> None:
    same_day = Subscription("ann", date(2023, 5, 1), date(2023, 5, 1))
    assert checked_subscription(same_day) == same_day
    with pytest.raises(Invalid) as refused:
        checked_subscription(Subscription("ann", date(2023, 5, 1), date(2023, 4, 30)))
    assert refused.value.fields["end"] == "It ends on 2023-04-30, before it starts on 2023-05-01."


def test_periods_go_from_the_first_start_to_the_last_that_is_over() -> None:
    rows = [Subscription("ann", date(2022, 11, 5))]
    assert [str(one) for one in covered(rows, Length.QUARTER, date(2023, 6, 1))] == ["2022Q4", "2023Q1"]
    assert covered([], Length.QUARTER, date(2023, 6, 1)) == ()
    assert subscription_flows(rows, ()) == ()
