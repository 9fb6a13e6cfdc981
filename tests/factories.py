"""Rows for tests, as the database holds them; no rule is asked. Call them inside an app context."""

from datetime import timedelta
from typing import Any

from argon2 import PasswordHasher

from a3tracker.db.a3s import A3, next_number
from a3tracker.db.base import Base, db
from a3tracker.db.countermeasures import Countermeasure
from a3tracker.db.imports import Import
from a3tracker.db.meeting_notes import MeetingNote
from a3tracker.db.not_to_do import NotToDo
from a3tracker.db.people import Person
from a3tracker.db.printouts import Printout
from a3tracker.db.segments import Segment
from a3tracker.db.standards import Step
from a3tracker.db.streams import Deputy, StreamReader, ValueStream
from a3tracker.db.teams import Team, TeamMember
from a3tracker.usecases.transaction import now

PASSWORD = "bread and fresh butter"
#: Cheap to check, unlike the program's own hashes; argon2 reads the cost from the hash.
hash_of = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash
HASH = hash_of(PASSWORD)


def added(row: Base) -> Any:
    """The row with its id."""
    db.session.add(row)
    db.session.flush()
    return row


def person(name: str, **more: Any) -> int:
    """Somebody who signs in, with an address made from the first name."""
    fields = {"email": f"{name.split()[0].lower()}@example.org", "password_hash": HASH, "is_admin": False}
    return int(added(Person(name=name, created_at=now(), **{**fields, **more})).id)


def stream(name: str, manager: int | None = None, **more: Any) -> int:
    """A value stream."""
    fields = {"market": f"Those whom {name} serves", "manager_id": manager, "created_at": now()}
    return int(added(ValueStream(name=name, **{**fields, **more})).id)


def deputy(stream_id: int, person_id: int, first: int = -1, last: int = 30) -> int:
    """A deputy whose days are counted from today."""
    today = now().date()
    first_day, last_day = today + timedelta(days=first), today + timedelta(days=last)
    row = Deputy(stream_id=stream_id, person_id=person_id, first_day=first_day, last_day=last_day)
    return int(added(row).id)


def reader(stream_id: int, person_id: int) -> int:
    """An invited reader."""
    return int(added(StreamReader(stream_id=stream_id, person_id=person_id)).id)


def segment(stream_id: int, name: str, **more: Any) -> int:
    """A customer segment."""
    fields = {"stream_id": stream_id, "job": f"The job of {name}", "created_at": now()}
    return int(added(Segment(name=name, **{**fields, **more})).id)


def team(stream_id: int, name: str, coordinator: int, *members: int, **more: Any) -> int:
    """A team with its members."""
    fields = {"kind": "problem resolution", "coordinator_id": coordinator, "created_at": now()}
    row = added(Team(stream_id=stream_id, name=name, **{**fields, **more}))
    for member in members:
        added(TeamMember(team_id=row.id, person_id=member, position="account manager", role="asks"))
    return int(row.id)


def a3(segment_id: int, team_id: int, owner: int, **more: Any) -> int:
    """An A3 at its left side; returns its number."""
    fields = {"title": "New account holders stop early", "cycle": "PDCA", "number": next_number()}
    moments = {"created_at": now(), "updated_at": now()}
    row = A3(segment_id=segment_id, team_id=team_id, owner_id=owner, **{**fields, **moments, **more})
    return int(added(row).number)


def brought(segment_id: int, by: int) -> int:
    """A file of figures that could not be read."""
    known = {"size": 1, "digest": "0" * 64, "shape": "figures", "name": "figures.csv", "state": "failed"}
    return int(added(Import(segment_id=segment_id, brought_by=by, brought_at=now(), **known)).id)


def planned(a3_id: int) -> None:
    """A countermeasure, and what stops for it."""
    added(Countermeasure(a3_id=a3_id, number=1, what="Answer sooner", causes=[]))
    added(NotToDo(a3_id=a3_id, what="The weekly report", so_that="1"))


def noted(a3_id: int, by: int) -> int:
    """A meeting note on a box."""
    said = {"words": "Ask them sooner", "box": "plan", "day": now().date()}
    return int(added(MeetingNote(a3_id=a3_id, typed_by=by, typed_at=now(), **said)).id)


def step(a3_id: int, what: str = "Draw the list", place: int = 1) -> int:
    """A step of a standard."""
    return int(added(Step(a3_id=a3_id, place=place, what=what)).id)


def board_printout(stream_id: int, cache_key: str | None = None) -> int:
    """A printout of a stream's board; done when there is a key."""
    state = "done" if cache_key else "wanted"
    made = Printout(kind="board", stream_id=stream_id, state=state, cache_key=cache_key, wanted_at=now())
    return int(added(made).id)
