"""The agenda of a meeting, which A3s it proposes, and which others its stream or team has."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Select, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from a3tracker.db.a3s import A3
from a3tracker.db.audits import due_dates
from a3tracker.db.base import Base, db
from a3tracker.db.control_points import ControlPoint
from a3tracker.db.meetings import Held
from a3tracker.db.people import Person
from a3tracker.db.reviews import Submission
from a3tracker.db.segments import Segment
from a3tracker.db.teams import Team
from a3tracker.db.triggers import Trigger
from a3tracker.domain.agendas import Called, Standing, next_point
from a3tracker.domain.periods import parse_period
from a3tracker.domain.stages import Stage


class AgendaItem(Base):
    """One A3 of a meeting's agenda, at its place in the order, with the reason for which it was proposed."""

    __tablename__ = "meeting_a3s"
    __table_args__ = (
        UniqueConstraint("meeting_id", "a3_id"),
        CheckConstraint("minutes BETWEEN 1 AND 480", name="minutes_of_a_day"),
    )

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"))
    a3_id: Mapped[int] = mapped_column(ForeignKey("a3s.id", ondelete="CASCADE"), index=True)
    place: Mapped[int]
    why: Mapped[str] = mapped_column(String(240), default="")
    minutes: Mapped[int | None]


@dataclass(frozen=True)
class AgendaLine:
    """One line of the agenda, with what page and paper say of its A3. `a3` is the A3's record id."""

    id: int
    a3: int
    number: int
    title: str
    cycle: str
    loop: int
    stage: str
    segment: str
    owner: str
    team: int
    archived: bool
    why: str
    minutes: int | None


@dataclass(frozen=True)
class Other:
    """An open A3 of the stream or team: what one needs to choose it."""

    a3: int
    number: int
    title: str


def agenda_of(meeting: int) -> list[AgendaLine]:
    """The agenda in its order; one statement."""
    query: Select[*tuple[Any, ...]] = (
        select(
            AgendaItem.id,
            A3.id,
            A3.number,
            A3.title,
            A3.cycle,
            A3.loop,
            A3.stage,
            Segment.name,
            Person.name,
            A3.team_id,
            A3.archived_at.is_not(None),
            AgendaItem.why,
            AgendaItem.minutes,
        )
        .join(A3, AgendaItem.a3_id == A3.id)
        .join(Segment, A3.segment_id == Segment.id)
        .join(Person, A3.owner_id == Person.id)
        .where(AgendaItem.meeting_id == meeting)
        .order_by(AgendaItem.place, AgendaItem.id)
    )
    return [AgendaLine(*row) for row in db.session.execute(query)]


def items_of(meeting: int) -> list[AgendaItem]:
    """The rows of the agenda in their order."""
    query = select(AgendaItem).where(AgendaItem.meeting_id == meeting)
    return list(db.session.scalars(query.order_by(AgendaItem.place, AgendaItem.id)))


def open_a3s_of(held: Held) -> list[Other]:
    """The open A3s of the meeting's stream or team, by number."""
    query = select(A3.id, A3.number, A3.title).join(Team, A3.team_id == Team.id)
    return [Other(*row) for row in db.session.execute(query.where(*_open_in(held)).order_by(A3.number))]


def standing_in(held: Held) -> list[Standing]:
    """The open A3s of the meeting's stream or team with all that an agenda asks of them; five statements."""
    query = select(A3.id, A3.number, A3.stage, A3.next_review).join(Team, A3.team_id == Team.id)
    rows = db.session.execute(query.where(*_open_in(held)).order_by(A3.number)).all()
    found = [row.id for row in rows]
    due, called, asked, audits = _due(found), _called(found), submitted_since(found), due_dates(set(found))
    return [
        Standing(
            a3,
            number,
            *next_point(Stage(stage), due.get(a3, ())),
            review,
            called.get(a3),
            asked.get(a3),
            audits.get(a3),
        )
        for a3, number, stage, review in rows
    ]


def submitted_since(a3s: Collection[int]) -> dict[int, date]:
    """Since when a submission waits for its decision."""
    query = select(Submission.a3_id, Submission.submitted_at)
    query = query.where(Submission.a3_id.in_(a3s), Submission.decision.is_(None))
    return {a3: at.date() for a3, at in db.session.execute(query)}


def _open_in(held: Held) -> tuple[ColumnElement[bool], ...]:
    of = Team.id == held.team.id if held.team else Team.stream_id == held.stream.id
    return (of, A3.stage != Stage.CLOSED.value, A3.archived_at.is_(None))


def _due(a3s: Collection[int]) -> dict[int, list[tuple[int, date]]]:
    """Number and date of the control points that are ahead in the present lap."""
    query = (
        select(ControlPoint.a3_id, ControlPoint.point, ControlPoint.due)
        .join(A3, (ControlPoint.a3_id == A3.id) & (ControlPoint.lap == A3.lap))
        .where(A3.id.in_(a3s), ControlPoint.done_at.is_(None), ControlPoint.due.is_not(None))
    )
    found: dict[int, list[tuple[int, date]]] = {}
    for a3, point, due in db.session.execute(query):
        if due is not None:
            found.setdefault(a3, []).append((point, due))
    return found


def _called(a3s: Collection[int]) -> dict[int, Called]:
    """The oldest figure of each that nobody has answered."""
    query = (
        select(Trigger.a3_id, Trigger.at, Trigger.period, Trigger.sign)
        .where(Trigger.a3_id.in_(a3s), Trigger.answered_at.is_(None))
        .order_by(Trigger.period.desc(), Trigger.id.desc())
    )
    return {
        a3: Called(at.date(), parse_period(period).words, sign)
        for a3, at, period, sign in db.session.execute(query)
    }
