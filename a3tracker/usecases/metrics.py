"""A segment's metrics: measures of one's own, targets, and what is done to the limits of their charts."""

from __future__ import annotations

from datetime import date

from sqlalchemy.exc import IntegrityError

from a3tracker.db.base import db
from a3tracker.db.definitions import definition_in
from a3tracker.db.metrics import ChartChange, Metric, MetricTarget, change_in, metric_in
from a3tracker.domain.access import Action, Actor
from a3tracker.domain.errors import Invalid, NotFound, OutOfDate
from a3tracker.domain.metrics import Kind, MetricChange, checked_metric
from a3tracker.domain.periods import CalendarPeriod
from a3tracker.domain.readings import LimitsChange, checked_change
from a3tracker.usecases.segments import found_segment, segment_to_write
from a3tracker.usecases.transaction import journal, now, writing


def found_metric(actor: Actor, segment_id: int, metric_id: int) -> Metric:
    """The metric; `NotFound` when it is none of a segment that the actor sees."""
    found_segment(actor, segment_id)
    metric = metric_in(segment_id, metric_id)
    if metric is None:
        raise NotFound("There is no such metric.")
    return metric


def add_metric(actor: Actor, segment_id: int, change: MetricChange) -> int:
    """Add a leading measure; returns its id. Those of the customer flow come by themselves."""
    if change.kind == Kind.FLOW:
        raise Invalid("Rates of the customer flow come by themselves.", {"kind": "Choose another kind."})
    change = checked_metric(change)
    with writing():
        segment_to_write(actor, segment_id, Action.ENTER_FIGURES)
        metric = Metric(segment_id=segment_id, kind=change.kind, created_at=now())
        _fill(metric, change)
        db.session.add(metric)
        _flush_named(change.name)
        journal(actor.id, "added", "metric", metric.id, segment=segment_id)
        return metric.id


def edit_metric(actor: Actor, segment_id: int, metric_id: int, change: MetricChange, version: int) -> None:
    """Change a metric; what its figures are stays, because they are there already."""
    with writing():
        segment_to_write(actor, segment_id, Action.ENTER_FIGURES)
        metric = found_metric(actor, segment_id, metric_id)
        if change.kind != metric.kind:
            raise Invalid("The kind of its figures stays.", {"kind": "Add a new metric for other figures."})
        change = checked_metric(change)
        if version != metric.version:
            raise OutOfDate("Somebody else changed this metric meanwhile.", version=metric.version)
        _fill(metric, change)
        metric.version += 1
        _flush_named(change.name)
        journal(actor.id, "edited", "metric", metric_id, segment=segment_id)


def archive_metric(actor: Actor, segment_id: int, metric_id: int) -> None:
    """Put a metric aside; its figures stay."""
    with writing():
        segment_to_write(actor, segment_id, Action.ENTER_FIGURES)
        found_metric(actor, segment_id, metric_id).archived_at = now()
        journal(actor.id, "archived", "metric", metric_id, segment=segment_id)


def bring_back_metric(actor: Actor, segment_id: int, metric_id: int) -> None:
    """Take an archived metric into use again."""
    with writing():
        segment_to_write(actor, segment_id, Action.ENTER_FIGURES)
        found_metric(actor, segment_id, metric_id).archived_at = None
        journal(actor.id, "brought back", "metric", metric_id, segment=segment_id)


def set_target(actor: Actor, segment_id: int, metric_id: int, value: float, valid_from: date) -> None:
    """Say what is wanted of a metric from a day on; what was wanted before stays on record."""
    with writing():
        segment_to_write(actor, segment_id, Action.SET_TARGET)
        metric = found_metric(actor, segment_id, metric_id)
        if not metric.wanted:
            sentence = "A target needs a wanted direction. Choose it on the metric first."
            raise Invalid(sentence, {"value": sentence})
        db.session.add(
            MetricTarget(
                metric_id=metric_id, value=value, valid_from=valid_from, set_by=actor.id, set_at=now()
            )
        )
        journal(actor.id, "set a target of", "metric", metric_id, segment=segment_id)


def change_limits(
    actor: Actor,
    segment_id: int,
    metric_id: int,
    change: LimitsChange,
    periods: tuple[CalendarPeriod, ...],
) -> int:
    """Freeze or rebase a chart; `periods` are those that it shows. Returns the change's id."""
    change = checked_change(change, periods)
    with writing():
        segment_to_write(actor, segment_id, Action.REBASE_CHART)
        found_metric(actor, segment_id, metric_id)
        row = ChartChange(
            metric_id=metric_id, kind=change.kind.value, period=str(change.period), mixed=change.mixed,
            name=change.name, reason=change.reason, made_by=actor.id, made_at=now(),
        )  # fmt: skip
        db.session.add(row)
        db.session.flush()
        act = {"rebase": "rebased", "freeze": "froze the limits of"}[change.kind.value]
        journal(actor.id, act, "metric", metric_id, segment=segment_id, change=row.id)
        return row.id


def withdraw_change(actor: Actor, segment_id: int, metric_id: int, change_id: int) -> None:
    """Take a freeze or a rebase back; it stays on record. Doing it twice is harmless."""
    with writing():
        segment_to_write(actor, segment_id, Action.REBASE_CHART)
        found_metric(actor, segment_id, metric_id)
        change = change_in(metric_id, change_id)
        if change is None:
            raise NotFound("There is no such change.")
        if change.withdrawn_at is None:
            change.withdrawn_at = now()
            journal(
                actor.id, "withdrew a change of limits of", "metric", metric_id,
                segment=segment_id, change=change_id,
            )  # fmt: skip


def _fill(metric: Metric, change: MetricChange) -> None:
    if change.definition is not None and definition_in(metric.segment_id, change.definition) is None:
        raise Invalid("Choose a definition of this segment.", {"definition": "Choose one from the list."})
    metric.name, metric.side, metric.unit = change.name, str(change.side), change.unit
    metric.wanted, metric.definition_id = change.wanted, change.definition


def _flush_named(name: str) -> None:
    try:
        db.session.flush()
    except IntegrityError:
        sentence = f"The segment has a metric called “{name}” already, perhaps an archived one."
        raise Invalid("The name is taken.", {"name": sentence}) from None
