"""Operational definitions: whole, dated, and a chart is split where a new version begins."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from a3tracker.domain.definitions import (
    PARTS,
    Meaning,
    checked_meaning,
    checked_term,
    definition_breaks,
    ensure_changed,
    ensure_later,
    version_on,
)
from a3tracker.domain.errors import Invalid
from a3tracker.domain.first_definitions import FIRST_DEFINITIONS
from a3tracker.domain.periods import Length

WHOLE = Meaning(test="Look for an order", criterion="One order", decision_rule="Yes: counted. No: not.")


@dataclass(frozen=True)
class Dated:
    number: int
    valid_from: date


FIRST = Dated(1, date(2026, 1, 1))


def test_the_first_ones_are_those_of_the_handbook_and_each_is_whole() -> None:
    named = {"customer", "active", "new", "lost", "won back", "prospect", "qualified", "market demand"}
    assert set(FIRST_DEFINITIONS) == named
    for term, meaning in FIRST_DEFINITIONS.items():
        assert checked_meaning(meaning) == meaning, term
        assert all(getattr(meaning, part) for part in PARTS), term


def test_a_definition_without_test_criterion_and_decision_is_an_opinion() -> None:
    with pytest.raises(Invalid) as refusal:
        checked_meaning(Meaning(purpose="To know"))
    assert set(refusal.value.fields) == {"test", "criterion", "decision_rule"}


def test_the_other_parts_may_wait_and_are_trimmed() -> None:
    assert checked_meaning(replace(WHOLE, unit=" customers ")).unit == "customers"


@pytest.mark.parametrize(("part", "longest"), [("test", 600), ("unit", 60), ("measured_by", 120)])
def test_each_part_has_its_length(part: str, longest: int) -> None:
    with pytest.raises(Invalid) as refusal:
        checked_meaning(replace(WHOLE, **{part: "x" * (longest + 1)}))
    assert "Shorten this by 1 character" in refusal.value.fields[part]


@pytest.mark.parametrize("term", ["Takt", "takt time of the desk", " ", "t" * 121])
def test_a_term_needs_a_name_and_is_never_takt(term: str) -> None:
    with pytest.raises(Invalid) as refusal:
        checked_term(term)
    assert "term" in refusal.value.fields


def test_a_version_begins_later_and_says_something_else() -> None:
    ensure_later(date(2026, 1, 2), FIRST.valid_from)
    with pytest.raises(Invalid, match="later day"):
        ensure_later(FIRST.valid_from, FIRST.valid_from)
    with pytest.raises(Invalid, match="Nothing was changed"):
        ensure_changed(WHOLE, WHOLE)


def test_the_first_version_splits_nothing() -> None:
    assert definition_breaks([FIRST], Length.MONTH) == ()
    assert definition_breaks([], Length.MONTH) == ()


def test_a_version_from_the_first_of_a_month_begins_a_group_there() -> None:
    (found,) = definition_breaks([Dated(2, date(2026, 4, 1)), FIRST], Length.MONTH)
    assert (str(found.period), found.name, found.mixed) == ("2026-04", "definition v2", None)


def test_a_version_from_the_middle_of_a_quarter_makes_that_quarter_a_mixed_one() -> None:
    (found,) = definition_breaks([FIRST, Dated(2, date(2026, 5, 9))], Length.QUARTER)
    assert (str(found.period), str(found.mixed)) == ("2026Q3", "2026Q2")


def test_a_day_is_read_with_the_version_that_counted_then() -> None:
    second = Dated(2, date(2026, 4, 1))
    assert version_on([second, FIRST], date(2026, 3, 31)) == FIRST
    assert version_on([FIRST, second], date(2026, 4, 1)) == second
    assert version_on([FIRST], date(2020, 1, 1)) == FIRST
    assert version_on([], date(2020, 1, 1)) is None
