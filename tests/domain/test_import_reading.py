"""A whole file, row by row: flows as the arithmetic makes them, bad cells named, what stands respected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a3tracker.domain.cells import Cell
from a3tracker.domain.errors import Invalid
from a3tracker.domain.flow_entries import FlowEntry
from a3tracker.domain.import_reading import Job, read_file
from a3tracker.domain.import_results import Result, Standing, planned, result_of
from a3tracker.domain.import_rows import Reader
from a3tracker.domain.imports import ColumnMap, Shape
from a3tracker.domain.periods import Length, parse_period
from a3tracker.domain.subscriptions import Subscription, covered, subscription_flows
from a3tracker.domain.transactions import Transaction, grouped
from a3tracker.domain.transactions import covered as bought_in
from a3tracker.domain.windows import suggested_window, window_flows
from tests.domain.purchases import TRANSACTIONS

LATER = date(2030, 1, 1)
Rows = Sequence[Sequence[Cell]]
PURCHASE, CONTRACT = ("customer", "day", "amount"), ("customer", "start", "end")


def job_of(shape: Shape, columns: ColumnMap, rows: Rows, standing: Standing | None = None) -> Job:
    standing = standing or Standing(Length.MONTH, LATER)
    headings = [key or "other" for key in columns.columns]

    def numbered() -> Iterator[tuple[int, Sequence[Cell]]]:
        return iter(enumerate(rows, start=2))

    reader = Reader(columns, headings, ZoneInfo("UTC"), standing.today, standing.length)
    return Job(shape, numbered, reader, standing, "shop.csv")


def bring(
    shape: Shape, columns: tuple[str, ...], rows: Rows, standing: Standing | None = None, **more: Any
) -> Result:
    result = read_file(job_of(shape, ColumnMap(columns, **more), rows, standing), lambda row: None)
    assert result is not None
    return result_of(result.plain())


def bad(
    shape: Shape, columns: tuple[str, ...], rows: Rows, standing: Standing | None = None
) -> list[tuple[int, str]]:
    job = job_of(shape, ColumnMap(columns), rows, standing)
    assert read_file(job, lambda row: None) is None
    assert all(cell.expected and cell.advice for cell in job.reader.bad.first)
    return [(cell.row, cell.column) for cell in job.reader.bad.first]


@given(TRANSACTIONS, st.integers(1, 120))
def test_purchases_become_the_flows_that_the_arithmetic_makes(rows: list[Transaction], window: int) -> None:
    texts = [(str(row.customer), row.day.isoformat(), str(row.amount)) for row in rows]
    result = bring(Shape.TRANSACTIONS, PURCHASE, texts, window=window)
    purchases = grouped(rows)
    assert purchases
    expected = window_flows(purchases, bought_in(purchases, Length.MONTH), window)
    found = {period: entry.flow for period, entry in result.entries.items()}
    losing = purchases.since + timedelta(window)
    assert found == {one.period: one.flow for one in expected if one.period.first >= losing}
    assert (result.window, result.suggested, result.rows) == (window, suggested_window(purchases), len(rows))
    assert not result.corrections


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.integers(0, 300), st.none() | st.integers(0, 200)), min_size=1
    )
)
def test_contracts_become_the_flows_that_the_arithmetic_makes(
    stays: list[tuple[str, int, int | None]],
) -> None:
    begin = date(2024, 1, 15).toordinal()
    rows = [
        Subscription(
            who, date.fromordinal(begin + start), date.fromordinal(begin + start + stay) if stay else None
        )
        for who, start, stay in stays
    ]
    texts = [
        (str(row.customer), row.start.isoformat(), row.end.isoformat() if row.end else "") for row in rows
    ]
    result = bring(Shape.SUBSCRIPTIONS, CONTRACT, texts, until=date(2025, 12, 31), counted="contracts")
    expected = subscription_flows(rows, covered(rows, Length.MONTH, date(2025, 12, 31)))
    assert {period: entry.flow for period, entry in result.entries.items()} == {
        one.period: one.flow for one in expected
    }


def test_rows_are_never_de_duplicated_and_an_empty_amount_is_a_purchase() -> None:
    kept: list[Sequence[Any]] = []
    rows = [("a", "2026-01-05", "1"), ("a", "2026-01-05", "1"), ("a", "2026-02-28", "")]
    read_file(job_of(Shape.TRANSACTIONS, ColumnMap(PURCHASE), rows), kept.append)
    assert kept == [("a", "2026-01-05", 1.0), ("a", "2026-01-05", 1.0), ("a", "2026-02-28", 0.0)]


def test_what_is_not_over_is_left_out() -> None:
    rows = [("a", "2025-12-20", ""), ("a", "2026-02-20", "")]
    result = bring(Shape.TRANSACTIONS, PURCHASE, rows, window=9)
    assert (list(result.flows), result.left_out) == (["2026-01"], "2026-02")
    result = bring(Shape.TRANSACTIONS, PURCHASE, rows, window=9, until=date(2026, 2, 28))
    assert (list(result.flows), result.left_out) == (["2026-01", "2026-02"], "")


def test_a_newer_file_replaces_its_days_and_leaves_the_others() -> None:
    days = (("a", date(2025, 10, 1)), ("a", date(2026, 1, 5)), ("b", date(2026, 2, 5)))
    stands = Standing(Length.MONTH, LATER, bought=[(*one, 1.0) for one in days])
    result = bring(
        Shape.TRANSACTIONS, PURCHASE, [("c", "2026-02-01", ""), ("c", "2026-02-28", "")], stands, window=90
    )
    february = result.entries[parse_period("2026-02")]
    assert (february.start, february.new, february.end) == (1, 1, 2)


def test_demand_and_spend_that_were_typed_stay() -> None:
    stands = {parse_period("2026-01"): FlowEntry(spend=500.0, reachable=40)}
    result = bring(
        Shape.TRANSACTIONS,
        PURCHASE,
        [("a", "2025-12-20", ""), ("a", "2026-01-31", "")],
        Standing(Length.MONTH, LATER, stands),
        window=9,
    )
    january = result.entries[parse_period("2026-01")]
    assert (january.spend, january.reachable, january.end) == (500.0, 40, 1)


def test_a_typed_neighbour_that_does_not_meet_is_a_correction_with_its_reason() -> None:
    typed = FlowEntry(start=5, new=0, won_back=0, lost=0, end=5)
    stands = Standing(Length.MONTH, LATER, {parse_period("2025-12"): typed, parse_period("2026-02"): typed})
    rows = [("a", "2025-12-20", ""), ("a", "2026-01-31", "")]
    result = bring(Shape.TRANSACTIONS, PURCHASE, rows, stands, window=9)
    said = [(one.period, one.ended, one.started) for one in result.corrections]
    assert said == [("2026-01", 5, 0), ("2026-02", 1, 5)]
    assert {entry.break_reason for entry in result.entries.values()} == {"imported from shop.csv"}
    assert result.entries[parse_period("2026-02")].end == 5


def test_each_bad_cell_is_named_with_its_row_and_column() -> None:
    rows = [("", "2026-01-01", "1"), ("a", "soon", "x"), ("a", "2026-01-01", "1"), ("b" * 201, "2026-01-01")]
    assert bad(Shape.TRANSACTIONS, PURCHASE, rows) == [
        (2, "customer"),
        (3, "day"),
        (3, "amount"),
        (5, "customer"),
    ]


def test_a_row_with_more_cells_than_headings_is_refused() -> None:
    assert bad(Shape.TRANSACTIONS, PURCHASE, [("a", "2026-01-01", "1", "50")]) == [(2, "")]


def test_a_contract_cannot_end_before_it_starts() -> None:
    assert bad(Shape.SUBSCRIPTIONS, CONTRACT, [("a", "2026-02-01", "2026-01-01")]) == [(2, "end")]


def test_days_that_can_be_read_in_two_ways_ask_the_person() -> None:
    with pytest.raises(Invalid) as refusal:
        bring(Shape.TRANSACTIONS, PURCHASE, [("a", "03/04/2026", "1,234")])
    assert set(refusal.value.fields) == {"order", "decimal"}
    result = bring(Shape.TRANSACTIONS, PURCHASE, [("a", "03/04/2026", "1,234")], order="mdy", decimal=",")
    assert result.first == "2026-03-04"


def test_the_column_decides_where_it_can_and_what_contradicts_it_is_named() -> None:
    rows = [("a", "03/04/2026", "1,50"), ("a", "25/04/2026", "2,50"), ("a", "04/25/2026", "2.505.1")]
    assert bad(Shape.TRANSACTIONS, PURCHASE, rows) == [(4, "day"), (4, "amount")]


FLOW = ("period", "start", "new", "won_back", "lost", "end")


def test_figures_by_period_are_checked_as_if_they_were_typed() -> None:
    rows = [("Feb 2026", "", "5", "0", "15", ""), ("Jan 2026", "100", "20", "0", "10", "110")]
    result = bring(Shape.FIGURES, FLOW, rows)
    february = result.entries[parse_period("2026-02")]
    assert (february.start, february.end, february.computed) == (110, 100, "end")
    rows = [("Jan 2026", "100", "20", "0", "10", "90")]
    assert bad(Shape.FIGURES, FLOW, rows) == [(2, "end")]


def test_an_empty_cell_leaves_what_stands() -> None:
    stands = {parse_period("2026-01"): FlowEntry(100, 20, 0, 10, 110, spend=7.0, market_demand=9.0)}
    standing = Standing(Length.MONTH, LATER, stands)
    result = bring(Shape.FIGURES, ("period", "spend", "market_demand"), [("2026-01", "8,5", "")], standing)
    january = result.entries[parse_period("2026-01")]
    assert (january.start, january.end, january.spend, january.market_demand) == (100, 110, 8.5, 9.0)


def test_a_period_stands_once_in_a_file() -> None:
    rows = [("2026-01", "1", "0", "0", "0", "1"), ("Jan 2026", "2", "0", "0", "0", "2")]
    assert bad(Shape.FIGURES, FLOW, rows) == [(3, "period")]


def test_own_measures_come_along() -> None:
    standing = Standing(Length.MONTH, LATER, measures={3: ("proportion", "Trials"), 4: ("value", "Days")})
    rows: Rows = [("2026-01", "18 of 60", 3.25), ("2026-02", "", 1234.0)]
    result = bring(Shape.FIGURES, ("period", "m3", "m4"), rows, standing)
    found = {(metric, str(period)): str(figure) for (metric, period), figure in result.figures.items()}
    assert found == {(3, "2026-01"): "18 of 60", (4, "2026-01"): "3.25", (4, "2026-02"): "1234"}
    assert bad(Shape.FIGURES, ("period", "m3", "m4"), [("2026-01", "0.3", "")], standing) == [(2, "m3")]


def test_numbers_of_a_workbook_are_taken_as_they_are() -> None:
    rows: Rows = [(12.0, date(2026, 1, 5), 1.234), (12.0, date(2026, 1, 31), 2.0)]
    kept: list[Sequence[Any]] = []
    read_file(job_of(Shape.TRANSACTIONS, ColumnMap(PURCHASE), rows), kept.append)
    assert kept[0] == ("12", "2026-01-05", 1.234)
    assert bring(Shape.FIGURES, FLOW, [("2026-01", 1234.0, 0.0, 0.0, 0.0, 1234.0)]).entries
    assert bad(Shape.FIGURES, FLOW, [("2026-01", 12.5, 0.0, 0.0, 0.0, 12.5)]) == [(2, "start"), (2, "end")]


def test_a_file_without_rows_is_refused() -> None:
    for shape, columns in (
        (Shape.TRANSACTIONS, PURCHASE),
        (Shape.SUBSCRIPTIONS, CONTRACT),
        (Shape.FIGURES, FLOW),
    ):
        with pytest.raises(Invalid, match="no row"):
            bring(shape, columns, [])


def test_a_reason_that_somebody_gave_before_stays() -> None:
    one, two = parse_period("2026-01"), parse_period("2026-02")
    before = FlowEntry(5, 0, 0, 0, 5)
    coming = {two: FlowEntry(7, 0, 0, 0, 7)}
    changed, _ = planned(
        {one: before, two: FlowEntry(6, 0, 0, 0, 6, break_reason="counted twice")}, coming, "new"
    )
    assert changed[two].break_reason == "counted twice"
    assert Decimal(changed[two].end or 0) == 7
