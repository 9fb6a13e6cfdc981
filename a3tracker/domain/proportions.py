"""Intervals of proportions: Wilson, Newcombe's difference of two groups and of pairs, and sample sizes.

Formulas: Newcombe RG (1998), Statistics in Medicine 17, pages 857–872 (Wilson), 873–890 (method 10) and
2635–2650 (pairs, method 10). No interval is ever made from the normal approximation of the rate itself: it
is too narrow just where few customers are counted. Without customers there is no figure: None, not 0.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from statistics import NormalDist
from typing import Final

#: Below this many customers a rate says more than is known: counts are shown, and nothing is concluded.
FEWEST: Final = 30
CONFIDENCE: Final = 0.95


@dataclass(frozen=True)
class Interval:
    """An estimate with what it may be: a rate between 0 and 1, or a difference of rates between -1 and 1."""

    estimate: float
    low: float
    high: float

    @property
    def excludes_zero(self) -> bool:
        """Whether the difference can be told from none."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class Pairs:
    """The same customers before and after: `both` times yes, only after, only before, or neither."""

    both: int
    only_after: int
    only_before: int
    neither: int

    @property
    def n(self) -> int:
        """How many customers were looked at twice."""
        return self.both + self.only_after + self.only_before + self.neither


def wilson(x: int, n: int, confidence: float = CONFIDENCE) -> Interval | None:
    """The interval of one proportion, x of n; None without customers, or when x is not a part of n."""
    if n <= 0 or not 0 <= x <= n:
        return None
    z = _z(confidence)
    centre = (x + z * z / 2) / (n + z * z)
    half = z / (n + z * z) * math.sqrt(x * (n - x) / n + z * z / 4)
    # At the ends the formula gives 0 and 1 but for the last bit, which would leave the estimate outside.
    low = 0.0 if x == 0 else max(0.0, centre - half)
    high = 1.0 if x == n else min(1.0, centre + half)
    return Interval(x / n, low, high)


def newcombe(
    after: tuple[int, int], before: tuple[int, int], confidence: float = CONFIDENCE
) -> Interval | None:
    """The interval of after − before for two groups of different customers, each given as (x, n)."""
    one, two = wilson(*after, confidence), wilson(*before, confidence)
    if one is None or two is None:
        return None
    difference = one.estimate - two.estimate
    low = difference - math.hypot(one.estimate - one.low, two.high - two.estimate)
    high = difference + math.hypot(one.high - one.estimate, two.estimate - two.low)
    return Interval(difference, max(-1.0, low), min(1.0, high))


def paired(pairs: Pairs, confidence: float = CONFIDENCE) -> Interval | None:
    """The interval of after − before for the same customers; None without customers."""
    n = pairs.n
    after = wilson(pairs.both + pairs.only_after, n, confidence)
    before = wilson(pairs.both + pairs.only_before, n, confidence)
    if after is None or before is None:
        return None
    difference = (pairs.only_after - pairs.only_before) / n
    phi = _phi(pairs)
    low = _apart(after.estimate - after.low, before.high - before.estimate, phi)
    high = _apart(before.estimate - before.low, after.high - after.estimate, phi)
    return Interval(difference, max(-1.0, difference - low), min(1.0, difference + high))


def sample_size(
    before: float, after: float, power: float = 0.8, confidence: float = CONFIDENCE
) -> int | None:
    """Customers needed in each group to see the difference, two-sided; None where there is none to see."""
    exact = exact_sample_size(before, after, power, confidence)
    return None if exact is None else math.ceil(exact)


def exact_sample_size(
    before: float, after: float, power: float = 0.8, confidence: float = CONFIDENCE
) -> float | None:
    """The same before it is rounded up."""
    if before == after or not (0 <= before <= 1 and 0 <= after <= 1):
        return None
    mean = (before + after) / 2
    chance = _z(confidence) * math.sqrt(2 * mean * (1 - mean))
    seen = NormalDist().inv_cdf(power) * math.sqrt(before * (1 - before) + after * (1 - after))
    return ((chance + seen) / (after - before)) ** 2


def sample_words(before: float, after: float) -> str:
    """To see 50 % → 55 % you need about 1,565 customers in each group; nothing where there is no need."""
    needed = sample_size(before, after)
    if needed is None:
        return ""
    return (
        f"To see {100 * before:.3g} % → {100 * after:.3g} % you need about {needed:,} customers in each group"
    )


@cache
def _z(confidence: float) -> float:
    return NormalDist().inv_cdf(0.5 + confidence / 2)


def _phi(pairs: Pairs) -> float:
    """How strongly before and after go together, corrected for continuity; 0 where it cannot be told."""
    e, f, g, h = pairs.both, pairs.only_after, pairs.only_before, pairs.neither
    product = (e + f) * (g + h) * (e + g) * (f + h)
    if product == 0:
        return 0.0
    cross = e * h - f * g
    corrected = max(cross - pairs.n / 2, 0.0) if cross > 0 else float(cross)
    return corrected / math.sqrt(product)


def _apart(one: float, two: float, phi: float) -> float:
    # The sum is a square and so never negative, except for the last bit.
    return math.sqrt(max(0.0, one * one - 2 * phi * one * two + two * two))
