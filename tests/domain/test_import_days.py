"""What has not come yet is no figure, and a year that nobody kept figures in is a slip of the pen."""

from __future__ import annotations

from datetime import date

import pytest

from a3tracker.domain.import_results import Standing
from a3tracker.domain.imports import Shape
from a3tracker.domain.periods import Length
from tests.domain.test_import_reading import CONTRACT, FLOW, PURCHASE, bad, bring

TODAY = date(2026, 5, 20)
QUARTERS = Standing(Length.QUARTER, TODAY)
MONTHS = Standing(Length.MONTH, TODAY)
TERMS = ("1", "0", "0", "0", "1")


@pytest.mark.parametrize("period", ["2026-06", "2199-05", "1899-12", "1 Jun 2026"])
def test_a_month_before_1900_or_one_that_has_not_begun_is_a_bad_cell(period: str) -> None:
    assert bad(Shape.FIGURES, FLOW, [(period, *TERMS)], MONTHS) == [(2, "period")]


def test_the_month_and_the_quarter_of_today_come_in() -> None:
    assert bring(Shape.FIGURES, FLOW, [("2026-05", *TERMS), ("1900-01", *TERMS)], MONTHS).flows
    assert bring(Shape.FIGURES, FLOW, [("2026Q2", *TERMS)], QUARTERS).flows
    assert bad(Shape.FIGURES, FLOW, [("2026Q3", *TERMS)], QUARTERS) == [(2, "period")]


def test_a_purchase_of_tomorrow_is_a_bad_cell_and_an_old_one_is_not() -> None:
    rows = [("a", "1867-02-01", ""), ("a", "2026-05-20", ""), ("b", "2026-05-21", "")]
    assert bad(Shape.TRANSACTIONS, PURCHASE, rows, MONTHS) == [(4, "day")]


def test_a_contract_starts_up_to_today_and_may_end_later() -> None:
    assert bad(Shape.SUBSCRIPTIONS, CONTRACT, [("a", "2026-05-21", "")], MONTHS) == [(2, "start")]
    result = bring(Shape.SUBSCRIPTIONS, CONTRACT, [("a", "2026-01-05", "2027-01-04")], MONTHS)
    assert (result.last, max(result.flows)) == ("2026-01-05", "2026-04")
