"""The text of each box with its own version, and who wrote in which round."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint, bindparam, select
from sqlalchemy.orm import Mapped, mapped_column

from a3tracker.db.base import Base, Moment, db, read


class Box(Base):
    """The Markdown of one box of one A3. `html` is its safe HTML, made by renderer `html_version`."""

    __tablename__ = "boxes"
    __table_args__ = (
        UniqueConstraint("a3_id", "key"),
        CheckConstraint("state IN ('work', 'ready')", name="state_known"),
        CheckConstraint("length(text) <= 10000", name="text_fits"),
    )

    a3_id: Mapped[int] = mapped_column(ForeignKey("a3s.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(30))
    text: Mapped[str] = mapped_column(Text, default="")
    html: Mapped[str] = mapped_column(Text, default="")
    html_version: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)
    state: Mapped[str] = mapped_column(String(10), default="work")
    updated_at: Mapped[datetime] = mapped_column(Moment)
    updated_by: Mapped[int] = mapped_column(ForeignKey("people.id"))


class RoundWriter(Base):
    """Who wrote on the A3 since the last decision: they cannot decide this round."""

    __tablename__ = "round_writers"
    __table_args__ = (UniqueConstraint("a3_id", "round", "person_id"),)

    a3_id: Mapped[int] = mapped_column(ForeignKey("a3s.id", ondelete="CASCADE"))
    round: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)


class BoxLine(NamedTuple):
    """What stands in one box, to be read."""

    key: str
    text: str
    html: str
    html_version: int
    version: int
    state: str


def boxes_of(a3: int) -> dict[str, Box]:
    """The boxes that have been opened so far, by key."""
    return {box.key: box for box in db.session.scalars(select(Box).where(Box.a3_id == a3))}


_LINES = select(Box.key, Box.text, Box.html, Box.html_version, Box.version, Box.state).where(
    Box.a3_id == bindparam("a3")
)


def box_lines(a3: int) -> dict[str, BoxLine]:
    """What stands in the boxes that have been opened so far, by key."""
    return {row.key: BoxLine(*row) for row in read(_LINES, a3=a3)}


def box_of(a3: int, key: str) -> Box | None:
    """One box, or None when nobody has written in it yet."""
    return db.session.scalar(select(Box).where(Box.a3_id == a3, Box.key == key))


def writers_of(a3: int, round_number: int) -> set[int]:
    """Who wrote in this round."""
    query = select(RoundWriter.person_id).where(RoundWriter.a3_id == a3, RoundWriter.round == round_number)
    return set(db.session.scalars(query))
