"""How an A3 is made to fit one sheet: the ladder of type sizes, and who pays when it does not.

Heights may be in any unit, as long as all of a call are in the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

#: Type sizes in points, in steps of about five per cent. Nothing is ever set smaller than the last.
LADDER: Final = (10.5, 10.0, 9.5, 9.0, 8.6, 8.2, 7.8, 7.4, 7.0, 6.6)
#: Smaller type has longer lines, too, so text that takes twice the room needs far more than half the size.
#: This exponent found most sizes at once, and none in more than four layouts, on the demo's sheets.
_SHRINK: Final = 0.65


def guess(size: float, available: float, natural: float) -> float:
    """The step of the ladder at which content that takes `natural` at `size` should take `available`."""
    if natural <= available:
        return size
    wanted = size * (available / natural) ** _SHRINK
    return next((step for step in LADDER if step <= wanted), LADDER[-1])


def next_size(fits: float | None, fails: float | None) -> float | None:
    """The step to try between one that fits and one that does not; None when there is none left.

    `fits` is the largest that is known to fit, `fails` the smallest that is known not to. The neighbour of
    what is known is tried, because the first guess is seldom wrong by more than a step.
    """
    low = len(LADDER) if fits is None else LADDER.index(fits)
    high = -1 if fails is None else LADDER.index(fails)
    if low - high <= 1:
        return None
    return LADDER[low - 1] if fits is not None else LADDER[high + 1]


def allocate(natural: Sequence[float], available: float) -> tuple[float, ...]:
    """What each of several boxes gets: short ones all they need, the others an equal share of the rest."""
    share = equal_share(natural, available)
    return tuple(min(height, share) for height in natural)


def equal_share(natural: Sequence[float], available: float) -> float:
    """The height above which a box pays; infinite when everything fits."""
    rest = max(available, 0.0)
    rising = sorted(natural)
    for index, height in enumerate(rising):
        share = rest / (len(rising) - index)
        if height > share:
            return share
        rest -= height
    return float("inf")


def spread(natural: Sequence[float], available: float) -> tuple[float, ...]:
    """Heights that fill what is available: each box gets the same room for a pen below its text."""
    room = max(available - sum(natural), 0.0) / max(len(natural), 1)
    return tuple(height + room for height in natural)
