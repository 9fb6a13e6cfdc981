"""Signed-in sessions on the server, and failed sign-ins."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, bindparam, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from a3tracker.db.base import Base, Moment, db
from a3tracker.db.people import Person


class Session(Base):
    """One signed-in browser; only the hash of its token is kept."""

    __tablename__ = "sessions"

    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(Moment)
    seen_at: Mapped[datetime] = mapped_column(Moment)


class FailedSignIn(Base):
    """A sign-in that failed, by the address that was typed and the network address it came from."""

    __tablename__ = "failed_sign_ins"

    email: Mapped[str] = mapped_column(String(254), index=True)
    address: Mapped[str] = mapped_column(String(60), index=True)
    at: Mapped[datetime] = mapped_column(Moment, index=True)


_AWAKE = (
    select(Session, Person)
    .join(Person)
    .where(
        Session.token_hash == bindparam("token_hash"),
        Session.seen_at > bindparam("seen_after", type_=Moment),
        Person.archived_at.is_(None),
    )
)


def session_with(token_hash: str, seen_after: datetime) -> tuple[Session, Person] | None:
    """The session and its person, unless it was idle too long or the person is disabled."""
    return db.session.execute(_AWAKE, {"token_hash": token_hash, "seen_after": seen_after}).first()


def end_sessions(person: int, but: str | None = None) -> None:
    """End all sessions of a person, but the one with this token hash."""
    query = delete(Session).where(Session.person_id == person)
    db.session.execute(query if but is None else query.where(Session.token_hash != but))


def end_session(token_hash: str) -> None:
    """End one session."""
    db.session.execute(delete(Session).where(Session.token_hash == token_hash))


def failures_since(moment: datetime, *, email: str, address: str) -> tuple[int, int]:
    """How often signing in failed since then: for this e-mail address, and from this network address."""
    query = select(
        func.count().filter(FailedSignIn.email == email),
        func.count().filter(FailedSignIn.address == address),
    ).where(FailedSignIn.at > moment)
    by_email, by_address = db.session.execute(query).one()
    return by_email, by_address


def forget_failures(before: datetime) -> None:
    """Drop what no longer counts toward a limit."""
    db.session.execute(delete(FailedSignIn).where(FailedSignIn.at < before))


def forget_sessions(before: datetime) -> None:
    """Drop the sessions that were idle too long."""
    db.session.execute(delete(Session).where(Session.seen_at < before))
