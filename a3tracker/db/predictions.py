"""Predictions and expected ranges as rows. A trigger refuses that a locked one is changed or removed."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, select
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from a3tracker.db.base import Base, Moment, db
from a3tracker.db.segments import Segment
from a3tracker.domain import predictions as domain


class _Expected:
    """What both kinds share: the range, the lock, and why a later one stands beside the locked one."""

    unit: Mapped[str] = mapped_column(String(20), default="")
    low: Mapped[float | None]
    high: Mapped[float | None]
    made: Mapped[date | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    locked_at: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(default=1)

    @declared_attr
    def a3_id(cls) -> Mapped[int]:  # noqa: N805 - SQLAlchemy hands the class over
        """The A3 on which it stands."""
        return mapped_column(ForeignKey("a3s.id", ondelete="CASCADE"), index=True)

    @declared_attr
    def metric_id(cls) -> Mapped[int | None]:  # noqa: N805 - as above
        """The segment's metric that it is about."""
        return mapped_column(ForeignKey("metrics.id"), index=True)

    @declared_attr
    def locked_by(cls) -> Mapped[int | None]:  # noqa: N805 - as above
        """Who locked it."""
        return mapped_column(ForeignKey("people.id"))


def _rules() -> tuple[CheckConstraint, ...]:
    return (
        CheckConstraint("low IS NULL OR high IS NULL OR low <= high", name="range_in_order"),
        CheckConstraint("(locked_at IS NULL) = (locked_by IS NULL)", name="lock_has_its_person"),
        CheckConstraint("(made IS NULL) = (reason = '')", name="later_has_its_reason"),
    )


class Prediction(_Expected, Base):
    """What a team expects to see, and when."""

    __tablename__ = "predictions"
    __table_args__ = (
        *_rules(),
        CheckConstraint(
            "locked_at IS NULL OR (point IS NOT NULL AND low IS NOT NULL AND high IS NOT NULL"
            " AND day IS NOT NULL AND why <> '')",
            name="locked_whole",
        ),
    )

    words: Mapped[str] = mapped_column(String(120))
    point: Mapped[float | None]
    day: Mapped[date | None]
    why: Mapped[str] = mapped_column(Text, default="")
    #: What the metric was when the row was locked.
    baseline: Mapped[float | None]
    baseline_periods: Mapped[str] = mapped_column(String(40), default="", server_default="")
    definition: Mapped[int | None]

    def fact(self) -> domain.Prediction:
        """The row as the domain knows it."""
        return domain.Prediction(
            self.words,
            self.unit,
            self.point,
            self.low,
            self.high,
            self.day,
            self.why,
            self.made,
            self.reason,
            self.metric_id,
            self.baseline,
            self.baseline_periods,
            self.definition,
        )

    def write(self, fact: domain.Prediction) -> None:
        """Take the fact's columns over."""
        for name, value in vars(fact).items():
            setattr(self, _COLUMNS.get(name, name), value)


class ExpectedRange(_Expected, Base):
    """What a standard must hold. `ended_at`: a new version took its place; it stays in the revisions."""

    __tablename__ = "expected_ranges"
    __table_args__ = (
        *_rules(),
        CheckConstraint(
            "locked_at IS NULL OR ((low IS NOT NULL OR high IS NOT NULL)"
            " AND trigger <> '' AND responsible_id IS NOT NULL)",
            name="locked_whole",
        ),
    )

    measure: Mapped[str] = mapped_column(String(120))
    trigger: Mapped[str] = mapped_column(String(200), default="")
    responsible_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)

    def fact(self) -> domain.ExpectedRange:
        """The row as the domain knows it."""
        return domain.ExpectedRange(
            self.measure,
            self.unit,
            self.low,
            self.high,
            self.trigger,
            self.responsible_id,
            self.made,
            self.reason,
            self.metric_id,
        )

    def write(self, fact: domain.ExpectedRange) -> None:
        """Take the fact's columns over."""
        for name, value in vars(fact).items():
            setattr(self, _COLUMNS.get(name, name), value)


_COLUMNS = {"responsible": "responsible_id", "metric": "metric_id"}
Expected = Prediction | ExpectedRange


def unlocked(a3: int, table: type[Prediction] | type[ExpectedRange]) -> list[Expected]:
    """The rows that the next lock takes."""
    return list(db.session.scalars(select(table).where(table.a3_id == a3, table.locked_at.is_(None))))


def locked_days(a3: int, segment: Segment, by: datetime | None = None) -> dict[int, date]:
    """Since which day of the segment each locked prediction or range is locked, now or by then, by its id."""
    found: dict[int, date] = {}
    for table in (Prediction, ExpectedRange):
        query = select(table.id, table.locked_at).where(table.a3_id == a3, table.locked_at.is_not(None))
        locked = [(row, at) for row, at in db.session.execute(query) if at and (by is None or at <= by)]
        found |= {row: segment.today(at) for row, at in locked}
    return found


def ranges_in_force(a3: int) -> list[ExpectedRange]:
    """The expected ranges that no new version replaced."""
    query = select(ExpectedRange).where(ExpectedRange.a3_id == a3, ExpectedRange.ended_at.is_(None))
    return list(db.session.scalars(query.order_by(ExpectedRange.id)))
