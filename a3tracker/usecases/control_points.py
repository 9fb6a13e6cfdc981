"""Dates of control points: planned by the coordinator, noted when a point is passed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from a3tracker.db.a3s import A3
from a3tracker.db.base import db
from a3tracker.db.control_points import ControlPoint, point_row, way_of
from a3tracker.domain.access import Action, Actor
from a3tracker.domain.control_points import When, checked_dates, point_of
from a3tracker.domain.errors import Invalid, OutOfDate
from a3tracker.domain.stages import Stage
from a3tracker.usecases.a3s import open_a3, touch
from a3tracker.usecases.transaction import journal, now, writing


def plan_dates(actor: Actor, number: int, due: Mapping[int, date | None], version: int) -> None:
    """Set the dates due of the points that lie ahead; an older form is refused, the same one twice is not."""
    with writing():
        placed = open_a3(actor, number, Action.COORDINATE_A3)
        ahead = {point.number: point for point in way_of(placed.a3) if point.when is not When.DONE}
        wanted = {point: day for point, day in due.items() if point in ahead}
        if all(ahead[point].due == day for point, day in wanted.items()):
            return
        if placed.a3.version != version:
            raise OutOfDate(
                "Somebody changed the header or the dates meanwhile. Look at them, then save again.",
                version=placed.a3.version,
            )
        for point, day in checked_dates(wanted).items():
            set_due(placed.a3, point, day)
        placed.a3.version += 1
        touch(placed.a3)
        journal(actor.id, "planned the dates of", "a3", placed.a3.id, points=len(wanted))


def set_due(a3: A3, point: int, day: date | None) -> None:
    """The date due of a point in the present lap; None takes it away. Called inside a transaction."""
    row = point_row(a3.id, a3.lap, point)
    if row is None and day is not None:
        db.session.add(ControlPoint(a3_id=a3.id, lap=a3.lap, point=point, due=day))
    elif row is not None and day is None and row.done_at is None:
        db.session.delete(row)
    elif row is not None:
        row.due = day
    db.session.flush()


def pass_point(a3: A3, sustaining: bool, person: int) -> None:
    """Note that the point at the end of the present stage is passed. Called inside a transaction."""
    point = point_of(Stage(a3.stage), sustaining)
    if point is None:
        return
    row = point_row(a3.id, a3.lap, point) or ControlPoint(a3_id=a3.id, lap=a3.lap, point=point)
    row.done_at, row.done_by = now(), person
    db.session.add(row)
    db.session.flush()


def ensure_ahead(day: date | None, field: str) -> date:
    """The day itself; `Invalid` when there is none, or when it has passed."""
    if day is None:
        raise Invalid("Give the day of the Check.", {field: "Give the day on which the actual is checked."})
    if day < now().date():
        raise Invalid("The day of the Check has passed.", {field: "Give a day that is still to come."})
    return day
