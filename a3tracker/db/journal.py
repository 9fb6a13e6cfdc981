"""The journal: who did what when. Append-only; a trigger refuses update and delete."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, Text, func, select
from sqlalchemy.orm import Mapped, mapped_column

from a3tracker.db.base import Base, Moment, db
from a3tracker.db.people import Person


class JournalLine(Base):
    """One act. It holds ids, never names or a customer's words; `thing_id` outlives the thing."""

    __tablename__ = "journal"

    at: Mapped[datetime] = mapped_column(Moment)
    person_id: Mapped[int | None] = mapped_column(index=True)
    act: Mapped[str] = mapped_column(String(40))
    thing: Mapped[str] = mapped_column(String(20))
    thing_id: Mapped[int | None]
    detail: Mapped[str] = mapped_column(Text, default="{}")
    digest: Mapped[str | None] = mapped_column(String(64))


def journal_length() -> int:
    """How many lines the journal has."""
    return db.session.scalar(select(func.count()).select_from(JournalLine)) or 0


def journal_lines(page: int, size: int = 100) -> list[tuple[JournalLine, str | None]]:
    """A page of the journal, newest first, with the person's present name."""
    query = (
        select(JournalLine, Person.name)
        .outerjoin(Person, Person.id == JournalLine.person_id)
        .order_by(JournalLine.id.desc())
        .offset((page - 1) * size)
        .limit(size)
    )
    return list(db.session.execute(query))
