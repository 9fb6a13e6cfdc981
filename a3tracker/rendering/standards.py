"""A standard in its boxes: its steps and version, who is trained on it, adherence checks, deviations."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from a3tracker.domain.standards import restore_words
from a3tracker.domain.versions import Version
from a3tracker.rendering.drawn import Cell, Table
from a3tracker.rendering.wording import NOTHING, day_words, figure_words

Row = Mapping[str, Any]
Names = Mapping[int, str]


def steps_table(rows: Sequence[Row], names: Names, year: int) -> Table:
    """The steps in their order; the number of a step is its place."""
    drawn = [
        (Cell(str(number), numeric=True), Cell(row["what"]), Cell(row["key_point"]), Cell(row["reason"]))
        for number, row in enumerate(rows, start=1)
    ]
    return _table("steps", "Steps of the standard", ("#", "Step", "Key point", "Reason"), drawn, rows)


def adherence_table(rows: Sequence[Row], names: Names, year: int) -> Table:
    """The newest check first."""
    ordered = sorted(rows, key=lambda row: (row["day"], row["id"]), reverse=True)
    drawn = [
        (
            Cell(day_words(row["day"], year)),
            Cell(figure_words({"x": row["confirmed"], "n": row["out_of"]}), numeric=True),
            Cell(names.get(row["by"], NOTHING)),
            Cell(row["note"]),
        )
        for row in ordered
    ]
    return _table("adherence", "Adherence checks", ("Date", "Confirmed", "By", "Note"), drawn, ordered)


def deviations_table(rows: Sequence[Row], names: Names, year: int) -> Table:
    """Open ones first, then the newest; `number` of a row is that of the step it left, if any."""
    newest = sorted(rows, key=lambda row: (row["day"], row["at"] or "", row["id"]), reverse=True)
    ordered = sorted(newest, key=lambda row: row["restored"] is not None)
    drawn = [
        (
            Cell(_moment(row["day"], row["at"], year)),
            Cell(row["what"]),
            Cell(str(row.get("number") or NOTHING)),
            Cell(row["contained"] or NOTHING),
            _restored(row, year),
            Cell(names.get(row["by"] or 0, NOTHING)),
        )
        for row in ordered
    ]
    columns = ("Date", "What was seen", "Step", "Contained", "Restored", "By")
    return _table("deviations", "Deviations", columns, drawn, ordered)


def numbered(rows: Sequence[Row], steps: Sequence[Row]) -> list[Row]:
    """The deviations, each with the number that its step has now."""
    numbers = {step["id"]: number for number, step in enumerate(steps, start=1)}
    return [{**row, "number": numbers.get(row["step"])} for row in rows]


def trained_table(rows: Sequence[Row], names: Names, year: int, version: Version) -> Table:
    """The people of a standard, and on which version each was trained."""
    drawn = [
        (
            Cell(names.get(row["person"], NOTHING)),
            Cell(row["position"]),
            Cell(row["role"]),
            Cell(_trained(row, year, version)),
        )
        for row in rows
    ]
    columns = ("Name", "Position", "Role in this A3", "Trained on")
    return replace(_table("people", "People", columns, drawn, rows), look="people-trained")


def held_note(kind: str, rows: Sequence[Row], version: Version | None, year: int) -> str:
    """The few grey words beside the label of a box that holds such rows."""
    if kind == "steps":
        return version_words(version, year) if version else ""
    if not rows:
        return ""
    if kind == "adherence":
        counts = {"x": sum(row["confirmed"] for row in rows), "n": sum(row["out_of"] for row in rows)}
        return f"{_counted(len(rows), 'check')}: {figure_words(counts)} confirmed"
    still = sum(row["restored"] is None for row in rows)
    return f"{_counted(len(rows), 'deviation')}, {f'{still} open' if still else 'none open'}"


def version_words(version: Version, year: int) -> str:
    """Version 3, in force since 4 Jun."""
    if not version.in_force:
        return f"version {version.number}, not in force yet"
    since = f" since {day_words(version.since, year)}" if version.since else ""
    return f"version {version.number}, in force{since}"


#: How each kind is drawn; the same shape as in rowtables.
HELD: Final[dict[str, Callable[[Sequence[Row], Names, int], Table]]] = {
    "steps": steps_table,
    "adherence": adherence_table,
    "deviations": deviations_table,
}


def _trained(row: Row, year: int, version: Version) -> str:
    """Version 3, 4 Jun; whoever is not on the version in force is told apart in words."""
    trained, day = row.get("trained"), row.get("trained_on")
    if trained is None:
        return f"not on {version.held}" if version.held else NOTHING
    words = f"version {trained}" + (f", {day_words(day, year)}" if day else "")
    return f"{words}, not on {version.held}" if trained < version.held else words


def _restored(row: Row, year: int) -> Cell:
    if row["restored"] is None:
        return Cell("open", "actual")
    took = restore_words(row)
    return Cell(f"{_moment(row['restored'], row['restored_at'], year)}, after {took}")


def _moment(day: str, hour: str | None, year: int) -> str:
    words = day_words(day, year)
    return f"{words}, {hour}" if hour else words


def _counted(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _table(
    kind: str, caption: str, columns: tuple[str, ...], drawn: Sequence[tuple[Cell, ...]], rows: Sequence[Row]
) -> Table:
    numeric = tuple(cell.numeric for cell in drawn[0]) if drawn else ()
    return Table(kind, caption, columns, tuple(drawn), tuple(row["id"] for row in rows), numeric)
