"""Learnings of A3s. The one that was not withdrawn stands on the sheet; closing publishes it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, bindparam, select, text, union
from sqlalchemy.orm import Mapped, mapped_column

from a3tracker.db.a3s import A3
from a3tracker.db.base import Base, Moment, db
from a3tracker.db.experiments import Experiment
from a3tracker.db.teams import Team
from a3tracker.domain import learnings as domain

#: More than these nobody looks through in a list of suggestions.
_MOST_OFFERED = 100


class Learning(Base):
    """One sentence submitted with an end. `withdrawn_at`: a later submission says another, or none."""

    __tablename__ = "learnings"
    __table_args__ = (
        CheckConstraint("words <> ''", name="has_its_words"),
        CheckConstraint("published_at IS NULL OR withdrawn_at IS NULL", name="published_stands"),
        Index(
            "uq_learnings_one_stands",
            "a3_id",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )

    a3_id: Mapped[int] = mapped_column(ForeignKey("a3s.id", ondelete="CASCADE"), index=True)
    #: The submission that asks for it to be agreed; the revision is taken before that is there.
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submissions.id", ondelete="CASCADE"))
    words: Mapped[str] = mapped_column(String(300))
    touchpoint: Mapped[str] = mapped_column(String(120), default="")
    cause: Mapped[str] = mapped_column(String(120), default="")
    written_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    written_at: Mapped[datetime] = mapped_column(Moment)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    published_at: Mapped[datetime | None] = mapped_column(Moment, index=True)

    def fact(self) -> domain.Learning:
        """The row as the domain knows it."""
        return domain.Learning(self.words, self.touchpoint, self.cause)


_STANDING = select(Learning).where(Learning.a3_id == bindparam("a3"), Learning.withdrawn_at.is_(None))


def standing_learning(a3: int) -> Learning | None:
    """The learning that stands on the sheet of this A3."""
    return db.session.scalar(_STANDING, {"a3": a3})


def touchpoints_in(stream: int) -> list[str]:
    """The touchpoints that A3s of the stream named so far, to choose from."""
    said = (
        select(table.touchpoint)
        .join(A3, table.a3_id == A3.id)
        .join(Team, A3.team_id == Team.id)
        .where(Team.stream_id == stream, table.touchpoint != "")
        for table in (Learning, Experiment)
    )
    touchpoints = union(*said).subquery()
    query = select(touchpoints.c.touchpoint).order_by(touchpoints.c.touchpoint)
    return list(db.session.scalars(query.limit(_MOST_OFFERED)))
