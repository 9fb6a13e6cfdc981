"""Rates follow from what was entered; what was not entered or has nobody below the line gives none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from a3tracker.domain.errors import Invalid
from a3tracker.domain.flows import TypedFlow, balanced
from a3tracker.domain.rates import (
    PROPORTIONS,
    FlowMetric,
    PeriodFigures,
    RevenueFlow,
    checked_revenue,
    rate_of,
)

FLOW = balanced(TypedFlow(start=200, new=30, won_back=5, lost=20, end=215, joined_and_left=10))
WHOLE = PeriodFigures(
    flow=FLOW,
    reachable=1200,
    prospects=120,
    former=50,
    own_demand=Decimal("250.50"),
    demand=1002,
    spend=Decimal(9000),
    revenue=RevenueFlow(Decimal(1000), Decimal(50), Decimal(100), Decimal(250)),
)


def value(metric: FlowMetric, figures: PeriodFigures) -> float | None:
    rate = rate_of(metric, figures)
    return None if rate is None else rate.value


@pytest.mark.parametrize(
    ("metric", "expected"),
    [
        (FlowMetric.RETENTION, 180 / 200),
        (FlowMetric.CHURN, 20 / 200),
        (FlowMetric.ACQUISITION, 30 / 1200),
        (FlowMetric.GROSS_ADDS, 40 / 200),
        (FlowMetric.CONVERSION, 30 / 120),
        (FlowMetric.WIN_BACK, 5 / 50),
        (FlowMetric.NET_GROWTH, 15 / 200),
        (FlowMetric.SHARE, 0.25),
        (FlowMetric.GROSS_REVENUE, 0.85),
        (FlowMetric.NET_REVENUE, 1.1),
        (FlowMetric.ACQUISITION_COST, 9000 / 40),
    ],
)
def test_each_rate_is_its_formula(metric: FlowMetric, expected: float) -> None:
    assert value(metric, WHOLE) == expected


@pytest.mark.parametrize("metric", FlowMetric)
def test_what_was_not_entered_gives_no_rate(metric: FlowMetric) -> None:
    assert rate_of(metric, PeriodFigures()) is None


@pytest.mark.parametrize("metric", FlowMetric)
def test_nothing_below_the_line_gives_no_rate_either(metric: FlowMetric) -> None:
    nobody = PeriodFigures(
        flow=balanced(TypedFlow(start=0, new=0, won_back=0, lost=0, end=0)),
        reachable=0,
        prospects=0,
        former=0,
        own_demand=0,
        demand=0,
        spend=Decimal(0),
        revenue=RevenueFlow(Decimal(0)),
    )
    assert rate_of(metric, nobody) is not None
    assert value(metric, nobody) is None


def test_counts_stay_beside_their_rate() -> None:
    retention = rate_of(FlowMetric.RETENTION, WHOLE)
    assert retention is not None
    assert (retention.part, retention.whole) == (180, 200)


def test_amounts_and_changes_are_no_proportions() -> None:
    apart = {
        FlowMetric.NET_GROWTH,
        FlowMetric.GROSS_ADDS,
        FlowMetric.ACQUISITION_COST,
        FlowMetric.NET_REVENUE,
    }
    assert not PROPORTIONS & apart


def test_revenue_that_was_not_there_cannot_be_lost() -> None:
    with pytest.raises(Invalid) as refused:
        checked_revenue(RevenueFlow(Decimal(1000), Decimal(500), Decimal(600)))
    assert "1,100 was cut or lost out of 1,000" in refused.value.fields["churned"]
    with pytest.raises(Invalid) as refused:
        checked_revenue(RevenueFlow(Decimal(1000), expansion=Decimal(-1)))
    assert refused.value.fields.keys() == {"expansion"}
    revenue = RevenueFlow(Decimal(1000), Decimal(500), Decimal(500))
    assert checked_revenue(revenue) == revenue
