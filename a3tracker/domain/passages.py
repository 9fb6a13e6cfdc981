"""Quoted words, found again in the Markdown of a box, and replaced there by a suggested wording.

What somebody selects on the sheet is plain words; the box holds Markdown. Both are reduced to the signs
that people read, without marks and white space, and compared. Every step is linear in the text.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass

#: Marks that are never read as words; as they are left out on both sides, a literal one does no harm.
_MARKS = frozenset("*_`~#>|\\")
#: Lists, headings and quotations begin a line; rules and the second line of a table are a whole line.
_LINE_START = re.compile(r"^[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]+", re.MULTILINE)
_RULE_LINE = re.compile(r"^[ \t|:=-]{2,}$", re.MULTILINE)
_BREAK = re.compile(r"<br[ ]{0,3}/?>", re.IGNORECASE)
#: A link shows its words; a picture shows none. Bounded, so that no text can make the search long.
_LINK = re.compile(
    r"(!?)\[([^\[\]]{0,300})\]\([ ]{0,3}<?[^\s()<>]{1,1000}(?:\([^\s()<>]{0,100}\)[^\s()<>]{0,200})?>?"
    r"(?:[ ]{1,3}\"[^\"\n]{0,200}\")?[ ]{0,3}\)"
)
_PAIRED = ("**", "__", "*", "_", "`")


@dataclass(frozen=True)
class _Read:
    """The signs that are read, and where each stands in the text."""

    signs: str
    places: list[int]


@functools.lru_cache(maxsize=256)
def stands_in(text: str, passage: str) -> bool:
    """Whether the quoted words still stand anywhere in the text; no words stand everywhere."""
    return not _signs(passage) or bool(_starts(_read(text), passage))


def span_of(text: str, passage: str, occurrence: int = 1) -> tuple[int, int] | None:
    """Where the passage begins and ends in the Markdown, or None when it is gone or cannot be told apart.

    `occurrence` counts from 1. Where only one is left, it is that one.
    """
    read = _read(text)
    starts = _starts(read, passage)
    if not starts or (len(starts) > 1 and occurrence > len(starts)):
        return None
    first, length = starts[min(max(occurrence, 1), len(starts)) - 1]
    return read.places[first], read.places[first + length - 1] + 1


def replaced(text: str, passage: str, occurrence: int, wording: str) -> str | None:
    """The text with the passage replaced; None when it is gone, or when more than its words would go.

    A passage over several cells of a table or over a part of a link is left to somebody's own hands.
    """
    found = span_of(text, passage, occurrence)
    span = _beyond_links(text, *found) if found else None
    if span is None:
        return None
    start, end = span
    in_table = "|" in _line_around(text, start)
    if in_table and re.search(r"[|\n]", text[start:end]):
        return None
    if in_table:
        wording = " ".join(wording.split()).replace("|", "\\|")
    before, after = _balanced(text[:start], text[start:end], text[end:])
    return f"{before}{wording}{after}"


def _starts(read: _Read, passage: str) -> list[tuple[int, int]]:
    """Where the passage begins among the signs, with its length there: as quoted, then as Markdown."""
    for needle in dict.fromkeys((_signs(passage), _read(passage).signs)):
        found, at = list[tuple[int, int]](), read.signs.find(needle) if needle else -1
        while at >= 0:
            found.append((at, len(needle)))
            at = read.signs.find(needle, at + 1)
        if found:
            return found
    return []


def _signs(passage: str) -> str:
    return "".join(sign for sign in passage if _is_read(sign))


def _read(text: str) -> _Read:
    """The signs of a Markdown text that a reader sees, each with its place."""
    hidden = bytearray(len(text))
    for pattern in (_LINE_START, _RULE_LINE, _BREAK):
        for match in pattern.finditer(text):
            _hide(hidden, *match.span())
    for link in _LINK.finditer(text):
        words = link.span() if link[1] else (link.start(2), link.end(2))
        _hide(hidden, link.start(), words[0])
        _hide(hidden, link.end() if link[1] else words[1], link.end())
        if link[1]:
            _hide(hidden, *words)
    places = [place for place, sign in enumerate(text) if not hidden[place] and _is_read(sign)]
    return _Read("".join(text[place] for place in places), places)


def _hide(hidden: bytearray, start: int, end: int) -> None:
    hidden[start:end] = b"\1" * (end - start)


def _is_read(sign: str) -> bool:
    if sign in _MARKS or sign.isspace():
        return False
    return sign < "\x80" or unicodedata.category(sign) not in ("Cc", "Cf")


def _beyond_links(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span grown to whole links where it holds all of their words; None when it cuts one in two."""
    for link in _LINK.finditer(text):
        if link.end() <= start or link.start() >= end or (link.start() >= start and link.end() <= end):
            continue
        holds_all = start <= link.start(2) and link.end(2) <= end
        if holds_all and (start, end) != link.span(2):
            start, end = min(start, link.start()), max(end, link.end())
        elif not link.start(2) <= start or not end <= link.end(2):
            return None
    return start, end


def _line_around(text: str, place: int) -> str:
    start = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    return text[start : end if end >= 0 else len(text)]


def _balanced(before: str, gone: str, after: str) -> tuple[str, str]:
    """What stands before and after, with a mark kept whose other half lies outside what goes."""
    gone = _LINE_START.sub("", gone)
    for mark in _PAIRED:
        inside = gone.count(mark)
        gone = gone.replace(mark, "")
        if inside % 2 == 0:
            continue
        if before.endswith(mark):
            before = before[: -len(mark)]
        elif after.startswith(mark):
            after = after[len(mark) :]
        elif _is_open(before[before.rfind("\n\n") + 1 :], mark):
            bare = before.rstrip()
            before = f"{bare}{mark}{before[len(bare) :]}"
        elif _is_open(after.partition("\n\n")[0], mark):
            bare = after.lstrip()
            after = f"{after[: len(after) - len(bare)]}{mark}{bare}"
    return before, after


def _is_open(paragraph: str, mark: str) -> bool:
    """Whether one half of the mark stands alone here."""
    paragraph = _LINE_START.sub("", paragraph)
    for longer in _PAIRED[: _PAIRED.index(mark)]:
        paragraph = paragraph.replace(longer, "")
    return paragraph.count(mark) % 2 == 1
