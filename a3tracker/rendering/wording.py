"""Days and figures in the words of page and paper: 30 Jun, 508 of 2,953 (17.2 %), +4.3 points."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
#: Below this many customers a rate says more than is known; the counts stand alone.
FEWEST_FOR_A_RATE: Final = 30
NOTHING: Final = "–"


def day_words(day: date | str | None, year: int | None = None, nothing: str = NOTHING) -> str:
    """30 Jun, with its year when that is not `year`; `nothing` when there is no day."""
    if not day:
        return nothing
    day = date.fromisoformat(day) if isinstance(day, str) else day
    words = f"{day.day} {_MONTHS[day.month - 1]}"
    return words if day.year == year else f"{words} {day.year}"


def month_words(day: date) -> str:
    """May; January with its year."""
    return f"{_MONTHS[day.month - 1]} {day.year}" if day.month == 1 else _MONTHS[day.month - 1]


def figure_words(figure: Mapping[str, Any] | None, unit: str = "") -> str:
    """508 of 2,953 (17.2 %), or a value with its unit; an en dash for what is not known."""
    if not figure:
        return NOTHING
    if figure.get("x") is not None:
        return _counts(int(figure["x"]), int(figure["n"]))
    if figure.get("value") is None:
        return NOTHING
    return f"{_number(float(figure['value']))} {unit}".rstrip()


def range_words(low: float | None, high: float | None, unit: str = "") -> str:
    """24–30 %, at least 88 %, at most 3 days; an en dash where nothing is known."""
    if low is None and high is None:
        return NOTHING
    if low is None or high is None:
        end = _number(low if low is not None else high or 0.0)
        return f"{'at least' if low is not None else 'at most'} {end} {unit}".rstrip()
    between, ends = " to " if min(low, high) < 0 else "–", (_number(low), _number(high))
    decimals = max(len(end.partition(".")[2]) for end in ends)
    return f"{between.join(_with_decimals(end, decimals) for end in ends)} {unit}".rstrip()


def points_words(difference: float) -> str:
    """+4.3 or −0.5 points out of a difference of rates, with a true minus."""
    words = f"{100 * difference:+.1f}"
    return "0.0" if float(words) == 0 else words.replace("-", "−")


def rate_words(rate: float) -> str:
    """17.2 %; a second decimal where the first would say 0 or 100 and it is neither."""
    percent = rate * 100
    decimals = 2 if 0 < percent < 0.95 or 99.95 <= percent < 100 else 1
    return f"{percent:.{decimals}f} %"


def _with_decimals(number: str, decimals: int) -> str:
    """3 as 3.0 beside 3.6: both ends of a range with as many decimals."""
    whole, _, given = number.partition(".")
    return f"{whole}.{given.ljust(decimals, '0')}" if decimals else whole


def _counts(x: int, n: int) -> str:
    words = f"{x:,} of {n:,}"
    return words if n < FEWEST_FOR_A_RATE else f"{words} ({rate_words(x / n)})"


def _number(value: float) -> str:
    """As typed, with thousands apart and a true minus."""
    words = (
        f"{value:,.0f}"
        if value == int(value) and abs(value) < 1e15
        else f"{value:,.6f}".rstrip("0").rstrip(".")
    )
    return words.replace("-", "−")
