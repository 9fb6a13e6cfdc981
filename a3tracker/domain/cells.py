"""Cells of a file as people and programs write them: names, days, amounts, periods."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final
from zoneinfo import ZoneInfo

from a3tracker.domain.errors import Invalid
from a3tracker.domain.figures import Figure
from a3tracker.domain.periods import CalendarPeriod, Length, parse_period, period_of

#: What a file gives for one cell: text, or what a workbook knows to be a number or a day.
Cell = str | float | date | datetime

#: Contracts of two centuries ago are real: seats of a senate are held since 1789.
FIRST_DAY, LAST_DAY = date(1780, 1, 1), date(2200, 12, 31)
LARGEST_AMOUNT: Final = 10**12
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TIME = (
    r"(?:[T\s]+(?P<h>\d{1,2}):(?P<min>\d\d)(?::(?P<s>\d\d)(?:[.,]\d+)?)?"
    r"\s*(?P<half>[AaPp]\.?[Mm]\.?)?\s*(?P<zone>Z|UTC|[+-]\d\d:?\d\d)?)?"
)
_YEAR_FIRST = re.compile(r"(?P<y>\d{4})(?P<mark>[-/.])(?P<m>\d{1,2})(?P=mark)(?P<d>\d{1,2})" + _TIME)
_COMPACT = re.compile(r"(?P<y>(?:19|20|21)\d\d)(?P<m>\d\d)(?P<d>\d\d)" + _TIME)
_YEAR_LAST = re.compile(r"(?P<a>\d{1,2})(?P<mark>[-/.])(?P<b>\d{1,2})(?P=mark)(?P<y>\d{4})" + _TIME)
_NAMED = re.compile(
    r"(?:(?P<d>\d{1,2})\.?[\s-]+(?P<name>[A-Za-z]{3,9})\.?|(?P<name2>[A-Za-z]{3,9})\.?\s+(?P<d2>\d{1,2}),?)"
    r"[\s,-]+(?P<y>\d{4})" + _TIME
)
_MONTH_NAMED = re.compile(r"(?P<name>[A-Za-z]{3,9})\.?[\s-]+(?P<y>\d{4})")
_QUARTER_NAMED = re.compile(r"Q(?P<q>[1-4])[\s/-]+(?P<y>\d{4})", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"(?P<m>\d{1,2})[/.](?P<y>\d{4})")
_GROUPED = re.compile(r"\d{1,3}(?:(?P<mark>[.,'’\s])\d{3})(?:(?P=mark)\d{3})*")


class Unread(Exception):
    """A cell that is not what its column holds: what was expected, and what to do."""

    def __init__(self, expected: str, advice: str) -> None:
        super().__init__(expected)
        self.expected, self.advice = expected, advice


def text_of_cell(cell: Cell) -> str:
    """The cell as text; 12.0 of a workbook is 12."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 10**15 else repr(cell)
    return str(cell)


def read_day(cell: Cell, order: str, zone: ZoneInfo, utc: bool = False) -> date:
    """The day in `zone`; `order` is dmy or mdy for 03/04/2024. `utc`: times without a zone are."""
    if isinstance(cell, datetime):
        day = (
            cell.replace(tzinfo=UTC).astimezone(zone).date()
            if utc and cell.time().isoformat() != "00:00:00"
            else cell.date()
        )
    elif isinstance(cell, date):
        day = cell
    else:
        day = _typed_day(text_of_cell(cell), order, zone, utc)
    if not FIRST_DAY <= day <= LAST_DAY:
        raise Unread("a day from 1780 to 2200", "Put the year right.")
    return day


def order_of(texts: Iterable[str]) -> str | None:
    """dmy or mdy, whichever the column shows; "" when nothing needs it, None when it cannot be told."""
    found, seen = set[str](), False
    for text in texts:
        match = _YEAR_LAST.fullmatch(text)
        if match and match["mark"] != ".":
            seen = True
            if int(match["a"]) > 12:
                found.add("dmy")
            elif int(match["b"]) > 12:
                found.add("mdy")
    if found:
        return found.pop() if len(found) == 1 else "dmy"
    return None if seen else ""


def read_amount(cell: Cell, decimal: str) -> float:
    """A number; `decimal` is the sign before its decimals, "" while the column does not tell."""
    if isinstance(cell, float):
        amount = cell
    else:
        digits, negative = _digits(text_of_cell(cell))
        mark = decimal or _decimal_of(digits)
        if mark is None:
            raise Unread("a number that can be read in one way only", "Choose the decimal sign above.")
        amount = -_number(digits, mark or ".") if negative else _number(digits, mark or ".")
    if not abs(amount) <= LARGEST_AMOUNT:
        raise Unread("a number up to a million million", "Use a larger unit.")
    return amount


def decimal_of(texts: Iterable[str]) -> str | None:
    """The decimal sign that the column shows; "" when it has no decimals, None when it cannot be told."""
    found, unsure = set[str](), False
    for text in texts:
        try:
            mark = _decimal_of(_digits(text)[0])
        except Unread:
            continue
        unsure = unsure or mark is None
        found |= {mark} if mark else set()
    if found:
        return found.pop() if len(found) == 1 else "."
    return None if unsure else ""


def figure_text(amount: float) -> str:
    """A number as one would type it into the grid of figures."""
    return str(Figure(value=float(amount)))


