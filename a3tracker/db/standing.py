"""How an A3 stood while an old revision was its newest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from a3tracker.db.a3s import A3
from a3tracker.db.base import db
from a3tracker.db.control_points import ControlPoint, points_of
from a3tracker.db.cycle_changes import CycleChange, cycle_changes_of
from a3tracker.db.kept_settings import Kept, kept_setting
from a3tracker.db.reviews import Round
from a3tracker.db.revisions import Revision
from a3tracker.domain.control_points import Dates, Point, way
from a3tracker.domain.standing import Passed, Standing, standing_at


@dataclass(frozen=True)
class Stood:
    """Where it stood until then, its way with the dates known; what was `locked_by` is shown as locked.

    `kept` is what stood around it, None where that was not kept.
    """

    standing: Standing
    way: tuple[Point, ...]
    until: datetime
    locked_by: datetime
    kept: Kept | None


def stood(a3: A3, revision: Revision, cycle: str, rounds: Iterable[Round]) -> Stood | None:
    """As of the next revision, or of a change of the cycle; None for the newest, which stands as the A3 does.

    `cycle` is that of the revision. Dates due are those that were kept when the next one was taken.
    """
    changes, points = cycle_changes_of(a3.id), points_of(a3.id)
    ends = [change.changed_at for change in changes if change.changed_at >= revision.taken_at]
    if (following := _next_taken(revision)) is not None:
        ends.append(following)
    if not ends:
        return None
    until = min(ends)
    if changes and until in [change.changed_at for change in changes]:
        changes = [change for change in changes if change.changed_at < until]
    standing, kept = standing_at(_passed(points, changes, rounds, cycle), until), kept_setting(revision.id)
    known = [one for one in _known(points, until, kept) if one.lap <= standing.lap]
    drawn = way(cycle, standing.stage, standing.outcome, standing.lap, known, standing.closed)
    locked_by = max(filter(None, (revision.taken_at, standing.locked_at)))
    return Stood(standing, drawn, until, locked_by, kept)


def known_rounds(rounds: Iterable[Round], revision: Revision, then: Stood | None) -> list[Round]:
    """What had been submitted and decided while the revision was the newest.

    An agreement that came after the next one was taken stands on the paper of the next.
    """
    known = [item for item in rounds if item.revision.number <= revision.number]
    if then is None:
        return known
    return [item for item in known if (item.submission.decided_at or then.until) <= then.until]


def _next_taken(revision: Revision) -> datetime | None:
    query = select(Revision.taken_at).where(Revision.a3_id == revision.a3_id)
    return db.session.scalar(query.where(Revision.number == revision.number + 1))


def _passed(
    points: Iterable[ControlPoint], changes: Iterable[CycleChange], rounds: Iterable[Round], cycle: str
) -> Iterator[Passed]:
    """Ends are told by the decisions in their order: the first end had the first outcome."""
    ends = [item.submission for item in rounds if item.submission.decision == "agreed"]
    outcomes = iter(
        one.outcome
        for one in sorted(ends, key=lambda one: (one.decided_at or one.submitted_at, one.id))
        if one.outcome
    )
    back = sorted(changes, key=lambda change: change.changed_at)
    for change in back:
        yield Passed(change.changed_at, change.before, None)
    done = [(point.done_at, point) for point in points if point.done_at is not None]
    for at, point in sorted(done, key=lambda one: one[0]):
        then = next((change.before for change in back if change.changed_at >= at), cycle)
        outcome = next(outcomes, None) if point.point >= 5 else None
        yield Passed(at, then, point.point, point.lap, outcome)


def _known(points: Iterable[ControlPoint], until: datetime, kept: Kept | None) -> list[Dates]:
    """The dates of each lap and point as they were known then: one that was planned later had none."""
    rows = {(point.lap, point.point): point for point in points}
    due = kept.due if kept is not None else {key: point.due for key, point in rows.items()}
    done = {key: one.done_at.date() for key, one in rows.items() if one.done_at and one.done_at <= until}
    keys = sorted({*due, *done})
    return [Dates(lap, point, due.get((lap, point)), done.get((lap, point))) for lap, point in keys]
