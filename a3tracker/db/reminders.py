"""The open A3s that somebody may have to be reminded of, and who is concerned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_, exists, or_, select

from a3tracker.db.a3s import A3
from a3tracker.db.audits import asks_by_itself, due_dates
from a3tracker.db.base import db
from a3tracker.db.control_points import ControlPoint
from a3tracker.db.notices import Notice
from a3tracker.db.reviews import Submission
from a3tracker.db.streams import Deputy, ValueStream
from a3tracker.db.teams import Team
from a3tracker.domain.reminders import Late, Watched
from a3tracker.domain.stages import Stage


@dataclass(frozen=True)
class Concerned:
    """Who stands around an A3."""

    watched: Watched
    owner: int
    coordinator: int
    manager: int | None
    stream: int
    team: int


def a3s_to_ask_about(today: date, quiet_before: datetime) -> list[Concerned]:
    """Open A3s with a review tomorrow, a point overdue, an audit rhythm, or no change since `quiet_before`.

    Three statements.
    """
    rows = db.session.execute(_asked_about(today, quiet_before)).all()
    found = {row.A3.id for row in rows}
    late, audits = _first_late(found, today), due_dates(found)
    return [
        Concerned(
            _watched(row.A3, late.get(row.A3.id), bool(row.asked), audits.get(row.A3.id)),
            row.A3.owner_id,
            *row[2:],
        )
        for row in rows
    ]


def deputies_today(stream: int, today: date) -> list[int]:
    """Who stands in for the manager today."""
    query = select(Deputy.person_id).where(Deputy.stream_id == stream)
    return list(db.session.scalars(query.where(Deputy.first_day <= today, Deputy.last_day >= today)))


def keys_told(keys: set[str]) -> set[str]:
    """Those of these keys under which somebody was told already."""
    return set(db.session.scalars(select(Notice.once_key).where(Notice.once_key.in_(keys))))


def _asked_about(today: date, quiet_before: datetime) -> Select[*tuple[Any, ...]]:
    waits = exists().where(Submission.a3_id == A3.id, Submission.decision.is_(None))
    return (
        select(A3, waits.label("asked"), Team.coordinator_id, ValueStream.manager_id, ValueStream.id, Team.id)
        .join(Team, A3.team_id == Team.id)
        .join(ValueStream, Team.stream_id == ValueStream.id)
        .where(
            A3.stage != Stage.CLOSED.value,
            A3.archived_at.is_(None),
            ValueStream.archived_at.is_(None),
            or_(
                A3.next_review == today + timedelta(days=1),
                A3.updated_at <= quiet_before,
                and_(*asks_by_itself()),
                exists().where(*_overdue(today), ControlPoint.a3_id == A3.id, ControlPoint.lap == A3.lap),
            ),
        )
        .order_by(A3.id)
    )


def _overdue(today: date) -> tuple[Any, ...]:
    return (ControlPoint.due < today, ControlPoint.done_at.is_(None))


def _first_late(a3s: set[int], today: date) -> dict[int, Late]:
    """The first point that is overdue in the present lap of each of these."""
    query = (
        select(ControlPoint.a3_id, ControlPoint.lap, ControlPoint.point, ControlPoint.due)
        .join(A3, ControlPoint.a3_id == A3.id)
        .where(ControlPoint.a3_id.in_(a3s), ControlPoint.lap == A3.lap, *_overdue(today))
        .order_by(ControlPoint.point.desc())
    )
    return {a3: Late(lap, point, due) for a3, lap, point, due in db.session.execute(query) if due}


def _watched(a3: A3, late: Late | None, asked: bool, audit: date | None) -> Watched:
    return Watched(a3.id, a3.cycle, a3.updated_at.date(), a3.next_review, late, asked, audit)
