"""Marks for paper: which boxes and rows of a sheet read otherwise than at the last meeting.

What is drawn is compared with what would have been drawn, so that a chart with newer figures is marked, too,
and a row that was only renumbered by the database is not.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from a3tracker.rendering.drawn import PanelBox, Sheet, Table

#: What the head of a sheet shows, and what it is called.
_HEAD: Final = {
    "title": "title",
    "owner": "owner",
    "coordinator": "coordinator",
    "manager": "manager",
    "start": "start",
    "target_end": "target end",
    "next_review": "next review",
}


def with_marks(sheet: Sheet, before: Sheet, since: str) -> Sheet:
    """The sheet with a mark at each box, row and the head that differ from `before`; `since` is r7."""
    words = f"changed since {since}"
    otherwise = [word for field, word in _HEAD.items() if getattr(sheet, field) != getattr(before, field)]
    return replace(
        sheet,
        left=_sides(sheet.left, before.left, words),
        right=_sides(sheet.right, before.right, words),
        changed=f"{words}: {', '.join(otherwise)}" if otherwise else "",
    )


def is_marked(sheet: Sheet) -> bool:
    """Whether anything on the sheet bears a mark."""
    return bool(sheet.changed) or any(box.changed for box in (*sheet.left, *sheet.right))


def _sides(boxes: tuple[PanelBox, ...], before: tuple[PanelBox, ...], words: str) -> tuple[PanelBox, ...]:
    known = {box.key: box for box in before}
    return tuple(_box(box, known.get(box.key), words) for box in boxes)


def _box(box: PanelBox, before: PanelBox | None, words: str) -> PanelBox:
    if before is not None and box == before:
        return box
    old = {table.kind + table.look: table for table in before.tables} if before else {}
    tables = tuple(_table(table, old.get(table.kind + table.look)) for table in box.tables)
    return replace(box, changed=words, tables=tables)


def _table(table: Table, before: Table | None) -> Table:
    """A row is marked when its words did not stand in this table before."""
    known = set(before.rows) if before else set()
    return replace(table, changed=frozenset(at for at, row in enumerate(table.rows) if row not in known))
