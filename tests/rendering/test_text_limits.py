"""A text that could stop the program is refused in words; a text that is taken costs little."""

from __future__ import annotations

import sys
from types import FrameType

import pytest

from a3tracker.domain.errors import Invalid
from a3tracker.rendering.text import check_text, to_html
from a3tracker.rendering.text_limits import check_html

#: Calls that Python makes for the dearest text of one sheet that people really wrote: 40,000.
MOST_STEPS = 900_000

REFUSED = {
    "longer than a box holds": ("a" * 10_001, "Shorten this text by 1 character; a box"),
    "thousands of lines": ("-\n" * 3_000, "more than 1,000 lines"),
    "brackets without end": ("[" * 301, "more than 300 of the sign ["),
    "backquotes without end": ("`a" * 301, "more than 300 of the sign `"),
    "quotations in quotations": (">" * 200, "begins with more than 12"),
    "lists in lists on one line": ("- " * 200, "begins with more than 12"),
    "quotations in lists": ("> - " * 60, "begins with more than 12"),
    "a table of many columns": ("|" + "a|" * 60 + "\n|" + "-|" * 60, "more than 40 columns"),
    "a small text that is a large table": (
        "|" + "a|" * 39 + "\n|" + "-|" * 39 + "\n" + "|\n" * 500,
        "more than 3,000 cells",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_tangled_text_is_refused_and_the_sentence_says_why(name: str) -> None:
    text, sentence = REFUSED[name]
    with pytest.raises(Invalid, match=sentence[:20].replace("[", r"\[")) as refused:
        check_text(text)
    assert sentence in refused.value.fields["text"]


def test_what_people_write_is_taken() -> None:
    table = "\n".join(["| a | b | c |", "|---|---|---|", *("| one | two | three |" for _ in range(120))])
    check_text(f"# Title\n\n{table}\n\n- a\n    - b\n        - c\n\n> said\n> > answered\n\n---\n\n* * *\n")


def test_ten_thousand_characters_are_taken() -> None:
    assert len(to_html("word " * 2_000)) > 9_000


REPEATED = [
    "*a ", "**a", "***a***b", "_a_", "`a", "[", "![", "](", "[a](b)", "[a", "[[", "<", "<a", "<!--",
    "&", "&amp;", "\\", "\\`", "[\\`", "![\\", "# a\n", "- a\n", "> a\n", "1. a\n", "a|b\n", "|", "==\n",
    "--\n", "a\n==\n", "a  \n", "<http://a>", "![a](b)", "\n    - ", "\t", "a\n\n", "*a **b ", "~", "<br>",
    "'", '"', "(", "[a](",
]  # fmt: skip


@pytest.mark.parametrize("piece", REPEATED)
def test_no_repeated_sign_makes_a_text_dear(piece: str) -> None:
    """Counted in calls, not seconds: a busy machine is no reason to fail, a square is."""
    assert steps(most_of(piece)) < MOST_STEPS


def test_deeply_indented_lists_are_drawn_to_four_levels_and_cost_little() -> None:
    text = "\n".join("    " * level + "- item" for level in range(60))
    assert to_html(text[:10_000]).count("<ul>") <= 6


def test_nesting_and_numbers_of_the_html_itself_are_limited() -> None:
    for html, word in [
        ("<blockquote>" * 51 + "</blockquote>" * 51, "nested too deeply"),
        ("<td></td>" * 3_001, "cells"),
        ("<em>a</em>" * 10_001, "small parts"),
    ]:
        with pytest.raises(Invalid, match=word):
            check_html(html)


def most_of(piece: str) -> str:
    """As often as the limits let it stand, then filled with words."""
    for count in (10_000 // len(piece), 3_000, 1_500, 999, 600, 300, 150, 75):
        text = piece * min(count, 10_000 // len(piece))
        text += "a" * (10_000 - len(text))
        try:
            check_text(text)
        except Invalid:
            continue
        return text
    pytest.fail(f"nothing made of {piece!r} is taken")


def steps(text: str) -> int:
    """How many calls it takes to convert a text."""
    count = 0

    def note(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        to_html(text)
    finally:
        sys.setprofile(before)
    return count
