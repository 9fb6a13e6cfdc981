"""Facts of an A3 as rows: people, experiments, checks, and what was expected. Each has its own version."""

from __future__ import annotations

import functools
from datetime import date
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Select,
    String,
    bindparam,
    false,
    func,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from a3tracker.db.base import Base, db
from a3tracker.db.causes import Cause
from a3tracker.db.countermeasures import Countermeasure
from a3tracker.db.experiments import Experiment
from a3tracker.db.not_to_do import NotToDo
from a3tracker.db.predictions import ExpectedRange, Prediction
from a3tracker.db.standards import Adherence, Deviation, Held, HeldTable, Step
from a3tracker.db.tallies import Tally
from a3tracker.domain import checks
from a3tracker.domain import rows as domain
from a3tracker.domain.cycles import Panel
from a3tracker.domain.figures import Figure
from a3tracker.domain.proportions import Pairs
from a3tracker.domain.verdicts import Comparison


class PersonRow(Base):
    """Somebody in a Locate box."""

    __tablename__ = "people_rows"
    __table_args__ = (
        CheckConstraint("trained >= 1", name="trained_on_a_version"),
        CheckConstraint("trained_on IS NULL OR trained IS NOT NULL", name="training_has_its_version"),
    )

    a3_id: Mapped[int] = mapped_column(ForeignKey("a3s.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    position: Mapped[str] = mapped_column(String(120), default="")
    role: Mapped[str] = mapped_column(String(120), default="")
    #: The version of the standard on which this person was trained, and when.
    trained: Mapped[int | None]
    trained_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    def fact(self) -> domain.PersonRow:
        """The row as the domain knows it."""
        return domain.PersonRow(self.person_id, self.position, self.role, self.trained, self.trained_on)

    def write(self, fact: domain.PersonRow) -> None:
        """Take the fact's columns over."""
        self.person_id, self.position, self.role = fact.person, fact.position, fact.role
        self.trained, self.trained_on = fact.trained, fact.trained_on


_PAIRS = ("both", "only_after", "only_before", "neither")


class Check(Base):
    """One measure of the Check table; each figure is x of n, or a value, or missing."""

    __tablename__ = "checks"
    __table_args__ = (
        CheckConstraint("side IN ('acquisition', 'retention', 'other')", name="side_known"),
        *(
            CheckConstraint(
                f"({part}_x IS NULL) = ({part}_n IS NULL) AND ({part}_x IS NULL OR {part}_value IS NULL)",
                name=f"{part}_is_counts_or_value",
            )
            for part in ("before", "target", "actual")
        ),
        CheckConstraint(
            "day IS NOT NULL OR (actual_x IS NULL AND actual_value IS NULL)", name="actual_is_dated"
        ),
    )

    a3_id: Mapped[int] = mapped_column(ForeignKey("a3s.id", ondelete="CASCADE"), index=True)
    measure: Mapped[str] = mapped_column(String(120))
    side: Mapped[str] = mapped_column(String(20))
    unit: Mapped[str] = mapped_column(String(20), default="")
    before_x: Mapped[int | None] = mapped_column(BigInteger)
    before_n: Mapped[int | None] = mapped_column(BigInteger)
    before_value: Mapped[float | None]
    target_x: Mapped[int | None] = mapped_column(BigInteger)
    target_n: Mapped[int | None] = mapped_column(BigInteger)
    target_value: Mapped[float | None]
    actual_x: Mapped[int | None] = mapped_column(BigInteger)
    actual_n: Mapped[int | None] = mapped_column(BigInteger)
    actual_value: Mapped[float | None]
    day: Mapped[date | None]
    #: What it compares; nothing for one of the first schema, where the figures say it.
    comparison: Mapped[str | None] = mapped_column(String(20))
    pairs_both: Mapped[int | None] = mapped_column(BigInteger)
    pairs_only_after: Mapped[int | None] = mapped_column(BigInteger)
    pairs_only_before: Mapped[int | None] = mapped_column(BigInteger)
    pairs_neither: Mapped[int | None] = mapped_column(BigInteger)
    prediction_id: Mapped[int | None] = mapped_column(ForeignKey("predictions.id", ondelete="SET NULL"))
    guard: Mapped[bool] = mapped_column(default=False, server_default=false())
    margin: Mapped[float | None]
    falls: Mapped[bool] = mapped_column(default=False, server_default=false())
    metric_id: Mapped[int | None] = mapped_column(ForeignKey("metrics.id"), index=True)
    version: Mapped[int] = mapped_column(default=1)

    def fact(self) -> checks.Check:
        """The row as the domain knows it."""
        before, target, actual = (_figure(self, part) for part in ("before", "target", "actual"))
        return checks.Check(
            self.measure,
            domain.MeasureSide(self.side),
            self.unit,
            before,
            target,
            actual,
            self.day,
            Comparison(self.comparison) if self.comparison else None,
            _pairs(self),
            self.prediction_id,
            self.guard,
            self.margin,
            self.falls,
            self.metric_id,
        )

    def write(self, fact: checks.Check) -> None:
        """Take the fact's columns over."""
        self.measure, self.side, self.unit, self.day = fact.measure, fact.side.value, fact.unit, fact.day
        self.comparison = fact.comparison.value if fact.comparison else None
        self.prediction_id, self.guard = fact.prediction, fact.guard
        self.margin, self.falls, self.metric_id = fact.margin, fact.falls, fact.metric
        for count in _PAIRS:
            setattr(self, f"pairs_{count}", getattr(fact.pairs, count) if fact.pairs else None)
        for part, figure in (("before", fact.before), ("target", fact.target), ("actual", fact.actual)):
            for column in ("x", "n", "value"):
                setattr(self, f"{part}_{column}", getattr(figure, column) if figure else None)


def _pairs(row: Any) -> Pairs | None:
    counts = [getattr(row, f"pairs_{count}") for count in _PAIRS]
    return None if None in counts else Pairs(*counts)


def _figure(row: Any, part: str) -> Figure | None:
    found = Figure(*(getattr(row, f"{part}_{column}") for column in ("x", "n", "value")))
    return None if found == Figure() else found


Row = (
    PersonRow
    | Prediction
    | Experiment
    | ExpectedRange
    | Check
    | Countermeasure
    | NotToDo
    | Cause
    | Tally
    | Held
)
Table = (
    type[PersonRow]
    | type[Prediction]
    | type[Experiment]
    | type[ExpectedRange]
    | type[Check]
    | type[Countermeasure]
    | type[NotToDo]
    | type[Cause]
    | type[Tally]
    | HeldTable
)

TABLES: dict[Panel, Table] = {
    Panel.PEOPLE: PersonRow,
    Panel.PREDICTIONS: Prediction,
    Panel.EXPERIMENTS: Experiment,
    Panel.RANGES: ExpectedRange,
    Panel.CHECKS: Check,
    Panel.COUNTERMEASURES: Countermeasure,
    Panel.NOT_TO_DO: NotToDo,
    Panel.CAUSES: Cause,
    Panel.TALLIES: Tally,
    Panel.STEPS: Step,
    Panel.ADHERENCE: Adherence,
    Panel.DEVIATIONS: Deviation,
}


def rows_in(a3: int, panel: Panel) -> list[Row]:
    """The rows of one kind."""
    return list(db.session.scalars(in_order(TABLES[panel]), {"a3": a3}))


@functools.cache
def in_order(table: type[Any]) -> Select[Any]:
    """The rows of the A3 of the parameter `a3`: as entered, but experiments by day and steps by place."""
    query = select(table).where(table.a3_id == bindparam("a3"))
    if table is ExpectedRange:
        query = query.where(ExpectedRange.ended_at.is_(None))
    if table is Step:
        query = query.order_by(Step.place)
    return query.order_by(*((Experiment.day, Experiment.id) if table is Experiment else (table.id,)))


def row_of(a3: int, panel: Panel, row: int) -> Row | None:
    """One row of this A3, or None."""
    table: type[Any] = TABLES[panel]
    found: Row | None = db.session.scalar(select(table).where(table.id == row, table.a3_id == a3))
    return found


def row_count(a3: int, panel: Panel) -> int:
    """How many rows of this kind the A3 holds."""
    table: type[Any] = TABLES[panel]
    return db.session.scalar(select(func.count()).where(table.a3_id == a3)) or 0
