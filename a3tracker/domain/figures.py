"""A figure as people write it: x of n, or a value (settled.md, *check row*)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from a3tracker.domain.errors import Invalid


def _grouped(name: str) -> str:
    """Thousands, set apart by a comma, a point, an apostrophe or any space, always in groups of three."""
    return rf"[1-9]\d{{0,2}}(?P<{name}>[,.'’\s])\d{{3}}(?:(?P={name})\d{{3}})*"


_X_OF_N = re.compile(
    rf"(?P<x>{_grouped('a')}|\d+)\s*(?:of|/|von|sur|de)\s*(?P<n>{_grouped('b')}|\d+)\s*(?:\([^)]*\))?",
    re.IGNORECASE,
)
_VALUE = re.compile(
    rf"(?P<sign>[+\-−]?)\s*(?P<whole>{_grouped('mark')}|\d*)(?:(?P<point>[.,])(?P<decimals>\d+))?\s*%?"
)
#: One group behind one comma or point is a whole number to some and a fraction to others.
_TWO_WAYS = re.compile(r"[+\-−]?\s*[1-9]\d{0,2}[,.]\d{3}\s*%?")
_LARGEST, _LONGEST = 10**12, 60


@dataclass(frozen=True)
class Figure:
    """Either `x` of `n` counts or one `value`; the unit of a value stands on its check row."""

    x: int | None = None
    n: int | None = None
    value: float | None = None

    @property
    def rate(self) -> float | None:
        """x / n between 0 and 1; None for a value and for n = 0 (never 0 or 100 %)."""
        return self.x / self.n if self.x is not None and self.n else None

    def plain(self) -> dict[str, Any]:
        """The shape that a revision stores: {"x", "n"} or {"value"}."""
        return {"value": self.value} if self.x is None else {"x": self.x, "n": self.n}

    def __str__(self) -> str:
        """As one would type it again, to the last digit."""
        if self.x is not None:
            return f"{self.x} of {self.n}"
        if self.value is None:
            return ""
        whole, _, decimals = f"{Decimal(repr(self.value)):f}".partition(".")
        plain = f"{whole}.{decimals.rstrip('0')}".rstrip(".")
        # Three decimals could be read as thousands; a fourth one says what they are.
        return f"{plain}0" if _TWO_WAYS.fullmatch(plain) else plain


def parse_figure(typed: str, field: str) -> Figure | None:
    """What was typed as a `Figure`; None for an empty field; `Invalid` says what to type instead."""
    typed = typed.strip()
    if not typed:
        return None
    if len(typed) > _LONGEST:
        raise _unreadable(typed, field)
    counts = _X_OF_N.fullmatch(typed)
    if counts:
        return _counts(_whole(counts["x"]), _whole(counts["n"]), field=field)
    if _TWO_WAYS.fullmatch(typed):
        plain = re.sub(r"[^\d]", "", typed)
        raise Invalid(
            "A figure can be read in two ways.",
            {
                field: f"Type {plain} for the whole number, or with other decimals for a fraction: "
                f"“{typed}” can mean both."
            },
        )
    return _within(Figure(value=_value(typed, field)), field)


def _value(typed: str, field: str) -> float:
    found = _VALUE.fullmatch(typed)
    if not found or not (found["whole"] or found["decimals"]):
        raise _unreadable(typed, field)
    if found["mark"] and found["mark"] == found["point"]:
        raise _unreadable(typed, field)
    value = float(f"{_whole(found['whole'] or '0')}.{found['decimals'] or 0}")
    return -value if found["sign"] in ("-", "−") and value else value


def _whole(digits: str) -> int:
    return int(re.sub(r"\D", "", digits))


def _unreadable(typed: str, field: str) -> Invalid:
    sentence = f"Type counts such as 508 of 2953, or one number such as 17.2; “{typed[:40]}” is neither."
    return Invalid("A figure cannot be read.", {field: sentence})


def _counts(x: int, n: int, *, field: str) -> Figure:
    if x > n:
        raise Invalid(
            "A count cannot be larger than its whole.",
            {field: f"{x} of {n} cannot be: the first number counts those among the second."},
        )
    return _within(Figure(x=x, n=n), field)


def _within(figure: Figure, field: str) -> Figure:
    if max(abs(part) for part in (figure.x, figure.n, figure.value) if part is not None) > _LARGEST:
        raise Invalid(
            "A figure is too large.", {field: "Numbers up to a million million are kept; use a larger unit."}
        )
    return figure
