"""Tables whose longest words would not fit side by side are marked: their columns are of one width.

Such columns are narrower than their words, which break. Letting every table break its words would cost
half a layout more, break words that fit, and take minutes for a word of some thousand letters.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final

#: What a side offers at the largest type, in em, and what a sign and the edges of a column take of it.
_ROOM: Final = 46.0
_SIGN: Final = 0.56
_EDGES: Final = 0.8

_TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)
_CELL = re.compile(r"<t[dh][^>]*>(.*?)</t[dh]>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def mark_wide_tables(html: str) -> str:
    """The safe HTML with class "wide" on each table that must break its words."""
    return _TABLE.sub(
        lambda table: f'<table class="wide">{table[1]}</table>' if _is_wide(table[1]) else table[0], html
    )


def _is_wide(table: str) -> bool:
    rows = [_CELL.findall(row) for row in table.split("<tr>")[1:]]
    columns = max(map(len, rows), default=0)
    longest = (
        max((_longest_word(row[column]) for row in rows if column < len(row)), default=0)
        for column in range(columns)
    )
    return sum(longest) * _SIGN + columns * _EDGES > _ROOM


def _longest_word(cell: str) -> int:
    return max(map(len, unescape(_TAG.sub("", cell)).split()), default=0)
