"""Markdown in a comparison: people read the words, and hear of marks that changed."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a3tracker.rendering.changes import changes_between
from a3tracker.rendering.unmarked import unmarked
from tests.rendering.contents import NAMES, content

TABLE = "| Week | Hotels |\n|---|--:|\n| 1 | **12** |"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("**Ask** the *customer* `first`", "Ask the customer first"),
        ("**Ask *every* customer**", "Ask every customer"),
        ("## Gap\n> said **so**", "Gap\nsaid so"),
        (TABLE, "Week · Hotels\n1 · 12"),
        ("5 * 3 * 2, and \\*this\\*", "5 * 3 * 2, and \\*this\\*"),
        ("* one\n- two\n1. three\n---", "* one\n- two\n1. three\n---"),
        ("2 > 1 #3 a|b", "2 > 1 #3 a|b"),
        ("", ""),
    ],
)
def test_the_words_stand_without_their_marks(source: str, words: str) -> None:
    assert unmarked(source) == words


def told(before: str, after: str) -> tuple[str, str]:
    """What changed in a box, and its words as they are shown."""
    (change,) = changes_between(content(boxes={"plan": before}), content(boxes={"plan": after}), NAMES)
    return change.what, "".join(f"[{kind} {text}]" for kind, text in change.fields[0].parts)


def test_a_change_is_shown_in_words_and_not_in_source() -> None:
    assert told("**Gap:** 3 points", "**Gap:** 4 points") == (
        "changed", "[same Gap: ][gone 3][added 4][same  points]",
    )  # fmt: skip
    what, shown = told(TABLE, f"{TABLE}\n| 2 | 14 |")
    assert (what, "|" in shown, "2 · 14" in shown) == ("changed", False, True)


def test_where_only_marks_changed_it_says_so() -> None:
    assert told("Ask first", "**Ask** first") == ("formatting changed", "[same Ask first]")
    assert told("Ask first\nThen go", "**Ask** first\nThen stay")[0] == "changed, formatting too"
    assert told(TABLE, TABLE.replace("--:", ":--"))[0] == "formatting changed"


marked = st.lists(
    st.sampled_from(["Ask", " ", "**", "*", "`", "|", "\n", "# ", "> ", "|---|", "first", "\\"])
)


@given(before=marked.map("".join), after=marked.map("".join))
def test_nothing_that_changed_is_hidden(before: str, after: str) -> None:
    old, new = (text if text.strip() else "" for text in (before, after))
    changes = changes_between(content(boxes={"plan": before}), content(boxes={"plan": after}), NAMES)
    assert bool(changes) == (old != new)
    for change in changes:
        shown = {kind for kind, _text in change.fields[0].parts}
        assert shown & {"gone", "added"} or change.what != "changed"


@pytest.mark.parametrize("hostile", ["*a", "**a ", "|", "-|", " |", "> ", "`a", ":-|", "# ", "| " + " " * 50])
def test_the_work_grows_no_faster_than_the_text(hostile: str) -> None:
    """In processor time, a ratio with room: a quadratic one would take 64 times as long."""
    small, large = (hostile * (size // len(hostile)) + "x" for size in (5_000, 40_000))
    assert work_of(large) < 40 * work_of(small) + 0.05


def work_of(text: str) -> float:
    began = time.process_time()
    unmarked(text)
    return time.process_time() - began
