"""Meetings of streams and teams, who is invited, and the lists in which one finds them."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Select, String, Text, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from a3tracker.db.base import Base, Moment, db
from a3tracker.db.people import Person
from a3tracker.db.streams import ValueStream, visible_to
from a3tracker.db.teams import Team
from a3tracker.domain.access import Actor, Place
from a3tracker.domain.calendars import Meets
from a3tracker.domain.meetings import State

PAGE = 50


class Meeting(Base):
    """One meeting, of a stream or of a team. `starts` is the time at its place; `follows_id` is the meeting
    whose next one this is; each version guards one form: what people set, the minutes, the agenda."""

    __tablename__ = "meetings"
    __table_args__ = (
        CheckConstraint("(stream_id IS NULL) <> (team_id IS NULL)", name="of_a_stream_or_a_team"),
        CheckConstraint("rhythm IN ('once', 'weekly', 'every two weeks', 'monthly')", name="rhythm_known"),
        CheckConstraint("ended_at IS NULL OR cancelled_at IS NULL", name="ended_or_cancelled"),
        CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="end_has_its_person"),
    )

    stream_id: Mapped[int | None] = mapped_column(ForeignKey("streams.id"), index=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("teams.id"), index=True)
    day: Mapped[date] = mapped_column(index=True)
    starts: Mapped[time | None]
    place: Mapped[str] = mapped_column(String(120), default="")
    rhythm: Mapped[str] = mapped_column(String(20))
    follows_id: Mapped[int | None] = mapped_column(
        ForeignKey("meetings.id", ondelete="SET NULL"), unique=True
    )
    made_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime] = mapped_column(Moment)
    changed_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    cancelled_at: Mapped[datetime | None] = mapped_column(Moment)
    #: What was said that belongs to no A3 in particular.
    minutes: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    minutes_version: Mapped[int] = mapped_column(default=1)
    agenda_version: Mapped[int] = mapped_column(default=1)

    @property
    def state(self) -> State:
        """Where it stands."""
        if self.cancelled_at is not None:
            return State.CANCELLED
        return State.ENDED if self.ended_at is not None else State.COMING


class Invited(Base):
    """Somebody who is invited to a meeting."""

    __tablename__ = "meeting_people"
    __table_args__ = (UniqueConstraint("meeting_id", "person_id"),)

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)


@dataclass(frozen=True)
class Held:
    """A meeting with its stream and, where it is a team's, its team."""

    meeting: Meeting
    stream: ValueStream
    team: Team | None

    @property
    def place(self) -> Place:
        """Where actions on this meeting happen."""
        return Place(self.stream.id, self.team.id if self.team else None)

    @property
    def whose(self) -> str:
        """The name of the team, or of the stream."""
        return self.team.name if self.team else self.stream.name


def meeting_seen(actor: Actor, meeting: int) -> Held | None:
    """The meeting, or None when the actor may not see its stream."""
    row = db.session.execute(visible_to(actor, _held().where(Meeting.id == meeting))).first()
    return Held(*row) if row else None


def meeting_by_id(meeting: int) -> Held:
    """The meeting with this record id, for the worker and the command line."""
    return Held(*db.session.execute(_held().where(Meeting.id == meeting)).one())


def coming_meetings(actor: Actor, stream: int | None = None, team: int | None = None) -> list[Held]:
    """Meetings that neither ended nor were cancelled, the next one first."""
    query = _narrow(_held(), stream, team).where(Meeting.ended_at.is_(None), Meeting.cancelled_at.is_(None))
    query = visible_to(actor, query.order_by(Meeting.day, _hour(), Meeting.id))
    rows = db.session.execute(query.limit(4 * PAGE))
    return [Held(*row) for row in rows]


