"""From a file to figures: the worker's part, with the person's clicks between."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from a3tracker.db.base import db
from a3tracker.db.flows import flows_of
from a3tracker.db.import_rows import Purchase
from a3tracker.db.imports import wanted_imports
from a3tracker.db.segments import Segment
from a3tracker.domain.periods import parse_period
from a3tracker.domain.transactions import Transaction, covered, grouped
from a3tracker.domain.windows import window_flows
from tests.files_to_bring import PURCHASES, Bringing
from tests.sites import Site
from tests.visitor import Visitor
from tests.world import World

SAMPLE = Path(__file__).parents[1] / "reference"


@pytest.fixture
def bringing(app: Flask, as_: Callable[[str], Visitor]) -> Bringing:
    """A member of the team, at the page of files."""
    return Bringing(app, as_("member"))


def flow_of(bringing: Bringing, period: str) -> tuple[int | None, ...]:
    """S, N, W, L and E as they are kept."""
    with bringing.app.app_context():
        entry = flows_of(1)[parse_period(period)].entry
    return entry.start, entry.new, entry.won_back, entry.lost, entry.end


def test_purchases_become_flows_with_the_window_that_is_named(bringing: Bringing) -> None:
    page = bringing.whole(PURCHASES, window="40")
    assert "The figures are in" in page
    assert [flow_of(bringing, month) for month in ("2026-01", "2026-02", "2026-03")] == [
        (0, 2, 0, 0, 2),
        (2, 1, 0, 1, 2),
        (2, 0, 1, 0, 3),
    ]


def test_the_sample_of_cdnow_becomes_the_flows_of_the_reference(bringing: Bringing) -> None:
    text = (SAMPLE / "cdnow_sample" / "transactions.csv").read_text()
    bringing.whole(text, window="90")
    with bringing.app.app_context():
        kept = {period: row.entry.flow for period, row in flows_of(1).items()}
    rows = [line.split(",") for line in text.splitlines()[1:]]
    heading = text.splitlines()[0].split(",")
    place = [heading.index(name) for name in ("customer_id", "date")]
    from datetime import date  # noqa: PLC0415

    purchases = grouped(Transaction(row[place[0]], date.fromisoformat(row[place[1]][:10]), 0) for row in rows)
    assert purchases
    expected = window_flows(purchases, covered(purchases, parse_period("1997-01").length), 90)
    assert kept == {one.period: one.flow for one in expected}
