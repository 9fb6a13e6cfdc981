"""A3s: their header, where they stand, and the lists in which one finds them again."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Select, String, Text, bindparam, select, update
from sqlalchemy.orm import Mapped, mapped_column

from a3tracker.db.base import Base, Moment, db
from a3tracker.db.segments import Segment
from a3tracker.db.streams import ValueStream
from a3tracker.db.teams import Team
from a3tracker.domain.access import Actor, Place
from a3tracker.domain.stages import Stage


class A3(Base):
    """One A3. `number` is for ever; `round` counts the manager's decisions, `lap` the times that a standard
    went round; `version` guards the header."""

    __tablename__ = "a3s"
    __table_args__ = (
        CheckConstraint("(stage = 'closed') = (closed_at IS NOT NULL)", name="closed_has_its_moment"),
        CheckConstraint("closed_at IS NULL OR outcome IS NOT NULL", name="closed_has_its_outcome"),
        CheckConstraint("loop >= 1", name="loop_from_one"),
        CheckConstraint("audit_days IN (7, 14, 30, 91)", name="audit_rhythm_known"),
        Index("ix_a3s_updated", "updated_at", "id"),
    )

    number: Mapped[int] = mapped_column(unique=True)
    segment_id: Mapped[int] = mapped_column(ForeignKey("segments.id"), index=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"), index=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    cycle: Mapped[str] = mapped_column(String(20))
    loop: Mapped[int] = mapped_column(default=1)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("a3s.id", ondelete="SET NULL"), index=True)
    title: Mapped[str] = mapped_column(String(140))
    language: Mapped[str] = mapped_column(String(10), default="en")
    start: Mapped[date | None]
    target_end: Mapped[date | None]
    next_review: Mapped[date | None]
    stage: Mapped[str] = mapped_column(String(20), default=Stage.LEFT_SIDE.value)
    outcome: Mapped[str | None] = mapped_column(String(30))
    round: Mapped[int] = mapped_column(default=1)
    lap: Mapped[int] = mapped_column(default=1, server_default="1")
    #: The last number given to a cause, and what the bones of its fishbone are called, as JSON.
    causes_given: Mapped[int] = mapped_column(default=0, server_default="0")
    bones: Mapped[str] = mapped_column(Text, default="", server_default="")
    #: How often a standard asks to be looked at; nothing for a rhythm that is not set.
    audit_days: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1)
    #: The last number that a countermeasure of it was given; none comes again.
    countermeasures_given: Mapped[int] = mapped_column(default=0, server_default="0")
    created_at: Mapped[datetime] = mapped_column(Moment)
    updated_at: Mapped[datetime] = mapped_column(Moment)
    #: When it was last written on; nothing once a revision of what stands was looked after.
    stirred_at: Mapped[datetime | None] = mapped_column(Moment, index=True)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    archived_at: Mapped[datetime | None] = mapped_column(Moment)


class NumberSeries(Base):
    """The last number given; one row, so that a deleted A3's number never comes again."""

    __tablename__ = "number_series"

    last: Mapped[int] = mapped_column(default=0)


@dataclass(frozen=True)
class Placed:
    """An A3 with what its page and its rules need around it."""

    a3: A3
    segment: Segment
    team: Team
    stream: ValueStream

    @property
    def place(self) -> Place:
        """Where actions on this A3 happen."""
        return Place(self.stream.id, self.team.id)


def a3_seen(actor: Actor, number: int) -> Placed | None:
    """The A3 with this number and its surroundings, or None when the actor may not see it."""
    streams = {} if actor.is_admin else {"streams": actor.streams}
    row = db.session.execute(_seen(actor.is_admin), {"number": number, **streams}).first()
    return Placed(*row) if row else None


def a3_by_id(a3: int) -> Placed:
    """The A3 with this record id, for the worker and the command line."""
    return Placed(*db.session.execute(_placed().where(A3.id == a3)).one())


def a3_by_number(number: int) -> Placed | None:
    """The A3 with this number, whoever asks: for the command line alone."""
    row = db.session.execute(_placed().where(A3.number == number)).first()
    return Placed(*row) if row else None


def has_a3s(*, segment: int | None = None, team: int | None = None) -> bool:
    """Whether the segment, or the team, has an A3 yet, archived ones included."""
    query = select(A3.id).where((A3.segment_id == segment) | (A3.team_id == team))
    return db.session.scalar(query.limit(1)) is not None


def next_number() -> int:
    """The next number of the series; the caller's transaction holds it."""
    db.session.execute(update(NumberSeries).values(last=NumberSeries.last + 1))
    return db.session.scalars(select(NumberSeries.last)).one()


def last_number() -> int:
    """The last number given so far; 0 before the first A3."""
    return db.session.scalars(select(NumberSeries.last)).one()


@functools.cache
def _seen(sees_all: bool) -> Select[A3, Segment, Team, ValueStream]:
    """Built once: every page of an A3 asks it."""
    query = _placed().where(A3.number == bindparam("number"))
    return query if sees_all else query.where(ValueStream.id.in_(bindparam("streams", expanding=True)))


@functools.cache
def _placed() -> Select[A3, Segment, Team, ValueStream]:
    return (
        select(A3, Segment, Team, ValueStream)
        .join(Segment, A3.segment_id == Segment.id)
        .join(Team, A3.team_id == Team.id)
        .join(ValueStream, Team.stream_id == ValueStream.id)
    )


def teams_on_segment(segment: Segment) -> dict[int, bool]:
    """The teams in use of the segment's stream, and whether each has an open A3 in the segment."""
    at_work = (
        select(A3.id)
        .where(
            A3.team_id == Team.id,
            A3.segment_id == segment.id,
            A3.stage != Stage.CLOSED.value,
            A3.archived_at.is_(None),
        )
        .exists()
    )
    query = select(Team.id, at_work).where(Team.stream_id == segment.stream_id, Team.archived_at.is_(None))
    return {team: bool(open_there) for team, open_there in db.session.execute(query)}
