"""The words in templates: days, moments, stages and the track."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
import time_machine

from a3tracker.web.words import day, moment, stage_word, track_points

NOW = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (date(2026, 6, 30), "30 Jun"),
        (date(2026, 1, 3), "3 Jan"),
        (date(2025, 12, 31), "31 Dec 2025"),
        ("2026-06-30", "30 Jun"),
        (datetime(2026, 6, 30, 23, 59, tzinfo=UTC), "30 Jun"),
        (None, ""),
        ("", ""),
    ],
)
def test_a_day_has_its_year_only_when_it_is_another(value: date | str | None, words: str) -> None:
    with time_machine.travel(NOW, tick=False):
        assert day(value) == words


def test_a_moment_is_told_in_utc() -> None:
    with time_machine.travel(NOW, tick=False):
        oslo = timezone(timedelta(hours=2))
        assert moment(datetime(2026, 7, 1, 1, 3, tzinfo=oslo)) == "30 Jun, 23:03"
        assert moment(None) == ""


def test_stages_are_told_in_words() -> None:
    assert stage_word("left_side") == "Left side"


@pytest.mark.parametrize(
    ("stage", "now"),
    [("left_side", 0), ("prediction", 1), ("do", 2), ("check", 3), ("act", 4), ("closed", 5)],
)
def test_the_track_shows_what_is_done_now_and_to_come(stage: str, now: int) -> None:
    points = [point.when for point in track_points(stage)]
    assert points == (["done"] * now + ["now"] + ["to come"] * 4)[:5]
