"""Cohorts and repeats are those that the definitions give; what is not over is absent."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from a3tracker.domain.cohorts import cohorts, repeats
from a3tracker.domain.periods import Length, last_complete, parse_period, period_of
from a3tracker.domain.transactions import Transaction, grouped
from tests.domain.purchases import TRANSACTIONS, days_of, slow_cell, slow_repeat

LENGTHS = st.sampled_from([Length.MONTH, Length.QUARTER])


@given(TRANSACTIONS, LENGTHS)
def test_a_cohort_is_what_the_definitions_give(rows: list[Transaction], length: Length) -> None:
    purchases = grouped(rows)
    assert purchases is not None
    last = last_complete(purchases.until, length)
    came = {period_of(days[0], length) for days in days_of(rows).values()}
    cells = cohorts(purchases, length)
    assert [(cell.cohort, cell.offset) for cell in cells] == [
        (cohort, offset) for cohort in sorted(came) for offset in range(last.index - cohort.index + 1)
    ]
    for cell in cells:
        found = (cell.size, cell.active, cell.active_or_later)
        assert found == slow_cell(rows, cell.cohort, cell.offset)


@given(TRANSACTIONS, LENGTHS, st.lists(st.integers(1, 200), min_size=1, max_size=3))
def test_repeats_are_what_the_definitions_give(
    rows: list[Transaction], length: Length, within: list[int]
) -> None:
    purchases = grouped(rows)
    assert purchases is not None
    found = repeats(purchases, length, within)
    assert len(found) == len(within) * len({period_of(days[0], length) for days in days_of(rows).values()})
    for one in found:
        expected = slow_repeat(rows, one.cohort, one.days, purchases.until)
        assert (one.size, one.eligible, one.repeated) == expected


def test_cells_after_the_last_complete_month_are_absent() -> None:
    purchases = grouped(
        [
            Transaction("ann", date(2024, 1, 5)),
            Transaction("bob", date(2024, 2, 5)),
            Transaction("ann", date(2024, 3, 5)),
        ]
    )
    assert purchases is not None
    cells = [
        (str(cell.cohort), cell.offset, cell.rate, cell.rolling_rate)
        for cell in cohorts(purchases, Length.MONTH)
    ]
    assert cells == [("2024-01", 0, 1, 1), ("2024-01", 1, 0, 1), ("2024-02", 0, 1, 1)]
    whole = cohorts(purchases, Length.MONTH, parse_period("2024-03"))
    assert [(cell.offset, cell.rate) for cell in whole if str(cell.cohort) == "2024-01"] == [
        (0, 1),
        (1, 0),
        (2, 1),
    ]


def test_a_second_purchase_on_the_first_day_is_no_repeat() -> None:
    purchases = grouped([Transaction("ann", date(2024, 1, 5))] * 2, until=date(2024, 2, 4))
    assert purchases is not None
    month, longer = repeats(purchases, Length.MONTH, [30, 31])
    assert (month.eligible, month.repeated, month.rate) == (1, 0, 0)
    assert (longer.eligible, longer.rate) == (0, None)
