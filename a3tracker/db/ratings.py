"""Ratings of boxes: how clear coach and team find them, with what was rated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, bindparam, func, select
from sqlalchemy.orm import Mapped, mapped_column

from a3tracker.db.base import Base, Moment, read
from a3tracker.db.people import Person
from a3tracker.domain.ratings import Rater, Step


class BoxRating(Base):
    """One rating of one box; it is never changed, a later one of the same side counts instead.

    `box_version` and `box_digest` say which text and rows were rated.
    """

    __tablename__ = "box_ratings"
    __table_args__ = (
        CheckConstraint("rater IN ('coach', 'team')", name="rater_known"),
        CheckConstraint("step BETWEEN 0 AND 3", name="step_known"),
    )

    a3_id: Mapped[int] = mapped_column(ForeignKey("a3s.id", ondelete="CASCADE"), index=True)
    box: Mapped[str] = mapped_column(String(30))
    rater: Mapped[str] = mapped_column(String(10))
    step: Mapped[int]
    words: Mapped[str] = mapped_column(Text, default="")
    box_version: Mapped[int]
    box_digest: Mapped[str] = mapped_column(String(64))
    rated_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    rated_at: Mapped[datetime] = mapped_column(Moment)


@dataclass(frozen=True)
class Rated:
    """A rating, by its columns, with the name of who gave it."""

    row: Any
    by: str

    @property
    def step(self) -> Step:
        """How clear the box was."""
        return Step(self.row.step)


_NEWEST = (
    select(func.max(BoxRating.id))
    .where(BoxRating.a3_id == bindparam("a3"))
    .group_by(BoxRating.box, BoxRating.rater)
)
_OF_A3 = (
    select(BoxRating, Person.name)
    .join(Person, BoxRating.rated_by == Person.id)
    .where(BoxRating.id.in_(_NEWEST))
)


def ratings_on(a3: int) -> dict[tuple[str, Rater], Rated]:
    """The newest rating of each side, by box and side; one statement."""
    return {(row.box, Rater(row.rater)): Rated(row, row.name) for row in read(_OF_A3, a3=a3)}
