"""The share model: what keeping and winning do to the share of demand, and how many new customers are needed.

Needed new customers stand where takt time would stand in a factory: the market's pull, not our own pace.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

#: Whole customers are rounded up, but not because of the last bits of a product of rates.
_DECIMALS: Final = 6


@dataclass(frozen=True)
class ShareModel:
    """A share of demand, the rate at which customers are kept, and that at which others are won (0..1)."""

    share: float
    retention: float
    acquisition: float

    @property
    def next(self) -> float:
        """The share in the next period: the kept and the won."""
        return self.share * self.retention + (1 - self.share) * self.acquisition

    @property
    def long_run(self) -> float | None:
        """Where the share ends when both rates stay; None when nobody leaves and nobody comes."""
        pace = self.acquisition + 1 - self.retention
        return self.acquisition / pace if pace else None

    @property
    def acquisition_to_hold(self) -> float | None:
        """The acquisition that holds the share; above 1 it cannot be held; None when all demand is ours."""
        return acquisition_to_hold(self.share, self.retention)

    @property
    def gain_from_keeping(self) -> float:
        """What one more point of retention adds to the next share, in points."""
        return self.share

    @property
    def gain_from_winning(self) -> float:
        """What one more point of acquisition adds to the next share, in points."""
        return 1 - self.share

    def path(self, periods: int) -> tuple[float, ...]:
        """The share now and after each of the next periods."""
        shares = [self.share]
        for _ in range(periods):
            shares.append(ShareModel(shares[-1], self.retention, self.acquisition).next)
        return tuple(shares)


@dataclass(frozen=True)
class NeededNew:
    """Needed new customers N*, and the terms that it follows from."""

    target: float
    start: int
    retention: float
    won_back: float

    @property
    def exact(self) -> float:
        """E_target − S·r − W; below 0 when more stay than are wanted."""
        return self.target - self.start * self.retention - self.won_back

    @property
    def shown(self) -> int:
        """In whole customers, and 0 when none are needed."""
        return max(0, math.ceil(round(self.exact, _DECIMALS)))


def acquisition_to_hold(share: float, retention: float) -> float | None:
    """a = m(1 − r)/(1 − m); None when all demand is ours."""
    return share * (1 - retention) / (1 - share) if share != 1 else None


def needed_new(
    *, target_share: float, demand: float, start: int, retention: float, won_back: float
) -> NeededNew:
    """N* for a target share of a demand counted in customers.

    `retention` and `won_back` are the means of the current chart group.
    """
    return NeededNew(target_share * demand, start, retention, won_back)
