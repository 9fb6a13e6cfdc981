"""Activity, window flows, cohorts and repeats are those that other programs made of the same purchases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from a3tracker.domain.cohorts import CohortCell, cohorts, repeats
from a3tracker.domain.periods import Length, parse_period, periods_between
from a3tracker.domain.transactions import Purchases, Transaction, activity, covered, grouped
from a3tracker.domain.windows import window_flows
from tests.reference.flow_columns import ACTIVITY, COHORTS, FLOW, REPEATS
from tests.reference.tables import HERE, Column, Row, data_beside, differences, files, rows_of

Found = Mapping[tuple[str, ...], Any]


@pytest.mark.parametrize("path", files(["transactions.csv", "transactions.csv.gz"], "expected_*.csv"))
def test_tables_of_transactions_are_those_of_the_reference(path: Path) -> None:
    rows = rows_of(path)
    assert rows, "a table without rows compares nothing"
    keys, columns, table = shape_of(rows[0])
    wrong: list[str] = []
    for segment, part in by_segment(rows).items():
        found = table(bought(data_beside(path, "transactions.csv"), segment), part)
        for row in part:
            wrong += compared(row, found, keys, columns)
    assert not wrong, wrong[:20]


def test_the_sample_has_no_cells_that_the_files_do_not_have() -> None:
    purchases = bought(HERE / "cdnow_sample" / "transactions.csv", None)
    cells = [(str(cell.cohort), str(cell.offset)) for cell in cohorts(purchases, Length.MONTH)]
    expected = rows_of(HERE / "cdnow_sample" / "expected_cohorts.csv")
    assert cells == [(row["cohort"], row["offset"]) for row in expected]
    months = rows_of(HERE / "cdnow_sample" / "expected_monthly_activity.csv")
    assert [str(month) for month in covered(purchases, Length.MONTH)] == [row["period"] for row in months]


def compared(row: Row, found: Found, keys: tuple[str, ...], columns: Mapping[str, Column]) -> Iterator[str]:
    key = tuple(row[name] for name in keys)
    if key in found:
        return differences(row, found[key], columns, {*keys, "segment"})
    return iter([f"there is no row {key}"])


def shape_of(
    row: Row,
) -> tuple[tuple[str, ...], Mapping[str, Column], Callable[[Purchases, list[Row]], Found]]:
    """The keys, the columns and the table of an expected file, by the columns that it has."""
    if "window_days" in row:
        return ("period", "window_days"), FLOW, flow_table
    if "offset" in row:
        return ("cohort", "offset"), COHORTS, cohort_table
    if "eligible" in row:
        return ("cohort", "days"), REPEATS, repeat_table
    assert "reactivated" in row, f"nobody compares a table of {list(row)}"
    return ("period",), ACTIVITY, activity_table


def flow_table(purchases: Purchases, rows: list[Row]) -> Found:
    periods = asked(rows, "period")
    return {
        (str(one.period), window): one.flow
        for window in {row["window_days"] for row in rows}
        for one in window_flows(purchases, periods, int(window))
    }


def activity_table(purchases: Purchases, rows: list[Row]) -> Found:
    return {(str(one.period),): one for one in activity(purchases, asked(rows, "period"))}


def cohort_table(purchases: Purchases, rows: list[Row]) -> Found:
    last = max(parse_period(row["cohort"]).shifted(int(row["offset"])) for row in rows)
    found: dict[tuple[str, ...], Any] = {
        (str(cell.cohort), str(cell.offset)): cell for cell in cohorts(purchases, last.length, last)
    }
    # A cohort in which nobody came has no cells; a file may spell them out as empty.
    for row in rows:
        cohort, offset = parse_period(row["cohort"]), int(row["offset"])
        if row["cohort_size"] == "0":
            found.setdefault((row["cohort"], row["offset"]), CohortCell(cohort, offset, 0, 0, 0))
    return found


def repeat_table(purchases: Purchases, rows: list[Row]) -> Found:
    within = sorted({int(row["days"]) for row in rows})
    made = repeats(purchases, parse_period(rows[0]["cohort"]).length, within)
    return {(str(one.cohort), str(one.days)): one for one in made}


def asked(rows: list[Row], column: str) -> tuple[Any, ...]:
    """All periods from the first to the last of the file."""
    named = [parse_period(row[column]) for row in rows]
    return periods_between(min(named), max(named))


def by_segment(rows: list[dict[str, str]]) -> Mapping[str | None, list[Row]]:
    parts: defaultdict[str | None, list[Row]] = defaultdict(list)
    for row in rows:
        parts[row.get("segment")].append(row)
    return parts


@lru_cache(maxsize=4)
def bought(path: Path, segment: str | None) -> Purchases:
    """The purchases of the file, or of one segment in it."""
    rows = (
        Transaction(row["customer_id"], date.fromisoformat(row["date"][:10]), Decimal(row["amount"] or 0))
        for row in rows_of(path)
        if segment is None or row["segment"] == segment
    )
    found = grouped(rows)
    assert found, f"{path} has no purchases"
    return found
