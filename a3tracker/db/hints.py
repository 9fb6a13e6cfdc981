"""Hints that were dismissed: which, by whom, when, and why they do not apply."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint, bindparam, select
from sqlalchemy.orm import Mapped, mapped_column

from a3tracker.db.base import Base, Moment, db
from a3tracker.db.people import Person


class DismissedHint(Base):
    """One hint that the team does not want to hear again on one A3, however the text changes."""

    __tablename__ = "dismissed_hints"
    __table_args__ = (UniqueConstraint("a3_id", "key"), CheckConstraint("words <> ''", name="says_why"))

    a3_id: Mapped[int] = mapped_column(ForeignKey("a3s.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(30))
    words: Mapped[str] = mapped_column(Text)
    dismissed_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    dismissed_at: Mapped[datetime] = mapped_column(Moment)


@dataclass(frozen=True)
class Dismissed:
    """A dismissal with the name of who made it."""

    row: DismissedHint
    by: str


_OF_A3 = (
    select(DismissedHint, Person.name)
    .join(Person, DismissedHint.dismissed_by == Person.id)
    .where(DismissedHint.a3_id == bindparam("a3"))
)


def dismissed_on(a3: int) -> dict[str, Dismissed]:
    """What was dismissed on an A3, by the key of the hint; one statement."""
    found = db.session.execute(_OF_A3, {"a3": a3})
    return {row.key: Dismissed(row, by) for row, by in found}
