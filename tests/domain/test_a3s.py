"""The header of an A3 and its name for ever."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from a3tracker.domain.a3s import LANGUAGES, LONGEST_TITLE, HeaderChange, checked_header, label, number_of
from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.errors import Invalid

DAY = date(2026, 6, 30)
HEADER = HeaderChange("They stop early", 1, "PDCA", 2, 3, "en", DAY, DAY, DAY)


def fields_refused(**change: Any) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        checked_header(replace(HEADER, **change))
    return refused.value.fields


def test_a_complete_header_is_taken_as_it_is() -> None:
    assert checked_header(HEADER) == HEADER


def test_dates_may_follow_later() -> None:
    bare = replace(HEADER, start=None, target_end=None, next_review=None)
    assert checked_header(bare) == bare


@pytest.mark.parametrize("cycle", CYCLES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cycle_is_written_in_every_language(cycle: str, language: str) -> None:
    assert checked_header(replace(HEADER, cycle=cycle, language=language)).language == language


@pytest.mark.parametrize("title", ["They stop early", "  They stop\nearly ", "They \t stop\r\n early\x00"])
def test_a_title_is_one_line(title: str) -> None:
    assert checked_header(replace(HEADER, title=title)).title == "They stop early"


@pytest.mark.parametrize("title", ["", "  ", "\x00\x00 ", "\u200b"])
def test_a_title_names_the_problem(title: str) -> None:
    assert fields_refused(title=title) == {"title": "Give a title that names the problem."}


def test_a_title_fits_its_line_on_paper() -> None:
    assert checked_header(replace(HEADER, title="n" * LONGEST_TITLE)).title == "n" * LONGEST_TITLE
    assert "Shorten this by 1 character;" in fields_refused(title="n" * (LONGEST_TITLE + 1))["title"]


def test_an_unknown_cycle_is_refused_with_the_choices() -> None:
    assert fields_refused(cycle="OODA") == {"cycle": "Choose one of EDCA, PDCA, SDCA."}


def test_an_unknown_language_is_refused() -> None:
    assert set(fields_refused(language="tlh")) == {"language"}


def test_the_end_does_not_lie_before_the_start() -> None:
    refused = fields_refused(start=DAY, target_end=date(2026, 6, 29))
    assert "30 Jun 2026" in refused["target_end"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("A3-7", 7),
        ("a3-7", 7),
        (" 7 ", 7),
        ("A3-", None),
        ("A4-7", None),
        ("7a", None),
        ("-7", None),
        ("", None),
    ],
)
def test_the_name_of_an_a3_is_found_in_what_people_type(text: str, number: int | None) -> None:
    assert number_of(text) == number


def test_a_number_that_no_database_holds_is_none() -> None:
    assert number_of("9" * 10) is None


@pytest.mark.parametrize("number", [1, 42, 999_999_999])
def test_a_name_is_read_as_it_is_written(number: int) -> None:
    assert number_of(label(number)) == number
