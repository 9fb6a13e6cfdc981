"""What stops, so that something can start: whose plate it leaves, and the manager's yes."""

from dataclasses import replace
from datetime import date

import pytest

from a3tracker.domain.errors import Invalid
from a3tracker.domain.not_to_do import NotToDo, checked_not_to_do, read_not_to_do

STOPS = NotToDo("The weekly report", 8, "", "2")
AGREED = replace(STOPS, agreed_by=3, agreed_on=date(2026, 6, 30))


def test_the_yes_stays_while_the_words_are_the_same() -> None:
    assert checked_not_to_do(replace(STOPS, what=" The weekly report "), AGREED) == AGREED


@pytest.mark.parametrize("change", [{"what": "The monthly report"}, {"person": 9}, {"so_that": "3"}])
def test_other_words_take_the_yes_away(change: dict[str, object]) -> None:
    changed = replace(STOPS, **change)  # type: ignore[arg-type]
    assert checked_not_to_do(changed, AGREED) == changed


def test_nobody_types_a_yes() -> None:
    assert checked_not_to_do(AGREED) == STOPS


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"what": ""}, "what"),
        ({"so_that": " "}, "so_that"),
        ({"person": None}, "plate"),
        ({"what": "n" * 201}, "what"),
    ],
)
def test_a_line_says_what_stops_for_whom_and_what_for(change: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked_not_to_do(replace(STOPS, **change))  # type: ignore[arg-type]
    assert list(refused.value.fields) == [field]


def test_a_revision_stores_the_yes_and_brings_back_the_words_alone() -> None:
    assert AGREED.plain(4) == {
        "id": 4, "what": "The weekly report", "person": 8, "so_that": "2", "agreed_by": 3,
        "agreed_on": "2026-06-30",
    }  # fmt: skip
    assert read_not_to_do(AGREED.plain(4)) == STOPS
