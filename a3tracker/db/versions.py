"""Which version of a standard stands, out of what was agreed and when its ranges were locked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import func, select

from a3tracker.db.a3s import A3
from a3tracker.db.base import db
from a3tracker.db.control_points import ControlPoint
from a3tracker.db.reviews import Round, Submission
from a3tracker.domain.control_points import Dates, is_locked
from a3tracker.domain.stages import Stage
from a3tracker.domain.versions import NEW_VERSION, Version, version_after

_LOCK = 2


def version_of(a3: A3) -> Version:
    """The version that stands on the A3 now; two statements."""
    query = select(func.count(Submission.id)).where(
        Submission.a3_id == a3.id, Submission.outcome == NEW_VERSION, Submission.decision == "agreed"
    )
    agreed = db.session.scalar(query) or 0
    return version_after(agreed, agreed, is_locked(Stage(a3.stage)), _locks(a3.id))


def version_at(
    a3: A3,
    rounds: Iterable[Round],
    revision: int | None = None,
    stage: Stage | None = None,
    until: datetime | None = None,
    dates: Iterable[Dates] | None = None,
) -> Version:
    """The version of a revision, or of now, out of its rounds; one statement, none when `dates` are known.

    `stage` is where an old revision stood `until` the next one was taken.
    """
    ends = [one for one in rounds if one.submission.outcome == NEW_VERSION]
    if until is not None:
        ends = [one for one in ends if (one.submission.decided_at or until) <= until]
    agreed = [one.revision.number for one in ends if one.submission.decision == "agreed"]
    by_then = [number for number in agreed if revision is None or number <= revision]
    locks = _locks(a3.id, until) if dates is None else locks_among(dates)
    return version_after(len(by_then), len(agreed), is_locked(stage or Stage(a3.stage)), locks)


def locks_among(dates: Iterable[Dates]) -> list[date]:
    """The days on which expected ranges were locked, in the order of the laps."""
    locks = sorted((one.lap, one.done) for one in dates if one.point == _LOCK and one.done)
    return [day for _lap, day in locks]


def _locks(a3: int, until: datetime | None = None) -> list[date]:
    """The days on which expected ranges were locked by then, in the order of the laps."""
    query = select(ControlPoint.done_at).where(
        ControlPoint.a3_id == a3, ControlPoint.point == _LOCK, ControlPoint.done_at.is_not(None)
    )
    found = (at for at in db.session.scalars(query.order_by(ControlPoint.lap)) if at)
    return [at.date() for at in found if until is None or at <= until]
