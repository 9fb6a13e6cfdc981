"""Standards that ask to be looked at: their rhythm, their last check, and who is asked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from a3tracker.db.a3_lists import A3Line, lines
from a3tracker.db.a3s import A3
from a3tracker.db.base import db
from a3tracker.db.control_points import ControlPoint
from a3tracker.db.standards import Adherence
from a3tracker.db.streams import visible_to
from a3tracker.domain.access import Actor
from a3tracker.domain.audits import IN_USE, audit_due

_LAST = select(func.max(Adherence.day)).where(Adherence.a3_id == A3.id).correlate(A3).scalar_subquery()
_LOCKED = (
    select(func.max(ControlPoint.done_at))
    .where(ControlPoint.a3_id == A3.id, ControlPoint.point == 2)
    .correlate(A3)
    .scalar_subquery()
)


def asks_by_itself() -> tuple[ColumnElement[bool], ...]:
    """What holds for an A3 that has a rhythm and is in use."""
    return (
        A3.audit_days.is_not(None),
        A3.stage.in_([stage.value for stage in IN_USE]),
        A3.archived_at.is_(None),
    )


def due_after(a3: A3, checks: Iterable[date], locks: Iterable[date]) -> date | None:
    """The day of its next audit out of the days of its checks and locks; None while it asks for none."""
    if a3.audit_days is None or a3.stage not in set(IN_USE):
        return None
    return audit_due(a3.audit_days, max(checks, default=None), max(locks, default=None))


def due_dates(a3s: set[int]) -> dict[int, date]:
    """The day of the next audit of those of these A3s that ask for one, by record id; one statement."""
    query = select(A3.id, A3.audit_days, _LAST, _LOCKED).where(A3.id.in_(a3s), *asks_by_itself())
    found = {a3: audit_due(days, last, _day(at)) for a3, days, last, at in db.session.execute(query)}
    return {a3: day for a3, day in found.items() if day}


def audits_asked_of(actor: Actor, today: date) -> list[tuple[A3Line, date]]:
    """Standards of the actor, owner or coordinator, whose audit is due today or was, the oldest first."""
    mine = (A3.owner_id == actor.id) | A3.team_id.in_(actor.coordinates)
    query: Select[*tuple[Any, ...]] = lines().add_columns(A3.audit_days, _LAST, _LOCKED)
    rows = db.session.execute(visible_to(actor, query.where(mine, *asks_by_itself())))
    found = [(A3Line(*row[:-3]), audit_due(row[-3], row[-2], _day(row[-1]))) for row in rows]
    late = [(line, due) for line, due in found if due is not None and due <= today]
    return sorted(late, key=lambda one: (one[1], one[0].number))


def _day(at: datetime | None) -> date | None:
    return at.date() if at else None
