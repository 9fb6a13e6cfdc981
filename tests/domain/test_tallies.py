"""Check sheets: lines, counting, pasting, and the Pareto of the few that carry most of it."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a3tracker.domain.errors import Invalid
from a3tracker.domain.tallies import (
    Line,
    Tally,
    checked_tally,
    counted,
    lines_text,
    pareto,
    parse_lines,
    read_tally,
    with_lines,
)

SHEET = Tally("Why quotes are lost", "quotes", (Line("Price", 12), Line("No answer", 5)))
counts = st.integers(0, 10**6) | st.floats(0, 10**9, allow_nan=False)
sheets = st.lists(counts, max_size=100).map(
    lambda found: tuple(Line(f"Line {at}", count) for at, count in enumerate(found))
)


@given(sheets)
def test_a_pareto_holds_every_line_in_descending_order(lines: tuple[Line, ...]) -> None:
    bars = pareto(lines)
    assert sorted((bar.line for bar in bars), key=lambda line: line.words) == sorted(
        lines, key=lambda line: line.words
    )
    assert [bar.line.count for bar in bars] == sorted((line.count for line in lines), reverse=True)


@given(sheets)
def test_the_shares_of_a_pareto_are_parts_of_one_whole(lines: tuple[Line, ...]) -> None:
    bars = pareto(lines)
    whole = sum(line.count for line in lines)
    assert sum(bar.share for bar in bars) == pytest.approx(1 if whole else 0)
    assert all(before.up_to <= after.up_to for before, after in itertools.pairwise(bars))
    assert not whole or bars[-1].up_to == pytest.approx(1)


@given(sheets)
def test_the_few_are_the_shortest_beginning_that_carries_eighty_percent(lines: tuple[Line, ...]) -> None:
    bars = pareto(lines)
    few = [bar for bar in bars if bar.few]
    assert few == list(bars[: len(few)])
    if any(line.count for line in lines):
        assert few[-1].up_to >= 0.8 - 1e-6
        assert len(few) == 1 or few[-2].up_to < 0.8
    else:
        assert not few


@given(st.lists(st.sampled_from([1, -1]), max_size=40))
def test_counting_never_falls_below_nought(steps: list[int]) -> None:
    sheet, expected = SHEET, 5
    for step in steps:
        sheet, expected = counted(sheet, "No answer", step) or sheet, max(expected + step, 0)
    assert [line.count for line in sheet.lines] == [12, expected]


def test_a_line_that_is_gone_cannot_be_counted() -> None:
    assert counted(SHEET, "Price rise", 1) is None


def test_a_check_sheet_is_read_back_from_what_a_revision_stored() -> None:
    assert read_tally(SHEET.plain(4)) == SHEET


def test_lines_are_pasted_as_they_are_written() -> None:
    assert parse_lines("Price\t12\n\nNo answer;5\nMoved away\nBusiness\t1'200.5") == (
        Line("Price", 12), Line("No answer", 5), Line("Moved away", 0), Line("Business", 1200.5),
    )  # fmt: skip
    assert parse_lines(lines_text(SHEET.lines)) == SHEET.lines


def test_a_line_that_cannot_be_read_is_named() -> None:
    with pytest.raises(Invalid) as refused:
        parse_lines("Price\t12\nNo answer\tmany")
    assert refused.value.fields["lines"].startswith("Line 2 ends with “many”")


def test_pasted_lines_replace_counts_and_are_added() -> None:
    brought = with_lines(SHEET, [Line("price", 20), Line("Moved away", 1)])
    assert brought.lines == (Line("Price", 20), Line("No answer", 5), Line("Moved away", 1))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "Takt of quotes"}, "title"),
        ({"title": "Why {quotes}"}, "title"),
        ({"unit": " "}, "unit"),
        ({"lines": (Line("Price", -1),)}, "lines"),
        ({"lines": (Line("Price", 10**9 + 1),)}, "lines"),
        ({"lines": (Line("", 1),)}, "lines"),
        ({"lines": (Line("Price"), Line("price"))}, "lines"),
        ({"lines": tuple(Line(str(at)) for at in range(101))}, "lines"),
    ],
)
def test_what_a_check_sheet_cannot_hold_is_named_at_its_field(change: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked_tally(Tally(**{**vars(SHEET), **change}))
    assert field in refused.value.fields
