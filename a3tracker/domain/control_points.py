"""The control points of an A3 with their dates (handbook, domain.md section 5).

1 left side agreed, 2 prediction locked, 3 Do, 4 Check, 5 Act, and 6 Sustain, which stands in the place of
5 once a standard goes round. Each has a date due and, when it is passed, a date done.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.errors import Invalid
from a3tracker.domain.stages import ORDER, Stage

POINT_WORDS = {1: "left side", 2: "prediction", 3: "Do", 4: "Check", 5: "Act", 6: "Sustain"}

_POINTS = {Stage.LEFT_SIDE: 1, Stage.PREDICTION: 2, Stage.DO: 3, Stage.CHECK: 4, Stage.ACT: 5}


class When(StrEnum):
    """Where a point lies from where the A3 stands."""

    DONE = "done"
    NOW = "now"
    TO_COME = "to come"


@dataclass(frozen=True)
class Dates:
    """Due and done of one point in one lap; only a standard goes more than one lap."""

    lap: int
    point: int
    due: date | None = None
    done: date | None = None


@dataclass(frozen=True)
class Point:
    """One point on the track: `label` is its word, `number` None for the end."""

    number: int | None
    label: str
    when: When
    due: date | None = None
    done: date | None = None

    def late(self, today: date) -> bool:
        """Whether its date has passed and it has not."""
        return self.when is not When.DONE and self.due is not None and self.due < today


def goes_round(cycle: str, outcome: str | None) -> bool:
    """Whether the last outcome led back to Do: the standard is sustained, and Act is control point 6."""
    return any(one.key == outcome and one.leads_to is Stage.DO for one in CYCLES[cycle].outcomes)


def is_locked(stage: Stage) -> bool:
    """Whether control point 2 lies behind: what is expected from now on is a later expectation."""
    return ORDER.index(stage) > ORDER.index(Stage.PREDICTION)


def point_of(stage: Stage, sustaining: bool) -> int | None:
    """The number of the control point at the end of this stage; None for Closed."""
    return 6 if sustaining and stage is Stage.ACT else _POINTS.get(stage)


def point_words(cycle: str, sustaining: bool) -> dict[int, str]:
    """Number and word of the points that lie on the way of this A3, in their order."""
    numbers = (point_of(stage, sustaining) for stage in ORDER)
    return {number: _label(number) for number in numbers if number is not None}


def way(
    cycle: str, stage: Stage, outcome: str | None, lap: int, dates: Iterable[Dates], closed: date | None
) -> tuple[Point, ...]:
    """The track of an A3: five points with their dates, and the end.

    A point that lies behind shows when it was passed, in whichever lap that was; one that is to come
    shows the date due in this lap.
    """
    sustaining, known = goes_round(cycle, outcome) and stage is not Stage.CLOSED, tuple(dates)
    if stage is Stage.CLOSED:
        sustaining = any(one.point == 6 and one.lap == lap for one in known)
    here = ORDER.index(stage) + (stage is Stage.CLOSED)
    points = []
    for place, at in enumerate(ORDER[:-1]):
        number = point_of(at, sustaining)
        when = _when(place, here)
        points.append(_point(number, when, known, lap))
    end = next((one.label for one in CYCLES[cycle].outcomes if one.key == outcome), "")
    closing = end if stage is Stage.CLOSED and end else Stage.CLOSED.label
    return (*points, Point(None, closing, _when(len(ORDER) - 1, here), done=closed))


def checked_dates(due: Mapping[int, date | None]) -> dict[int, date | None]:
    """The dates due by point; `Invalid` at the first that lies before the one ahead of it."""
    last: tuple[int, date] | None = None
    for point in sorted(due):
        day = due[point]
        if day is None:
            continue
        if last is not None and day < last[1]:
            words = _label(last[0])
            raise Invalid(
                "The dates are in the wrong order.",
                {f"due_{point}": f"This lies before {words}, {last[1]:%-d %b %Y}."},
            )
        last = (point, day)
    return dict(due)


def _point(number: int | None, when: When, known: tuple[Dates, ...], lap: int) -> Point:
    """The newest date done for what lies behind, the date due in this lap for what does not."""
    mine = [one for one in known if one.point == number]
    here = next((one for one in mine if one.lap == lap), None)
    done = max((one for one in mine if one.done), key=lambda one: one.lap, default=None)
    label = _label(number or 0)
    if when is When.DONE:
        return Point(number, label, when, here.due if here else None, done.done if done else None)
    return Point(number, label, when, here.due if here else None)


def _label(number: int) -> str:
    words = POINT_WORDS[number]
    return words[0].upper() + words[1:]


def _when(place: int, here: int) -> When:
    return When.DONE if place < here else When.NOW if place == here else When.TO_COME
