"""How the values of a measure are spread, and whether two measures go together; neither proves a cause."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

#: Fewer values are shown one by one: bins of so few would show chance.
FEWEST_FOR_BINS: Final = 8
#: With fewer pairs any number for how two measures go together is mostly chance.
FEWEST_FOR_R: Final = 10

Key = TypeVar("Key")


@dataclass(frozen=True)
class Bins:
    """Counts of values in bins of one width. A bin holds its lower end; the last one its upper end, too."""

    start: float
    width: float
    counts: tuple[int, ...]

    def edge(self, at: int) -> float:
        """The lower end of a bin; of the one after the last, the upper end of all."""
        return round(self.start + at * self.width, 12)


def bins_of(values: Sequence[float]) -> Bins:
    """The values in bins by Sturges' rule, 1 + log2 n bins, at the nearest plain width: 1, 2 or 5 by tens.

    Needs one value at least. Equal values make one bin.
    """
    low, high = min(values), max(values)
    if low == high:
        width = _plain(abs(low) / 10 or 1.0)
        return Bins(math.floor(low / width) * width, width, (len(values),))
    width = _plain((high - low) / (1 + math.log2(len(values))))
    start = math.floor(low / width) * width
    number = max(math.ceil((high - start) / width - 1e-9), 1)
    counts = [0] * number
    for value in values:
        counts[min(max(math.floor((value - start) / width + 1e-9), 0), number - 1)] += 1
    return Bins(start, width, tuple(counts))


def pairs_of(one: Mapping[Key, float], other: Mapping[Key, float]) -> list[tuple[Key, float, float]]:
    """The values of the periods in which both are known."""
    return [(key, one[key], other[key]) for key in one if key in other]


def spearman(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Spearman's r, the correlation of the ranks; None below ten pairs, or where one never changes."""
    if len(pairs) < FEWEST_FOR_R:
        return None
    x, y = (_ranks([pair[side] for pair in pairs]) for side in (0, 1))
    middle = (len(pairs) + 1) / 2
    spread = [sum((rank - middle) ** 2 for rank in ranks) for ranks in (x, y)]
    if not all(spread):
        return None
    together = sum((a - middle) * (b - middle) for a, b in zip(x, y, strict=True))
    return max(-1.0, min(1.0, together / math.sqrt(spread[0] * spread[1])))


def _ranks(values: Sequence[float]) -> list[float]:
    """From 1; equal values share the mean of their places."""
    order = sorted(values)
    first = {value: place for place, value in reversed(list(enumerate(order, 1)))}
    last = {value: place for place, value in enumerate(order, 1)}
    return [(first[value] + last[value]) / 2 for value in values]


def _plain(width: float) -> float:
    """The nearest of 1, 2 and 5 times a power of ten, in ratio."""
    power = 10.0 ** math.floor(math.log10(width))
    return min((step * power for step in (1, 2, 5, 10)), key=lambda plain: abs(math.log(plain / width)))
