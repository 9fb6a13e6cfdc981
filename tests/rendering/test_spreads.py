"""Histograms and scatters of a segment's measures, where a text marks them."""

from __future__ import annotations

import re

import pytest

from a3tracker.domain.marks import mark_of, marks_in
from tests.rendering.drawings import collisions, outside, words_of
from tests.rendering.figured import box, figured

SVG = re.compile("<svg.*?</svg>", re.DOTALL)


def drawn(text: str) -> str:
    return box(figured({"perceive": text}), "perceive").html


def test_a_histogram_says_n_and_its_counts_add_up_to_it() -> None:
    html = drawn("{{histogram: activation}}")
    assert "Activation: n = 21, 12.3 % to 17.6 %." in html
    counts = [int(one.text) for one in words_of(SVG.findall(html)[0]) if one.text.isdecimal()]
    assert sum(counts) == 21


def test_fewer_than_eight_figures_are_dots() -> None:
    html = drawn("{{histogram: Net <growth> & more}}")
    assert "n = 3" in html
    assert "Too few for a histogram: each is a dot." in html
    assert "<rect" not in html


def test_two_measures_go_together_which_proves_no_cause() -> None:
    html = drawn("{{scatter: Activation, Trials}}")
    assert re.search(
        r"n = 21, Spearman’s r [+−]0\.\d\d: how far it goes together, which proves no cause\.", html
    )


def test_few_pairs_get_no_number() -> None:
    html = drawn("{{scatter: Activation, Retention}}")
    assert "n = 9, too few to say whether it goes together." in html
    assert "Spearman" not in html


@pytest.mark.parametrize(
    "mark",
    [
        "histogram: Activation", "histogram: Trials", "histogram: Net <growth> & more",
        "scatter: Activation, Retention", "scatter: Trials, Activation",
    ],
)  # fmt: skip
def test_no_word_of_a_drawing_lies_on_another(mark: str) -> None:
    drawings = SVG.findall(drawn(f"{{{{{mark}}}}}"))
    assert len(drawings) == 2
    for svg in drawings:
        assert collisions(svg) == []
        assert outside(svg) == []


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        ("histogram: Nothing", "There is no figure called “Nothing” in this segment."),
        ("scatter: Activation", "There are no two figures called “Activation” in this segment."),
        ("scatter: Activation, Nothing", "There are no two figures called “Activation, Nothing”"),
        ("pareto: Lost", "There is no check sheet called “Lost” on this A3."),
        ("histogram: Win-back rate", "Win-back rate: no figure yet."),
        ("scatter: Activation, Win-back rate", "No period has both."),
    ],
)
def test_a_mark_for_what_is_not_there_says_so(mark: str, said: str) -> None:
    assert said in drawn(f"{{{{{mark}}}}}")


def test_a_cell_of_a_table_has_no_room_for_a_drawing() -> None:
    html = drawn("| a | b |\n|---|---|\n| {{histogram: Activation}} | 2 |")
    assert "A cell of a table has no room for the histogram of “Activation”." in html
    assert "<svg" not in html


def test_two_long_names_make_a_mark() -> None:
    names = "a" * 120, "b" * 120
    (mark,) = marks_in(f"{{{{scatter: {names[0]}, {names[1]}}}}}")
    assert names in mark.pairs
    assert mark_of("scatter", ", ".join(names))
