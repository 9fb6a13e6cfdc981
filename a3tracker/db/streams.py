"""Value streams, their deputies and readers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Select,
    SQLColumnExpression,
    String,
    UniqueConstraint,
    false,
    func,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from a3tracker.db.base import Base, Moment, db
from a3tracker.domain.access import Actor


class ValueStream(Base):
    """How one market is served end to end."""

    __tablename__ = "streams"

    name: Mapped[str] = mapped_column(String(120), unique=True)
    market: Mapped[str] = mapped_column(String(600))
    manager_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", use_alter=True), index=True)
    archived_at: Mapped[datetime | None] = mapped_column(Moment)
    created_at: Mapped[datetime] = mapped_column(Moment)


class Deputy(Base):
    """Who stands in for the manager, from the first day to the last."""

    __tablename__ = "deputies"
    __table_args__ = (CheckConstraint("first_day <= last_day", name="days_in_order"),)

    stream_id: Mapped[int] = mapped_column(ForeignKey("streams.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    first_day: Mapped[date]
    last_day: Mapped[date]


class StreamReader(Base):
    """Who reads a stream without being in one of its teams, and perhaps comments on its A3s."""

    __tablename__ = "stream_readers"
    __table_args__ = (UniqueConstraint("stream_id", "person_id"),)

    stream_id: Mapped[int] = mapped_column(ForeignKey("streams.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    may_comment: Mapped[bool] = mapped_column(default=False, server_default=false())


Query = TypeVar("Query", bound=Select[*tuple[Any, ...]])


def visible_to(actor: Actor, query: Query, stream: SQLColumnExpression[int] = ValueStream.id) -> Query:
    """The query narrowed to the streams that the actor sees; it must have `ValueStream` in it.

    `stream` is another way to say which stream it is, where the plan of the query depends on it.
    """
    return query if actor.is_admin else query.where(stream.in_(actor.streams))


def stream_seen(actor: Actor, stream: int) -> ValueStream | None:
    """The stream, or None when the actor may not see it."""
    return db.session.scalar(visible_to(actor, select(ValueStream).where(ValueStream.id == stream)))


def streams_seen(actor: Actor, archived: bool = False) -> list[ValueStream]:
    """The streams that the actor sees, by name."""
    gone = ValueStream.archived_at.is_not(None) if archived else ValueStream.archived_at.is_(None)
    query = visible_to(actor, select(ValueStream).where(gone))
    return list(db.session.scalars(query.order_by(func.lower(ValueStream.name))))


def deputies_of(stream: int, today: date) -> list[Deputy]:
    """The deputies of now and later, by first day."""
    query = select(Deputy).where(Deputy.stream_id == stream, Deputy.last_day >= today)
    return list(db.session.scalars(query.order_by(Deputy.first_day, Deputy.id)))


def deciders_of(stream: ValueStream, today: date) -> set[int]:
    """The manager and the deputies of today."""
    deputies = {
        row.person_id for row in deputies_of(stream.id, today) if row.first_day <= today <= row.last_day
    }
    return deputies | ({stream.manager_id} if stream.manager_id else set())


def readers_of(stream: int) -> list[StreamReader]:
    """The invited readers of the stream."""
    return list(db.session.scalars(select(StreamReader).where(StreamReader.stream_id == stream)))


def stream_named(name: str) -> ValueStream | None:
    """The stream with exactly this name."""
    return db.session.scalar(select(ValueStream).where(ValueStream.name == name))


def stream_names(ids: set[int]) -> dict[int, str]:
    """The names of streams by id, archived ones included."""
    query = select(ValueStream.id, ValueStream.name).where(ValueStream.id.in_(ids))
    return dict(db.session.execute(query).all())
