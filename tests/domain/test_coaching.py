"""A coaching note is short, says something, and looks ahead."""

from datetime import date

import pytest

from a3tracker.domain.coaching import LONGEST_NOTE, QUESTIONS, Coaching, checked_coaching
from a3tracker.domain.errors import Invalid

TODAY = date(2026, 6, 30)


def test_the_kata_has_five_questions() -> None:
    assert len(QUESTIONS) == 5
    assert all(question.endswith("?") for question in QUESTIONS.values())


def test_a_note_is_trimmed() -> None:
    assert checked_coaching(Coaching(" Asked \n", " price ", TODAY), TODAY) == Coaching(
        "Asked", "price", TODAY
    )


@pytest.mark.parametrize(
    ("note", "field"),
    [
        (Coaching(""), "words"),
        (Coaching("   "), "words"),
        (Coaching("x" * (LONGEST_NOTE + 1)), "words"),
        (Coaching("Asked", "x" * 601), "obstacle"),
        (Coaching("Asked", "", date(2026, 6, 29)), "next_look"),
    ],
)
def test_what_cannot_be_kept_names_its_field(note: Coaching, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked_coaching(note, TODAY)
    assert list(refused.value.fields) == [field]


def test_a_note_of_the_longest_length_is_kept() -> None:
    assert checked_coaching(Coaching("x" * LONGEST_NOTE), TODAY).words == "x" * LONGEST_NOTE
