"""Files that figures come from: their three shapes, what their columns mean, and the limits of a file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final

from a3tracker.domain.errors import Invalid
from a3tracker.domain.flow_entries import ROWS as FIGURES
from a3tracker.domain.flow_entries import TERMS
from a3tracker.domain.import_words import (
    CUSTOMER,
    DAY,
    END,
    NAMES_OF_FIGURES,
    PERIOD,
    START,
    WORDS_OF_FIGURES,
)
from a3tracker.domain.subscriptions import Counted

LARGEST_FILE: Final = 64 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS, LONGEST_CUSTOMER = 1_000_000, 200, 200
LONGEST_HEADING, LONGEST_WINDOW = 120, 3650
#: Where nobody bought twice there is no gap to take the window from.
WITHOUT_GAPS: Final = 90


class Shape(StrEnum):
    """What one row of a file is."""

    FIGURES = "figures"
    TRANSACTIONS = "transactions"
    SUBSCRIPTIONS = "subscriptions"


SHAPES: Final = {
    Shape.FIGURES: "a month or quarter, with its figures",
    Shape.TRANSACTIONS: "a purchase: customer, day, amount",
    Shape.SUBSCRIPTIONS: "a contract: customer, start, end",
}


class State(StrEnum):
    """Where an import stands. In the first of each pair the program works, in the second it waits."""

    READING = "reading"
    MAPPING = "mapping"
    CHECKING = "checking"
    REFUSED = "refused"
    PREVIEW = "preview"
    TAKING = "taking"
    DONE = "done"
    UNDONE = "undone"
    CANCELLED = "cancelled"
    FAILED = "failed"


#: The program is at work; the page looks again by itself.
AT_WORK: Final = frozenset({State.READING, State.CHECKING, State.TAKING})
#: A person is asked; the file is kept for a day.
WAITING: Final = frozenset({State.MAPPING, State.REFUSED, State.PREVIEW})
#: Nothing more comes of its file; the rows of one that is done count on.
OVER: Final = frozenset({State.DONE, State.UNDONE, State.CANCELLED, State.FAILED})


@dataclass(frozen=True)
class Field:
    """What a column may hold. `names` are headings by which it is known."""

    key: str
    label: str
    needed: bool = False
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class ColumnMap:
    """What each column holds, by field key or empty, and how its cells are read; empty: by themselves."""

    columns: tuple[str, ...]
    order: str = ""
    decimal: str = ""
    times: str = "local"
    window: int | None = None
    until: date | None = None
    counted: str = Counted.CUSTOMERS

    def plain(self) -> dict[str, Any]:
        """The shape in which it is kept."""
        until = self.until.isoformat() if self.until else None
        return {**vars(self), "columns": list(self.columns), "until": until}

    @property
    def places(self) -> dict[str, int]:
        """Field key -> the number of its column, from 0."""
        return {key: place for place, key in enumerate(self.columns) if key}


@dataclass(frozen=True)
class BadCell:
    """A cell that cannot be taken; `row` is counted as a spreadsheet counts."""

    row: int
    column: str
    expected: str
    found: str
    advice: str


@dataclass
class BadCells:
    """What is wrong with a file: the first cells in full, all of them counted."""

    first: list[BadCell] = field(default_factory=list)
    cells: int = 0
    rows: int = 0

    def add(self, found: Sequence[BadCell]) -> None:
        """The bad cells of one row."""
        self.cells += len(found)
        self.rows += 1
        self.first += found[: max(0, 200 - len(self.first))]


def map_of(plain: Mapping[str, Any]) -> ColumnMap:
    """The map as it was kept."""
    until = plain.get("until")
    values = {**plain, "columns": tuple(plain["columns"])}
    return ColumnMap(**{**values, "until": date.fromisoformat(until) if until else None})


def fields_of(shape: Shape, measures: Mapping[int, str] | None = None) -> tuple[Field, ...]:
    """What the columns of a file of this shape may hold; `measures`: the segment's own by id, with names."""
    if shape is Shape.TRANSACTIONS:
        amount = Field("amount", "Amount", names=("amount", "revenue", "sales", "value", "total", "price",
                                                  "betrag", "umsatz", "montant", "importe"))  # fmt: skip
        return (Field("customer", "Customer", True, CUSTOMER), Field("day", "Day", True, DAY), amount)
    if shape is Shape.SUBSCRIPTIONS:
        return (
            Field("customer", "Customer", True, CUSTOMER),
            Field("start", "Start", True, START),
            Field("end", "End; empty while it runs", False, END),
        )
    own = [Field(f"m{identity}", name, False, (name,)) for identity, name in (measures or {}).items()]
    flow = [
        Field(key, WORDS_OF_FIGURES[key], False, (*_of_term(key), *NAMES_OF_FIGURES[key])) for key in FIGURES
    ]
    return (Field("period", "Period", True, PERIOD), *flow, *own)


