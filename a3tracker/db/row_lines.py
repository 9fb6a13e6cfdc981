"""All rows that stand on an A3, read as facts: for its page and for its revisions."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, bindparam, exists

from a3tracker.db.base import read
from a3tracker.db.rows import TABLES, in_order
from a3tracker.domain.cycles import CYCLES, Panel
from a3tracker.domain.facts import Fact


class RowLine(NamedTuple):
    """One row: what it says, and its columns by their names, its `id` among them."""

    fact: Fact
    columns: Any


def rows_of(a3: int, cycle: str, kept: Collection[Panel] | None = None) -> dict[Panel, list[RowLine]]:
    """All rows that the boxes of the cycle hold, by kind.

    `kept` are the kinds that there are on this A3, where somebody asked already.
    """
    drawn = drawn_kinds(cycle)
    return {panel: _lines(a3, panel) if kept is None or panel in kept else [] for panel in drawn}


def kinds_kept(cycle: str) -> Iterator[ColumnElement[bool]]:
    """Whether there are rows of each kind, in the order of `drawn_kinds`."""
    return (there_are(TABLES[panel]) for panel in drawn_kinds(cycle))


def there_are(table: Any) -> ColumnElement[bool]:
    """Whether the A3 of the parameter `a3` has rows of this table.

    A column for a question that is asked anyway: most sheets use few of the many kinds that there are.
    """
    return exists().where(table.a3_id == bindparam("a3"))


def drawn_kinds(cycle: str) -> list[Panel]:
    """The kinds of rows that the boxes of a cycle hold."""
    panels = {panel for box in CYCLES[cycle].boxes for panel in box.panels}
    return [panel for panel in TABLES if panel in panels]


def _lines(a3: int, panel: Panel) -> list[RowLine]:
    """`fact` looks at columns alone, so that it is the same of an entity and of what is read."""
    table: type[Any] = TABLES[panel]
    return [RowLine(table.fact(row), row) for row in read(in_order(TABLES[panel]), a3=a3)]
