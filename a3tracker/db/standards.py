"""Steps of a standard, adherence checks and deviations as rows."""

from __future__ import annotations

from datetime import date, time

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from a3tracker.db.base import Base, db
from a3tracker.domain import standards as domain


class Step(Base):
    """One step of a standard; its number is its place."""

    __tablename__ = "steps"

    a3_id: Mapped[int] = mapped_column(ForeignKey("a3s.id", ondelete="CASCADE"), index=True)
    place: Mapped[int]
    what: Mapped[str] = mapped_column(String(200))
    key_point: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    def fact(self) -> domain.Step:
        """The row as the domain knows it."""
        return domain.Step(self.what, self.key_point, self.reason, self.place)

    def write(self, fact: domain.Step) -> None:
        """Take the fact's columns over."""
        self.what, self.key_point, self.reason, self.place = (
            fact.what,
            fact.key_point,
            fact.reason,
            fact.place,
        )


class Adherence(Base):
    """One adherence check."""

    __tablename__ = "adherence_checks"
    __table_args__ = (
        CheckConstraint("out_of >= 1 AND confirmed >= 0 AND confirmed <= out_of", name="counts_can_be"),
    )

    a3_id: Mapped[int] = mapped_column(ForeignKey("a3s.id", ondelete="CASCADE"), index=True)
    day: Mapped[date]
    confirmed: Mapped[int]
    out_of: Mapped[int]
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    note: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    def fact(self) -> domain.Adherence:
        """The row as the domain knows it."""
        return domain.Adherence(self.day, self.confirmed, self.out_of, self.by_id, self.note)

    def write(self, fact: domain.Adherence) -> None:
        """Take the fact's columns over."""
        self.day, self.confirmed, self.out_of = fact.day, fact.confirmed, fact.out_of
        self.by_id, self.note = fact.by, fact.note


class Deviation(Base):
    """One deviation from a standard; open while `restored` is empty."""

    __tablename__ = "deviations"
    __table_args__ = (
        CheckConstraint("restored IS NULL OR restored >= day", name="restored_after_it_was_seen"),
        CheckConstraint("restored_at IS NULL OR restored IS NOT NULL", name="restored_has_its_day"),
    )

    a3_id: Mapped[int] = mapped_column(ForeignKey("a3s.id", ondelete="CASCADE"), index=True)
    day: Mapped[date]
    at: Mapped[time | None]
    what: Mapped[str] = mapped_column(Text)
    #: A step that goes leaves the deviation standing.
    step_id: Mapped[int | None] = mapped_column(ForeignKey("steps.id", ondelete="SET NULL"), index=True)
    contained: Mapped[str] = mapped_column(Text, default="")
    restored: Mapped[date | None]
    restored_at: Mapped[time | None]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    version: Mapped[int] = mapped_column(default=1)

    def fact(self) -> domain.Deviation:
        """The row as the domain knows it."""
        return domain.Deviation(
            self.day,
            self.what,
            self.at,
            self.step_id,
            self.contained,
            self.restored,
            self.restored_at,
            self.by_id,
        )

    def write(self, fact: domain.Deviation) -> None:
        """Take the fact's columns over."""
        self.day, self.what, self.at, self.step_id = fact.day, fact.what, fact.at, fact.step
        self.contained, self.restored = fact.contained, fact.restored
        self.restored_at, self.by_id = fact.restored_at, fact.by


Held = Step | Adherence | Deviation
HeldTable = type[Step] | type[Adherence] | type[Deviation]


def steps_of(a3: int) -> list[Step]:
    """The steps of a standard in their order."""
    return list(db.session.scalars(select(Step).where(Step.a3_id == a3).order_by(Step.place, Step.id)))


def next_place(a3: int) -> int:
    """The number that the next step gets."""
    return (db.session.scalar(select(func.max(Step.place)).where(Step.a3_id == a3)) or 0) + 1


def close_gap(a3: int, place: int) -> None:
    """The steps after this place move up by one."""
    db.session.execute(update(Step).where(Step.a3_id == a3, Step.place > place).values(place=Step.place - 1))
