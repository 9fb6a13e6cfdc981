"""A segment's metrics: out of its customer flow, or measured on their own, period by period."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple, TypeVar

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from a3tracker.db.base import Base, Moment, db
from a3tracker.db.flows import Flow
from a3tracker.domain.figures import Figure
from a3tracker.domain.periods import CalendarPeriod, parse_period


class Metric(Base):
    """One figure of a segment. `source` names the rate of the flow that it is; others are measured."""

    __tablename__ = "metrics"
    __table_args__ = (
        UniqueConstraint("segment_id", "name"),
        CheckConstraint("kind IN ('flow', 'proportion', 'count', 'value')", name="kind_known"),
        CheckConstraint("(kind = 'flow') = (source <> '')", name="flow_has_its_source"),
        CheckConstraint("side IN ('acquisition', 'retention', 'other')", name="side_known"),
        CheckConstraint("wanted IN ('up', 'down', '')", name="wanted_known"),
    )

    segment_id: Mapped[int] = mapped_column(ForeignKey("segments.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(20))
    source: Mapped[str] = mapped_column(String(40), default="")
    side: Mapped[str] = mapped_column(String(20))
    unit: Mapped[str] = mapped_column(String(20), default="")
    wanted: Mapped[str] = mapped_column(String(10), default="")
    definition_id: Mapped[int | None] = mapped_column(ForeignKey("definitions.id"), index=True)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(Moment)
    archived_at: Mapped[datetime | None] = mapped_column(Moment)


class MetricTarget(Base):
    """What the manager wants of a metric from a day on."""

    __tablename__ = "metric_targets"

    metric_id: Mapped[int] = mapped_column(ForeignKey("metrics.id", ondelete="CASCADE"), index=True)
    value: Mapped[float]
    valid_from: Mapped[date]
    set_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    set_at: Mapped[datetime] = mapped_column(Moment)


class Measurement(Base):
    """A metric's figure of one period: x of n for a proportion, else one value."""

    __tablename__ = "measurements"
    __table_args__ = (
        UniqueConstraint("metric_id", "period"),
        CheckConstraint("(x IS NULL) = (n IS NULL)", name="counts_are_two"),
        CheckConstraint("(x IS NULL) <> (value IS NULL)", name="counts_or_value"),
        CheckConstraint("x IS NULL OR (x >= 0 AND x <= n)", name="counts_in_order"),
    )

    metric_id: Mapped[int] = mapped_column(ForeignKey("metrics.id", ondelete="CASCADE"))
    period: Mapped[str] = mapped_column(String(7))
    x: Mapped[int | None] = mapped_column(BigInteger)
    n: Mapped[int | None] = mapped_column(BigInteger)
    value: Mapped[float | None]
    version: Mapped[int] = mapped_column(default=1)
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    entered_at: Mapped[datetime] = mapped_column(Moment)

    @property
    def figure(self) -> Figure:
        """The figure as the domain knows it."""
        return Figure(self.x, self.n, self.value)

    def write(self, figure: Figure) -> None:
        """Take over the figure; the caller raises the version."""
        self.x, self.n, self.value = figure.x, figure.n, figure.value


class ChartChange(Base):
    """A rebase or a freeze of a metric's chart, by a named person, with the reason; never changed."""

    __tablename__ = "chart_changes"
    __table_args__ = (
        CheckConstraint("kind IN ('rebase', 'freeze')", name="kind_known"),
        CheckConstraint("reason <> ''", name="has_its_reason"),
    )

    metric_id: Mapped[int] = mapped_column(ForeignKey("metrics.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    #: The first period of the new group, or the last one that the frozen limits are made of.
    period: Mapped[str] = mapped_column(String(7))
    #: The period in which the change happened is drawn hollow and left out.
    mixed: Mapped[bool] = mapped_column(default=False)
    name: Mapped[str] = mapped_column(String(60), default="")
    reason: Mapped[str] = mapped_column(Text)
    made_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime] = mapped_column(Moment)
    #: Taken back by a later act; the line stays.
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)


def metrics_of(segment: int, archived: bool = False) -> list[Metric]:
    """The metrics of a segment: those of its flow first, then its own, in the order in which they came."""
    gone = Metric.archived_at.is_not(None) if archived else Metric.archived_at.is_(None)
    query = select(Metric).where(Metric.segment_id == segment, gone)
    return list(db.session.scalars(query.order_by(Metric.kind != "flow", Metric.id)))


