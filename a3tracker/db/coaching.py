"""Coaching notes: what a coordinator wrote after the five questions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, select
from sqlalchemy.orm import Mapped, mapped_column

from a3tracker.db.a3_lists import A3Line, lines
from a3tracker.db.a3s import A3
from a3tracker.db.base import Base, Moment, db
from a3tracker.db.people import Person
from a3tracker.domain.stages import Stage


class CoachingNote(Base):
    """One short note on one A3; it is never changed, a later one stands above it."""

    __tablename__ = "coaching_notes"
    __table_args__ = (CheckConstraint("words <> ''", name="says_something"),)

    a3_id: Mapped[int] = mapped_column(ForeignKey("a3s.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    words: Mapped[str] = mapped_column(Text)
    obstacle: Mapped[str] = mapped_column(Text, default="")
    next_look: Mapped[date | None]
    at: Mapped[datetime] = mapped_column(Moment)


@dataclass(frozen=True)
class Noted:
    """A note with the name of who wrote it."""

    note: CoachingNote
    by: str


def coaching_of(a3: int) -> list[Noted]:
    """The notes of an A3, newest first."""
    query = (
        select(CoachingNote, Person.name)
        .join(Person, CoachingNote.person_id == Person.id)
        .where(CoachingNote.a3_id == a3)
        .order_by(CoachingNote.id.desc())
    )
    return [Noted(*row) for row in db.session.execute(query)]


def open_in(team: int) -> list[A3Line]:
    """The open A3s that a team is coached on, by their numbers; one statement."""
    query = lines().where(A3.team_id == team, A3.stage != Stage.CLOSED.value, A3.archived_at.is_(None))
    return [A3Line(*row) for row in db.session.execute(query.order_by(A3.number))]
