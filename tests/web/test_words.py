"""The words in templates: days, moments, stages and the track."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
import time_machine

from a3tracker.web.words import day, moment, stage_word

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
