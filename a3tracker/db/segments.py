"""Customer segments of a stream."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from a3tracker.db.base import Base, Moment, db
from a3tracker.db.streams import ValueStream, visible_to
from a3tracker.domain.access import Actor


class Segment(Base):
    """Customers who hire the product for the same job, or want to be handled alike."""

    __tablename__ = "segments"
    __table_args__ = (UniqueConstraint("stream_id", "name"),)

    stream_id: Mapped[int] = mapped_column(ForeignKey("streams.id"))
    name: Mapped[str] = mapped_column(String(120))
    job: Mapped[str] = mapped_column(Text)
    handling: Mapped[str] = mapped_column(Text, default="")
    leading_cycle: Mapped[str] = mapped_column(String(20), default="")
    persona: Mapped[str] = mapped_column(Text, default="")
    customers_customers: Mapped[str] = mapped_column(Text, default="")
    time_zone: Mapped[str] = mapped_column(String(60), default="UTC")
    currency: Mapped[str] = mapped_column(String(3), default="EUR")
    period: Mapped[str] = mapped_column(String(10), default="month")
    archived_at: Mapped[datetime | None] = mapped_column(Moment)
    created_at: Mapped[datetime] = mapped_column(Moment)

    def today(self, moment: datetime) -> date:
        """The day that it is where the segment lives: its months begin at midnight there."""
        return moment.astimezone(ZoneInfo(self.time_zone)).date()


def segment_seen(actor: Actor, segment: int) -> Segment | None:
    """The segment, or None when the actor may not see its stream."""
    query = select(Segment).join(ValueStream).where(Segment.id == segment)
    return db.session.scalar(visible_to(actor, query))


def segments_seen(actor: Actor, archived: bool = False, stream: int | None = None) -> list[Segment]:
    """The segments that the actor sees, by name; those of one stream when it is given."""
    gone = Segment.archived_at.is_not(None) if archived else Segment.archived_at.is_(None)
    query = select(Segment).join(ValueStream).where(gone)
    if stream is not None:
        query = query.where(Segment.stream_id == stream)
    return list(db.session.scalars(visible_to(actor, query).order_by(func.lower(Segment.name), Segment.id)))
