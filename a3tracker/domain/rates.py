"""The rates that follow from a period's figures (check.md section 1); none where its denominator is 0.

What was not entered gives no rate either: a missing period is not a zero.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from a3tracker.domain.errors import Invalid
from a3tracker.domain.flows import CustomerFlow

Amount = int | Decimal


class FlowMetric(StrEnum):
    """What can be charted of a segment's figures without defining anything else."""

    RETENTION = "retention"
    CHURN = "churn"
    ACQUISITION = "acquisition rate"
    GROSS_ADDS = "gross-add rate"
    CONVERSION = "conversion"
    WIN_BACK = "win-back rate"
    NET_GROWTH = "net growth"
    SHARE = "share of demand"
    GROSS_REVENUE = "gross revenue retention"
    NET_REVENUE = "net revenue retention"
    ACQUISITION_COST = "acquisition cost"


@dataclass(frozen=True)
class RevenueFlow:
    """Revenue from the customers of the start: what it was, and what they cut, took away and added."""

    start: Decimal
    contraction: Decimal = Decimal(0)
    churned: Decimal = Decimal(0)
    expansion: Decimal = Decimal(0)


@dataclass(frozen=True)
class PeriodFigures:
    """Everything that may be known of one period; None where nobody entered it.

    `reachable` are non-customers of the segment that could be won, `prospects` the qualified ones,
    `former` the pool of former customers; `own_demand` and `demand` are in one unit.
    """

    flow: CustomerFlow | None = None
    reachable: int | None = None
    prospects: int | None = None
    former: int | None = None
    own_demand: Amount | None = None
    demand: Amount | None = None
    spend: Amount | None = None
    revenue: RevenueFlow | None = None


@dataclass(frozen=True)
class Rate:
    """A part of a whole, kept as the two: 508 of 2,953 says more than 17.2 %."""

    part: Amount
    whole: Amount

    @property
    def value(self) -> float | None:
        """At full precision; None when the whole is 0, never 0 or 100 %."""
        return float(self.part / self.whole) if self.whole else None


#: The metrics whose part is a count among its whole, so that an interval of a proportion fits them.
PROPORTIONS: Final = frozenset(
    {
        FlowMetric.RETENTION,
        FlowMetric.CHURN,
        FlowMetric.ACQUISITION,
        FlowMetric.CONVERSION,
        FlowMetric.WIN_BACK,
    }
)


def rate_of(metric: FlowMetric, figures: PeriodFigures) -> Rate | None:
    """The metric of the period; None when a figure that it needs was not entered."""
    parts = _PARTS[metric](figures)
    return None if parts is None else Rate(*parts)


def checked_revenue(revenue: RevenueFlow) -> RevenueFlow:
    """The revenue flow; `Invalid` when more was cut and lost than there was."""
    wrong = {name: "Give an amount of 0 or more." for name, amount in vars(revenue).items() if amount < 0}
    if wrong:
        raise Invalid("An amount cannot be taken.", wrong)
    gone = revenue.contraction + revenue.churned
    if gone > revenue.start:
        sentence = f"{gone:,} was cut or lost out of {revenue.start:,} at the start: that cannot be."
        raise Invalid("More revenue was lost than there was.", {"churned": sentence})
    return revenue


Parts = tuple[Amount, Amount] | None


def _of_flow(part: Callable[[CustomerFlow], int]) -> Callable[[PeriodFigures], Parts]:
    def parts(figures: PeriodFigures) -> Parts:
        return (part(figures.flow), figures.flow.start) if figures.flow else None

    return parts


def _acquisition(figures: PeriodFigures) -> Parts:
    return _both(figures.flow.new if figures.flow else None, figures.reachable)


def _conversion(figures: PeriodFigures) -> Parts:
    return _both(figures.flow.new if figures.flow else None, figures.prospects)


def _win_back(figures: PeriodFigures) -> Parts:
    return _both(figures.flow.won_back if figures.flow else None, figures.former)


def _share(figures: PeriodFigures) -> Parts:
    return _both(figures.own_demand, figures.demand)


def _cost(figures: PeriodFigures) -> Parts:
    return _both(figures.spend, figures.flow.gross_adds if figures.flow else None)


def _revenue(expanded: bool) -> Callable[[PeriodFigures], Parts]:
    def parts(figures: PeriodFigures) -> Parts:
        revenue = figures.revenue
        if revenue is None:
            return None
        kept = revenue.start - revenue.contraction - revenue.churned
        return kept + (revenue.expansion if expanded else 0), revenue.start

    return parts


def _both(part: Amount | None, whole: Amount | None) -> Parts:
    return None if part is None or whole is None else (part, whole)


_PARTS: Final[dict[FlowMetric, Callable[[PeriodFigures], Parts]]] = {
    FlowMetric.RETENTION: _of_flow(lambda flow: flow.kept),
    FlowMetric.CHURN: _of_flow(lambda flow: flow.lost),
    FlowMetric.ACQUISITION: _acquisition,
    FlowMetric.GROSS_ADDS: _of_flow(lambda flow: flow.gross_adds),
    FlowMetric.CONVERSION: _conversion,
    FlowMetric.WIN_BACK: _win_back,
    FlowMetric.NET_GROWTH: _of_flow(lambda flow: flow.new + flow.won_back - flow.lost),
    FlowMetric.SHARE: _share,
    FlowMetric.GROSS_REVENUE: _revenue(expanded=False),
    FlowMetric.NET_REVENUE: _revenue(expanded=True),
    FlowMetric.ACQUISITION_COST: _cost,
}
