"""Which figure calls for an answer, and what the limits of a chart come to as a range."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a3tracker.domain.errors import Invalid
from a3tracker.domain.periods import parse_period
from a3tracker.domain.predictions import ExpectedRange
from a3tracker.domain.series import Series
from a3tracker.domain.triggers import Sign, checked_reason, crossing, in_force, is_new, limits_as_range

JANUARY = parse_period("2025-01")
STEADY = (0.88, 0.87, 0.88, 0.86, 0.89, 0.87, 0.88, 0.87, 0.86, 0.88, 0.89, 0.87)
RANGE = ExpectedRange("Retention", "%", 84.0, 91.0, "outside", 1, metric=7)
LOCKED = date(2025, 11, 20)


def series(*values: float, **more: object) -> Series:
    known = {JANUARY.shifted(at): value for at, value in enumerate(values)}
    plain = {"wanted": "up", "rate": True, "unit": "%", **more}
    return Series(7, "Retention", "retention", known, **plain)  # type: ignore[arg-type]


def sign(*values: float, row: ExpectedRange = RANGE, **more: object) -> Sign | None:
    known = series(*values, **more)
    found = crossing(row, known, max(known.values), LOCKED)
    return found.sign if found else None


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0.84, None), (0.8399, Sign.BELOW), (0.91, None), (0.9101, Sign.ABOVE), (0.88, None)],
)
def test_a_figure_outside_the_range_calls_and_one_on_its_edge_does_not(
    value: float, expected: Sign | None
) -> None:
    assert sign(value) is expected


@given(st.integers(0, 1000))
def test_a_bound_that_is_met_to_the_last_digit_is_not_passed(thousandths: int) -> None:
    edge = replace(RANGE, low=thousandths / 10, high=thousandths / 10)
    assert sign(thousandths / 1000, row=edge) is None


def test_a_value_is_held_against_the_range_as_it_is() -> None:
    days = replace(RANGE, unit="days", low=None, high=3.0)
    assert sign(3.5, row=days, rate=False, unit="days", wanted="down") is Sign.ABOVE


def test_a_signal_in_the_unwanted_direction_calls_within_the_range() -> None:
    wide = replace(RANGE, low=0.0, high=100.0)
    assert sign(*STEADY, 0.70, row=wide) is Sign.OUTSIDE
    assert sign(*STEADY, 0.99, row=wide) is None, "better than expected is no reason to answer"
    assert sign(*STEADY, 0.70, row=wide, wanted="") is None
    assert sign(*STEADY, *[0.865] * 7, row=wide) is Sign.SHIFT


def test_a_run_chart_without_limits_calls_nobody() -> None:
    wide = replace(RANGE, low=0.0, high=100.0)
    assert sign(0.88, 0.881, 0.70, row=wide) is None


def test_a_signal_on_the_sheets_own_chart_calls_too() -> None:
    """The segment's chart has taken the new level into its limits; the sheet's has not."""
    worse = (*STEADY, 0.80, 0.95, 0.80, 0.95, 0.83)
    wide = replace(RANGE, low=0.0, high=100.0)
    known = series(*worse)
    last = max(known.values)
    assert crossing(wide, known, last, date(2027, 1, 1)) is None
    found = crossing(wide, known, last, date(2026, 1, 15))
    assert found
    assert found.sign is Sign.OUTSIDE


def test_old_figures_filled_in_afterwards_are_no_news() -> None:
    known = series(*STEADY)
    assert not is_new(known, JANUARY.shifted(3), LOCKED)
    assert is_new(known, JANUARY.shifted(10), LOCKED), "November was not over when the range was locked"
    assert is_new(known, JANUARY.shifted(11), date(2030, 1, 1)), "the newest of all, however late"


def test_the_limits_of_a_chart_become_a_range_that_no_figure_within_them_leaves() -> None:
    known = series(*STEADY)
    limits = known.reading.limits
    assert limits
    assert limits.lower
    assert limits.upper
    low, high = limits_as_range(known, "flow", "retention")
    assert (low, high) == (83.3, 91.7)
    assert low / 100 <= limits.lower < limits.upper <= high / 100


def test_an_end_that_no_figure_can_pass_is_left_out() -> None:
    wild = (0.99, 0.90, 0.99, 0.91, 0.99)
    low, high = limits_as_range(series(*wild), "flow", "retention")
    assert high is None
    assert low is not None
    assert limits_as_range(series(*wild), "flow", "net growth")[1] is not None
    with pytest.raises(Invalid, match="any value there is"):
        limits_as_range(series(0.9, 0.1, 0.9, 0.1, 0.9), "proportion", "")


def test_a_count_and_a_value_keep_their_own_steps() -> None:
    counts = {"rate": False, "unit": "trials"}
    assert limits_as_range(series(12, 14, 11, 13, 12, **counts), "count", "") == (7.0, 17.8)
    assert limits_as_range(series(1, 5, 1, 5, 1, **counts), "count", "")[0] is None
    assert limits_as_range(series(1, 5, 1, 5, 1, **counts), "value", "")[0] == -8.1
    assert limits_as_range(series(3, 3, 3, 3, 3, **counts), "value", "") == (3, 3)


def test_a_chart_without_limits_gives_none() -> None:
    with pytest.raises(Invalid) as refused:
        limits_as_range(series(0.9, 0.8, 0.9), "proportion", "")
    assert "they need 5 figures" in refused.value.fields["from_chart"]


def test_a_later_range_takes_the_place_of_the_one_beside_it() -> None:
    first, later, other = (
        SimpleNamespace(measure=measure, made=made)
        for measure, made in (("Renewed", None), ("Renewed", LOCKED), ("Called", None))
    )
    assert in_force([first, later, other]) == [later, other]


@pytest.mark.parametrize("reason", ["", "  ", "x" * 201])
def test_an_answer_is_one_line_that_says_something(reason: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked_reason(reason)
    assert list(refused.value.fields) == ["reason"]
