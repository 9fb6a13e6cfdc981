"""Days and figures stand on the sheet as people say them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from a3tracker.rendering.wording import day_words, figure_words, rate_words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-06-30", "30 Jun"),
        ("2027-01-15", "15 Jan 2027"),
        (date(2026, 8, 1), "1 Aug"),
        (None, "–"),
        ("", "–"),
    ],
)
def test_a_day_has_its_year_when_it_is_another_one(day: date | str | None, words: str) -> None:
    assert day_words(day, 2026) == words


@pytest.mark.parametrize(
    ("figure", "unit", "words"),
    [
        ({"x": 508, "n": 2953}, "", "508 of 2,953 (17.2 %)"),
        ({"x": 508, "n": 2953}, "%", "508 of 2,953 (17.2 %)"),
        ({"x": 5, "n": 6}, "", "5 of 6"),
        ({"x": 29, "n": 29}, "", "29 of 29"),
        ({"x": 29, "n": 30}, "", "29 of 30 (96.7 %)"),
        ({"x": 0, "n": 0}, "", "0 of 0"),
        ({"value": 16.0}, "%", "16 %"),
        ({"value": 3.1}, "%", "3.1 %"),
        ({"value": -0.25}, "points", "−0.25 points"),
        ({"value": 53211.0}, "", "53,211"),
        ({"value": 12345.5}, "€", "12,345.5 €"),
        ({"value": None}, "", "–"),
        (None, "%", "–"),
    ],
)
def test_a_figure_shows_its_counts_or_its_unit(figure: dict[str, Any] | None, unit: str, words: str) -> None:
    assert figure_words(figure, unit) == words


@pytest.mark.parametrize(
    ("rate", "words"),
    [(0.172, "17.2 %"), (0.0, "0.0 %"), (1.0, "100.0 %"), (0.0004, "0.04 %"), (0.9996, "99.96 %")],
)
def test_a_rate_says_nothing_and_everything_only_where_it_is_so(rate: float, words: str) -> None:
    assert rate_words(rate) == words
