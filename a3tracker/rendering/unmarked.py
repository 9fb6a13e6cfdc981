"""Markdown as people read it: the words without the marks that only shape them, line by line."""

from __future__ import annotations

import re
from typing import Final

#: Emphasis and code come in pairs on one line; a single * is a word of its own, as in 5 * 3.
_PAIRED: Final = (
    re.compile(r"(?<!`)(`)([^`\n]+)`(?!`)"),
    re.compile(r"(?<![*\\])(\*{1,3})(?=[^\s*])([^*\n]*[^\s*])\1(?!\*)"),
)
_LEADING: Final = re.compile(r"^ {0,3}(?:> ?|#{1,6} +)+")
_TABLE_RULE: Final = re.compile(r"^[ |]*:?-+:?(?: *\| *:?-+:?)*[ |]*$")
_BAR: Final = re.compile(r"(?<!\\)\|")


def unmarked(text: str) -> str:
    """The words of a text, without the lines that only draw a table."""
    return "\n".join(words for line in text.split("\n") if (words := _words(line)) is not None)


def marked_otherwise(before: str, after: str) -> bool:
    """Whether some line that reads the same in both is marked otherwise, or a table is drawn otherwise."""
    old, new = (_by_words(text) for text in (before, after))
    return any(new[words] != sources for words, sources in old.items() if words in new)


def _by_words(text: str) -> dict[str | None, set[str]]:
    sources: dict[str | None, set[str]] = {}
    for line in text.split("\n"):
        sources.setdefault(_words(line), set()).add(line)
    return sources


def _words(line: str) -> str | None:
    """The words of one line; None for one that only draws a table."""
    if "|" in line and _TABLE_RULE.match(line):
        return None
    line = _LEADING.sub("", line)
    if line.lstrip().startswith("|"):
        cells = _BAR.split(line.strip().removeprefix("|").removesuffix("|"))
        line = " · ".join(cell.strip() for cell in cells)
    for pair in _PAIRED:
        line = _stripped(pair, line)
    return line


def _stripped(pair: re.Pattern[str], line: str) -> str:
    """Without these marks; bold may hold italics, and is found when they are gone."""
    for _ in range(3):
        line, found = pair.subn(r"\2", line)
        if not found:
            break
    return line
