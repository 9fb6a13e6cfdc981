"""A brought file as rows: text with columns, or the first sheet of a workbook. Runs in a bounded child."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from a3tracker.domain.cells import Cell, text_of_cell
from a3tracker.domain.delimited import delimiter_of, encoding_of, rows_of
from a3tracker.domain.errors import Invalid
from a3tracker.domain.imports import LONGEST_HEADING, MOST_COLUMNS, MOST_ROWS
from a3tracker.domain.rows import plain_text

#: A workbook is packed: what it unpacks to is bounded before a reader sees it.
LARGEST_UNPACKED: Final = 512 * 1024 * 1024
_MOST_PARTS, _SHOWN = 2_000, 5
_NAMES: Final = {"utf-8-sig": "UTF-8", "utf-8": "UTF-8", "cp1252": "Windows-1252"}
_SIGNS: Final = {";": "semicolons", "\t": "tabs", ",": "commas", "|": "upright strokes"}
Rows = Iterator[tuple[int, Sequence[Cell]]]


@dataclass(frozen=True)
class Table:
    """The headings of a file, how it is written, and its rows under them, as often as they are asked for."""

    headings: tuple[str, ...]
    written: str
    headed: bool
    every: Callable[[], Rows]

    def rows(self) -> Rows:
        """The rows under the headings; `Invalid` when there are too many."""
        rows = islice(self.every(), 1, None) if self.headed else self.every()
        for count, row in enumerate(rows):
            if count == MOST_ROWS:
                said = f"The file has more than {MOST_ROWS:,} rows. Split it, and bring the parts one by one."
                raise Invalid(said, {"file": said})
            yield row

    @property
    def head(self) -> dict[str, Any]:
        """What the page shows of the file."""
        width = len(self.headings)
        first = [
            [text_of_cell(cell)[:80] for cell in cells[:width]] for _, cells in islice(self.rows(), _SHOWN)
        ]
        key = hashlib.sha256(
            json.dumps([heading.casefold() for heading in self.headings]).encode()
        ).hexdigest()
        return {
            "headings": list(self.headings), "rows": first, "written": self.written, "headed": self.headed,
            "key": key,
        }  # fmt: skip


def opened(path: Path) -> Table:
    """The file as a table; `Invalid` says why it is none."""
    with path.open("rb") as file:
        packed = file.read(4) == b"PK\x03\x04"
    if packed:
        sheet = _sheet(path)
        return _table(lambda: _cells(sheet), f"Workbook, sheet “{sheet.name[:60]}”")
    encoding = encoding_of(path)
    delimiter = delimiter_of(path, encoding)
    written = f"{_NAMES.get(encoding, 'UTF-16')} text, columns divided by {_SIGNS[delimiter]}"
    return _table(lambda: rows_of(path, encoding, delimiter), written)


def _table(every: Callable[[], Rows], written: str) -> Table:
    first = next(every(), (0, ()))[1]
    width = max((place + 1 for place, cell in enumerate(first) if cell != ""), default=0)
    if width < 2:
        raise _refused("Only one column was found. A table needs at least two.")
    if width > MOST_COLUMNS:
        raise _refused(f"The file has {width:,} columns; at most {MOST_COLUMNS} can be read. Leave some out.")
    headed = not any(_is_value(cell) for cell in first[:width])
    names = [
        plain_text(text_of_cell(cell)).strip()[:LONGEST_HEADING] if headed else "" for cell in first[:width]
    ]
    headings = tuple(name or f"Column {place}" for place, name in enumerate(names, start=1))
    return Table(headings, written, headed, every)


def _is_value(cell: Cell) -> bool:
    """Whether a cell of the first row is a figure or a day, so that the row is no row of headings."""
    return not isinstance(cell, str) or bool(re.fullmatch(r"[\d.,:/\-+ ]*\d[\d.,:/\-+ TZ]*", cell.strip()))


def _sheet(path: Path) -> CalamineSheet:
    """The first sheet that holds something."""
    _ensure_workbook(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
        shown = [one.name for one in book.sheets_metadata if one.visible == SheetVisibleEnum.Visible]
        for name in shown:
            sheet = book.get_sheet_by_name(name)
            if sheet.height:
                return sheet
    except (CalamineError, OSError, ValueError):
        raise _refused("This workbook cannot be read. Save it anew as .xlsx, or as CSV.") from None
    raise _refused("The workbook is empty.")


def _ensure_workbook(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        raise _refused("This workbook is damaged. Save it anew as .xlsx, or as CSV.") from None
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise _refused("This is a packed file, not a workbook. Bring a CSV or an .xlsx.")
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise _refused(
            "The workbook unpacks to more than can be read. Save its sheet as CSV, and bring that."
        )


def _cells(sheet: CalamineSheet) -> Rows:
    """The rows that hold something; empty ones before them are counted, empty columns are left out."""
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = [_cell(value) for value in row]
        if any(cell != "" for cell in cells):
            yield number, cells


def _cell(value: object) -> Cell:
    if isinstance(value, str | datetime | date):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return float(value) if isinstance(value, int | float) else str(value)


def _refused(sentence: str) -> Invalid:
    return Invalid(sentence, {"file": sentence})
