"""An experiment is honest: what was expected stands, a number has a measure, a cold contact is noticed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a3tracker.domain.errors import Invalid
from a3tracker.domain.experiments import (
    FROZEN,
    Experiment,
    Result,
    Ring,
    checked_experiment,
    with_result,
)
from a3tracker.domain.rows import LONG, SHORT, TAKT_REFUSED

DAY = date(2026, 6, 30)
TRIAL = Experiment(DAY, "Called five", "Three answer", "Two answered", "Call earlier")
OPEN = replace(TRIAL, observed="", learned="")
COUNTED = replace(OPEN, measure="Answers", unit="calls", low=3.0, high=4.0)
WHOLE = replace(
    COUNTED, observed="Two answered", learned="Call earlier", touchpoint="The phone", ring="prospect",
    warm_link="Ines Moreau", who=7, for_whom="House managers", why="They sit at a desk", seen=2.0,
    did="Rang back", next_step="Write first", look_on=DAY,
)  # fmt: skip
OTHERWISE: dict[str, Any] = {"low": 2.0, "high": 5.0, **dict.fromkeys(set(FROZEN) - {"low", "high"}, "Other")}


@pytest.mark.parametrize("row", [TRIAL, OPEN, COUNTED, WHOLE])
def test_a_complete_experiment_is_taken_as_it_is(row: Experiment) -> None:
    assert checked_experiment(row) == row


@pytest.mark.parametrize("field", ["tried", "expected"])
def test_an_experiment_says_what_is_tried_and_expected(field: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked_experiment(replace(TRIAL, **{field: " \n\x00 "}))
    assert list(refused.value.fields) == [field]


@pytest.mark.parametrize("field", FROZEN)
def test_what_is_expected_may_change_while_nothing_was_seen(field: str) -> None:
    before = replace(WHOLE, observed="", seen=None)
    after = replace(before, **{field: OTHERWISE[field]})
    assert checked_experiment(after, before) == after


@pytest.mark.parametrize("field", FROZEN)
@pytest.mark.parametrize("result", [{"observed": ""}, {"seen": None}, {}], ids=["a number", "words", "both"])
def test_what_was_expected_stands_once_a_result_is_in(field: str, result: dict[str, Any]) -> None:
    before = replace(WHOLE, **result)
    with pytest.raises(Invalid) as refused:
        checked_experiment(replace(before, **{field: OTHERWISE[field]}), before)
    assert "It was “" in refused.value.fields[field]


@pytest.mark.parametrize("field", ["observed", "seen"])
def test_nobody_reopens_the_expectation_by_taking_the_result_away(field: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked_experiment(replace(WHOLE, **{field: None if field == "seen" else " "}), WHOLE)
    assert list(refused.value.fields) == [field]


@pytest.mark.parametrize("field", ["observed", "learned", "did", "next_step", "warm_link"])
def test_a_slip_of_the_pen_can_be_put_right_afterwards(field: str) -> None:
    assert getattr(checked_experiment(replace(WHOLE, **{field: "Put right"}), WHOLE), field) == "Put right"


def test_the_same_expectation_with_spaces_around_it_is_the_same() -> None:
    assert checked_experiment(replace(TRIAL, expected=" Three answer\r\n"), TRIAL) == TRIAL


@pytest.mark.parametrize("change", [{"high": None}, {"low": None, "high": 3.0}])
def test_one_number_is_both_ends_of_the_range(change: dict[str, Any]) -> None:
    row = checked_experiment(replace(COUNTED, **change))
    assert (row.low, row.high) == (3.0, 3.0)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"measure": ""}, "measure"),
        ({"measure": "", "low": None, "high": None}, "measure"),
        ({"low": None, "high": None}, "low"),
        ({"low": 5.0}, "low"),
        ({"measure": "Kundentakt"}, "measure"),
        ({"unit": "takt"}, "measure"),
        ({"ring": "friend"}, "ring"),
        ({"look_on": date(2026, 6, 29)}, "look_on"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(change: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked_experiment(replace(COUNTED, **change))
    assert list(refused.value.fields) == [field]


def test_takt_is_refused_with_the_reason() -> None:
    with pytest.raises(Invalid) as refused:
        checked_experiment(replace(COUNTED, measure="Takt time"))
    assert refused.value.fields["measure"] == TAKT_REFUSED


@pytest.mark.parametrize(
    ("ring", "link", "cold"),
    [
        ("", "", False),
        ("existing", "", False),
        ("prospect", "", True),
        ("new", "", True),
        ("new", "Ines", False),
    ],
)
def test_somebody_new_without_a_warm_link_is_a_cold_contact(ring: str, link: str, cold: bool) -> None:
    assert checked_experiment(replace(OPEN, ring=ring, warm_link=link)).cold == cold


def test_only_somebody_of_the_stream_is_named() -> None:
    assert checked_experiment(replace(OPEN, who=7), None, {7}).who == 7
    assert checked_experiment(replace(OPEN, who=7), replace(OPEN, who=7), {8}).who == 7
    with pytest.raises(Invalid) as refused:
        checked_experiment(replace(OPEN, who=7), None, {8})
    assert list(refused.value.fields) == ["who"]


LENGTHS = {
    **dict.fromkeys(["tried", "expected", "why", "observed", "did", "learned", "next_step"], LONG),
    **dict.fromkeys(["touchpoint", "for_whom", "warm_link"], SHORT),
    "measure": 60,
    "unit": 20,
}


@pytest.mark.parametrize("field", LENGTHS)
def test_a_text_may_be_as_long_as_it_can_be_read_and_no_longer(field: str) -> None:
    longest = LENGTHS[field]
    assert getattr(checked_experiment(replace(COUNTED, **{field: "n" * longest})), field) == "n" * longest
    with pytest.raises(Invalid) as refused:
        checked_experiment(replace(COUNTED, **{field: "n" * (longest + 1)}))
    assert refused.value.fields == {field: f"Shorten this by 1 character; {longest:,} fit here."}


def test_a_result_says_what_was_seen() -> None:
    after = with_result(COUNTED, Result("", 4.0, "Rang back", "", "", None))
    assert (after.seen, after.did, after.finished, after.low) == (4.0, "Rang back", True, 3.0)
    with pytest.raises(Invalid) as refused:
        with_result(COUNTED, Result(" ", None, "Rang back", "", "", None))
    assert list(refused.value.fields) == ["observed"]


def test_an_experiment_of_the_first_schema_is_stored_as_it_was() -> None:
    assert TRIAL.plain(8) == {
        "id": 8, "day": "2026-06-30", "tried": "Called five", "expected": "Three answer",
        "observed": "Two answered", "learned": "Call earlier",
    }  # fmt: skip
    assert set(WHOLE.plain(8)) == {"id", *vars(WHOLE)}
    assert WHOLE.plain(8)["look_on"] == "2026-06-30"
    assert replace(COUNTED, seen=0.0).plain(8)["seen"] == 0.0


@given(
    low=st.floats(-1e9, 1e9), high=st.floats(-1e9, 1e9), ring=st.sampled_from(["", *Ring]),
    observed=st.sampled_from(["", "Seen"]),
)  # fmt: skip
def test_a_checked_experiment_is_taken_again_unchanged(
    low: float, high: float, ring: str, observed: str
) -> None:
    row = replace(COUNTED, low=min(low, high), high=max(low, high), ring=ring, observed=observed)
    once = checked_experiment(row)
    assert checked_experiment(once, once) == once
