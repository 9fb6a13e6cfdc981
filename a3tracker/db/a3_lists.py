"""The lists in which one finds A3s again: columns, not entities, in a fixed number of statements."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, case, func, select

from a3tracker.db.a3s import A3
from a3tracker.db.base import db, read
from a3tracker.db.control_points import ControlPoint
from a3tracker.db.people import Person
from a3tracker.db.predictions import ExpectedRange
from a3tracker.db.segments import Segment
from a3tracker.db.streams import ValueStream, visible_to
from a3tracker.db.teams import Team
from a3tracker.db.triggers import Trigger
from a3tracker.domain.access import Actor
from a3tracker.domain.stages import Stage

PAGE = 50


@dataclass(frozen=True)
class Filters:
    """What the list's address asks for; ids, or None for all."""

    stream: int | None = None
    segment: int | None = None
    cycle: str | None = None
    owner: int | None = None
    stage: str | None = None
    archived: bool = False
    order: str = "updated"
    page: int = 1


class A3Line(NamedTuple):
    """One line of a list; a tuple, because lists are long."""

    number: int
    title: str
    cycle: str
    loop: int
    stage: str
    outcome: str | None
    segment_id: int
    segment: str
    stream: str
    owner: str
    target_end: date | None
    next_review: date | None
    updated_at: datetime
    id: int
    team_id: int
    lap: int
    closed_at: datetime | None
    due: date | None
    triggered: int

    def late_since(self, today: date) -> date | None:
        """The earliest date of the A3 that has passed while it is open; None when none has."""
        passed = [day for day in (self.next_review, self.target_end, self.due) if day and day < today]
        return min(passed) if passed and self.stage != Stage.CLOSED.value else None


#: The first control point of this lap that has a date and was not passed.
_DUE = (
    select(func.min(ControlPoint.due))
    .where(ControlPoint.a3_id == A3.id, ControlPoint.lap == A3.lap, ControlPoint.done_at.is_(None))
    .correlate(A3)
    .scalar_subquery()
)

#: How many figures call for an answer on it.
_TRIGGERED = (
    select(func.count(Trigger.id))
    .where(Trigger.a3_id == A3.id, Trigger.answered_at.is_(None))
    .correlate(A3)
    .scalar_subquery()
)

#: The stream of an A3, computed: by its bare id SQLite would begin with the stream and sort all of its A3s
#: for one page; so it reads the A3s as they are ordered, newest first, and stops at the page's end.
_STREAM = ValueStream.id + 0

ORDERS: dict[str, tuple[Any, ...]] = {
    "updated": (A3.updated_at.desc(), A3.id.desc()),
    "number": (A3.number,),
    "title": (func.lower(A3.title), A3.id),
    "segment": (func.lower(Segment.name), A3.number),
    "stage": (case({stage.value: place for place, stage in enumerate(Stage)}, value=A3.stage), A3.number),
    "review": (A3.next_review.is_(None), A3.next_review, A3.id),
}


@functools.cache
def lines() -> Select[*tuple[Any, ...]]:
    """The columns of `A3Line` with the joins that every list shares."""
    return (
        select(
            A3.number,
            A3.title,
            A3.cycle,
            A3.loop,
            A3.stage,
            A3.outcome,
            A3.segment_id,
            Segment.name,
            ValueStream.name,
            Person.name,
            A3.target_end,
            A3.next_review,
            A3.updated_at,
            A3.id,
            A3.team_id,
            A3.lap,
            A3.closed_at,
            _DUE,
            _TRIGGERED,
        )
        .join(Segment, A3.segment_id == Segment.id)
        .join(Team, A3.team_id == Team.id)
        .join(ValueStream, Team.stream_id == ValueStream.id)
        .join(Person, A3.owner_id == Person.id)
    )


def a3_lines(actor: Actor, filters: Filters) -> tuple[list[A3Line], bool]:
    """One page of the list, and whether there is a next one; one statement."""
    query = visible_to(actor, _narrow(lines(), filters), _STREAM).order_by(
        *ORDERS.get(filters.order, ORDERS["updated"])
    )
    rows = read(query.offset((filters.page - 1) * PAGE).limit(PAGE + 1))
    return [A3Line(*row) for row in rows[:PAGE]], len(rows) > PAGE


def owners_seen(actor: Actor) -> list[tuple[int, str]]:
    """Id and name of those who own an A3 that the actor sees, for the list's filter."""
    query = (
        select(Person.id, Person.name)
        .distinct()
        .join(A3, A3.owner_id == Person.id)
        .join(Team, A3.team_id == Team.id)
        .join(ValueStream, Team.stream_id == ValueStream.id)
        .order_by(Person.name)
    )
    return [(row.id, row.name) for row in read(visible_to(actor, query))]


def my_open_lines(actor: Actor) -> list[A3Line]:
    """Open A3s that the actor owns or that belong to his or her teams and managed streams, by next review."""
    mine = (A3.owner_id == actor.id) | A3.team_id.in_(actor.teams) | ValueStream.id.in_(actor.manages)
    query = lines().where(mine, A3.stage != Stage.CLOSED.value, A3.archived_at.is_(None))
    query = query.order_by(A3.next_review.is_(None), A3.next_review, A3.id).limit(4 * PAGE)
    return [A3Line(*row) for row in db.session.execute(query)]


def triggered_lines(actor: Actor) -> list[tuple[A3Line, datetime]]:
    """Open A3s with a trigger that the actor, responsible or coordinator, answers; and since when."""
    since = (
        select(Trigger.a3_id, func.min(Trigger.at).label("at"))
        .join(ExpectedRange, Trigger.range_id == ExpectedRange.id)
        .join(A3, Trigger.a3_id == A3.id)
        .where(
            Trigger.answered_at.is_(None),
            (ExpectedRange.responsible_id == actor.id) | A3.team_id.in_(actor.coordinates),
        )
        .group_by(Trigger.a3_id)
        .subquery()
    )
    query = lines().add_columns(since.c.at).join(since, since.c.a3_id == A3.id)
    query = query.where(A3.stage != Stage.CLOSED.value, A3.archived_at.is_(None)).order_by(since.c.at, A3.id)
    return [(A3Line(*row[:-1]), row[-1]) for row in db.session.execute(visible_to(actor, query))]


def _narrow(query: Select[*tuple[Any, ...]], filters: Filters) -> Select[*tuple[Any, ...]]:
    query = query.where(A3.archived_at.is_not(None) if filters.archived else A3.archived_at.is_(None))
    wanted = (
        (_STREAM, filters.stream),
        (A3.segment_id, filters.segment),
        (A3.cycle, filters.cycle),
        (A3.owner_id, filters.owner),
        (A3.stage, filters.stage),
    )
    for column, value in wanted:
        query = query if value is None else query.where(column == value)
    return query


def open_counts(actor: Actor) -> dict[int, int]:
    """How many A3s are open in each stream that the actor sees."""
    query = (
        select(ValueStream.id, func.count(A3.id))
        .join(Team, A3.team_id == Team.id)
        .join(ValueStream, Team.stream_id == ValueStream.id)
        .where(A3.stage != Stage.CLOSED.value, A3.archived_at.is_(None))
        .group_by(ValueStream.id)
    )
    return dict(db.session.execute(visible_to(actor, query)).all())
