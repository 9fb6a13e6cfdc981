"""The dates of control points: due and done, for each lap of an A3."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, bindparam, select
from sqlalchemy.orm import Mapped, mapped_column

from a3tracker.db.a3s import A3
from a3tracker.db.base import Base, Moment, db, read
from a3tracker.domain.control_points import Dates, Point, way
from a3tracker.domain.stages import Stage


class ControlPoint(Base):
    """One control point of one lap; `done_by` is who decided, locked or moved on."""

    __tablename__ = "control_points"
    __table_args__ = (
        UniqueConstraint("a3_id", "lap", "point"),
        CheckConstraint("point BETWEEN 1 AND 6", name="point_known"),
        CheckConstraint("lap >= 1", name="lap_from_one"),
        CheckConstraint("due IS NOT NULL OR done_at IS NOT NULL", name="has_a_date"),
    )

    a3_id: Mapped[int] = mapped_column(ForeignKey("a3s.id", ondelete="CASCADE"))
    lap: Mapped[int]
    point: Mapped[int]
    due: Mapped[date | None]
    done_at: Mapped[datetime | None] = mapped_column(Moment)
    done_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))

    @property
    def dates(self) -> Dates:
        """The row as the domain knows it."""
        return _dates(self)


_POINTS = select(ControlPoint).order_by(ControlPoint.id)
_POINTS_OF = _POINTS.where(ControlPoint.a3_id == bindparam("a3"))
_POINTS_OF_MANY = _POINTS.where(ControlPoint.a3_id.in_(bindparam("a3s", expanding=True)))


def points_of(a3: int) -> list[ControlPoint]:
    """All dates of one A3."""
    return list(db.session.scalars(_POINTS_OF, {"a3": a3}))


def dates_of(a3s: Iterable[int]) -> dict[int, list[Dates]]:
    """The dates of many A3s in one statement, by record id."""
    found: dict[int, list[Dates]] = {}
    wanted = list(a3s)
    for point in read(_POINTS_OF_MANY, a3s=wanted) if wanted else ():
        found.setdefault(point.a3_id, []).append(_dates(point))
    return found


def dates_on(a3: A3) -> tuple[Dates, ...]:
    """The dates of one A3."""
    return tuple(_dates(point) for point in read(_POINTS_OF, a3=a3.id))


def way_of(a3: A3) -> tuple[Point, ...]:
    """The track of an A3 with its dates."""
    return way_along(a3, dates_on(a3))


def way_along(a3: A3, dates: Iterable[Dates]) -> tuple[Point, ...]:
    """The track of an A3 whose dates are known."""
    closed = a3.closed_at.date() if a3.closed_at else None
    return way(a3.cycle, Stage(a3.stage), a3.outcome, a3.lap, list(dates), closed)


def point_row(a3: int, lap: int, point: int) -> ControlPoint | None:
    """The row of one control point in one lap."""
    query = select(ControlPoint).where(
        ControlPoint.a3_id == a3, ControlPoint.lap == lap, ControlPoint.point == point
    )
    return db.session.scalar(query)


def _dates(row: Any) -> Dates:
    return Dates(row.lap, row.point, row.due, row.done_at.date() if row.done_at else None)
