"""Holding a standard: how long a restoring took, which version stands, when an audit is due."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a3tracker.domain.audits import RHYTHMS, audit_due
from a3tracker.domain.cycles import CYCLES, Panel
from a3tracker.domain.restoring import brought_back, fact_from
from a3tracker.domain.rows import PersonRow
from a3tracker.domain.standards import Deviation, Step, restore_words
from a3tracker.domain.versions import Version, version_after

DAY = date(2026, 6, 4)


@pytest.mark.parametrize(
    ("at", "restored", "restored_at", "words"),
    [
        (None, None, None, ""),
        (None, DAY, None, "less than a day"),
        (None, DAY + timedelta(days=3), None, "3 days"),
        (time(10), DAY + timedelta(days=1), None, "1 day"),
        (time(10), DAY, time(10, 1), "1 minute"),
        (time(10), DAY + timedelta(days=1), time(15, 30), "29 hours"),
        (time(10), DAY + timedelta(days=2), time(10), "2 days"),
        (time(10), DAY + timedelta(days=400), time(9), "400 days"),
    ],
)
def test_the_time_to_restore_is_said_as_finely_as_it_is_known(
    at: time | None, restored: date | None, restored_at: time | None, words: str
) -> None:
    left = Deviation(DAY, "Missed", at=at, restored=restored, restored_at=restored_at)
    assert restore_words(left.plain(1)) == words


def test_only_a_standard_has_versions() -> None:
    assert [key for key, cycle in CYCLES.items() if cycle.has_versions] == ["SDCA"]


def test_a_version_is_in_force_since_its_own_lock() -> None:
    locks = [DAY, DAY + timedelta(days=50)]
    assert version_after(0, 1, True, locks) == Version(1, True, DAY)
    assert version_after(1, 1, True, locks) == Version(2, True, DAY + timedelta(days=50))
    assert version_after(2, 2, False, locks) == Version(3)
    assert version_after(2, 2, False, locks).held == 2


def test_a_lock_that_is_not_on_record_gives_no_day() -> None:
    assert version_after(0, 1, True, [DAY]) == Version(1, True, None)
    assert version_after(1, 1, True, [DAY]) == Version(2, True, DAY)


@given(st.integers(0, 9), st.booleans(), st.lists(st.dates(), max_size=12))
def test_whatever_is_on_record_one_version_stands(agreed: int, locked: bool, locks: list[date]) -> None:
    version = version_after(agreed, agreed, locked, sorted(locks))
    assert (version.number, version.in_force) == (agreed + 1, locked)
    assert version.since is None or version.in_force


def test_an_audit_is_counted_from_the_newest_look_or_from_the_lock() -> None:
    assert audit_due(7, None, DAY) == DAY + timedelta(days=7)
    assert audit_due(30, DAY + timedelta(days=9), DAY) == DAY + timedelta(days=39)
    assert audit_due(None, DAY, DAY) is None
    assert audit_due(7, None, None) is None
    assert list(RHYTHMS) == [7, 14, 30, 91]


def test_a_row_of_people_from_before_is_stored_as_it_was() -> None:
    assert PersonRow(3, "buyer", "decides").plain(1) == {
        "id": 1, "person": 3, "position": "buyer", "role": "decides",
    }  # fmt: skip
    trained = PersonRow(3, "buyer", "decides", 2, DAY)
    assert trained.plain(1)["trained_on"] == "2026-06-04"
    assert fact_from(Panel.PEOPLE, trained.plain(1)) == trained


def test_restoring_takes_no_training_away() -> None:
    was, now = PersonRow(3, "buyer", "decides", 1, DAY), PersonRow(3, "buyer", "", 2, DAY)
    assert brought_back(was, now) == PersonRow(3, "buyer", "decides", 2, DAY)
    assert brought_back(was, PersonRow(4, "", "")) == was


def test_steps_come_back_in_their_places() -> None:
    step = Step("Draw", "first", "so", 2)
    assert fact_from(Panel.STEPS, step.plain(7)) == step
