"""How much one box may hold, so that neither Markdown nor the paper can be stopped by a text."""

from __future__ import annotations

import re
from typing import Final

from a3tracker.domain.errors import Invalid

MOST_CHARACTERS: Final = 10_000
MOST_LINES: Final = 1_000
#: Signs that start something; each start is searched to its end, so their number is bounded.
MOST_SIGNS: Final = {"[": 300, "`": 300, "*": 1_500, "_": 1_500, "<": 600, "&": 600, "\\": 600, "|": 3_000}
MOST_LEVELS: Final = 12
MOST_COLUMNS: Final = 40
MOST_CELLS: Final = 3_000
MOST_NODES: Final = 10_000
DEEPEST: Final = 50

_PREFIX = re.compile(r"^(?:[ \t]*(?:>|[*+-](?=[ \t])|\d{1,9}[.)](?=[ \t])))+", re.MULTILINE)
_LEVEL = re.compile(r">|[*+-]|\d+[.)]")
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)")
_VOID = frozenset({"br", "hr", "img"})


def check_text(text: str) -> None:
    """`Invalid`, in words, when a box's text is longer, or more tangled, than can be drawn."""
    over = len(text) - MOST_CHARACTERS
    if over > 0:
        more = f"{over:,} character{'s' if over > 1 else ''}"
        _refuse(f"Shorten this text by {more}; a box holds {MOST_CHARACTERS:,}.")
    if len(text.splitlines()) > MOST_LINES:
        _refuse(f"This text has more than {MOST_LINES:,} lines. Shorten it.")
    for sign, most in MOST_SIGNS.items():
        if text.count(sign) > most:
            _refuse(f"This text has more than {most:,} of the sign {sign} in it. Take some out.")
    if any(len(_LEVEL.findall(prefix[0])) > MOST_LEVELS for prefix in _PREFIX.finditer(text)):
        _refuse(f"A line begins with more than {MOST_LEVELS} quotation or list signs. Take some out.")
    _check_tables(text)


def check_html(html: str) -> None:
    """`Invalid` when the cleaned HTML of one box is too deep or has too many parts for the paper."""
    depth = deepest = nodes = cells = 0
    for closing, tag in _TAG.findall(html):
        if closing:
            depth -= 1
            continue
        nodes += 1
        cells += tag in ("td", "th")
        depth += tag not in _VOID
        deepest = max(deepest, depth)
    if cells > MOST_CELLS:
        _refuse(f"The tables of this box have {cells:,} cells; {MOST_CELLS:,} can be drawn.")
    if deepest > DEEPEST:
        _refuse("This text is nested too deeply. Use fewer lists inside lists.")
    if nodes > MOST_NODES:
        _refuse("This text has too many small parts to be drawn. Shorten it.")


def _check_tables(text: str) -> None:
    """Before conversion: rows are filled up to the width of the first, so a small text can be huge."""
    cells = 0
    for block in re.split(r"\n[ \t]*\n", text):
        rows = [line.count("|") + 1 for line in block.split("\n") if "|" in line]
        if len(rows) < 2:
            continue
        if max(rows) > MOST_COLUMNS + 2:
            _refuse(f"A table has more than {MOST_COLUMNS} columns. Split it or leave some out.")
        cells += max(rows) * len(block.split("\n"))
    if cells > MOST_CELLS:
        _refuse(f"The tables of this box have more than {MOST_CELLS:,} cells. Shorten them.")


def _refuse(sentence: str) -> None:
    raise Invalid(sentence, {"text": sentence})