def read_period(cell: Cell, length: Length, order: str) -> CalendarPeriod:
    """The month or quarter: 2026-03, Mar 2026, 03/2026, Q1 2026, or any day in it."""
    text = text_of_cell(cell)
    if isinstance(cell, str):
        for period in _named_periods(text, length):
            return period
    try:
        return period_of(read_day(cell, order or "dmy", ZoneInfo("UTC")), length)
    except Unread:
        wanted = "a month such as 2026-03" if length is Length.MONTH else "a quarter such as 2026Q1"
        raise Unread(wanted, f"Write it as {wanted.rpartition(' ')[2]}.") from None


def _named_periods(text: str, length: Length) -> Iterable[CalendarPeriod]:
    with suppress(Invalid):
        yield _in_range(parse_period(text, length=length))
    if length is Length.QUARTER and (found := _QUARTER_NAMED.fullmatch(text)):
        yield _in_range(CalendarPeriod(length, int(found["y"]) * 4 + int(found["q"]) - 1))
    if found := _MONTH_NAMED.fullmatch(text):
        yield period_of(_day(found["y"], _month(found["name"]), 1), length)
    if found := _MONTH_FIRST.fullmatch(text):
        yield period_of(_day(found["y"], found["m"], 1), length)


def _in_range(period: CalendarPeriod) -> CalendarPeriod:
    if not FIRST_DAY.year <= period.year <= LAST_DAY.year:
        raise Unread("a year from 1780 to 2200", "Put the year right.")
    return period


def _typed_day(text: str, order: str, zone: ZoneInfo, utc: bool) -> date:
    if found := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        day = _day(found["y"], found["m"], found["d"])
    elif found := _YEAR_LAST.fullmatch(text):
        day = _year_last(found, order)
    elif found := _NAMED.fullmatch(text):
        day = _day(found["y"], _month(found["name"] or found["name2"]), found["d"] or found["d2"])
    else:
        raise Unread("a day such as 2026-06-30", "Write the year with four digits, such as 2026-06-30.")
    return _in_zone(day, found, zone, utc) if found["h"] else day


def _year_last(found: re.Match[str], order: str) -> date:
    if found["mark"] == ".":
        return _day(found["y"], found["b"], found["a"])
    if order not in ("dmy", "mdy"):
        raise Unread("a day that can be read in one way only", "Choose the order of day and month above.")
    day, month = (found["a"], found["b"]) if order == "dmy" else (found["b"], found["a"])
    return _day(found["y"], month, day)


def _in_zone(day: date, found: re.Match[str], zone: ZoneInfo, utc: bool) -> date:
    """A time with its zone, or one that is said to be UTC, may fall on another day in the segment's zone."""
    if not found["zone"] and not utc:
        return day
    hour = (
        int(found["h"]) % 12 + (12 if found["half"][0] in "Pp" else 0) if found["half"] else int(found["h"])
    )
    if hour > 23 or int(found["min"]) > 59:
        raise Unread("a time of day", "Put the time right, or leave the day alone.")
    moment = datetime(day.year, day.month, day.day, hour, int(found["min"]), tzinfo=_offset(found["zone"]))
    return moment.astimezone(zone).date()


def _offset(written: str | None) -> timezone:
    if not written or written in ("Z", "UTC"):
        return UTC
    minutes = int(written[1:3]) * 60 + int(written[-2:])
    if minutes >= 24 * 60:
        raise Unread("a zone such as +02:00", "Put the zone right.")
    return timezone(timedelta(minutes=-minutes if written[0] == "-" else minutes))


def _day(year: str, month: str | int, day: str | int) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise Unread("a day that there is", "There is no such day; put it right.") from None


def _month(name: str) -> int:
    short = name[:3].lower()
    if short not in _MONTHS:
        raise Unread("a month in English, or as a number", "Write the day as 2026-06-30.")
    return _MONTHS.index(short) + 1


def _digits(text: str) -> tuple[str, bool]:
    """The number without its sign, its currency and its brackets."""
    bare = "".join(sign for sign in text if unicodedata.category(sign) not in ("Sc", "Cf")).strip()
    negative = bare.startswith(("-", "−")) or (bare.startswith("(") and bare.endswith(")"))
    bare = re.sub(r"^[A-Z]{3}\s+|\s+[A-Z]{3}$", "", bare.strip("()-−+ \u00a0\u202f")).strip()
    if not re.fullmatch(r"\d[\d.,'’\s]*|[.,]\d+", bare) or len(bare) > 40:
        raise Unread("a number such as 1234.50", "Leave words out of this column.")
    return bare, negative


def _decimal_of(digits: str) -> str | None:
    """. or , where the number shows it; "" without decimals; None for 1,234, which can be both."""
    marks = [sign for sign in digits if sign in ".,"]
    if not marks:
        return ""
    if len(set(marks)) == 2:
        return marks[-1]
    other = "," if marks[0] == "." else "."
    if len(marks) > 1:
        return other
    whole, _, decimals = digits.partition(marks[0])
    thousands = len(decimals) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0")
    return None if thousands else marks[0]


def _number(digits: str, mark: str) -> float:
    whole, _, decimals = digits.rpartition(mark) if mark in digits else (digits, "", "")
    plain = re.sub(r"\D", "", whole)
    if not (whole in ("", plain) or _GROUPED.fullmatch(whole)) or (decimals and not decimals.isdecimal()):
        raise Unread(f"a number with “{mark}” before its decimals", f"Write it as 1234{mark}50.")
    return float(f"{plain or 0}.{decimals or 0}")
