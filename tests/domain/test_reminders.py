"""What is asked about an open A3, of whom, and how often."""

from datetime import date, timedelta

import pytest

from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.notices import Kind
from a3tracker.domain.reminders import Hears, Late, Reminder, Watched, reminders

TODAY = date(2026, 6, 30)


def on(watched: Watched, day: date = TODAY) -> list[Reminder]:
    return list(reminders(watched, day))


def days(count: int) -> timedelta:
    return timedelta(days=count)


def test_a_review_is_told_the_day_before_and_only_then() -> None:
    watched = Watched(6, "PDCA", TODAY, next_review=TODAY + days(1))
    (reminder,) = on(watched)
    assert (reminder.kind, reminder.hears, reminder.day) == (
        Kind.REVIEW_TOMORROW,
        Hears.OWNER,
        TODAY + days(1),
    )
    assert not on(watched, TODAY - days(1))
    assert not on(watched, TODAY + days(1))


def test_a_review_that_is_moved_is_told_again() -> None:
    first = on(Watched(6, "PDCA", TODAY, next_review=TODAY + days(1)))[0]
    moved = on(Watched(6, "PDCA", TODAY, next_review=TODAY + days(9)), TODAY + days(8))[0]
    assert first.key != moved.key


def test_a_point_is_late_the_day_after_its_date() -> None:
    watched = Watched(6, "PDCA", TODAY, late=Late(1, 4, TODAY))
    assert not on(watched)
    (reminder,) = on(watched, TODAY + days(1))
    assert (reminder.kind, reminder.point, reminder.day) == (Kind.POINT_OVERDUE, 4, TODAY)


def test_a_late_point_is_asked_about_once_a_week_while_it_lasts() -> None:
    watched = Watched(6, "PDCA", TODAY, late=Late(1, 4, TODAY))
    keys = [on(watched, TODAY + days(late))[0].key for late in range(1, 29)]
    assert [keys.count(key) for key in dict.fromkeys(keys)] == [7, 7, 7, 7]


def test_a_date_that_was_moved_and_passed_again_is_asked_about_anew() -> None:
    before = on(Watched(6, "PDCA", TODAY, late=Late(1, 4, TODAY)), TODAY + days(1))[0]
    after = on(Watched(6, "PDCA", TODAY, late=Late(1, 4, TODAY + days(5))), TODAY + days(6))[0]
    assert before.key != after.key


@pytest.mark.parametrize(("asked", "hears"), [(False, Hears.OWNER), (True, Hears.MANAGER)])
def test_what_waits_for_the_manager_is_asked_of_the_manager(asked: bool, hears: Hears) -> None:
    watched = Watched(6, "PDCA", TODAY, late=Late(1, 4, TODAY - days(1)), asked=asked)
    assert [reminder.hears for reminder in on(watched)] == [hears]


@pytest.mark.parametrize("cycle", CYCLES)
def test_an_a3_is_quiet_after_its_cycles_usual_time_and_asked_about_weekly(cycle: str) -> None:
    quiet = CYCLES[cycle].quiet_after_days
    watched = Watched(6, cycle, TODAY)
    assert not on(watched, TODAY + days(quiet - 1))
    keys = [on(watched, TODAY + days(quiet + more))[0].key for more in range(14)]
    assert [keys.count(key) for key in dict.fromkeys(keys)] == [7, 7]
    assert on(watched, TODAY + days(quiet))[0].kind is Kind.UNTOUCHED


def test_the_longest_key_fits_its_column() -> None:
    watched = Watched(2**31, "SDCA", TODAY - days(9999), late=Late(99, 6, TODAY - days(9999)))
    assert all(len(f"{reminder.key}:{2**31}") <= 80 for reminder in on(watched))
