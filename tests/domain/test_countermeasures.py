"""Countermeasures: two questions apart, each with its evidence, and dropped only with a reason."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a3tracker.domain.countermeasures import (
    DONE,
    WORKED,
    Countermeasure,
    Dropped,
    Marks,
    checked_countermeasure,
    checked_dropped,
    checked_marks,
    missing_marks,
    read_countermeasure,
)
from a3tracker.domain.errors import Invalid

DAY = date(2026, 6, 30)
PLANNED = Countermeasure(2, "Answer within two days", (4, 7), 8, "first mail", DAY, DAY + timedelta(days=9))
days = st.none() | st.dates(date(2000, 1, 1), date(2090, 1, 1))
words = st.text(max_size=20)
marks = st.builds(Marks, st.sampled_from(("", *DONE)), days, words, st.sampled_from(("", *WORKED)), words)
dropped = st.none() | st.builds(Dropped, words, st.dates(), st.integers(1), days, words)


@given(marks, dropped, days, days, words, st.lists(st.integers(1), unique=True))
def test_a_countermeasure_is_read_back_from_what_a_revision_stored(
    made: Marks, gone: Dropped | None, start: date | None, due: date | None, where: str, causes: list[int]
) -> None:
    fact = Countermeasure(3, "Answer", tuple(causes), None, where, start, due, "", made, gone)
    plain = fact.plain(5)
    assert read_countermeasure(plain) == fact
    assert read_countermeasure(plain).plain(5) == plain


def test_a_plan_that_says_little_stores_little() -> None:
    assert Countermeasure(1, "Answer").plain(3) == {
        "id": 3, "number": 1, "what": "Answer", "who": None, "due": None
    }  # fmt: skip


def test_a_plan_is_trimmed_and_names_each_cause_once() -> None:
    checked = checked_countermeasure(replace(PLANNED, what="  Answer ", causes=(7, 4, 7), where=" desk "))
    assert (checked.what, checked.causes, checked.where) == ("Answer", (4, 7), "desk")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"what": " "}, "what"),
        ({"what": "n" * 301}, "what"),
        ({"where": "n" * 121}, "where"),
        ({"effect": "n" * 201}, "effect"),
        ({"due": DAY - timedelta(days=1)}, "due"),
    ],
)
def test_a_plan_is_refused_at_the_field(change: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked_countermeasure(replace(PLANNED, **change))  # type: ignore[arg-type]
    assert list(refused.value.fields) == [field]


@pytest.mark.parametrize("done", ["yes", "partly"])
def test_what_is_done_needs_its_evidence_and_gets_its_day(done: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked_marks(Marks(done), DAY)
    assert list(refused.value.fields) == ["done_evidence"]
    assert checked_marks(Marks(done, None, " 12 of 12 sent "), DAY) == Marks(done, DAY, "12 of 12 sent")


def test_what_worked_needs_its_evidence_and_what_did_not_does_not() -> None:
    with pytest.raises(Invalid) as refused:
        checked_marks(Marks(worked="yes"), DAY)
    assert list(refused.value.fields) == ["worked_evidence"]
    assert checked_marks(Marks("no", DAY, "", "unclear"), DAY) == Marks("no", None, "", "unclear")


def test_nothing_is_done_tomorrow_and_no_mark_is_made_up() -> None:
    with pytest.raises(Invalid) as refused:
        checked_marks(Marks("yes", DAY + timedelta(days=1), "Sent"), DAY)
    assert list(refused.value.fields) == ["done_on"]
    with pytest.raises(Invalid) as refused:
        checked_marks(Marks("perhaps", worked="perhaps"), DAY)
    assert set(refused.value.fields) == {"done", "worked"}


@pytest.mark.parametrize(
    ("change", "field"),
    [({"why": ""}, "why"), ({"again_when": ""}, "again_on"), ({"again_on": DAY}, "again_on")],
)
def test_what_is_dropped_says_why_and_when_to_think_again(change: dict[str, object], field: str) -> None:
    gone = Dropped("Too dear", DAY, 8, None, "prices fall")
    assert checked_dropped(gone) == gone
    with pytest.raises(Invalid) as refused:
        checked_dropped(replace(gone, **change))  # type: ignore[arg-type]
    assert list(refused.value.fields) == [field]


def test_it_is_late_from_the_day_after_until_it_is_done_or_dropped() -> None:
    after = DAY + timedelta(days=10)
    assert not PLANNED.is_overdue(DAY + timedelta(days=9))
    assert PLANNED.is_overdue(after)
    assert replace(PLANNED, marks=Marks("partly", DAY, "Half")).is_overdue(after)
    assert not replace(PLANNED, marks=Marks("yes", DAY, "All")).is_overdue(after)
    assert not replace(PLANNED, dropped=Dropped("Dear", DAY, 8, None, "later")).is_overdue(after)


def test_what_lacks_a_mark_is_named_by_its_numbers() -> None:
    both = Marks("no", worked="unclear")
    rows = [
        replace(PLANNED, number=4, marks=Marks("yes", DAY, "Sent")),
        replace(PLANNED, number=1, marks=both),
        replace(PLANNED, number=2, marks=Marks("no")),
        replace(PLANNED, number=3, dropped=Dropped("Dear", DAY, 8, None, "later")),
    ]
    assert missing_marks(rows) == ("Countermeasures 2 and 4 have no mark for Worked?",)
    assert missing_marks(rows[1:2]) == ()
    assert missing_marks([PLANNED]) == (
        "Countermeasure 2 has no mark for Done?",
        "Countermeasure 2 has no mark for Worked?",
    )
