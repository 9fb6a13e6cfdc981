"""The share model and the needed new customers, on the handbook's numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a3tracker.domain.shares import ShareModel, acquisition_to_hold, needed_new

RATE = st.floats(0, 1)


def test_the_share_of_the_next_period_and_in_the_long_run() -> None:
    model = ShareModel(share=0.25, retention=0.88, acquisition=0.15)
    assert model.next == pytest.approx(0.3325, abs=1e-12)
    assert model.long_run == pytest.approx(0.5556, abs=5e-5)
    assert model.path(2) == pytest.approx((0.25, 0.3325, 0.3325 * 0.88 + 0.6675 * 0.15))


@given(st.floats(0, 0.99), RATE)
def test_the_acquisition_that_holds_a_share_holds_it(share: float, retention: float) -> None:
    needed = acquisition_to_hold(share, retention)
    assert needed is not None
    assert ShareModel(share, retention, needed).next == pytest.approx(share, abs=1e-9)


@given(RATE, st.floats(0.05, 0.95), st.floats(0.05, 1))
def test_a_share_comes_to_rest_where_the_long_run_says(share: float, retention: float, won: float) -> None:
    model = ShareModel(share, retention, won)
    assert model.path(400)[-1] == pytest.approx(model.long_run, abs=1e-6)


@given(RATE, RATE, RATE)
def test_a_share_stays_a_share(share: float, retention: float, won: float) -> None:
    assert -1e-12 <= ShareModel(share, retention, won).next <= 1 + 1e-12


def test_what_cannot_be_told_is_none() -> None:
    assert ShareModel(0.4, 1, 0).long_run is None
    assert ShareModel(0.4, 1, 0).next == pytest.approx(0.4)
    assert ShareModel(1, 0.9, 0.5).acquisition_to_hold is None


def test_a_small_share_gains_more_from_winning_and_a_large_one_from_keeping() -> None:
    small, large = ShareModel(0.25, 0.88, 0.15), ShareModel(0.7, 0.88, 0.15)
    assert small.gain_from_winning > small.gain_from_keeping
    assert large.gain_from_keeping > large.gain_from_winning
    better = ShareModel(0.25, 0.89, 0.15).next - small.next
    assert better == pytest.approx(0.01 * small.gain_from_keeping)


def test_needed_new_customers_are_whole_and_never_below_zero() -> None:
    needed = needed_new(target_share=0.3, demand=4000, start=1000, retention=0.88, won_back=24.5)
    assert needed.target == 1200
    assert needed.exact == pytest.approx(295.5)
    assert needed.shown == 296
    few = needed_new(target_share=0.1, demand=4000, start=1000, retention=0.88, won_back=0)
    assert few.exact < 0
    assert few.shown == 0


def test_the_last_bits_of_a_product_need_no_customer() -> None:
    needed = needed_new(target_share=0.07, demand=100, start=10, retention=0.1, won_back=1)
    assert needed.exact > 5
    assert needed.shown == 5
