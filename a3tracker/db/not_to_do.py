"""The not-to-do list as rows, each with the manager's yes or without it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, func, select
from sqlalchemy.orm import Mapped, mapped_column

from a3tracker.db.a3_lists import A3Line, lines
from a3tracker.db.a3s import A3
from a3tracker.db.base import Base, db
from a3tracker.db.streams import ValueStream
from a3tracker.domain import not_to_do as domain
from a3tracker.domain.access import Actor
from a3tracker.domain.stages import Stage


class NotToDo(Base):
    """What stops, so that something else can start."""

    __tablename__ = "not_to_do"
    __table_args__ = (CheckConstraint("(agreed_on IS NULL) = (agreed_by IS NULL)", name="yes_has_its_day"),)

    a3_id: Mapped[int] = mapped_column(ForeignKey("a3s.id", ondelete="CASCADE"), index=True)
    what: Mapped[str] = mapped_column(String(200))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    plate: Mapped[str] = mapped_column(String(120), default="")
    so_that: Mapped[str] = mapped_column(String(200), default="")
    agreed_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    agreed_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    def fact(self) -> domain.NotToDo:
        """The row as the domain knows it."""
        return domain.NotToDo(
            self.what, self.person_id, self.plate, self.so_that, self.agreed_by, self.agreed_on
        )

    def write(self, fact: domain.NotToDo) -> None:
        """Take the fact's columns over."""
        self.what, self.person_id, self.plate, self.so_that = fact.what, fact.person, fact.plate, fact.so_that
        self.agreed_by, self.agreed_on = fact.agreed_by, fact.agreed_on


def item_of(a3: int, row: int) -> NotToDo | None:
    """One item of this A3, or None."""
    return db.session.scalar(select(NotToDo).where(NotToDo.id == row, NotToDo.a3_id == a3))


def items_without_yes(a3: int) -> list[NotToDo]:
    """What waits for the manager's yes on this A3."""
    query = select(NotToDo).where(NotToDo.a3_id == a3, NotToDo.agreed_on.is_(None))
    return list(db.session.scalars(query.order_by(NotToDo.id)))


def lines_without_yes(actor: Actor) -> list[tuple[A3Line, int]]:
    """Open A3s on which the actor, as manager or deputy of today, is asked for a yes; and for how many."""
    waiting = (
        select(NotToDo.a3_id, func.count(NotToDo.id).label("asked"))
        .where(NotToDo.agreed_on.is_(None))
        .group_by(NotToDo.a3_id)
        .subquery()
    )
    query = lines().add_columns(waiting.c.asked).join(waiting, waiting.c.a3_id == A3.id)
    query = query.where(
        ValueStream.id.in_(actor.manages | actor.deputises),
        A3.team_id.not_in(actor.teams),
        A3.owner_id != actor.id,
        A3.stage != Stage.CLOSED.value,
        A3.archived_at.is_(None),
    )
    found = db.session.execute(query.order_by(A3.updated_at.desc(), A3.id))
    return [(A3Line(*row[:-1]), row[-1]) for row in found]