def metric_in(segment: int, metric: int) -> Metric | None:
    """The metric with this id, if it belongs to the segment."""
    return db.session.scalar(select(Metric).where(Metric.segment_id == segment, Metric.id == metric))


def flow_sources(segment: int) -> set[str]:
    """The rates of the flow that are metrics of the segment already, archived ones included."""
    query = select(Metric.source).where(Metric.segment_id == segment, Metric.kind == "flow")
    return set(db.session.scalars(query))


def names_taken(segment: int) -> set[str]:
    """The names of all metrics of the segment."""
    return set(db.session.scalars(select(Metric.name).where(Metric.segment_id == segment)))


def measurements_of(*segments: int) -> dict[int, dict[str, Measurement]]:
    """The measurements of segments' own metrics: metric -> period -> row, in order; one statement."""
    query = select(Measurement).join(Metric).where(Metric.segment_id.in_(segments))
    found: dict[int, dict[str, Measurement]] = {}
    for row in db.session.scalars(query.order_by(Measurement.period)):
        found.setdefault(row.metric_id, {})[row.period] = row
    return found


def targets_of(*segments: int) -> dict[int, list[MetricTarget]]:
    """The targets of segments' metrics, by metric and in the order in which they came; one statement."""
    query = select(MetricTarget).join(Metric).where(Metric.segment_id.in_(segments))
    found: dict[int, list[MetricTarget]] = {}
    for row in db.session.scalars(query.order_by(MetricTarget.valid_from, MetricTarget.id)):
        found.setdefault(row.metric_id, []).append(row)
    return found


def changes_of(*segments: int) -> dict[int, list[ChartChange]]:
    """Freezes and rebases of segments' charts, withdrawn ones included, by metric; one statement."""
    query = select(ChartChange).join(Metric).where(Metric.segment_id.in_(segments))
    found: dict[int, list[ChartChange]] = {}
    for row in db.session.scalars(query.order_by(ChartChange.id)):
        found.setdefault(row.metric_id, []).append(row)
    return found


Row = TypeVar("Row", MetricTarget, ChartChange)


class Settings(NamedTuple):
    """What was set for metrics: targets, and freezes and rebases, each by metric and in order."""

    targets: Mapping[int, list[MetricTarget]]
    changes: Mapping[int, list[ChartChange]]


def metrics_with_settings(segment: int) -> tuple[list[Metric], Settings]:
    """Every metric of a segment, archived ones too, with what was set for it; one statement."""
    query = (
        select(Metric, MetricTarget, ChartChange)
        .outerjoin(MetricTarget, MetricTarget.metric_id == Metric.id)
        .outerjoin(ChartChange, ChartChange.metric_id == Metric.id)
        .where(Metric.segment_id == segment)
        .order_by(Metric.id, MetricTarget.valid_from, MetricTarget.id, ChartChange.id)
    )
    metrics: dict[int, Metric] = {}
    targets: dict[int, dict[int, MetricTarget]] = {}
    changes: dict[int, dict[int, ChartChange]] = {}
    # Each target comes once with each change: they are few, and one question is dearer than some lines.
    for metric, target, change in db.session.execute(query):
        metrics[metric.id] = metric
        if target is not None:
            targets.setdefault(metric.id, {})[target.id] = target
        if change is not None:
            changes.setdefault(metric.id, {})[change.id] = change
    return list(metrics.values()), Settings(_listed(targets), _listed(changes))


def _listed(found: Mapping[int, Mapping[int, Row]]) -> dict[int, list[Row]]:
    return {metric: list(rows.values()) for metric, rows in found.items()}


def change_in(metric: int, change: int) -> ChartChange | None:
    """The change of limits with this id, if it belongs to the metric."""
    query = select(ChartChange).where(ChartChange.metric_id == metric, ChartChange.id == change)
    return db.session.scalar(query)


def periods_kept(segment: int) -> set[CalendarPeriod]:
    """Every period of which a figure was entered: of the flow, or of a measure of its own."""
    flows = select(Flow.period).where(Flow.segment_id == segment)
    measured = select(Measurement.period).join(Metric).where(Metric.segment_id == segment)
    return {parse_period(period) for period in db.session.scalars(flows.union(measured))}
