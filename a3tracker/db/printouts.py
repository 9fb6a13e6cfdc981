"""Wanted and finished PDF files: rows that the worker's jobs are derived from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, select
from sqlalchemy.orm import Mapped, mapped_column

from a3tracker.db.base import Base, Moment, db


class Printout(Base):
    """One PDF: of a revision, or a blank sheet of a cycle. `cache_key` names its file once it is done."""

    __tablename__ = "printouts"
    __table_args__ = (
        CheckConstraint("(revision_id IS NULL) <> (blank_cycle IS NULL)", name="revision_or_blank"),
        CheckConstraint("state IN ('wanted', 'done', 'failed')", name="state_known"),
        CheckConstraint("state <> 'done' OR cache_key IS NOT NULL", name="done_has_its_file"),
    )

    revision_id: Mapped[int | None] = mapped_column(
        ForeignKey("revisions.id", ondelete="CASCADE"), index=True
    )
    blank_cycle: Mapped[str | None] = mapped_column(String(20))
    paper: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(10), default="wanted", index=True)
    cache_key: Mapped[str | None] = mapped_column(String(64), index=True)
    size_pt: Mapped[float | None]
    missing: Mapped[str] = mapped_column(Text, default="{}")
    message: Mapped[str] = mapped_column(Text, default="")
    wanted_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    wanted_at: Mapped[datetime] = mapped_column(Moment)
    done_at: Mapped[datetime | None] = mapped_column(Moment)


def printout(identity: int) -> Printout | None:
    """The printout with this id."""
    return db.session.get(Printout, identity)


def wanted_printouts() -> list[int]:
    """What still waits to be made, oldest first: queued again when the worker starts."""
    return list(
        db.session.scalars(select(Printout.id).where(Printout.state == "wanted").order_by(Printout.id))
    )


def known_size(revision: int, paper: str) -> float | None:
    """The type size at which this revision was printed on this paper before."""
    same = (Printout.revision_id == revision, Printout.paper == paper, Printout.state == "done")
    return db.session.scalar(select(Printout.size_pt).where(*same).limit(1))


@dataclass(frozen=True)
class Made:
    """A finished file: its cache key, the type size on the paper in points, lines lost by box key."""

    cache_key: str
    size_pt: float
    missing: dict[str, int]


def done_with_key(cache_key: str) -> Made | None:
    """What is known of the file with this key from an earlier printout."""
    query = select(Printout.size_pt, Printout.missing).where(
        Printout.cache_key == cache_key, Printout.state == "done"
    )
    found = db.session.execute(query.limit(1)).first()
    return Made(cache_key, found[0] or 0.0, json.loads(found[1])) if found else None
