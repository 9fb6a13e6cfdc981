"""The inbox: what each person was told, and whether it was read."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    Select,
    String,
    Text,
    bindparam,
    func,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from a3tracker.db.a3s import A3
from a3tracker.db.base import Base, Moment, db, read
from a3tracker.db.meetings import Meeting
from a3tracker.db.people import Person
from a3tracker.db.streams import ValueStream, visible_to
from a3tracker.db.teams import Team
from a3tracker.domain.access import Actor
from a3tracker.domain.notices import Kind, Told

PAGE = 50
_UNMAILED = text("read_at IS NULL AND mailed_at IS NULL")


class Notice(Base):
    """One thing that one person is told, about an A3 or a meeting.

    `about` holds ids, keys, days and counts as JSON, never names or texts.
    """

    __tablename__ = "notices"
    __table_args__ = (
        CheckConstraint("(a3_id IS NULL) <> (meeting_id IS NULL)", name="of_an_a3_or_a_meeting"),
        Index("ix_notices_unmailed", "at", sqlite_where=_UNMAILED, postgresql_where=_UNMAILED),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(30))
    a3_id: Mapped[int | None] = mapped_column(ForeignKey("a3s.id", ondelete="CASCADE"), index=True)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    about: Mapped[str] = mapped_column(Text, default="{}")
    at: Mapped[datetime] = mapped_column(Moment)
    read_at: Mapped[datetime | None] = mapped_column(Moment)
    #: When it went into a bundle of mail; an unread notice is mailed once.
    mailed_at: Mapped[datetime | None] = mapped_column(Moment)
    #: What makes a reminder come once a week and not every hour.
    once_key: Mapped[str | None] = mapped_column(String(80), unique=True)


@dataclass(frozen=True)
class Received:
    """A notice as its reader sees it."""

    id: int
    at: datetime
    read_at: datetime | None
    told: Told


def unread_count(actor: Actor) -> int:
    """How many unread notices the actor has of what he or she still sees."""
    streams = {} if actor.is_admin else {"streams": actor.streams}
    return int(read(_unread(actor.is_admin), person=actor.id, **streams)[0][0])


def inbox(actor: Actor, page: int) -> tuple[list[Received], bool]:
    """One page, unread first, newest first, and whether there is a next one; one statement."""
    query = _received(actor).order_by(Notice.read_at.is_not(None), Notice.id.desc())
    rows = db.session.execute(query.offset((page - 1) * PAGE).limit(PAGE + 1)).all()
    return [_as_received(row) for row in rows[:PAGE]], len(rows) > PAGE


def received(actor: Actor, notice: int) -> Received | None:
    """One notice of the actor's own, or None."""
    row = db.session.execute(_received(actor).where(Notice.id == notice)).first()
    return _as_received(row) if row else None


def unmailed(actor: Actor, since: datetime) -> list[Received]:
    """What the actor has not read and was not mailed since then, oldest first, as far as it is still seen."""
    query = _received(actor).where(*_waits_for_mail(since)).order_by(Notice.id)
    return [_as_received(row) for row in db.session.execute(query)]


def oldest_unmailed(since: datetime, person: int | None = None) -> dict[int, datetime]:
    """Who has something unread and not mailed since then, and when the oldest of it came."""
    query = select(Notice.person_id, func.min(Notice.at)).where(*_waits_for_mail(since))
    query = query if person is None else query.where(Notice.person_id == person)
    return dict(db.session.execute(query.group_by(Notice.person_id)).all())


def mark_mailed(person: int, since: datetime, moment: datetime) -> None:
    """Note that what the person has not read went into a mail, or needs none."""
    own = Notice.person_id == person
    db.session.execute(update(Notice).where(own, *_waits_for_mail(since)).values(mailed_at=moment))


def mark_read(person: int, moment: datetime, notice: int | None = None) -> None:
    """Note that the person has read one notice, or all of them."""
    query = update(Notice).where(Notice.person_id == person, Notice.read_at.is_(None))
    db.session.execute((query if notice is None else query.where(Notice.id == notice)).values(read_at=moment))


def told_once(once_key: str) -> bool:
    """Whether this reminder was given before."""
    return db.session.scalar(select(Notice.id).where(Notice.once_key == once_key)) is not None


def _waits_for_mail(since: datetime) -> tuple[Any, ...]:
    return (Notice.read_at.is_(None), Notice.mailed_at.is_(None), Notice.at > since)


@functools.cache
def _unread(sees_all: bool) -> Select[int]:
    """Built once: the bar of every page asks it."""
    counted = _placed(select(func.count(Notice.id)))
    query = counted.where(Notice.person_id == bindparam("person"), Notice.read_at.is_(None))
    return query if sees_all else query.where(ValueStream.id.in_(bindparam("streams", expanding=True)))


def _of(actor: Actor, query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """The actor's own notices about what the actor sees today."""
    return visible_to(actor, _placed(query).where(Notice.person_id == actor.id))


def _placed(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """With the A3 or the meeting that a notice is about, and the team and the stream of it."""
    return (
        query.outerjoin(A3, Notice.a3_id == A3.id)
        .outerjoin(Meeting, Notice.meeting_id == Meeting.id)
        .outerjoin(Team, Team.id == func.coalesce(A3.team_id, Meeting.team_id))
        .join(ValueStream, ValueStream.id == func.coalesce(Team.stream_id, Meeting.stream_id))
    )


def _received(actor: Actor) -> Select[*tuple[Any, ...]]:
    title = func.coalesce(A3.title, Team.name, ValueStream.name)
    query = select(Notice, A3.number, title, Person.name).select_from(Notice)
    return _of(actor, query).outerjoin(Person, Person.id == Notice.by_id)


def _as_received(row: Any) -> Received:
    notice, number, title, who = row
    told = Told(Kind(notice.kind), number, title, who or "", json.loads(notice.about), notice.meeting_id)
    return Received(notice.id, notice.at, notice.read_at, told)
