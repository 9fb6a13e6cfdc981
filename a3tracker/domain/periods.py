"""Calendar periods such as 2026-03, 2026Q1 and 2026: their order, neighbours, first and last day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from a3tracker.domain.errors import Invalid


class Length(StrEnum):
    """How long a period is. A segment keeps figures by month or quarter; contracts are read by year, too."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def in_a_year(self) -> int:
        """How many of them make a year."""
        return _IN_A_YEAR[self]


#: Nobody kept the figures of a segment before this year; such a period is a slip of the pen.
EARLIEST: Final = 1900
_IN_A_YEAR: Final = {Length.MONTH: 12, Length.QUARTER: 4, Length.YEAR: 1}
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_KEY: Final = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>0?[1-9]|1[0-2])|[-\s]?Q(?P<quarter>[1-4]))?", re.IGNORECASE | re.ASCII
)


@dataclass(frozen=True, order=True)
class CalendarPeriod:
    """One month, quarter or year; `index` counts the periods of its length since the year 0."""

    length: Length
    index: int

    @property
    def year(self) -> int:
        """The year in which it lies."""
        return self.index // self.length.in_a_year

    @property
    def number(self) -> int:
        """Which month or quarter of its year it is, from 1."""
        return self.index % self.length.in_a_year + 1

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, (self.number - 1) * (12 // self.length.in_a_year) + 1, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        month = self.number * (12 // self.length.in_a_year)
        return date(self.year, 12, 31) if month == 12 else date(self.year, month + 1, 1) - timedelta(days=1)

    @property
    def words(self) -> str:
        """Mar 2026, Q1 2026 or 2026."""
        if self.length is Length.MONTH:
            return f"{_MONTHS[self.number - 1]} {self.year}"
        return f"Q{self.number} {self.year}" if self.length is Length.QUARTER else str(self.year)

    def shifted(self, periods: int) -> CalendarPeriod:
        """The period that lies so many later, or earlier when the number is negative."""
        return CalendarPeriod(self.length, self.index + periods)

    def next(self) -> CalendarPeriod:
        """The period after this one."""
        return self.shifted(1)

    def before(self) -> CalendarPeriod:
        """The period before this one."""
        return self.shifted(-1)

    def a_year_before(self) -> CalendarPeriod:
        """The same season one year earlier, to compare with where season makes false signals."""
        return self.shifted(-self.length.in_a_year)

    def __str__(self) -> str:
        """The key: 2026-03, 2026Q1 or 2026."""
        if self.length is Length.MONTH:
            return f"{self.year:04d}-{self.number:02d}"
        return f"{self.year:04d}Q{self.number}" if self.length is Length.QUARTER else f"{self.year:04d}"


def parse_period(typed: str, field: str = "period", length: Length | None = None) -> CalendarPeriod:
    """The period of a key such as 2026-03, 2026Q1 or 2026; `Invalid` when it is none, or not of `length`."""
    found = _KEY.fullmatch(typed.strip())
    if not found or found["year"] == "0000":
        raise _unreadable(typed, field, length)
    year = int(found["year"])
    if found["month"]:
        period = CalendarPeriod(Length.MONTH, year * 12 + int(found["month"]) - 1)
    elif found["quarter"]:
        period = CalendarPeriod(Length.QUARTER, year * 4 + int(found["quarter"]) - 1)
    else:
        period = CalendarPeriod(Length.YEAR, year)
    if length and period.length is not length:
        raise _unreadable(typed, field, length)
    return period


def period_of(day: date, length: Length) -> CalendarPeriod:
    """The period in which a day lies."""
    each = 12 // length.in_a_year
    return CalendarPeriod(length, day.year * length.in_a_year + (day.month - 1) // each)


def periods_between(first: CalendarPeriod, last: CalendarPeriod) -> tuple[CalendarPeriod, ...]:
    """All periods from the first to the last, both among them; none when the last lies before the first."""
    if first.length is not last.length:
        raise ValueError(f"{first} and {last} are not of one length")
    return tuple(CalendarPeriod(first.length, index) for index in range(first.index, last.index + 1))


def ensure_in_time(period: CalendarPeriod, today: date, field: str) -> None:
    """`Invalid` for a period that no figure can be of: before 1900, or one that has not begun."""
    last = period_of(today, period.length)
    if period.year < EARLIEST:
        raise Invalid("A period lies too far back.", {field: f"{period.words} lies before {EARLIEST}."})
    if period > last:
        sentence = f"{period.words} has not come yet; figures go up to {last.words}."
        raise Invalid("A period has not come yet.", {field: sentence})


def last_complete(day: date, length: Length) -> CalendarPeriod:
    """The last period that is over when `day` is."""
    period = period_of(day, length)
    return period if period.last <= day else period.before()


def _unreadable(typed: str, field: str, length: Length | None) -> Invalid:
    examples = {Length.MONTH: "2026-03", Length.QUARTER: "2026Q1", Length.YEAR: "2026"}
    wanted = examples[length] if length else "2026-03, 2026Q1 or 2026"
    return Invalid(
        "A period cannot be read.", {field: f"Type it as {wanted}; “{typed.strip()[:20]}” is not."}
    )
