"""From the rows of a file to purchases, contracts and figures; every cell that cannot be taken is named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo

from a3tracker.domain.cells import (
    Cell,
    Unread,
    decimal_of,
    figure_text,
    order_of,
    read_amount,
    read_day,
    read_period,
    text_of_cell,
)
from a3tracker.domain.errors import Invalid
from a3tracker.domain.flow_entries import AMOUNTS
from a3tracker.domain.imports import LONGEST_CUSTOMER, BadCell, BadCells, ColumnMap
from a3tracker.domain.periods import EARLIEST, CalendarPeriod, Length, period_of
from a3tracker.domain.rows import plain_text

Rows = Iterable[tuple[int, Sequence[Cell]]]
#: Called with each row that cannot be taken: its number, its cells, and what is wrong.
Sink = Callable[[int, Sequence[Cell], str], None]
Value = TypeVar("Value")
#: So many different texts of a column are remembered, so that each is read once.
_REMEMBERED: Final = 300_000
_DAYS: Final = ("day", "start", "end", "period")


@dataclass
class Reader:
    """Reads cells as the map says; what the map leaves open, `learn` finds out from the whole column."""

    columns: ColumnMap
    headings: Sequence[str]
    zone: ZoneInfo
    #: Where the segment lives; nothing in a file begins later.
    today: date
    length: Length = Length.MONTH
    bad: BadCells = field(default_factory=BadCells)
    sink: Sink | None = None
    _known: defaultdict[str, dict[Cell, Any]] = field(default_factory=lambda: defaultdict(dict))

    def learn(self, rows: Rows) -> None:
        """Settle the order of days and the decimal sign; `Invalid` when the person has to."""
        days = [place for key, place in self.columns.places.items() if key in _DAYS]
        amounts = [place for key, place in self.columns.places.items() if key not in (*_DAYS, "customer")]
        texts: tuple[set[str], set[str]] = (set(), set())
        if self.columns.order and self.columns.decimal:
            return
        for _, cells in rows:
            for seen, places in ((texts[0], days), (texts[1], amounts)):
                for place in places:
                    if (
                        place < len(cells)
                        and isinstance(text := cells[place], str)
                        and len(seen) < _REMEMBERED
                    ):
                        seen.add(text.strip())
        self._settle(*texts)

    def _settle(self, days: set[str], amounts: set[str]) -> None:
        order = self.columns.order or order_of(days)
        decimal = self.columns.decimal or decimal_of(amounts - {""})
        wrong = {}
        if order is None:
            wrong["order"] = "Days such as 03/04/2024 can be read in two ways. Choose the order."
        if decimal is None and "amount" in self.columns.columns:
            wrong["decimal"] = "Numbers such as 1,234 can be read in two ways. Choose the decimal sign."
        if wrong:
            raise Invalid("The file does not tell how it is to be read.", wrong)
        self.columns = replace(self.columns, order=order or "", decimal=decimal or "")

    def read(
        self, rows: Rows, fields: Sequence[tuple[str, Callable[[Cell], Any]]]
    ) -> Iterator[tuple[int, list[Any]]]:
        """The values of each good row, in the order of the fields; bad rows are noted and left out."""
        placed = [(self.columns.places.get(key, -1), act) for key, act in fields]
        width = len(self.headings)
        for number, cells in rows:
            try:
                yield number, [act(cells[place] if 0 <= place < len(cells) else "") for place, act in placed]
            except Unread:
                self.note(number, cells, list(self._wrong(number, cells, placed)))
                continue
            if len(cells) > width and any(cells[width:]):
                said = f"{width} cells, as in the row of headings"
                self.note(number, cells, [BadCell(number, "", said, str(len(cells)), "Put the row right.")])

    def note(self, number: int, cells: Sequence[Cell], wrong: Sequence[BadCell]) -> None:
        """Write down what is wrong with a row."""
        self.bad.add(wrong)
        if self.sink:
            self.sink(number, cells, "; ".join(f"{one.column}: {one.expected}" for one in wrong))

    def bad_cell(self, number: int, place: int, cell: Cell, unread: Unread) -> BadCell:
        """A cell that could not be read."""
        heading = self.headings[place] if 0 <= place < len(self.headings) else ""
        return BadCell(number, heading, unread.expected, text_of_cell(cell)[:60] or "nothing", unread.advice)

    def _wrong(
        self, number: int, cells: Sequence[Cell], placed: Sequence[tuple[int, Callable[[Cell], Any]]]
    ) -> Iterator[BadCell]:
        for place, act in placed:
            cell = cells[place] if 0 <= place < len(cells) else ""
            try:
                act(cell)
            except Unread as unread:
                yield self.bad_cell(number, place, cell, unread)

    def customer(self, cell: Cell) -> str:
        """Who it is: a name or a number."""
        found: str | None = self._known["customer"].get(cell)
        return found if found is not None else self._remember("customer", cell, _customer(cell))

    def day(self, cell: Cell) -> date:
        """The day in the segment's zone, which has come."""
        day = self._any_day(cell)
        if day > self.today:
            advice = "This day has not come yet; put it right, or leave the row out."
            raise Unread(f"a day up to today, {self.today.isoformat()}", advice)
        return day

    def last_day(self, cell: Cell) -> date | None:
        """The day of an end, which may be agreed and still to come; None while the contract runs."""
        return None if cell == "" or (isinstance(cell, str) and not cell.strip()) else self._any_day(cell)

    def _any_day(self, cell: Cell) -> date:
        found: date | None = self._known["day"].get(cell)
        if found is not None:
            return found
        utc = self.columns.times == "utc"
        return self._remember("day", cell, read_day(cell, self.columns.order, self.zone, utc))

    def amount(self, cell: Cell) -> float:
        """An amount; an empty one is 0: the purchase counts all the same."""
        found: float | None = self._known["amount"].get(cell)
        if found is not None:
            return found
        if cell == "" or (isinstance(cell, str) and not cell.strip()):
            return 0.0
        return self._remember("amount", cell, read_amount(cell, self.columns.decimal))

    def period(self, cell: Cell) -> CalendarPeriod:
        """The month or quarter, which has begun."""
        period = read_period(cell, self.length, self.columns.order)
        if period.year < EARLIEST:
            raise Unread(f"a {self.length} from {EARLIEST} on", "Put the year right.")
        if period.first > self.today:
            advice = f"{period.words} has not begun yet; put it right, or leave the row out."
            raise Unread(f"a {self.length} up to {period_of(self.today, self.length).words}", advice)
        return period

    def typed(self, key: str) -> Callable[[Cell], str]:
        """The cell of a figure, as one would type it into the grid."""

        def read(cell: Cell) -> str:
            text = text_of_cell(cell)
            amount = key in AMOUNTS or (key.startswith("m") and isinstance(cell, float))
            return figure_text(read_amount(cell, self.columns.decimal)) if text and amount else text

        return read

    def _remember(self, kind: str, cell: Cell, value: Value) -> Value:
        """Each text is read once: a year of purchases has 365 days."""
        if len(self._known[kind]) < _REMEMBERED:
            self._known[kind][cell] = value
        return value


def _customer(cell: Cell) -> str:
    text = plain_text(text_of_cell(cell))
    if not text:
        raise Unread("a customer's name or number", "Fill it in, or leave the row out.")
    if len(text) > LONGEST_CUSTOMER:
        raise Unread(f"at most {LONGEST_CUSTOMER} signs", "Use a shorter name or number.")
    return text
