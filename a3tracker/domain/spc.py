"""Process behaviour charts (XmR): counts and points, no dates (check.md, section 3)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import Final

from a3tracker.domain.spc_limits import Limits, Value, limits, moving_ranges
from a3tracker.domain.spc_runs import LENGTHS, Judged, Lengths, PointType, judge

#: Fewer points than this are a run chart; fewer than the second have trial limits.
FEWEST_FOR_LIMITS: Final = 5
FEWEST_FOR_FIRM_LIMITS: Final = 12


class Wanted(StrEnum):
    """The direction that is wanted of a measure."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NEUTRAL = "neutral"

    @property
    def sign(self) -> int:
        """1, −1, or 0 where no direction is wanted."""
        return {"increase": 1, "decrease": -1}.get(self.value, 0)


class Meaning(StrEnum):
    """What a point says to those who want a direction; neutral is a signal where none is wanted."""

    NONE = "none"
    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    NEUTRAL = "neutral"


class Variation(StrEnum):
    """The icon of the last point; high and low are the side on which the wanted direction has it."""

    COMMON = "common cause"
    IMPROVEMENT_HIGH = "improvement high"
    IMPROVEMENT_LOW = "improvement low"
    CONCERN_HIGH = "concern high"
    CONCERN_LOW = "concern low"
    NEUTRAL_HIGH = "neutral high"
    NEUTRAL_LOW = "neutral low"


class Assurance(StrEnum):
    """The icon of the target: what the process, left alone, will do about it."""

    MEETS = "meets target"
    MISSES = "misses target"
    HIT_AND_MISS = "hit and miss"


class Readiness(StrEnum):
    """How much the limits can bear."""

    RUN_CHART = "run chart"
    TRIAL = "trial limits"
    FIRM = "firm limits"


@dataclass(frozen=True)
class Options:
    """How a series is read. `freeze_after` makes the limits of every group from its first points."""

    wanted: Wanted = Wanted.INCREASE
    target: float | None = None
    freeze_after: int | None = None
    screening: bool = False
    lengths: Lengths = LENGTHS


#: More is better, no target, no freeze, every range counted.
PLAIN: Final = Options()


@dataclass(frozen=True)
class Group:
    """The points between two rebases, `start` up to but not including `stop`, and their limits.

    `base` is how many points the limits are made for, `base_count` how many of these have a value.
    """

    start: int
    stop: int
    base: int
    base_count: int
    limits: Limits

    @property
    def count(self) -> int:
        """All points of the group, the missing ones too."""
        return self.stop - self.start

    @property
    def frozen(self) -> bool:
        """Whether later points are judged by the limits of earlier ones."""
        return self.base < self.count

    @property
    def readiness(self) -> Readiness:
        """How much the limits can bear, by the values they are made of."""
        if self.base_count < FEWEST_FOR_LIMITS or self.limits.amr is None:
            return Readiness.RUN_CHART
        return Readiness.TRIAL if self.base_count < FEWEST_FOR_FIRM_LIMITS else Readiness.FIRM


@dataclass(frozen=True)
class Point:
    """One period. A missing one has no value; a mixed one has a value that no rule has looked at."""

    value: Value
    group: int
    type: PointType
    direction: int
    meaning: Meaning
    moving_range: Value

    @property
    def counts(self) -> bool:
        """Whether limits and runs know the point."""
        return self.type not in (PointType.MISSING, PointType.MIXED)


@dataclass(frozen=True)
class Chart:
    """A series that has been read: every point, every group, and the two icons."""

    points: tuple[Point, ...]
    groups: tuple[Group, ...]
    variation: Variation
    assurance: Assurance | None
    options: Options

    @property
    def readiness(self) -> Readiness:
        """That of the last group, which is the one that goes on."""
        return self.groups[-1].readiness if self.groups else Readiness.RUN_CHART


def xmr(
    values: Sequence[Value],
    options: Options = PLAIN,
    *,
    rebases: Collection[int] = (),
    freezes: Collection[int] = (),
    mixed: Collection[int] = (),
) -> Chart:
    """Read a series in the order of time.

    A point in `rebases` is the first of a new group. A point in `freezes` and those after it, up to the end
    of their group, are judged by the limits of the group's points before it. A point in `mixed` is drawn,
    but breaks runs and is left out of the limits, as if it were missing.
    """
    known = [None if i in mixed else value for i, value in enumerate(values)]
    points: list[Point] = []
    groups: list[Group] = []
    for start, stop in _spans(len(values), rebases):
        group = _group(known, start, stop, _base(start, stop, options, freezes), options)
        judged = judge(known[start:stop], group.limits, options.lengths)
        ranges = moving_ranges(known[start:stop])
        points += (_point(one, step, len(groups), options) for one, step in zip(judged, ranges, strict=True))
        groups.append(group)
    drawn = tuple(_with_value(point, value) for point, value in zip(points, values, strict=True))
    last = groups[-1].limits if groups else Limits(None, None)
    return Chart(drawn, tuple(groups), _variation(drawn), _assurance(last, options), options)


def _spans(count: int, rebases: Collection[int]) -> Iterator[tuple[int, int]]:
    edges = [0, *sorted({i for i in rebases if 0 < i < count}), count]
    yield from ((start, stop) for start, stop in pairwise(edges) if start < stop)


def _base(start: int, stop: int, options: Options, freezes: Collection[int]) -> int:
    """How many points of the group make its limits."""
    ends = [i - start for i in freezes if start < i < stop]
    if options.freeze_after is not None:
        ends.append(options.freeze_after)
    return min([*ends, stop - start])


def _group(known: Sequence[Value], start: int, stop: int, base: int, options: Options) -> Group:
    values = known[start : start + base]
    count = sum(value is not None for value in values)
    return Group(start, stop, base, count, limits(values, screening=options.screening))


def _point(judged: Judged, moving_range: Value, group: int, options: Options) -> Point:
    meaning = _meaning(judged.direction, options.wanted)
    return Point(None, group, judged.type, judged.direction, meaning, moving_range)


def _with_value(point: Point, value: Value) -> Point:
    mixed = value is not None and point.type is PointType.MISSING
    return replace(point, value=value, type=PointType.MIXED if mixed else point.type)


def _meaning(direction: int, wanted: Wanted) -> Meaning:
    if not direction:
        return Meaning.NONE
    if wanted is Wanted.NEUTRAL:
        return Meaning.NEUTRAL
    return Meaning.IMPROVEMENT if direction == wanted.sign else Meaning.CONCERN


def _variation(points: Sequence[Point]) -> Variation:
    last = next((point for point in reversed(points) if point.type is not PointType.MIXED), None)
    if not last or last.meaning is Meaning.NONE:
        return Variation.COMMON
    return Variation(f"{last.meaning.value} {'high' if last.direction > 0 else 'low'}")


def _assurance(last: Limits, options: Options) -> Assurance | None:
    """Where the target lies to the limits; on a limit it is still hit and missed."""
    target, upper, lower = options.target, last.upper, last.lower
    if target is None or options.wanted is Wanted.NEUTRAL or upper is None or lower is None:
        return None
    above, below = target > upper, target < lower
    if not above and not below:
        return Assurance.HIT_AND_MISS
    return Assurance.MEETS if below == (options.wanted is Wanted.INCREASE) else Assurance.MISSES
