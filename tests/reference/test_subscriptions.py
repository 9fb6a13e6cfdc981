"""The flow of contracts is the one that other programs made of the same starts and ends."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest

from a3tracker.domain.periods import Length, parse_period, periods_between
from a3tracker.domain.subscriptions import Subscription, covered, flows_by_segment, subscription_flows
from tests.reference.flow_columns import CONTRACTS
from tests.reference.tables import HERE, data_beside, differences, files, rows_of

SENATORS = HERE / "senators_subscription"


@pytest.mark.parametrize("path", files(["subscriptions.csv", "subscriptions.csv.gz"], "expected_flow_*.csv"))
def test_flows_of_contracts_are_those_of_the_reference(path: Path) -> None:
    rows = rows_of(path)
    assert rows, "a table without rows compares nothing"
    named = [parse_period(row["period"]) for row in rows]
    periods = periods_between(min(named), max(named))
    contracts = signed(data_beside(path, "subscriptions.csv"))
    parts = "segment" in rows[0]
    found = flows_by_segment(contracts, periods) if parts else {"": subscription_flows(contracts, periods)}
    nobody = subscription_flows([], periods)
    wrong: list[str] = []
    for row, period in zip(rows, named, strict=True):
        flows = found.get(row.get("segment", ""), nobody)
        flow = flows[period.index - periods[0].index].flow
        wrong += differences(row, flow, CONTRACTS, {"period", "segment"})
    assert not wrong, wrong[:20]


def test_the_sample_covers_the_years_of_the_file() -> None:
    contracts = signed(SENATORS / "subscriptions.csv")
    years = [str(year) for year in covered(contracts, Length.YEAR, date(2013, 10, 1))]
    assert years == [row["period"] for row in rows_of(SENATORS / "expected_flow_yearly.csv")]


@lru_cache(maxsize=4)
def signed(path: Path) -> tuple[Subscription, ...]:
    """The contracts of the file."""
    return tuple(
        Subscription(
            row.get("customer_name") or row.get("customer_id") or "",
            date.fromisoformat(row["start_date"][:10]),
            date.fromisoformat(row["end_date"][:10]) if row["end_date"] else None,
            row.get("segment") or "",
        )
        for row in rows_of(path)
    )
