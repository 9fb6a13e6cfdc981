"""Bins that lose no value, and a number for how far two measures go together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a3tracker.domain.distributions import bins_of, pairs_of, spearman

values = st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: round(value, 4))


@given(st.lists(values, min_size=1, max_size=120))
def test_every_value_is_counted_in_one_bin(found: list[float]) -> None:
    bins = bins_of(found)
    assert sum(bins.counts) == len(found)
    slack = 1e-6 * max(abs(value) for value in (*found, 1.0))
    assert bins.edge(0) <= min(found) + slack
    assert bins.edge(len(bins.counts)) >= max(found) - slack


@given(st.lists(values, min_size=8, max_size=120))
def test_there_are_few_bins_and_each_has_a_plain_width(found: list[float]) -> None:
    bins = bins_of(found)
    assert len(bins.counts) <= 14
    assert f"{bins.width:e}"[0] in "125"


def test_a_value_on_an_edge_belongs_to_the_bin_that_begins_there() -> None:
    bins = bins_of([0, 1, 2, 3, 4, 5, 6, 7])
    assert (bins.start, bins.width, bins.counts) == (0, 2, (2, 2, 2, 2))


def test_equal_values_make_one_bin() -> None:
    assert bins_of([3.0] * 9).counts == (9,)


def test_only_periods_with_both_figures_make_a_pair() -> None:
    assert pairs_of({1: 1.0, 2: 2.0}, {2: 5.0, 3: 6.0}) == [(2, 2.0, 5.0)]


def test_ranks_that_rise_together_go_together_wholly() -> None:
    assert spearman([(at, at**3) for at in range(10)]) == pytest.approx(1)
    assert spearman([(at, -at) for at in range(10)]) == pytest.approx(-1)


def test_equal_values_share_their_rank() -> None:
    pairs = [(1, 1), (1, 2), (2, 3), (2, 4), (3, 5), (3, 6), (4, 7), (4, 8), (5, 9), (5, 10)]
    assert spearman([(float(x), float(y)) for x, y in pairs]) == pytest.approx(0.98473, abs=1e-5)


@pytest.mark.parametrize("pairs", [[(1.0, 2.0)] * 10, [(float(at), float(at)) for at in range(9)]])
def test_nothing_is_said_of_few_pairs_or_of_a_measure_that_never_changes(
    pairs: list[tuple[float, float]],
) -> None:
    assert spearman(pairs) is None


@given(st.lists(st.tuples(values, values), min_size=10, max_size=40))
def test_the_number_lies_between_minus_one_and_one(pairs: list[tuple[float, float]]) -> None:
    r = spearman(pairs)
    assert r is None or -1 <= r <= 1
