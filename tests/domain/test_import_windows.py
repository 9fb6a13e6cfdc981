"""At the beginning of a file of purchases nobody can be lost: no retention is made of that."""

from __future__ import annotations

import csv
from pathlib import Path

from a3tracker.domain.import_results import Standing
from a3tracker.domain.imports import Shape
from a3tracker.domain.periods import Length, parse_period
from tests.domain.test_import_reading import LATER, PURCHASE, bring

SAMPLE = Path(__file__).parents[1] / "reference" / "cdnow_sample" / "transactions.csv"


def test_the_periods_in_which_nobody_could_be_lost_yet_are_left_out() -> None:
    with SAMPLE.open(newline="") as file:
        rows = [(row["customer_id"], row["date"][:10], "") for row in csv.DictReader(file)]
    result = bring(Shape.TRANSACTIONS, PURCHASE, rows, window=196)
    assert result.losing_from == "1997-07-16"
    first, second, *_ = result.entries
    assert (str(first), str(second)) == ("1997-08", "1997-09")
    assert all(entry.lost for entry in result.entries.values())
    assert result.entries[second].start == result.entries[first].end
    assert not result.corrections


def test_a_file_that_goes_on_from_an_earlier_one_leaves_nothing_out() -> None:
    day = parse_period("2025-10").first
    stands = Standing(Length.MONTH, LATER, bought=[("a", day, 1.0)])
    rows = [("a", "2026-01-05", ""), ("b", "2026-02-28", "")]
    result = bring(Shape.TRANSACTIONS, PURCHASE, rows, stands, window=31)
    assert list(result.flows) == ["2025-11", "2025-12", "2026-01", "2026-02"]
    assert result.entries[parse_period("2025-11")].lost == 1


def test_a_file_shorter_than_its_window_brings_rows_and_no_flow() -> None:
    result = bring(Shape.TRANSACTIONS, PURCHASE, [("a", "2026-01-05", ""), ("b", "2026-02-28", "")])
    assert (result.flows, result.window, result.losing_from) == ({}, 90, "2026-04-05")
