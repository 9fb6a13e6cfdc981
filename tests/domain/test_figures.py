"""Figures are read as people write them, or refused with what to type instead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a3tracker.domain.errors import Invalid
from a3tracker.domain.figures import Figure, parse_figure

LARGEST = 10**12


def read(typed: str) -> Figure | None:
    return parse_figure(typed, "before")


def read_or_refused(typed: str) -> Figure | None:
    try:
        return read(typed)
    except Invalid as refused:
        return None if refused.fields.keys() == {"before"} else pytest.fail("refused without a word")


def refusal(typed: str) -> str:
    """The sentence at the field; a refusal without one would leave somebody guessing."""
    with pytest.raises(Invalid) as refused:
        parse_figure(typed, "before")
    assert list(refused.value.fields) == ["before"]
    return refused.value.fields["before"]


@given(st.integers(0, LARGEST).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_counts_are_typed_again_as_they_are_shown(counts: tuple[int, int]) -> None:
    figure = Figure(*counts)
    assert read(str(figure)) == figure


@given(st.decimals(-LARGEST, LARGEST, places=9).map(lambda value: float(value) or 0.0))
def test_a_value_is_typed_again_as_it_is_shown_to_the_last_digit(value: float) -> None:
    assert read(str(Figure(value=value))) == Figure(value=value)


@given(st.text(max_size=80))
def test_whatever_is_typed_is_read_or_refused_in_words(typed: str) -> None:
    figure = read_or_refused(typed)
    assert figure is None or (figure.x is None) != (figure.value is None)


@given(st.text("0123456789.,' ofvn%/-+", max_size=40))
def test_whatever_looks_like_a_figure_is_read_or_refused_in_words(typed: str) -> None:
    figure = read_or_refused(typed)
    assert figure is None or read(str(figure)) == figure


@pytest.mark.parametrize("typed", ["", "  ", "\t\n"])
def test_an_empty_field_is_no_figure(typed: str) -> None:
    assert read(typed) is None


@pytest.mark.parametrize(
    "typed",
    [
        "508 of 2953",
        "  508 of 2953 ",
        "508/2953",
        "508 / 2,953",
        "508 von 2.953",
        "508 sur 2 953",
        "508 de 2\u202f953",
        "508 OF 2'953",
        "508 of 2’953",
        "508 of 2953 (17.2 %)",
    ],
)
def test_counts_are_read_in_the_ways_of_several_countries(typed: str) -> None:
    assert read(typed) == Figure(508, 2953)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("17.2", 17.2),
        ("17,2", 17.2),
        ("17.2 %", 17.2),
        ("17%", 17.0),
        (".5", 0.5),
        (",5", 0.5),
        ("0.125", 0.125),
        ("0,125", 0.125),
        ("-3.5", -3.5),
        ("−3,5", -3.5),
        ("+4", 4.0),
        ("2953", 2953.0),
        ("1 234", 1234.0),
        ("1'234", 1234.0),
        ("1,234,567", 1234567.0),
        ("1.234.567", 1234567.0),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1,234.567", 1234.567),
        ("12\u202f345,75", 12345.75),
        ("1.2340", 1.234),
    ],
)
def test_a_value_is_read_with_a_decimal_point_or_comma(typed: str, value: float) -> None:
    assert read(typed) == Figure(value=value)


@pytest.mark.parametrize(("typed", "whole"), [("1.234", "1234"), ("1,234", "1234"), ("-12,345 %", "12345")])
def test_what_can_be_read_in_two_ways_is_refused_with_both(typed: str, whole: str) -> None:
    assert f"Type {whole} for the whole number" in refusal(typed)


@pytest.mark.parametrize(
    "typed",
    ["many", "about 5", "5 to 7", "1.2.3", "1,2,3", "12.34.56", "1e5", "0x10", "nan", "inf", "-", ".", "%"],
)
def test_what_is_no_figure_is_refused_with_two_examples(typed: str) -> None:
    sentence = refusal(typed)
    assert "508 of 2953" in sentence
    assert "17.2" in sentence
    assert typed in sentence


@pytest.mark.parametrize("typed", ["-5 of 10", "5 of -10", "1.5 of 3", "5 of", "of 5", "5 of 10 of 20"])
def test_counts_are_whole_and_there_are_two_of_them(typed: str) -> None:
    assert "508 of 2953" in refusal(typed)


def test_a_part_cannot_be_larger_than_its_whole() -> None:
    assert "2953 of 508 cannot be" in refusal("2953 of 508")


@pytest.mark.parametrize("typed", [f"{LARGEST + 1}", f"1 of {LARGEST + 1}", f"-{LARGEST}.5"])
def test_a_figure_beyond_a_million_million_is_refused(typed: str) -> None:
    assert "a million million" in refusal(typed)


@pytest.mark.parametrize("typed", ["9" * 5_000, f"1 of {'9' * 5_000}", f"1 of 2 ({'9' * 5_000})"])
def test_an_endless_number_is_refused_shortly(typed: str) -> None:
    assert len(refusal(typed)) < 160


@pytest.mark.parametrize(
    ("figure", "rate"),
    [(Figure(1, 4), 0.25), (Figure(0, 4), 0.0), (Figure(0, 0), None), (Figure(value=12.5), None)],
)
def test_nothing_out_of_nothing_has_no_rate(figure: Figure, rate: float | None) -> None:
    assert figure.rate == rate


@pytest.mark.parametrize(
    ("figure", "plain"),
    [(Figure(0, 4), {"x": 0, "n": 4}), (Figure(value=0.0), {"value": 0.0})],
)
def test_a_revision_stores_counts_or_a_value(figure: Figure, plain: dict[str, float]) -> None:
    assert figure.plain() == plain
