"""Immutable revisions of an A3: canonical content with its SHA-256."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint, bindparam, select
from sqlalchemy.orm import Mapped, mapped_column

from a3tracker.db.a3s import Placed
from a3tracker.db.base import Base, Moment, db
from a3tracker.db.boxes import Box, boxes_of
from a3tracker.db.rows import rows_of
from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.revisions import Content


class Revision(Base):
    """The content of an A3 at one moment; a trigger refuses that it is changed."""

    __tablename__ = "revisions"
    __table_args__ = (
        UniqueConstraint("a3_id", "number"),
        CheckConstraint("length(digest) = 64", name="digest_whole"),
    )

    a3_id: Mapped[int] = mapped_column(ForeignKey("a3s.id", ondelete="CASCADE"))
    number: Mapped[int]
    content: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))
    why: Mapped[str] = mapped_column(String(20))
    taken_at: Mapped[datetime] = mapped_column(Moment)
    taken_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


@dataclass(frozen=True)
class Written:
    """What stands on an A3 now: its boxes by key, and the content that a revision would store."""

    boxes: dict[str, Box]
    content: Content

    @property
    def keys(self) -> frozenset[str]:
        """The keys of the boxes that hold text or rows."""
        texts = {key for key, text in self.content.boxes.items() if text.strip()}
        drawn = {
            box.key
            for box in CYCLES[self.content.cycle].boxes
            if any(self.content.rows.get(panel.value) for panel in box.panels)
        }
        return frozenset(texts | drawn)


def written_now(placed: Placed) -> Written:
    """Boxes and content of the A3 as it stands."""
    a3, boxes, rows = placed.a3, boxes_of(placed.a3.id), rows_of(placed.a3.id)
    content = Content(
        cycle=a3.cycle,
        loop=a3.loop,
        title=a3.title,
        language=a3.language,
        segment=a3.segment_id,
        team=a3.team_id,
        owner=a3.owner_id,
        coordinator=placed.team.coordinator_id,
        manager=placed.stream.manager_id,
        start=_iso(a3.start),
        target_end=_iso(a3.target_end),
        next_review=_iso(a3.next_review),
        parent=a3.parent_id,
        boxes={key: box.text for key, box in boxes.items()},
        rows={panel.value: [row.fact().plain(row.id) for row in found] for panel, found in rows.items()},
    )
    return Written(boxes, content)


def content_of(placed: Placed) -> Content:
    """What stands on the A3 now, in the shape that a revision stores."""
    return written_now(placed).content


_NEWEST = select(Revision).where(Revision.a3_id == bindparam("a3")).order_by(Revision.number.desc()).limit(1)


def latest_revision(a3: int) -> Revision | None:
    """The newest revision, or None when none was taken yet."""
    return db.session.scalar(_NEWEST, {"a3": a3})


def revision_numbered(a3: int, number: int) -> Revision | None:
    """The revision with this number."""
    return db.session.scalar(select(Revision).where(Revision.a3_id == a3, Revision.number == number))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
