"""The revisions of an A3 as a list: who took each, why, and what was decided on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import aliased

from a3tracker.db.base import db
from a3tracker.db.people import Person
from a3tracker.db.reviews import Submission
from a3tracker.db.revisions import Revision
from a3tracker.db.segments import Segment
from a3tracker.db.teams import Team


@dataclass(frozen=True)
class Decided:
    """What became of a submission of a revision; `decision` is None while it waits."""

    point: int
    round: int
    decision: str | None
    by: str | None


@dataclass(frozen=True)
class Taken:
    """One revision without its content; nobody took it when the program did."""

    number: int
    at: datetime
    by: str | None
    why: str
    digest: str
    decided: tuple[Decided, ...] = ()


def history_of(a3: int) -> list[Taken]:
    """All revisions, newest first, in two statements that read no content."""
    columns = (Revision.id, Revision.number, Revision.taken_at, Person.name, Revision.why, Revision.digest)
    query = select(*columns).outerjoin(Person, Revision.taken_by == Person.id).where(Revision.a3_id == a3)
    decided = _decided(a3)
    return [
        Taken(number, at, by, why, digest, tuple(decided.get(identity, ())))
        for identity, number, at, by, why, digest in db.session.execute(
            query.order_by(Revision.number.desc())
        )
    ]


def _decided(a3: int) -> dict[int, list[Decided]]:
    decider = aliased(Person)
    columns = (Submission.point, Submission.round, Submission.decision, decider.name)
    query = (
        select(Submission.revision_id, *columns)
        .outerjoin(decider, Submission.decided_by == decider.id)
        .where(Submission.a3_id == a3)
        .order_by(Submission.id)
    )
    found: dict[int, list[Decided]] = {}
    for revision, point, number, decision, by in db.session.execute(query):
        found.setdefault(revision, []).append(Decided(point, number, decision, by))
    return found


def place_names(teams: set[int], segments: set[int]) -> dict[tuple[str, int], str]:
    """The names of teams and segments that revisions name by id."""
    named = {
        ("team", identity): name
        for identity, name in db.session.execute(select(Team.id, Team.name).where(Team.id.in_(teams)))
    }
    query = select(Segment.id, Segment.name).where(Segment.id.in_(segments))
    return {**named, **{("segment", identity): name for identity, name in db.session.execute(query)}}
