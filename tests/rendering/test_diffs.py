"""What changed, by word: nothing of either text is lost, and it can be read."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a3tracker.rendering.diffs import folded, tokens, word_diff

#: Words that occur again and again, in several scripts, so that there is something in common to find.
words = st.sampled_from(
    ["ask", "the", "customer", "day 3", "4,155", "–", "\n\n", " ", "ü", "客户", "を", "👩‍👧", "é"]
)
texts = st.one_of(
    st.text(max_size=200), st.lists(words, max_size=60).map(" ".join), st.lists(words).map("".join)
)


def joined(parts: list[tuple[str, str]], without: str) -> str:
    return "".join(text for kind, text in parts if kind != without)


@given(before=texts, after=texts)
def test_both_texts_can_be_put_together_again_to_the_letter(before: str, after: str) -> None:
    parts = word_diff(before, after)
    assert joined(parts, "added") == before
    assert joined(parts, "gone") == after
    assert all(text for _kind, text in parts)
    assert {kind for kind, _text in parts} <= {"same", "added", "gone"}


@given(text=texts)
def test_a_text_that_did_not_change_shows_no_change(text: str) -> None:
    assert word_diff(text, text) == ([("same", text)] if text else [])
    assert "".join(tokens(text)) == text


@given(before=texts, after=texts)
def test_no_two_unchanged_parts_stand_side_by_side(before: str, after: str) -> None:
    kinds = [kind for kind, _text in word_diff(before, after)]
    assert all(pair not in {("same", "same"), ("added", "gone")} for pair in pairwise(kinds))


@pytest.mark.parametrize(
    ("before", "after", "parts"),
    [
        ("", "new", [("added", "new")]),
        ("old", "", [("gone", "old")]),
        (
            "We ask on day 3.", "We ask on day 7.",
            [("same", "We ask on day "), ("gone", "3"), ("added", "7"), ("same", ".")],
        ),
        (
            "4,155 of 32,209", "4,196 of 32,209",
            [("gone", "4,155"), ("added", "4,196"), ("same", " of 32,209")],
        ),
        (
            "I like red apples", "I like big red round apples",
            [("same", "I like "), ("added", "big "), ("same", "red "), ("added", "round "),
             ("same", "apples")],
        ),
    ],
)  # fmt: skip
def test_a_change_is_shown_by_word(before: str, after: str, parts: list[tuple[str, str]]) -> None:
    assert word_diff(before, after) == parts


def test_a_space_or_one_short_word_does_not_chop_a_change_into_pieces() -> None:
    assert word_diff("ring the buyer of spare parts today", "visit a user of new machines today") == [
        ("gone", "ring the buyer of spare parts"),
        ("added", "visit a user of new machines"),
        ("same", " today"),
    ]


def test_paragraphs_are_kept_apart() -> None:
    kinds = [kind for kind, _text in word_diff("One\n\nTwo", "Three\n\nFour")]
    assert kinds == ["gone", "added", "same", "gone", "added"]


def test_chinese_and_japanese_are_compared_by_sign() -> None:
    assert word_diff("我们明天打电话", "我们今天打电话") == [
        ("same", "我们"), ("gone", "明"), ("added", "今"), ("same", "天打电话"),
    ]  # fmt: skip
    assert tokens("顧客にか\u3099") == ["顧", "客", "に", "か\u3099"]


def test_ten_thousand_words_against_ten_thousand_others_are_told_apart_whole() -> None:
    """`./run bench` tells how long it takes; a run ends by itself when it takes for ever."""
    pairs = [
        (" ".join(f"w{n}" for n in range(10_000)), " ".join(f"v{n}" for n in range(10_000))),
        ("a " * 10_000, "b a " * 5_000),
    ]
    for before, after in pairs:
        parts = word_diff(before, after)
        assert joined(parts, "added") == before
        assert joined(parts, "gone") == after


def test_a_long_unchanged_stretch_is_folded_and_says_how_much_it_was() -> None:
    long = " ".join(f"word{n}" for n in range(50))
    parts = folded(word_diff(f"{long} old {long}", f"{long} new {long}"))
    assert [kind for kind, _text in parts] == ["skip", "same", "gone", "added", "same", "skip"]
    assert parts[0][1] == "40 words unchanged"
    assert parts[1][1].split() == [f"word{n}" for n in range(40, 50)]
    assert parts[4][1].split() == [f"word{n}" for n in range(10)]


def test_a_stretch_between_two_changes_keeps_words_on_both_sides() -> None:
    middle = " ".join(f"word{n}" for n in range(40))
    parts = folded(word_diff(f"old {middle} old", f"new {middle} new"))
    assert [kind for kind, _text in parts] == ["gone", "added", "same", "skip", "same", "gone", "added"]
    assert parts[3][1] == "20 words unchanged"


@given(before=texts, after=texts)
def test_folding_hides_nothing_that_changed(before: str, after: str) -> None:
    parts = word_diff(before, after)
    changed = [part for part in parts if part[0] != "same"]
    assert [part for part in folded(parts) if part[0] in ("added", "gone")] == changed


@pytest.mark.parametrize(
    ("before", "after", "added"),
    [
        ("New day begins. One.", "Old day begins. One.\n\nTwo.", "\n\nTwo."),
        ("first\nsecond line\nlast one", "1st\nsecond line\nthird line\nlast one", "third line\n"),
        ("We ask customers first. End", "They ask customers first. They write. End", " They write."),
    ],
)
def test_what_was_added_is_shown_as_a_whole_line_or_sentence(before: str, after: str, added: str) -> None:
    assert added.strip() in [text.strip() for kind, text in word_diff(before, after) if kind == "added"]
