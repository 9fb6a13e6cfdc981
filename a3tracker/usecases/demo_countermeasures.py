"""The plans of the demo's A3s: countermeasures with their marks, and what stops for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from a3tracker.domain.countermeasures import (
    Countermeasure,
    Dropped,
    Marks,
    checked_countermeasure,
    checked_dropped,
    checked_marks,
    read_countermeasure,
)
from a3tracker.domain.not_to_do import NotToDo, checked_not_to_do
from a3tracker.usecases.demo_setting import Filled

Rows = dict[str, list[dict[str, Any]]]
_MARKS = ("done", "done_evidence", "worked", "worked_evidence")


def filled_countermeasure(line: dict[str, Any], filled: Filled, stream: int) -> Countermeasure:
    """One line of a plan, its days counted from the day of filling."""
    marks = Marks(**{name: line.get(name, "") for name in _MARKS}, done_on=filled.day(line.get("done_on")))
    planned = Countermeasure(
        line["number"],
        line["what"],
        tuple(line["causes"]),
        filled.person(line["who"], stream),
        line.get("where", ""),
        filled.day(line.get("start")),
        filled.day(line.get("due")),
        line.get("effect", ""),
        checked_marks(marks, filled.today),
        _dropped(line["dropped"], filled) if "dropped" in line else None,
    )
    return checked_countermeasure(planned)


def filled_not_to_do(line: dict[str, Any], filled: Filled, stream: int) -> NotToDo:
    """What stops; `agreed` says who gave the yes and when."""
    fact = NotToDo(line["what"], filled.person(line["person"], stream), so_that=line["so_that"])
    said = line.get("agreed")
    if said is None:
        return checked_not_to_do(fact)
    return replace(
        checked_not_to_do(fact), agreed_by=filled.people[said["by"]], agreed_on=filled.day(said["on"])
    )


def as_planned_by(rows: Rows, day: date, unmarked: bool) -> Rows:
    """The rows as they stood on this day: without what was said later, and without marks before the Check."""
    planned = [_as_planned(row, day, unmarked) for row in rows.get("countermeasures", ())]
    stopped = [
        {key: value for key, value in row.items() if not key.startswith("agreed_")}
        if row.get("agreed_on", "") > day.isoformat()
        else row
        for row in rows.get("not_to_do", ())
    ]
    known = {"countermeasures": planned, "not_to_do": stopped}
    return {**rows, **{kind: found for kind, found in known.items() if kind in rows}}


def _as_planned(row: dict[str, Any], day: date, unmarked: bool) -> dict[str, Any]:
    fact = read_countermeasure(row)
    later = unmarked or (fact.dropped is not None and fact.dropped.on > day)
    marks = Marks() if unmarked else fact.marks
    return replace(fact, marks=marks, dropped=None if later else fact.dropped).plain(row["id"])


def _dropped(line: dict[str, Any], filled: Filled) -> Dropped:
    on, again = filled.day(line["on"]), filled.day(line.get("again_on"))
    assert on
    by = filled.people[line["by"]]
    return checked_dropped(Dropped(line["why"], on, by, again, line.get("again_when", "")))
