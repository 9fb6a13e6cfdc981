"""Pictures of an A3: write-once files named by their hash."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from a3tracker.db.a3s import A3
from a3tracker.db.base import Base, Moment, db
from a3tracker.db.streams import ValueStream, visible_to
from a3tracker.db.teams import Team
from a3tracker.domain.access import Actor


class Picture(Base):
    """That an A3 may show the picture with this hash."""

    __tablename__ = "pictures"
    __table_args__ = (UniqueConstraint("a3_id", "sha"),)

    a3_id: Mapped[int] = mapped_column(ForeignKey("a3s.id", ondelete="CASCADE"))
    sha: Mapped[str] = mapped_column(String(64), index=True)
    extension: Mapped[str] = mapped_column(String(5))
    width: Mapped[int]
    height: Mapped[int]
    size: Mapped[int]
    added_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    added_at: Mapped[datetime] = mapped_column(Moment)

    @property
    def file_name(self) -> str:
        """The name of the file in the pictures folder and in its address."""
        return f"{self.sha}.{self.extension}"


def picture_seen(actor: Actor, sha: str) -> Picture | None:
    """The picture when it stands on an A3 that the actor sees."""
    query = (
        select(Picture)
        .join(A3, Picture.a3_id == A3.id)
        .join(Team, A3.team_id == Team.id)
        .join(ValueStream, Team.stream_id == ValueStream.id)
        .where(Picture.sha == sha)
        .limit(1)
    )
    return db.session.scalar(visible_to(actor, query))


def pictures_of(a3: int) -> list[Picture]:
    """All pictures of an A3."""
    return list(db.session.scalars(select(Picture).where(Picture.a3_id == a3)))


def picture_count(a3: int) -> int:
    """How many pictures the A3 holds."""
    return db.session.scalar(select(func.count()).where(Picture.a3_id == a3)) or 0
