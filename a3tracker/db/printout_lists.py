"""What somebody asked for on paper, newest first: columns, not entities, in one statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from a3tracker.db.a3s import A3
from a3tracker.db.base import db
from a3tracker.db.meetings import Meeting
from a3tracker.db.printouts import Printout
from a3tracker.db.revisions import Revision
from a3tracker.db.streams import ValueStream
from a3tracker.db.teams import Team
from a3tracker.domain.access import Actor

PAGE = 50


@dataclass(frozen=True)
class PrintoutLine:
    """One line of the list: what it is of, and how far it is. `size_pt` is the type size on the paper."""

    id: int
    kind: str
    paper: str
    half_filled: bool
    state: str
    size_pt: float | None
    message: str
    pages: int
    pages_done: int
    wanted_at: datetime
    cycle: str | None
    number: int | None
    title: str | None
    revision: int | None
    team: str | None
    stream: str | None
    day: date | None


def printout_lines(actor: Actor, before: int | None) -> tuple[list[PrintoutLine], bool]:
    """What the actor asked for and still sees, with ids below `before`; and whether there is more."""
    of_a3, of_row = aliased(Team), aliased(Team)
    row = Printout
    query = (
        select(row.id, row.kind, row.paper, row.half_filled, row.state, row.size_pt, row.message, row.pages)
        .add_columns(row.pages_done, row.wanted_at, row.blank_cycle, A3.number, A3.title, Revision.number)
        .add_columns(of_row.name, ValueStream.name, Meeting.day)
        .outerjoin(Revision, Revision.id == row.revision_id)
        .outerjoin(A3, A3.id == Revision.a3_id)
        .outerjoin(of_a3, of_a3.id == A3.team_id)
        .outerjoin(Meeting, Meeting.id == row.meeting_id)
        .outerjoin(of_row, of_row.id == func.coalesce(row.team_id, Meeting.team_id))
        .outerjoin(ValueStream, ValueStream.id == func.coalesce(*_streams(of_a3, of_row)))
        .where(row.wanted_by == actor.id, row.kind != "page")
        .order_by(row.id.desc())
        .limit(PAGE + 1)
    )
    if before is not None:
        query = query.where(row.id < before)
    if not actor.is_admin:
        # A blank sheet belongs to nobody.
        query = query.where(or_(ValueStream.id.is_(None), ValueStream.id.in_(actor.streams)))
    found = [PrintoutLine(*values) for values in db.session.execute(query)]
    return found[:PAGE], len(found) > PAGE


def _streams(of_a3: type[Team], of_row: type[Team]) -> tuple[Any, ...]:
    """Where the stream of a printout stands, by its kind."""
    return of_a3.stream_id, of_row.stream_id, Printout.stream_id, Meeting.stream_id
