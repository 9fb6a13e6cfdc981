"""What a meeting note may hold, and when somebody still has to do something about it."""

from datetime import date

import pytest

from a3tracker.domain.errors import Invalid
from a3tracker.domain.meeting_notes import MeetingNote, checked_note, is_open

TODAY = date(2026, 6, 30)


def note(**more: object) -> MeetingNote:
    return MeetingNote("Ask them sooner", **{"day": TODAY, **more})  # type: ignore[arg-type]


def checked(typed: MeetingNote, **more: object) -> MeetingNote:
    return checked_note(typed, "PDCA", {1, 2}, TODAY, **more)  # type: ignore[arg-type]


def test_the_words_of_a_note_are_trimmed() -> None:
    assert checked(MeetingNote("  Ask them sooner\u202e \x07", TODAY)).words == "Ask them sooner"


def test_only_a_promise_keeps_its_day() -> None:
    assert checked(note(due=TODAY)).due is None
    assert checked(note(kind="promise", said_by=1, due=TODAY)).due == TODAY


def test_whoever_stood_there_before_stays() -> None:
    with pytest.raises(Invalid, match="from the list"):
        checked(note(said_by=3))
    assert checked(note(said_by=3), before=note(said_by=3)).said_by == 3


def test_a_day_that_lies_ahead_is_refused() -> None:
    with pytest.raises(Invalid, match="ahead"):
        checked(note(day=date(2026, 7, 1)))


@pytest.mark.parametrize(
    ("kind", "became", "done", "still"),
    [
        ("note", None, False, True),
        ("note", "experiment", False, False),
        ("note", None, True, False),
        ("promise", None, False, True),
        ("promise", "change", False, True),
        ("promise", None, True, False),
        ("decision", None, False, False),
    ],
)
def test_what_is_open(kind: str, became: str | None, done: bool, still: bool) -> None:
    assert is_open(kind, became, done) is still
