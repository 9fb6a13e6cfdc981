"""What stands on the pathway board of a stream, in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from a3tracker.db.a3_lists import A3Line, lines
from a3tracker.db.a3s import A3
from a3tracker.db.base import db
from a3tracker.db.metrics import Metric
from a3tracker.db.predictions import ExpectedRange, Prediction
from a3tracker.db.rows import Check
from a3tracker.db.segments import Segment
from a3tracker.db.streams import ValueStream
from a3tracker.db.teams import Team
from a3tracker.domain.stages import Stage


@dataclass(frozen=True)
class Going:
    """An open A3 of the board, and since when it goes."""

    line: A3Line
    since: date


@dataclass(frozen=True)
class Watching:
    """What the rows of an A3 say of metrics: its measures, and when what is expected of each was locked.

    `expected` holds the metric, or None, and the moment of the lock, or None, of each prediction or range.
    """

    checks: list[Check]
    predictions: list[tuple[int | None, datetime | None]]
    ranges: list[tuple[int | None, datetime | None]]


def going_in(stream: int) -> list[Going]:
    """The open A3s of a stream by their numbers; one statement."""
    query = lines().add_columns(A3.start, A3.created_at)
    query = query.where(
        ValueStream.id == stream, A3.stage != Stage.CLOSED.value, A3.archived_at.is_(None)
    ).order_by(A3.number)
    return [Going(A3Line(*row[:-2]), row[-2] or row[-1].date()) for row in db.session.execute(query)]


def closed_in(stream: int) -> dict[int, int]:
    """How many A3s of each segment of the stream are closed; one statement."""
    query = (
        select(A3.segment_id, func.count(A3.id))
        .join(Team, A3.team_id == Team.id)
        .where(Team.stream_id == stream, A3.stage == Stage.CLOSED.value, A3.archived_at.is_(None))
        .group_by(A3.segment_id)
    )
    return dict(db.session.execute(query).all())


def segments_in(stream: int, used: Collection[int]) -> list[Segment]:
    """The segments of a stream by name; an archived one only where an A3 is still open in it."""
    query = select(Segment).where(
        Segment.stream_id == stream, Segment.archived_at.is_(None) | Segment.id.in_(used)
    )
    return list(db.session.scalars(query.order_by(func.lower(Segment.name), Segment.id)))


def watching(a3s: Collection[int]) -> dict[int, Watching]:
    """What these A3s say of metrics, by record id; three statements."""
    found = {a3: Watching([], [], []) for a3 in a3s}
    for check in db.session.scalars(select(Check).where(Check.a3_id.in_(a3s)).order_by(Check.id)):
        found[check.a3_id].checks.append(check)
    for a3, metric, at in db.session.execute(_locks(Prediction).where(Prediction.a3_id.in_(a3s))):
        found[a3].predictions.append((metric, at))
    in_force = (ExpectedRange.a3_id.in_(a3s), ExpectedRange.ended_at.is_(None))
    for a3, metric, at in db.session.execute(_locks(ExpectedRange).where(*in_force)):
        found[a3].ranges.append((metric, at))
    return found


def metrics_by_id(metrics: Collection[int]) -> list[Metric]:
    """These metrics, archived ones included; one statement."""
    return list(db.session.scalars(select(Metric).where(Metric.id.in_(metrics)).order_by(Metric.id)))


def _locks(table: type[Prediction] | type[ExpectedRange]) -> Any:
    return select(table.a3_id, table.metric_id, table.locked_at).order_by(table.id)
