"""Where an A3 stood at a moment that has passed: an old revision prints the way as its readers knew it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.stages import ORDER, Stage


@dataclass(frozen=True)
class Passed:
    """A control point that was passed in a lap, points 5 and 6 with their outcome.

    `point` is None where the cycle was changed from `cycle` and the A3 went back to its left side.
    """

    at: datetime
    cycle: str
    point: int | None
    lap: int = 1
    outcome: str | None = None


@dataclass(frozen=True)
class Standing:
    """The stage of an A3 and how often it went round; `locked_at` is when control point 2 was last passed."""

    stage: Stage = Stage.LEFT_SIDE
    lap: int = 1
    outcome: str | None = None
    closed: date | None = None
    locked_at: datetime | None = None


def standing_at(passed: Iterable[Passed], until: datetime) -> Standing:
    """Where the A3 stood after everything that was passed by then."""
    standing = Standing()
    for one in sorted(passed, key=lambda one: one.at):
        if one.at <= until:
            standing = _after(standing, one)
    return standing


def _after(before: Standing, passed: Passed) -> Standing:
    """As `usecases/reviews.py` goes on, and `usecases/cycle_changes.py` goes back."""
    if passed.point is None:
        lap = before.lap + (before.stage is not Stage.LEFT_SIDE)
        return Standing(lap=lap, locked_at=before.locked_at)
    if passed.point < 5:
        locked_at = passed.at if passed.point == 2 else before.locked_at
        return replace(before, stage=ORDER[passed.point], lap=passed.lap, locked_at=locked_at)
    stage = next(
        (one.leads_to for one in CYCLES[passed.cycle].outcomes if one.key == passed.outcome), Stage.CLOSED
    )
    closed = passed.at.date() if stage is Stage.CLOSED else None
    lap = passed.lap + (stage is not Stage.CLOSED)
    return replace(before, stage=stage, lap=lap, outcome=passed.outcome or before.outcome, closed=closed)
