"""What a team expects before Do, and what stands beside it later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a3tracker.domain.errors import Invalid
from a3tracker.domain.predictions import (
    ExpectedRange,
    Prediction,
    at_first,
    checked_prediction,
    checked_range,
    later,
    missing_for_lock,
    parse_value,
)

TODAY = date(2026, 6, 30)
WHOLE = Prediction("Win rate", "%", 27.0, 24.0, 30.0, date(2026, 8, 1), "Answers come faster")
RANGE = ExpectedRange("Hotels that renew", "%", 88.0, 94.0, "below 88 %", 5)


def refusal(row: Prediction) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        checked_prediction(row)
    return refused.value.fields


def test_a_prediction_may_grow_until_it_is_locked() -> None:
    row = checked_prediction(Prediction("  Win rate "))
    assert row == Prediction("Win rate")
    assert row.missing() == ("its point", "its range", "the day of its check", "why you expect it")
    assert not WHOLE.missing()


def test_a_prediction_says_what_it_counts() -> None:
    assert refusal(Prediction(" ")) == {"words": "Say what you expect to see."}


def test_a_range_the_wrong_way_round_is_refused() -> None:
    assert "low" in refusal(replace(WHOLE, low=31.0, point=None))
    with pytest.raises(Invalid):
        checked_range(replace(RANGE, low=95.0))


@pytest.mark.parametrize("point", [23.9, 30.1])
def test_a_point_lies_in_its_range(point: float) -> None:
    assert "point" in refusal(replace(WHOLE, point=point))


@pytest.mark.parametrize("words", ["Takt time", "Takt of the team"])
def test_takt_is_refused_with_the_way_that_is_offered_instead(words: str) -> None:
    assert "share of demand" in refusal(replace(WHOLE, words=words))["words"]
    with pytest.raises(Invalid, match="Takt"):
        checked_range(replace(RANGE, measure=words))


def test_an_expected_range_may_have_one_end_and_needs_trigger_and_person() -> None:
    assert not replace(RANGE, high=None).missing()
    assert ExpectedRange("Renewals").missing() == ("its range", "its trigger", "the person responsible")


def test_what_is_missing_for_the_lock_is_said_row_by_row() -> None:
    rows = (WHOLE, replace(WHOLE, words="Days to quote", why=""))
    assert missing_for_lock(rows, "prediction") == ("“Days to quote” still needs why you expect it.",)


def test_a_later_one_bears_its_day_and_its_reason() -> None:
    row = later(replace(WHOLE, reason=" The list grew "), TODAY)
    assert (row.made, row.reason) == (TODAY, "The list grew")
    with pytest.raises(Invalid) as refused:
        later(WHOLE, TODAY)
    assert "reason" in refused.value.fields
    with pytest.raises(Invalid, match="it still needs its range"):
        later(replace(WHOLE, low=None, reason="x"), TODAY)


def test_one_before_the_lock_has_neither() -> None:
    assert at_first(replace(WHOLE, made=TODAY, reason="x")) == WHOLE


def test_a_revision_stores_days_as_words_of_the_calendar() -> None:
    plain = WHOLE.plain(7)
    assert (plain["id"], plain["day"], plain["made"], plain["point"]) == (7, "2026-08-01", None, 27.0)
    assert RANGE.plain(8)["responsible"] == 5


@given(st.floats(min_value=-1e9, max_value=1e9).map(lambda value: round(value, 2)))
def test_a_number_is_read_as_it_was_typed(value: float) -> None:
    assert parse_value(f"{value:.4f}", "point") == pytest.approx(value)


@pytest.mark.parametrize(("typed", "value"), [("", None), ("17.2", 17.2), ("17,2 %", 17.2), ("−3", -3.0)])
def test_one_number_is_read(typed: str, value: float | None) -> None:
    assert parse_value(typed, "point") == value


@pytest.mark.parametrize("typed", ["5 of 10", "many", "1 2"])
def test_what_is_not_one_number_is_refused_at_its_field(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse_value(typed, "point")
    assert list(refused.value.fields) == ["point"]
