"""A Pareto: bars in descending order, the few in words, every word in its place."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from a3tracker.domain.tallies import Line, Tally
from a3tracker.rendering.pareto import MOST_BARS, PHONE, WIDE, pareto_figure, pareto_svg, pareto_words
from tests.rendering.drawings import collisions, outside, words_of

LOST = Tally(
    "Why quotes are lost", "quotes", (Line("Moved", 1), Line("Price", 12), Line("No answer", 5))
)  # fmt: skip
sheets = st.lists(st.integers(0, 10**9), min_size=1, max_size=30).map(
    lambda found: Tally("T", "EUR", tuple(Line(f"A journey of {at}", one) for at, one in enumerate(found)))
)


@given(sheets, st.sampled_from([WIDE, PHONE]))
@settings(max_examples=60, deadline=None, derandomize=True, database=None)
def test_no_word_lies_on_another_and_all_stay_inside(sheet: Tally, width: float) -> None:
    svg = pareto_svg(sheet, width)
    assert collisions(svg) == []
    assert outside(svg) == []


def test_the_few_stand_in_words_and_bars_in_descending_order() -> None:
    assert pareto_words(LOST) == "2 of 3 carry 94 % of 18 quotes: Price, No answer."
    said = [one.text for one in words_of(pareto_svg(LOST, WIDE))]
    assert [said.index(words) for words in ("Price", "No answer", "Moved")] == sorted(
        said.index(words) for words in ("Price", "No answer", "Moved")
    )
    assert {"12 · 67 %", "80 %", "100 %"} <= set(said)


def test_the_few_are_told_by_fill_and_weight_and_not_by_colour_alone() -> None:
    svg = pareto_svg(LOST, WIDE)
    assert len(re.findall('font-weight="600"', svg)) == 2
    assert len(re.findall('<rect [^>]*fill="#ffffff" stroke', svg)) == 1


def test_many_lines_are_summed_up_in_one_bar() -> None:
    many = Tally("T", "calls", tuple(Line(f"Line {at}", at) for at in range(30)))
    said = [one.text for one in words_of(pareto_svg(many, WIDE))]
    assert f"{30 - MOST_BARS + 1} others" in said
    assert "Line 29" in said


@pytest.mark.parametrize("lines", [(), (Line("Price", 0),)])
def test_nothing_counted_is_said_and_not_drawn(lines: tuple[Line, ...]) -> None:
    figure = pareto_figure(Tally("Lost <b>", "quotes", lines))
    assert "Nothing is counted yet." in figure
    assert "Lost &lt;b&gt;" in figure
    assert "<svg" not in figure
