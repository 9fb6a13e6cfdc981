"""Lines of the journal as a file: CSV for a spreadsheet, JSON for a program."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

from a3tracker.db.journal import Line
from a3tracker.domain.a3s import label
from a3tracker.domain.spreadsheets import Cell, safe_cell

COLUMNS: Final = (
    "line", "at", "person_id", "person", "act", "thing", "thing_id", "a3", "detail", "sha256",
)  # fmt: skip


def journal_csv(lines: Iterable[Line]) -> Iterator[str]:
    """One text for each line, the heading first; the mark at the start says to a spreadsheet: UTF-8."""
    yield "\ufeff" + _row(COLUMNS)
    for line in lines:
        yield _row(_cells(line))


def journal_json(lines: Iterable[Line]) -> Iterator[str]:
    """An array of objects, one text for each line."""
    begun = False
    for line in lines:
        told: dict[str, Any] = dict(zip(COLUMNS, _cells(line), strict=True))
        told["detail"] = json.loads(line.detail)
        yield ("[\n" if not begun else ",\n") + json.dumps(told, ensure_ascii=False)
        begun = True
    yield "\n]\n" if begun else "[]\n"


def _cells(line: Line) -> tuple[Cell, ...]:
    a3 = label(line.number) if line.number is not None else None
    moment = line.at.isoformat(timespec="seconds")
    return (
        line.id, moment, line.person, line.name, line.act, line.thing, line.thing_id, a3, line.detail,
        line.digest,
    )  # fmt: skip


def _row(cells: Iterable[Cell]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow([safe_cell(cell) for cell in cells])
    return text.getvalue()
