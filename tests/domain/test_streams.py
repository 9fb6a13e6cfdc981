"""Value streams: what a stream needs, who may be its deputy, and a manager who is apart from the teams."""

from datetime import date

import pytest

from a3tracker.domain.errors import Invalid
from a3tracker.domain.streams import (
    DeputyChange,
    StreamChange,
    checked_deputy,
    checked_stream,
    ensure_manager_is_apart,
)

MAJA, DORA = 2, 3


def test_a_stream_is_kept_trimmed() -> None:
    assert checked_stream(StreamChange(" Newcomers ", " All ", MAJA)) == StreamChange(
        "Newcomers", "All", MAJA
    )


@pytest.mark.parametrize(("name", "market", "field"), [("", "All", "name"), ("Newcomers", " ", "market")])
def test_a_stream_needs_a_name_and_a_market(name: str, market: str, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        checked_stream(StreamChange(name, market, None))
    assert field in refusal.value.fields


def test_a_name_that_is_too_long_says_by_how_much() -> None:
    with pytest.raises(Invalid) as refusal:
        checked_stream(StreamChange("n" * 130, "All", None))
    assert "10 characters" in refusal.value.fields["name"]


def test_a_deputy_of_one_day_is_fine() -> None:
    change = DeputyChange(DORA, date(2026, 6, 30), date(2026, 6, 30))
    assert checked_deputy(change, MAJA) is change


def test_a_deputys_last_day_cannot_come_before_the_first() -> None:
    with pytest.raises(Invalid) as refusal:
        checked_deputy(DeputyChange(DORA, date(2026, 6, 30), date(2026, 6, 29)), MAJA)
    assert "last_day" in refusal.value.fields


def test_a_manager_cannot_be_the_deputy() -> None:
    with pytest.raises(Invalid) as refusal:
        checked_deputy(DeputyChange(MAJA, date(2026, 6, 29), date(2026, 6, 30)), MAJA)
    assert "person" in refusal.value.fields


def test_one_who_is_in_a_team_cannot_become_manager_and_hears_which_team() -> None:
    with pytest.raises(Invalid) as refusal:
        ensure_manager_is_apart(MAJA, {MAJA: "First edit"})
    assert "“First edit”" in refusal.value.fields["manager"]
    assert "two people" in refusal.value.fields["manager"]


def test_a_manager_from_outside_and_no_manager_at_all_are_fine() -> None:
    ensure_manager_is_apart(MAJA, {DORA: "First edit"})
    ensure_manager_is_apart(None, {DORA: "First edit"})