def past_meetings(
    actor: Actor, page: int = 1, stream: int | None = None, team: int | None = None
) -> tuple[list[Held], bool]:
    """A page of the meetings that ended or were cancelled, newest first, and whether there is a next one."""
    query = _narrow(_held(), stream, team).where(
        Meeting.ended_at.is_not(None) | Meeting.cancelled_at.is_not(None)
    )
    query = visible_to(actor, query).order_by(Meeting.day.desc(), Meeting.id.desc())
    rows = db.session.execute(query.offset((page - 1) * PAGE).limit(PAGE + 1)).all()
    return [Held(*row) for row in rows[:PAGE]], len(rows) > PAGE


def meetings_of_mine(actor: Actor, first: date, days: int) -> list[Held]:
    """Coming meetings, from the first day on for so many days, to which the actor is invited; and those
    before it that nobody ended."""
    invited = select(Invited.meeting_id).where(Invited.person_id == actor.id)
    query = _held().where(
        Meeting.id.in_(invited),
        Meeting.day < first + timedelta(days=days),
        Meeting.ended_at.is_(None),
        Meeting.cancelled_at.is_(None),
    )
    rows = db.session.execute(visible_to(actor, query).order_by(Meeting.day, _hour(), Meeting.id))
    return [Held(*row) for row in rows]


def meetings_in_calendar(actor: Actor, since: date) -> list[Meets]:
    """The meetings since this day to which the actor is invited, cancelled ones too: calendars hear of it."""
    invited = select(Invited.meeting_id).where(Invited.person_id == actor.id)
    query = _held().where(Meeting.id.in_(invited), Meeting.day >= since)
    rows = db.session.execute(visible_to(actor, query).order_by(Meeting.day, Meeting.id))
    return [_in_calendar(Held(*row)) for row in rows]


def meeting_before(held: Held) -> Meeting | None:
    """The last meeting of the same stream or team that ended before this one."""
    meeting = held.meeting
    query = select(Meeting).where(
        Meeting.stream_id.is_not_distinct_from(meeting.stream_id),
        Meeting.team_id.is_not_distinct_from(meeting.team_id),
        Meeting.ended_at.is_not(None),
        Meeting.id != meeting.id,
        (Meeting.day < meeting.day) | ((Meeting.day == meeting.day) & (Meeting.id < meeting.id)),
    )
    return db.session.scalar(query.order_by(Meeting.day.desc(), Meeting.id.desc()).limit(1))


def next_of(meeting: int) -> Meeting | None:
    """The meeting that was made as the next one of this."""
    return db.session.scalar(select(Meeting).where(Meeting.follows_id == meeting))


def people_invited(meeting: int) -> list[Person]:
    """Who is invited, by name."""
    query = select(Person).join(Invited, Invited.person_id == Person.id).where(Invited.meeting_id == meeting)
    return list(db.session.scalars(query.order_by(func.lower(Person.name), Person.id)))


def invitations_of(meeting: int) -> list[Invited]:
    """The rows of those who are invited."""
    return list(db.session.scalars(select(Invited).where(Invited.meeting_id == meeting)))


def _in_calendar(held: Held) -> Meets:
    one = held.meeting
    cancelled = one.state is State.CANCELLED
    return Meets(one.id, held.whose, one.changed_at, one.day, one.starts, one.place, cancelled)


@functools.cache
def _held() -> Select[*tuple[Any, ...]]:
    """A team's meeting lies where its team does, even when the team goes to another stream."""
    return (
        select(Meeting, ValueStream, Team)
        .outerjoin(Team, Meeting.team_id == Team.id)
        .join(ValueStream, ValueStream.id == func.coalesce(Meeting.stream_id, Team.stream_id))
    )


def _narrow(
    query: Select[*tuple[Any, ...]], stream: int | None, team: int | None
) -> Select[*tuple[Any, ...]]:
    if stream is not None:
        query = query.where(ValueStream.id == stream)
    return query if team is None else query.where(Meeting.team_id == team)


def _hour() -> Any:
    """What has no time comes first on its day, on both databases."""
    return func.coalesce(Meeting.starts, time(0))