def guessed(headings: Sequence[str], fields: Sequence[Field]) -> tuple[str, ...]:
    """The field of each column by its heading: the same words first, then words within it."""
    free = {one.key: [_bare(name) for name in (one.key, one.label, *one.names)] for one in fields}
    found = [""] * len(headings)
    for same in (True, False):
        for place, heading in enumerate(headings):
            words = _bare(heading)
            known = [key for key, names in free.items() if words and _meets(words, names, same)]
            if not found[place] and known:
                found[place] = known[0]
                del free[known[0]]
    return tuple(found)


def checked_map(chosen: ColumnMap, fields: Sequence[Field], width: int) -> ColumnMap:
    """The map; `Invalid` when a needed column is missing, one is named twice, or nothing would come in."""
    columns = chosen.columns[:width] + ("",) * (width - len(chosen.columns))
    known, wrong = {one.key: one for one in fields}, dict[str, str]()
    for place, key in enumerate(columns):
        if key and key not in known:
            wrong[f"column-{place}"] = "Choose one from the list."
        elif key and key in columns[:place]:
            wrong[f"column-{place}"] = f"{known[key].label} is named twice. Leave one of them out."
    for one in fields:
        if one.needed and one.key not in columns:
            wrong["columns"] = f"Say which column holds this: {one.label.lower()}."
    if not wrong and len([key for key in columns if key]) < 2:
        wrong["columns"] = "Name at least one column that holds a figure."
    if not wrong and "period" in known:
        wrong |= _missing_terms(columns)
    if chosen.window is not None and not 1 <= chosen.window <= LONGEST_WINDOW:
        wrong["window"] = f"Give whole days from 1 to {LONGEST_WINDOW:,}."
    if wrong:
        raise Invalid("The columns cannot be read like this.", wrong)
    return ColumnMap(**{**vars(chosen), "columns": columns})


def _missing_terms(columns: Sequence[str]) -> dict[str, str]:
    """What the sum lacks in every row: one term follows from the others, the start from the period before."""
    lacks = [key for key in TERMS if key not in columns]
    if len(lacks) == len(TERMS) or len(lacks) <= (2 if "start" in lacks else 1):
        return {}
    has = ", ".join(TERMS[key][0] for key in TERMS if key in columns)
    letters = ", ".join(TERMS[key][0] for key in lacks)
    return {"columns": f"The file has {has} but not {letters}: name their columns, or leave out {has}."}


def _of_term(key: str) -> tuple[str, ...]:
    return (TERMS[key][0],) if key in TERMS else ()


def _meets(words: str, names: Sequence[str], same: bool) -> bool:
    return words in names if same else any(len(name) > 2 and re.search(rf"\b{name}", words) for name in names)


def _bare(words: str) -> str:
    """A heading without signs and case: customer_id, Customer-ID and CUSTOMER ID are one."""
    split = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", words)
    return " ".join(re.findall(r"\w+", split.replace("_", " ").casefold()))
