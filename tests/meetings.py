"""Meetings for tests, made as people make them, and A3s of which they speak. Call inside an app context."""

from datetime import date, timedelta
from typing import Any

from a3tracker.db.a3s import A3
from a3tracker.db.agendas import agenda_of
from a3tracker.db.base import db
from a3tracker.db.control_points import ControlPoint
from a3tracker.domain.access import Place
from a3tracker.domain.meetings import MeetingChange
from a3tracker.usecases.meetings import add_meeting
from a3tracker.usecases.transaction import now
from tests import factories
from tests.world import World


def today() -> date:
    """The day of the tests."""
    return now().date()


def change(world: World, **more: Any) -> MeetingChange:
    """A weekly meeting of today with the owner and the coordinator."""
    people = frozenset({world.people["owner"], world.people["coordinator"]})
    fields = {"day": today(), "place": "Room 2", "rhythm": "weekly", "people": people}
    return MeetingChange(**{**fields, **more})


def team_meeting(world: World, role: str = "coordinator", **more: Any) -> int:
    """A meeting of the team, made by somebody of the cast; its id."""
    return add_meeting(world.actor(role), Place(world.stream, world.team), change(world, **more))


def stream_meeting(world: World, role: str = "manager", **more: Any) -> int:
    """A meeting of the whole stream."""
    return add_meeting(world.actor(role), Place(world.stream), change(world, **more))


def due(number: int, days: int, point: int = 4) -> None:
    """The A3 has a control point so many days from today."""
    a3 = db.session.query(A3).filter_by(number=number).one()
    factories.added(ControlPoint(a3_id=a3.id, lap=1, point=point, due=today() + timedelta(days=days)))
    db.session.commit()


def second_a3(world: World, **more: Any) -> int:
    """Another A3 of the team; its number."""
    fields = {"title": "Renewals dip in spring", **more}
    number = factories.a3(world.segment, world.team, world.people["owner"], **fields)
    db.session.commit()
    return number


def order(meeting: int) -> list[int]:
    """The numbers of the A3s on the agenda, in their order."""
    return [line.number for line in agenda_of(meeting)]


def item(meeting: int, number: int) -> int:
    """The id of the A3's line on the agenda."""
    return next(line.id for line in agenda_of(meeting) if line.number == number)
