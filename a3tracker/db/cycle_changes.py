"""When the cycle of an A3 was changed on its way, by whom and why."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, select
from sqlalchemy.orm import Mapped, mapped_column

from a3tracker.db.base import Base, Moment, db


class CycleChange(Base):
    """One change; a revision of what stood there before was taken first."""

    __tablename__ = "cycle_changes"
    __table_args__ = (CheckConstraint("reason <> ''", name="has_its_reason"),)

    a3_id: Mapped[int] = mapped_column(ForeignKey("a3s.id", ondelete="CASCADE"), index=True)
    before: Mapped[str] = mapped_column(String(20))
    after: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text)
    changed_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    changed_at: Mapped[datetime] = mapped_column(Moment)


def cycle_changes_of(a3: int) -> list[CycleChange]:
    """The changes of one A3, newest first."""
    query = select(CycleChange).where(CycleChange.a3_id == a3).order_by(CycleChange.id.desc())
    return list(db.session.scalars(query))
