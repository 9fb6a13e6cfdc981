"""Words quoted from the sheet are found in the Markdown of the box, and replaced there and nowhere else."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a3tracker.domain.passages import replaced, span_of, stands_in

MARKED = st.text(alphabet="ab12 *_`#>|[]()!-+.\n\\&<é🙂", max_size=300)
WORDS = st.text(alphabet="abcdefg ", min_size=1, max_size=40).filter(str.strip)


@pytest.mark.parametrize(
    ("text", "passage", "held"),
    [
        ("Gap: **3 points** of share", "Gap: 3 points", "Gap: **3 points"),
        ("- one thing\n- another\n", "one thing\nanother", "one thing\n- another"),
        ("1. first\n2. second", "first\nsecond", "first\n2. second"),
        ("| a | b |\n|---|---|\n| x y | z |", "x y\tz", "x y | z"),
        ("see [the sums](https://x.org/a_(b)) now", "the sums now", "the sums](https://x.org/a_(b)) now"),
        ("cell<br>two", "cell\ntwo", "cell<br>two"),
        ("> quoted\n> twice", "quoted twice", "quoted\n> twice"),
        ("Lines\nbroken anew", "Lines   broken anew", "Lines\nbroken anew"),
        ("copied - with **marks**", "**marks**", "marks"),
        ("- copied\n- as Markdown", "- copied\n- as", "copied\n- as"),
        ("12 of 100 \\* stars", "100 * stars", "100 \\* stars"),
        ("soft\u00adhyphen", "softhyphen", "soft\u00adhyphen"),
        ("![a drawing](/pictures/x.png) after", "after", "after"),
    ],
)  # fmt: skip
def test_quoted_words_are_found_in_the_markdown(text: str, passage: str, held: str) -> None:
    span = span_of(text, passage)
    assert span
    assert text[span[0] : span[1]] == held
    assert stands_in(text, passage)


@pytest.mark.parametrize("text", ["", "Gap: 4 points", "points 3", "[gap](https://example.org/3points)"])
def test_words_that_changed_are_not_found(text: str) -> None:
    assert span_of(text, "3 points") is None
    assert not stands_in(text, "3 points")


def test_the_occurrence_that_was_selected_is_the_one_that_is_replaced() -> None:
    text = "call, **call** and call"
    assert replaced(text, "call", 1, "write") == "write, **call** and call"
    assert replaced(text, "call", 2, "write") == "call, **write** and call"
    assert replaced(text, "call", 3, "write") == "call, **call** and write"
    assert replaced(text, "call", 4, "write") is None


def test_the_only_one_that_is_left_is_meant_whatever_its_number_was() -> None:
    assert replaced("and call", "call", 3, "write") == "and write"


@pytest.mark.parametrize(
    ("text", "passage", "wording", "wanted"),
    [
        ("Gap: **3 points** now", "3 points", "4 points", "Gap: **4 points** now"),
        ("**Gap: 3** points", "3 points", "four", "**Gap:** four"),
        ("Gap is **3 points** now", "Gap is 3", "A gap of 3", "A gap of 3 **points** now"),
        ("**3** points", "3 points", "four points", "four points"),
        ("see [the numbers](/a) now", "numbers", "figures", "see [the figures](/a) now"),
        ("see [the numbers](/a) now", "see the numbers", "look", "look now"),
        ("see [the numbers](/a) now", "the numbers", "them", "see [them](/a) now"),
        ("| a | b |\n|---|---|\n| x y | z |", "x y", "p | q\nr", "| a | b |\n|---|---|\n| p \\| q r | z |"),
        ("a snake_case name", "snake_case", "plain", "a plain name"),
        ("3 * 4 is twelve", "3 * 4", "six", "six is twelve"),
        ("* one\n* two\n* three", "one two", "both", "* both\n* three"),
        ("- one\n- two", "one", "1\n\n2", "- 1\n\n2\n- two"),
    ],
)
def test_a_wording_takes_the_place_of_the_words_and_keeps_the_marks_around(
    text: str, passage: str, wording: str, wanted: str
) -> None:
    assert replaced(text, passage, 1, wording) == wanted


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("| a | b |\n|---|---|\n| x | z |", "x z"),
        ("see [the numbers](/a) now", "see the"),
        ("see [the numbers](/a) now", "numbers now"),
        ("nothing of it", "something else"),
        ("anything", "  * "),
    ],
)
def test_what_would_take_more_than_the_words_is_left_to_somebodys_hands(text: str, passage: str) -> None:
    assert replaced(text, passage, 1, "new") is None


@given(MARKED, WORDS, MARKED)
def test_words_in_any_surroundings_are_found_and_only_they_go(before: str, words: str, after: str) -> None:
    text = f"{before}\n\n{words}\n\n{after}"
    assert stands_in(text, words)
    span = span_of(text, words)
    assert span is None or 0 <= span[0] < span[1] <= len(text)


@given(MARKED, MARKED, st.integers(-3, 99), MARKED)
def test_no_text_and_no_quotation_breaks_the_search(
    text: str, passage: str, occurrence: int, wording: str
) -> None:
    span = span_of(text, passage, occurrence)
    if span:
        assert stands_in(text, passage)
    result = replaced(text, passage, occurrence, wording)
    assert result is None or len(result) <= len(text) + 2 * len(wording) + 10


@given(WORDS, WORDS)
def test_a_plain_text_reads_as_suggested_afterwards(words: str, wording: str) -> None:
    text = f"Before, {words}. After"
    span = span_of(text, words)
    assert span
    assert replaced(text, words, 1, wording) == text[: span[0]] + wording + text[span[1] :]


@pytest.mark.parametrize(
    "sign", ["[", "[](", "*", "_a", "|", "- ", "1. ", "`", "<br", "[a](b", "(", "a", "!["]
)
def test_ten_thousand_signs_do_not_stop_the_search(sign: str) -> None:
    text = (sign * 10_000)[:10_000]
    begun = time.process_time()
    span_of(text, text[:600], 1)
    replaced(text, "a" * 600, 9_000, "b")
    # Room for any machine: a search that goes wrong takes minutes.
    assert time.process_time() - begun < 30
