"""The outbox of mail, and how often each person wants any."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from a3tracker.db.base import Base, Moment, db
from a3tracker.db.people import Person
from a3tracker.domain.notices import Pace


class MailSetting(Base):
    """How often a person wants mail; who chose nothing gets it hourly."""

    __tablename__ = "mail_settings"
    __table_args__ = (CheckConstraint("pace IN ('at once', 'hourly', 'daily', 'never')", name="pace_known"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), unique=True)
    pace: Mapped[str] = mapped_column(String(10))


class Mail(Base):
    """One bundle for one person. Its text holds no address by which mail could be stopped."""

    __tablename__ = "mails"
    __table_args__ = (
        CheckConstraint("state IN ('wanted', 'sending', 'sent', 'failed')", name="state_known"),
        CheckConstraint("(state = 'sending') = (claimed_at IS NOT NULL)", name="sending_is_claimed"),
        CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent_has_its_moment"),
        Index("ix_mails_state_next_try_at", "state", "next_try_at"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    subject: Mapped[str] = mapped_column(String(400))
    text: Mapped[str] = mapped_column(Text)
    #: Stays the same however often sending is tried, so that a mail that arrives twice is shown once.
    message_id: Mapped[str] = mapped_column(String(300), unique=True)
    created_at: Mapped[datetime] = mapped_column(Moment)
    state: Mapped[str] = mapped_column(String(10), default="wanted")
    tries: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime] = mapped_column(Moment)
    claimed_at: Mapped[datetime | None] = mapped_column(Moment)
    sent_at: Mapped[datetime | None] = mapped_column(Moment)
    failure: Mapped[str] = mapped_column(String(300), default="")


def pace_of(person: int) -> Pace:
    """How often this person wants mail."""
    found = db.session.scalar(select(MailSetting.pace).where(MailSetting.person_id == person))
    return Pace(found) if found else Pace.HOURLY


def mail_setting(person: int) -> MailSetting | None:
    """The person's choice, if one was made."""
    return db.session.scalar(select(MailSetting).where(MailSetting.person_id == person))


def paces() -> dict[int, Pace]:
    """Everybody who has an account in use, and how often each wants mail."""
    query = (
        select(Person.id, MailSetting.pace)
        .outerjoin(MailSetting, MailSetting.person_id == Person.id)
        .where(Person.email.is_not(None), Person.archived_at.is_(None))
    )
    return {person: Pace(pace) if pace else Pace.HOURLY for person, pace in db.session.execute(query)}


def next_mail(moment: datetime, abandoned: datetime) -> tuple[Mail, Person] | None:
    """The oldest mail whose turn it is: wanted, or claimed so long ago that its sender is gone."""
    due = (Mail.state == "wanted") & (Mail.next_try_at <= moment)
    left = (Mail.state == "sending") & (Mail.claimed_at < abandoned)
    query = select(Mail, Person).join(Person).where(due | left).order_by(Mail.id).limit(1)
    row = db.session.execute(query).first()
    return (row[0], row[1]) if row else None


def given_up() -> tuple[int, str]:
    """How many mails were given up lately, and why the last one was; an operator looks at it."""
    failed = select(Mail.failure).where(Mail.state == "failed").order_by(Mail.id.desc())
    reasons = list(db.session.scalars(failed))
    return len(reasons), reasons[0] if reasons else ""


def forget_mails(before: datetime) -> None:
    """Drop what was sent or given up before that moment: letters hold names, and are not kept for long."""
    db.session.execute(delete(Mail).where(Mail.state.in_(("sent", "failed")), Mail.created_at < before))
