"""Cells of files that a spreadsheet opens: words never become a formula (handbook, safety.md section 2)."""

from __future__ import annotations

import unicodedata
from typing import Final

_BEGINS_A_FORMULA: Final = frozenset("=+-@")
_BREAKS_THE_CELL: Final = frozenset("\t\r\n")
_UNSEEN: Final = ("Cc", "Cf", "Zs", "Zl", "Zp")

Cell = str | int | float | None


def safe_cell(value: Cell) -> str | int | float:
    """Numbers as they are; words with a ' before them when their first visible sign could begin a formula."""
    if value is None:
        return ""
    if not isinstance(value, str) or not value:
        return value
    visible = next((sign for sign in value if unicodedata.category(sign) not in _UNSEEN), "")
    # Full-width and small forms of the signs are taken for the signs themselves.
    plain = unicodedata.normalize("NFKC", visible)
    risky = value[0] in _BREAKS_THE_CELL or plain[:1] in _BEGINS_A_FORMULA
    return f"'{value}" if risky and (visible or value[0] in _BREAKS_THE_CELL) else value
