"""The rows of an A3 as tables for its boxes: facts stand once and are drawn here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from a3tracker.domain.series import Series
from a3tracker.rendering.check_table import check_table
from a3tracker.rendering.countermeasures import not_to_do_table, plan_table
from a3tracker.rendering.drawn import Cell, Table
from a3tracker.rendering.experiments import experiments_table
from a3tracker.rendering.series_words import value_words
from a3tracker.rendering.standards import HELD
from a3tracker.rendering.wording import NOTHING, day_words, figure_words, range_words

Row = Mapping[str, Any]
#: The kinds of rows that control point 2 locks.
EXPECTED = ("predictions", "ranges")
NO_MARKS: Mapping[int, str] = MappingProxyType({})


def row_table(
    kind: str,
    rows: Sequence[Row],
    names: Mapping[int, str],
    year: int,
    predictions: Sequence[Row] = (),
    figures: Mapping[int, Series] | None = None,
    triggered: Mapping[int, str] = NO_MARKS,
) -> Table:
    """The rows of one kind, the value of a `Panel`, as a table.

    A check is judged by `predictions` and by the `figures` of its metric. `triggered` holds the words for a
    range with an open trigger, by its id.
    """
    if kind == "checks":
        return check_table(rows, predictions, year, figures or {})
    if kind == "predictions" and any(row.get("baseline") is not None for row in rows):
        return _predictions_from(rows, year, figures or {})
    if kind == "ranges":
        return _ranges(rows, names, year, triggered)
    return _TABLES[kind](rows, names, year)


def row_note(kind: str, count: int, shown: int | None = None) -> str:
    """The few grey words beside the box's label; `shown` is less than `count` when the paper is full."""
    if kind != "experiments" or not count:
        return ""
    words = f"{count} experiment{'s' if count != 1 else ''}"
    return words if shown is None or shown == count else f"{words}, {shown} newest"


def _people(rows: Sequence[Row], names: Mapping[int, str], year: int) -> Table:
    drawn = [
        (Cell(names.get(row["person"], NOTHING)), Cell(row["position"]), Cell(row["role"])) for row in rows
    ]
    return _table("people", "People", ("Name", "Position", "Role in this A3"), drawn, rows)


def _predictions(rows: Sequence[Row], names: Mapping[int, str], year: int) -> Table:
    """In grey, as the handbook has it; a later one names its day and its reason."""
    drawn = [
        (
            Cell(_later(row["words"], row, year)),
            Cell(figure_words(_value(row["point"]), row["unit"]), "muted", numeric=True),
            Cell(range_words(row["low"], row["high"], row["unit"]), "muted", numeric=True),
            Cell(day_words(row["day"], year)),
            Cell(row["why"]),
        )
        for row in rows
    ]
    return _table(
        "predictions", "Predictions", ("We expect", "Point", "Range", "Check", "Because"), drawn, rows
    )


def _predictions_from(rows: Sequence[Row], year: int, figures: Mapping[int, Series]) -> Table:
    """Predictions of a metric of the segment, with what it was when they were locked."""
    plain = _predictions(rows, {}, year)
    drawn = [
        (cells[0], Cell(_baseline(row, figures.get(row.get("metric") or 0)), numeric=True), *cells[1:])
        for row, cells in zip(rows, plain.rows, strict=True)
    ]
    columns = (plain.columns[0], "Baseline", *plain.columns[1:])
    return replace(_table("predictions", plain.caption, columns, drawn, rows), look="predictions-from")


def _baseline(row: Row, series: Series | None) -> str:
    """50.9 %, Jan 2025–Dec 2025; an en dash for a prediction without a metric."""
    if row.get("baseline") is None:
        return NOTHING
    rate = series.rate if series else "%" in row["unit"]
    return f"{value_words(row['baseline'], rate, row['unit'])}, {row['baseline_periods']}"


def _ranges(rows: Sequence[Row], names: Mapping[int, str], year: int, triggered: Mapping[int, str]) -> Table:
    """What the standard must hold, and in red what calls for an answer now."""
    drawn = [
        (
            Cell(_later(row["measure"], row, year)),
            Cell(range_words(row["low"], row["high"], row["unit"]), numeric=True),
            _trigger(row, triggered),
            Cell(names.get(row["responsible"], NOTHING)),
        )
        for row in rows
    ]
    return _table(
        "ranges", "Expected ranges", ("Measure", "Expected range", "Trigger", "Responsible"), drawn, rows
    )


def _trigger(row: Row, triggered: Mapping[int, str]) -> Cell:
    mark = triggered.get(row["id"])
    return Cell(f"{mark}: {row['trigger']}", "actual") if mark else Cell(row["trigger"])


def _later(words: str, row: Row, year: int) -> str:
    return f"{words} · later, {day_words(row['made'], year)}: {row['reason']}" if row["reason"] else words


def _value(point: float | None) -> dict[str, float] | None:
    return None if point is None else {"value": point}


def _table(
    kind: str, caption: str, columns: tuple[str, ...], drawn: Sequence[tuple[Cell, ...]], rows: Sequence[Row]
) -> Table:
    numeric = tuple(cell.numeric for cell in drawn[0]) if drawn else ()
    return Table(kind, caption, columns, tuple(drawn), tuple(row["id"] for row in rows), numeric)


_TABLES: dict[str, Callable[[Sequence[Row], Mapping[int, str], int], Table]] = {
    "people": _people,
    "predictions": _predictions,
    "experiments": experiments_table,
    "countermeasures": plan_table,
    "not_to_do": not_to_do_table,
    **HELD,
}
