"""Words in a file for a spreadsheet never become a formula; figures stay figures."""

import pytest

from a3tracker.domain.spreadsheets import safe_cell


@pytest.mark.parametrize(
    "words",
    [
        "=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x", " =1", "\u200b=1",
        "\ufeff=1", "\u00a0\u200e=1", "﹢1", "\n", "\x00=1",
    ],
)  # fmt: skip
def test_what_could_begin_a_formula_gets_a_mark_before_it(words: str) -> None:
    assert safe_cell(words) == f"'{words}"


@pytest.mark.parametrize("words", ["", "A3-7", "a=b", "– 3", "“=”", "30 Jun", "'=1", "  ", "客户", "{}"])
def test_other_words_stay_as_they_are(words: str) -> None:
    assert safe_cell(words) == words


@pytest.mark.parametrize("figure", [0, -3, 4.5, -0.25])
def test_figures_are_untouched(figure: float) -> None:
    assert safe_cell(figure) == figure


def test_nothing_is_an_empty_cell() -> None:
    assert safe_cell(None) == ""
