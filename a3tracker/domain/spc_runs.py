"""Which points are signals: outside, trend, two of three, shift (check.md, section 3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

from a3tracker.domain.spc_limits import Limits, Value


class PointType(StrEnum):
    """Why a point stands out, or does not; the first that holds, in this order."""

    OUTSIDE = "outside"
    TREND = "trend"
    TWO_OF_THREE = "two of three"
    SHIFT = "shift"
    COMMON = "common cause"
    MISSING = "missing"
    MIXED = "mixed"


@dataclass(frozen=True)
class Lengths:
    """How many points make a run: `near` of `near_of` near a limit, `trend` in a row, `shift` on one side."""

    trend: int = 7
    shift: int = 7
    near: int = 2
    near_of: int = 3


#: Two of three, and seven for a trend or a shift.
LENGTHS: Final = Lengths()


@dataclass(frozen=True)
class Judged:
    """The type of a point; `direction` is 1 for high or rising, −1 for low or falling, 0 for no signal."""

    type: PointType
    direction: int = 0


def judge(values: Sequence[Value], limits: Limits, lengths: Lengths) -> tuple[Judged, ...]:
    """Every point of a group against the group's limits; a missing value breaks every run.

    The rules, in the order in which they count:

    - outside: beyond a limit;
    - trend: so many points in a row, each above (or each below) the one before;
    - two of three: in a row and on one side of the mean; only the ones near a limit are signals;
    - shift: so many points in a row on one side of the mean, none on it.
    """
    outside, near = _outside(values, limits), _near(values, limits)
    sides = tuple(_side(value, limits.mean) for value in values)
    steps = _trend_steps(values, lengths.trend)
    twos = _near_together(near, sides, lengths)
    shifted = _long_runs(sides, lengths.shift)

    def judged(i: int) -> Judged:
        if values[i] is None:
            return Judged(PointType.MISSING)
        if outside[i]:
            return Judged(PointType.OUTSIDE, outside[i])
        # To the next point of the trend, else from the one before: at a peak the new trend counts.
        trend = steps.get(i) or steps.get(i - 1)
        if trend:
            return Judged(PointType.TREND, trend)
        if i in twos:
            return Judged(PointType.TWO_OF_THREE, sides[i])
        return Judged(PointType.SHIFT, sides[i]) if i in shifted else Judged(PointType.COMMON)

    return tuple(judged(i) for i in range(len(values)))


def _side(value: Value, line: Value) -> int:
    """1 above the line, −1 below it, 0 on it or where there is nothing to compare."""
    return 0 if value is None or line is None else (value > line) - (value < line)


def _outside(values: Sequence[Value], limits: Limits) -> tuple[int, ...]:
    return _beyond(values, limits.lower, limits.upper)


def _near(values: Sequence[Value], limits: Limits) -> tuple[bool, ...]:
    """Beyond a near line and not outside."""
    beyond = _beyond(values, limits.near_lower, limits.near_upper)
    return tuple(bool(near and not out) for near, out in zip(beyond, _outside(values, limits), strict=True))


def _beyond(values: Sequence[Value], low: Value, high: Value) -> tuple[int, ...]:
    return tuple(max(_side(value, high), 0) + min(_side(value, low), 0) for value in values)


def _trend_steps(values: Sequence[Value], length: int) -> dict[int, int]:
    """The steps from i to i + 1 that belong to a trend, with their sign; a tie is no step."""
    steps = [_side(new, old) for old, new in pairwise(values)]
    return {i: steps[i] for i in _long_runs(steps, length - 1)}


def _long_runs(signs: Sequence[int], length: int) -> frozenset[int]:
    """The places of all signs that are part of a run of at least so many equal ones, none of them 0."""
    return frozenset(i for run in _runs(signs) if len(run) >= length for i in run)


def _runs(signs: Sequence[int]) -> Iterator[range]:
    start = 0
    for i in range(1, len(signs) + 1):
        if i == len(signs) or signs[i] != signs[start]:
            if signs[start]:
                yield range(start, i)
            start = i


def _near_together(near: Sequence[bool], sides: Sequence[int], lengths: Lengths) -> frozenset[int]:
    found: set[int] = set()
    for start in range(len(near) - lengths.near_of + 1):
        window = range(start, start + lengths.near_of)
        close = [i for i in window if near[i]]
        if len(close) >= lengths.near and abs(sum(sides[i] for i in window)) == lengths.near_of:
            found.update(close)
    return frozenset(found)
