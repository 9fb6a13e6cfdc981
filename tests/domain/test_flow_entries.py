"""What people type of one period: one missing term is computed, an empty cell is no nought."""

import pytest

from a3tracker.domain.errors import Invalid
from a3tracker.domain.flow_entries import FlowEntry, chain_breaks, parse_count, parse_entry
from a3tracker.domain.periods import parse_period
from a3tracker.domain.rates import FlowMetric, rate_of

JANUARY = parse_period("2026-01")
CELLS = {"start": "100", "new": "20", "won_back": "5", "lost": "15", "end": "110"}


@pytest.mark.parametrize(
    ("typed", "count"),
    [("", None), (" 7 ", 7), ("0", 0), ("4263", 4263), ("4,263", 4263), ("4.263", 4263), ("4 263", 4263),
     ("1'234'567", 1234567), ("4\u202f263", 4263)],
)  # fmt: skip
def test_a_count_is_read_with_its_thousands_set_apart_or_not(typed: str, count: int | None) -> None:
    assert parse_count(typed, "start") == count


@pytest.mark.parametrize("typed", ["1.5", "-3", "many", "42,63", "1,234.567", "9" * 19, "10000000000"])
def test_what_is_no_count_is_refused_at_its_cell(typed: str) -> None:
    with pytest.raises(Invalid) as refusal:
        parse_count(typed, "start")
    assert "start" in refusal.value.fields


def test_a_column_without_any_figure_is_a_missing_period() -> None:
    assert parse_entry({"start": " "}, "", 7) is None


def test_noughts_are_figures() -> None:
    entry = parse_entry(dict.fromkeys(CELLS, "0"), "", None)
    assert entry
    assert (entry.start, entry.end) == (0, 0)


def test_who_joined_and_left_within_the_period_touches_neither_new_nor_lost() -> None:
    entry = parse_entry({**CELLS, "joined_and_left": "3"}, "", None)
    assert entry
    assert (entry.new, entry.lost, entry.end, entry.joined_and_left) == (20, 15, 110, 3)
    rate = rate_of(FlowMetric.GROSS_ADDS, entry.figures)
    assert rate
    assert rate.part == 23


def test_who_moved_belongs_to_the_sum() -> None:
    entry = parse_entry({**CELLS, "end": "", "moved_in": "4", "moved_out": "1"}, "", None)
    assert entry
    assert (entry.end, entry.computed) == (113, "end")


def test_all_cells_that_cannot_be_read_are_named_at_once() -> None:
    with pytest.raises(Invalid) as refusal:
        parse_entry({**CELLS, "new": "x", "spend": "y"}, "", None)
    assert set(refusal.value.fields) == {"new", "spend"}


def test_revenue_retention_is_of_the_same_customers() -> None:
    typed = {
        "revenue_start": "1000",
        "revenue_churned": "100",
        "revenue_contraction": "50",
        "revenue_expansion": "200",
    }
    entry = parse_entry(typed, "", None)
    assert entry
    gross, net = (
        rate_of(which, entry.figures) for which in (FlowMetric.GROSS_REVENUE, FlowMetric.NET_REVENUE)
    )
    assert gross
    assert net
    assert (gross.value, net.value) == (0.85, 1.05)


def test_revenue_without_its_start_is_refused() -> None:
    with pytest.raises(Invalid) as refusal:
        parse_entry({"revenue_churned": "100"}, "", None)
    assert "revenue_start" in refusal.value.fields


def test_the_chain_breaks_where_a_period_starts_otherwise_than_the_one_before_ended() -> None:
    first, second = FlowEntry(10, 0, 0, 0, 10), FlowEntry(12, 0, 0, 0, 12)
    kept = {JANUARY: first, JANUARY.next(): second, JANUARY.shifted(3): first}
    assert chain_breaks(kept, [JANUARY]) == {JANUARY.next(): (10, 12)}
    assert chain_breaks(kept, [JANUARY.shifted(3)]) == {}
    assert chain_breaks(kept, []) == {}
