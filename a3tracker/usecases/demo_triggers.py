"""The triggers of the demo's standards: real figures that left their range."""

from __future__ import annotations

from typing import Any

from a3tracker.db.a3s import A3, a3_by_id
from a3tracker.db.base import db
from a3tracker.db.metrics import Metric, metrics_of
from a3tracker.db.predictions import ranges_in_force
from a3tracker.db.series import series_of
from a3tracker.db.triggers import Trigger
from a3tracker.domain.notices import Kind
from a3tracker.domain.periods import parse_period
from a3tracker.domain.triggers import How, crossing
from a3tracker.usecases.demo_setting import Filled, moment
from a3tracker.usecases.notices import tell


def metric_named(a3: A3, name: str) -> Metric:
    """The metric of the A3's segment that has this name."""
    return next(metric for metric in metrics_of(a3.segment_id) if metric.name == name)


def fill_trigger(a3: A3, plain: dict[str, Any], filled: Filled) -> None:
    """One trigger after its range was locked; the one who answers hears of it unless it was answered."""
    row = next(row for row in ranges_in_force(a3.id) if row.measure == plain["measure"])
    segment, period = a3_by_id(a3.id).segment, parse_period(plain["period"])
    metrics = [metric for metric in metrics_of(segment.id) if metric.id == row.metric_id]
    assert row.locked_at
    found = crossing(
        row.fact(), series_of(segment, filled.today, metrics)[0], period, segment.today(row.locked_at)
    )
    assert found, f"{period} lies in the range"
    trigger = Trigger(a3_id=a3.id, range_id=row.id, period=str(period), value=found.value)
    trigger.sign, trigger.at = found.sign.value, moment(filled, plain["days"])
    if "reason" in plain:
        trigger.answered_at, trigger.answered_by = trigger.at, filled.people[plain["by"]]
        trigger.how, trigger.reason = How.REASON.value, plain["reason"]
    db.session.add(trigger)
    db.session.flush()
    if trigger.how is None:
        tell({row.responsible_id or 0}, Kind.TRIGGERED, a3.id, None, trigger=trigger.id, period=str(period))
