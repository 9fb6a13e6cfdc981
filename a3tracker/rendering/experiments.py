"""Experiments in words: their table in the Do box, and the same words in the list and on the kata card."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from a3tracker.domain.experiments import Ring
from a3tracker.rendering.drawn import Cell, Table
from a3tracker.rendering.wording import day_words, figure_words, range_words

Row = Mapping[str, Any]

#: So many are drawn into the box; the list has all of them.
NEWEST: Final = 10
_THIN: Final = ("Date", "We tried", "Expected", "Seen", "Learned")
_WHOLE: Final = ("Date and place", "We tried", "Expected", "Seen and done", "Learned")
_RINGS: Final = {Ring.EXISTING: "existing customer", Ring.PROSPECT: "prospect", Ring.NEW: "new to us"}
#: What an experiment of the first schema does not have.
_LATER: Final = ("touchpoint", "ring", "for_whom", "why", "measure", "did", "next_step", "look_on")


def experiments_table(rows: Sequence[Row], names: Mapping[int, str], year: int) -> Table:
    """The newest by date: the log is read as a story. When the paper is full, the oldest give way."""
    ordered = in_order(rows)[-NEWEST:]
    whole = any(row.get(name) for row in ordered for name in _LATER)
    drawn = tuple(
        tuple(
            Cell(words)
            for words in (_place(row, year), tried(row), expected(row), seen(row), _learned(row, year))
        )
        for row in ordered
    )
    return Table(
        "experiments",
        "Experiments",
        _WHOLE if whole else _THIN,
        drawn,
        tuple(row["id"] for row in ordered),
        (False,) * len(_WHOLE) if drawn else (),
        look="experiments-placed" if whole else "",
        open_ids=frozenset(row["id"] for row in ordered if not finished(row)),
    )


def in_order(rows: Sequence[Row]) -> list[Row]:
    """Oldest first; of one day as they were logged."""
    return sorted(rows, key=lambda row: (row["day"], row["id"]))


def finished(row: Row) -> bool:
    """Whether a result is in."""
    return bool(row["observed"]) or row.get("seen") is not None


def place(row: Row) -> str:
    """The front desk · prospect, through Ines Moreau."""
    ring, link = row.get("ring", ""), row.get("warm_link", "")
    known = _RINGS.get(ring, "")
    cold = "no warm link yet" if ring in (Ring.PROSPECT, Ring.NEW) else ""
    met = ", ".join(filter(None, (known, f"through {link}" if link else cold)))
    return " · ".join(filter(None, (row.get("touchpoint", ""), met)))


def tried(row: Row) -> str:
    """What was tried, and for whom."""
    whom = row.get("for_whom", "")
    return f"{row['tried']}, for {whom}" if whom else str(row["tried"])


def expected(row: Row) -> str:
    """What was expected, with its number where the words do not say it, and because of what."""
    said = range_said(row) if row.get("measure") else ""
    words = row["expected"] if _says(row["expected"], said) else f"{row['expected']} ({said})"
    return f"{words} · because {row['why']}" if row.get("why") else words


def measured(row: Row) -> str:
    """Cups a day: 15–25; nothing where nothing is measured."""
    return f"{row['measure']}: {range_said(row)}" if row.get("measure") else ""


def range_said(row: Row) -> str:
    """3–5 houses, or one number where both ends are one."""
    low, high, unit = row["low"], row["high"], row.get("unit", "")
    return figure_words({"value": low}, unit) if low == high else range_words(low, high, unit)


def number_seen(row: Row) -> str:
    """4 houses; nothing while no number was seen."""
    value = row.get("seen")
    return "" if value is None else figure_words({"value": value}, row.get("unit", ""))


def seen(row: Row) -> str:
    """The number, what was observed, and what the customer did."""
    did, number = row.get("did", ""), number_seen(row)
    number = "" if _says(row["observed"], number) else number
    return " · ".join(filter(None, (number, row["observed"], f"They did: {did}" if did else "")))


def _says(text: str, number: str) -> bool:
    """Whether a text says this number already, and not the end of another: 2 calls in 12 calls."""
    return re.search(rf"(?<![\d.,−–]){re.escape(number)}", text) is not None


def next_words(row: Row, year: int) -> str:
    """Write to ten (look 9 Jul)."""
    step, day = row.get("next_step", ""), row.get("look_on")
    look = f"look {day_words(day, year)}" if day else ""
    return f"{step} ({look})" if step and look else step or look


def _learned(row: Row, year: int) -> str:
    ahead = next_words(row, year)
    said = f"Next: {ahead}" if row.get("next_step") else ahead[:1].upper() + ahead[1:]
    return " · ".join(filter(None, (row["learned"], said)))


def _place(row: Row, year: int) -> str:
    where = place(row)
    return f"{day_words(row['day'], year)} · {where}" if where else day_words(row["day"], year)


@dataclass(frozen=True)
class Line:
    """One experiment of the list in words; `next` holds the next step and the day to look."""

    id: int
    day: str
    place: str
    who: str
    tried: str
    expected: str
    why: str
    measured: str
    number: str
    observed: str
    did: str
    learned: str
    next: str
    ring: str
    finished: bool
    cold: bool


def lines_of(rows: Sequence[Row], names: Mapping[int, str], year: int) -> list[Line]:
    """The list, newest first."""
    return [line_of(row, names, year) for row in reversed(in_order(rows))]


def line_of(row: Row, names: Mapping[int, str], year: int) -> Line:
    """One experiment with its words apart."""
    ring = row.get("ring", "")
    return Line(
        id=row["id"],
        day=day_words(row["day"], year),
        place=place(row),
        who=names.get(row.get("who", 0), ""),
        tried=tried(row),
        expected=row["expected"],
        why=row.get("why", ""),
        measured=measured(row),
        number=number_seen(row),
        observed=row["observed"],
        did=row.get("did", ""),
        learned=row["learned"],
        next=next_words(row, year),
        ring=ring,
        finished=finished(row),
        cold=ring in (Ring.PROSPECT, Ring.NEW) and not row.get("warm_link"),
    )
