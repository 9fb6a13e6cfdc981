"""Intervals hold their estimate, stay in range and shrink; words say points and counts."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a3tracker.domain.proportions import (
    Interval,
    Pairs,
    exact_sample_size,
    newcombe,
    paired,
    sample_size,
    wilson,
)

COUNTS = st.integers(1, 10**6).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
PAIRS = st.builds(Pairs, *[st.integers(0, 10**5)] * 4).filter(lambda pairs: pairs.n > 0)


def width(interval: Interval | None) -> float:
    assert interval is not None
    return interval.high - interval.low


def test_without_customers_there_is_no_interval() -> None:
    assert wilson(0, 0) is None
    assert newcombe((3, 10), (0, 0)) is None
    assert newcombe((0, 0), (3, 10)) is None
    assert paired(Pairs(0, 0, 0, 0)) is None


@pytest.mark.parametrize(("x", "n"), [(5, 3), (-1, 3), (1, -3)])
def test_what_is_no_part_of_a_whole_has_no_interval(x: int, n: int) -> None:
    assert wilson(x, n) is None


def test_the_ends_are_reached_exactly() -> None:
    nobody, all_of_them = wilson(0, 29), wilson(29, 29)
    assert nobody is not None
    assert all_of_them is not None
    assert (nobody.estimate, nobody.low) == (0, 0)
    assert (all_of_them.estimate, all_of_them.high) == (1, 1)
    assert width(nobody) > 0.1, "nobody of 29 does not mean nobody ever"


@given(COUNTS)
def test_an_interval_holds_its_estimate_and_stays_in_range(counts: tuple[int, int]) -> None:
    found = wilson(*counts)
    assert found is not None
    assert 0 <= found.low <= found.estimate <= found.high <= 1


@given(COUNTS, st.integers(2, 50))
def test_an_interval_shrinks_with_more_customers(counts: tuple[int, int], times: int) -> None:
    x, n = counts
    assert width(wilson(x * times, n * times)) < width(wilson(x, n))


@given(COUNTS, COUNTS)
def test_a_difference_holds_its_estimate_and_stays_in_range(
    after: tuple[int, int], before: tuple[int, int]
) -> None:
    found = newcombe(after, before)
    assert found is not None
    assert -1 <= found.low <= found.estimate <= found.high <= 1
    turned = newcombe(before, after)
    assert turned is not None
    assert (-turned.high, -turned.low) == pytest.approx((found.low, found.high), abs=1e-12)


@given(COUNTS, COUNTS, st.integers(2, 50))
def test_a_difference_shrinks_with_more_customers(
    after: tuple[int, int], before: tuple[int, int], times: int
) -> None:
    more = newcombe((after[0] * times, after[1] * times), (before[0] * times, before[1] * times))
    assert width(more) < width(newcombe(after, before))


@given(PAIRS)
def test_a_paired_difference_holds_its_estimate_and_turns_with_its_sides(pairs: Pairs) -> None:
    found = paired(pairs)
    turned = paired(Pairs(pairs.both, pairs.only_before, pairs.only_after, pairs.neither))
    assert found is not None
    assert turned is not None
    assert -1 <= found.low <= found.estimate <= found.high <= 1
    assert (-turned.high, -turned.low) == pytest.approx((found.low, found.high), abs=1e-12)


@given(PAIRS, st.integers(2, 50))
def test_a_paired_difference_shrinks_with_more_customers(pairs: Pairs, times: int) -> None:
    more = Pairs(*(count * times for count in vars(pairs).values()))
    assert width(paired(more)) <= width(paired(pairs)) + 1e-12


def test_the_printed_example_of_pairs() -> None:
    found = paired(Pairs(both=20, only_after=12, only_before=2, neither=16))
    assert found is not None
    assert (round(found.low, 4), round(found.high, 4)) == (0.0562, 0.3292)


def test_customers_needed_to_see_a_difference() -> None:
    assert sample_size(0.10, 0.12) == 3841
    assert sample_size(0.12, 0.10) == 3841
    assert sample_size(0.10, 0.12, power=0.9) == 5142
    assert sample_size(0.10, 0.10) is None
    assert sample_size(0.10, 1.2) is None


@given(st.floats(0.01, 0.9), st.floats(0.001, 0.05))
def test_a_smaller_difference_needs_more_customers(before: float, step: float) -> None:
    large, small = exact_sample_size(before, before + 2 * step), exact_sample_size(before, before + step)
    assert large is not None
    assert small is not None
    assert small > large


def test_a_wider_confidence_is_a_wider_interval() -> None:
    assert width(wilson(81, 263, 0.99)) > width(wilson(81, 263)) > width(wilson(81, 263, 0.9))
    assert math.isclose(width(wilson(81, 263, 0.95)), width(wilson(81, 263)))
