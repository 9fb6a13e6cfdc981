"""The mean and the natural limits of a process, from its own moving ranges (check.md, section 3)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

#: A figure of one period, or None where there is none: missing is not zero.
Value = float | None

_LIMIT: Final = 2.66
_NEAR: Final = 2 * (_LIMIT / 3)
_SCREEN: Final = 3.267
_RANGE_LIMIT: Final = 3.268


@dataclass(frozen=True)
class Limits:
    """What a process does by itself. `amr` is the mean moving range; without one there are no limits.

    Limits are never clipped: a rate may have one above 100 % or below 0. `screened` counts the ranges that
    were left out as too large to belong to the process.
    """

    mean: float | None
    amr: float | None
    screened: int = 0

    @property
    def upper(self) -> float | None:
        """UPL, the upper limit."""
        return self._away(_LIMIT)

    @property
    def lower(self) -> float | None:
        """LPL, the lower limit."""
        return self._away(-_LIMIT)

    @property
    def near_upper(self) -> float | None:
        """Two thirds of the way to the upper limit."""
        return self._away(_NEAR)

    @property
    def near_lower(self) -> float | None:
        """Two thirds of the way to the lower limit."""
        return self._away(-_NEAR)

    @property
    def range_limit(self) -> float | None:
        """The limit of the moving-range chart."""
        return None if self.amr is None else _RANGE_LIMIT * self.amr

    def _away(self, factor: float) -> float | None:
        return None if self.mean is None or self.amr is None else self.mean + factor * self.amr


def limits(base: Sequence[Value], *, screening: bool = False) -> Limits:
    """The limits that these points give; `screening` leaves out the largest ranges, once."""
    mean = mean_of([value for value in base if value is not None])
    ranges = [step for step in moving_ranges(base) if step is not None]
    amr = mean_of(ranges)
    if not screening or amr is None:
        return Limits(mean, amr)
    # Where all ranges are 0, none is below the bound; then there is nothing to leave out either.
    kept = [step for step in ranges if step < _SCREEN * amr] or ranges
    return Limits(mean, mean_of(kept), len(ranges) - len(kept))


def moving_ranges(values: Sequence[Value]) -> tuple[Value, ...]:
    """The distance of each value from the one before; None for the first and beside a missing one."""
    pairs = zip((None, *values), values, strict=False)
    return tuple(None if old is None or new is None else abs(new - old) for old, new in pairs)


def mean_of(values: Sequence[float]) -> float | None:
    """The mean, exact to the last digit: a point that lies on the mean must be seen to lie on it."""
    if not values:
        return None
    count = len(values)
    mean = math.fsum(values) / count
    # The quotient may be off by its last digit (0.8 fifteen times must give 0.8): add what is left over.
    return mean + math.fsum((*values, *[-mean] * count)) / count
