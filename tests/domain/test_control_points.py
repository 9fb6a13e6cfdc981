"""The track of an A3: what is done, where it stands, what is to come, and when."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a3tracker.domain.control_points import (
    POINT_WORDS,
    Dates,
    When,
    checked_dates,
    goes_round,
    is_locked,
    point_of,
    way,
)
from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.errors import Invalid
from a3tracker.domain.stages import ORDER, Stage

MAY, JUNE, JULY = date(2026, 5, 3), date(2026, 6, 3), date(2026, 7, 3)


def labels(cycle: str, stage: Stage, outcome: str | None = None, *dates: Dates, lap: int = 1) -> list[str]:
    return [f"{point.label} {point.when}" for point in way(cycle, stage, outcome, lap, dates, None)]


@pytest.mark.parametrize("cycle", CYCLES)
@pytest.mark.parametrize("stage", Stage)
def test_what_lies_behind_is_done_and_what_lies_ahead_is_to_come(cycle: str, stage: Stage) -> None:
    whens = [point.when for point in way(cycle, stage, None, 1, (), None)]
    assert len(whens) == len(ORDER)
    assert whens.count(When.NOW) == (stage is not Stage.CLOSED)
    assert whens == sorted(whens, key=list(When).index)


def test_a_point_shows_when_it_was_passed_or_is_due() -> None:
    dates = (Dates(1, 1, due=MAY, done=JUNE), Dates(1, 2, due=JULY))
    first, second, third, *_rest = way("PDCA", Stage.PREDICTION, None, 1, dates, None)
    assert (first.due, first.done, first.late(JULY)) == (MAY, JUNE, False)
    assert (second.due, second.done, second.late(JULY)) == (JULY, None, False)
    assert second.late(date(2026, 7, 4))
    assert (third.due, third.late(JULY)) == (None, False)


def test_a_standard_that_goes_round_is_sustained_at_point_six() -> None:
    assert [point_of(stage, sustaining=True) for stage in ORDER] == [1, 2, 3, 4, 6, None]
    assert [point_of(stage, sustaining=False) for stage in ORDER] == [1, 2, 3, 4, 5, None]
    for outcome, round_again in {
        "held": True,
        "restored": True,
        "pdca_opened": True,
        "new_version": False,
    }.items():
        assert goes_round("SDCA", outcome) is round_again
    assert not goes_round("PDCA", "adopted")
    assert not goes_round("SDCA", None)


def test_the_second_lap_keeps_the_dates_of_the_lock_and_shows_its_own_ahead() -> None:
    dates = (Dates(1, 2, done=MAY), Dates(1, 4, done=JUNE), Dates(1, 5, done=JUNE), Dates(2, 4, due=JULY))
    points = {point.number: point for point in way("SDCA", Stage.DO, "held", 2, dates, None)}
    assert points[2].done == MAY
    assert (points[4].due, points[4].done) == (JULY, None)
    assert points[6].label == "Sustain"
    assert 5 not in points


def test_the_end_says_how_it_ended() -> None:
    *_points, end = way("PDCA", Stage.CLOSED, "adopted", 1, (), JULY)
    assert (end.label, end.when, end.done) == ("Adopted", When.DONE, JULY)
    assert labels("SDCA", Stage.CLOSED, "retired", Dates(3, 6, done=JULY), lap=3)[-2] == "Sustain done"


def test_what_is_written_after_the_lock_comes_later() -> None:
    assert [stage for stage in Stage if not is_locked(stage)] == [Stage.LEFT_SIDE, Stage.PREDICTION]


def test_dates_are_planned_in_their_order() -> None:
    assert checked_dates({1: MAY, 2: None, 4: MAY, 5: JULY}) == {1: MAY, 2: None, 4: MAY, 5: JULY}
    with pytest.raises(Invalid) as refused:
        checked_dates({1: JUNE, 2: None, 4: MAY})
    assert refused.value.fields == {"due_4": "This lies before Left side, 3 Jun 2026."}


@given(st.dictionaries(st.sampled_from(list(POINT_WORDS)), st.none() | st.dates()))
def test_dates_are_taken_exactly_when_no_later_point_comes_first(due: dict[int, date | None]) -> None:
    days = [day for _point, day in sorted(due.items()) if day]
    if days == sorted(days):
        assert checked_dates(due) == due
    else:
        with pytest.raises(Invalid):
            checked_dates(due)
