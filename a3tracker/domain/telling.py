"""Rows told in the words of a text: one line each, and nothing that was typed becomes a sign of Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

_SIGNS: Final = re.compile(r"([\\`*_{}\[\]<>#|~])|^([-+]|\d+[.)])(?=\s)", re.MULTILINE)


def plainly(words: str) -> str:
    """Words as Markdown that reads as they were typed."""
    return _SIGNS.sub(lambda found: "\\" + found[0], words).replace("\n", "  \n")


def listed(lines: Sequence[str]) -> str:
    """One line of a list for each."""
    return "\n".join(f"- {one}" for one in lines)


def more(words: str | None, what: str) -> str:
    """Some more about a row, if there is any; `what` says what it is."""
    return f" · {what}: {plainly(words)}" if words else ""


def day_of(row: Mapping[str, Any]) -> str:
    """The day of a row."""
    return f"{date.fromisoformat(row['day'][:10]):%-d %b %Y}"
