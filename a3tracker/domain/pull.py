"""The market's pull on a segment: how many new customers are needed, and whether to keep or to win."""

from __future__ import annotations

import math
from dataclasses import dataclass

from a3tracker.domain.shares import NeededNew, ShareModel, needed_new


@dataclass(frozen=True)
class Pull:
    """What is known of a segment, as figures say it or as somebody tries it out; None where it is not known.

    `retention`, `acquisition` and `won_back` are means of the current chart group; `demand` is counted in
    customers; `start` are the customers that the next period begins with.
    """

    start: int | None = None
    retention: float | None = None
    won_back: float | None = None
    acquisition: float | None = None
    share: float | None = None
    demand: float | None = None
    target_share: float | None = None

    @property
    def model(self) -> ShareModel | None:
        """What keeping and winning do to the share."""
        if self.share is None or self.retention is None or self.acquisition is None:
            return None
        return ShareModel(self.share, self.retention, self.acquisition)

    @property
    def needed(self) -> NeededNew | None:
        """N*, when everything is known that it follows from."""
        known = (self.target_share, self.demand, self.start, self.retention)
        if any(term is None for term in known):
            return None
        assert self.target_share is not None
        assert self.demand is not None
        assert self.start is not None
        assert self.retention is not None
        return needed_new(
            target_share=self.target_share,
            demand=self.demand,
            start=self.start,
            retention=self.retention,
            won_back=self.won_back or 0.0,
        )


def keep_or_win(pull: Pull, period: str) -> str:
    """Whether the next A3 should keep or win, in words from the numbers; `period` is month or quarter."""
    model = pull.model
    if model is None:
        return _without_share(pull, period)
    said = (
        f"At a share of {_percent(model.share)}, one more point of retention brings "
        f"{model.gain_from_keeping:.2f} points of share in the next {period}, one more point of acquisition "
        f"{model.gain_from_winning:.2f}"
    )
    if math.isclose(model.share, 0.5, abs_tol=0.05):
        return f"{said}: they weigh alike, so take the one in which a point costs less."
    keep = model.share > 0.5
    sentence = f"{said}: the next A3 should {'keep' if keep else 'win'}."
    lost = 1 - model.retention
    # In the long run a point weighs a : (1 − r), whatever the share is now.
    if (model.acquisition > lost) != keep and not math.isclose(model.acquisition, lost):
        more = "winning" if keep else "keeping"
        sentence += (
            f" If both rates stay for long, {more} weighs more: {_percent(model.acquisition)} of the others "
            f"are won and {_percent(lost)} of ours are lost each {period}."
        )
    return sentence


def _without_share(pull: Pull, period: str) -> str:
    if pull.start is None or pull.retention is None:
        return (
            "Whether the next A3 should keep or win can be said once the share of demand, retention and "
            "acquisition are known. Enter the figures, or try some here."
        )
    lost = pull.start * (1 - pull.retention)
    return (
        f"One point of retention is worth {pull.start / 100:,.0f} customers in the next {period}; at "
        f"{_percent(pull.retention)} some {lost:,.0f} of {pull.start:,} will be lost. "
        "Whether winning weighs more can be said once the share of demand and the reachable non-customers "
        "are known."
    )


def _percent(rate: float) -> str:
    return f"{rate * 100:.1f}".rstrip("0").rstrip(".") + " %"
