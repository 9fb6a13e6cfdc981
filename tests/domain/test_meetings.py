"""When a meeting is held, when the next one is, and what may still be changed on it."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a3tracker.domain.errors import Invalid, WrongState
from a3tracker.domain.meetings import (
    MeetingChange,
    Rhythm,
    State,
    checked_meeting,
    checked_minutes,
    ensure_coming,
    looks_to,
    next_day,
)

TUESDAY = date(2026, 11, 24)


def test_a_meeting_keeps_its_words_trimmed_and_its_time_to_the_minute() -> None:
    change = checked_meeting(MeetingChange(TUESDAY, time(9, 30, 12), "  Room 2 \n", "weekly"), ())
    assert (change.starts, change.place) == (time(9, 30), "Room 2")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (MeetingChange(None), "day"),
        (MeetingChange(date(202, 6, 1)), "day"),
        (MeetingChange(TUESDAY, rhythm="daily"), "rhythm"),
        (MeetingChange(TUESDAY, place="x" * 121), "place"),
        (MeetingChange(TUESDAY, people=frozenset({1, 9})), "people"),
    ],
)
def test_what_cannot_be_right_is_refused_at_its_field(change: MeetingChange, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        checked_meeting(change, {1, 2})
    assert list(refusal.value.fields) == [field]


@pytest.mark.parametrize(
    ("rhythm", "day", "expected"),
    [
        (Rhythm.ONCE, TUESDAY, None),
        (Rhythm.WEEKLY, TUESDAY, date(2026, 12, 1)),
        (Rhythm.TWO_WEEKS, TUESDAY, date(2026, 12, 8)),
        # The fourth Tuesday follows on the fourth Tuesday, and so it does on the fifth.
        (Rhythm.MONTHLY, TUESDAY, date(2026, 12, 22)),
        (Rhythm.MONTHLY, date(2026, 9, 29), date(2026, 10, 27)),
        (Rhythm.MONTHLY, date(2026, 12, 1), date(2027, 1, 5)),
    ],
)
def test_the_next_meeting_is_on_the_same_weekday(rhythm: Rhythm, day: date, expected: date | None) -> None:
    assert next_day(day, rhythm, day) == expected


def test_a_meeting_that_was_ended_late_is_not_followed_by_one_that_is_past() -> None:
    assert next_day(TUESDAY, Rhythm.WEEKLY, date(2026, 12, 9)) == date(2026, 12, 15)
    assert next_day(TUESDAY, Rhythm.WEEKLY, date(2026, 12, 8)) == date(2026, 12, 8)


@given(st.dates(date(2001, 1, 1), date(2090, 1, 1)), st.sampled_from([*Rhythm][1:]))
def test_any_next_meeting_is_later_and_on_the_same_weekday(day: date, rhythm: Rhythm) -> None:
    found = next_day(day, rhythm, day)
    assert found is not None
    assert 7 <= (found - day).days <= 35
    assert found.weekday() == day.weekday()


def test_a_meeting_looks_ahead_to_the_eve_of_the_next_one() -> None:
    assert looks_to(TUESDAY, "weekly") == date(2026, 11, 30)
    assert looks_to(TUESDAY, "every two weeks") == date(2026, 12, 7)


def test_a_meeting_that_ended_or_was_cancelled_stays_as_it_was() -> None:
    ensure_coming(State.COMING)
    for state, word in ((State.ENDED, "ended"), (State.CANCELLED, "cancelled")):
        with pytest.raises(WrongState, match=word):
            ensure_coming(state)


def test_minutes_are_those_of_a_working_day_or_none() -> None:
    assert (checked_minutes(None), checked_minutes(15)) == (None, 15)
    for wrong in (0, -5, 481):
        with pytest.raises(Invalid):
            checked_minutes(wrong)
