"""Four steps, what lies between two of them, and whether the box is still the one that was rated."""

from __future__ import annotations

import pytest

from a3tracker.domain.errors import Invalid
from a3tracker.domain.ratings import LONGEST_WORDS, Rating, Step, box_digest, checked_rating, difference
from tests.domain.test_hints import sheet


def test_each_step_has_a_word_and_a_shape() -> None:
    assert [step.label for step in Step] == ["○○○ not begun", "●○○ begun", "●●○ on the way", "●●● clear"]


@pytest.mark.parametrize(
    ("coach", "team", "words"),
    [
        (Step.BEGUN, Step.CLEAR, "2 steps apart: the team sees more"),
        (Step.CLEAR, Step.ON_THE_WAY, "1 step apart: the coach sees more"),
        (Step.BEGUN, Step.BEGUN, ""),
        (None, Step.CLEAR, ""),
        (Step.CLEAR, None, ""),
        (Step.NOT_BEGUN, Step.CLEAR, "3 steps apart: the team sees more"),
    ],
)
def test_what_lies_between_is_said_in_words(coach: Step | None, team: Step | None, words: str) -> None:
    assert difference(coach, team) == words


def test_a_word_is_trimmed_and_short() -> None:
    assert checked_rating(Rating(Step.CLEAR, " Well told ")) == Rating(Step.CLEAR, "Well told")
    with pytest.raises(Invalid) as refused:
        checked_rating(Rating(Step.CLEAR, "x" * (LONGEST_WORDS + 1)))
    assert list(refused.value.fields) == ["words"]


def test_a_box_is_another_when_its_text_or_its_rows_are() -> None:
    people = {"people": [{"id": 1, "person": 2, "position": "", "role": ""}]}
    now = box_digest(sheet(locate="Warm contacts"), "locate")
    assert box_digest(sheet(locate="Warm contacts\n", perceive="Else"), "locate") == now
    assert box_digest(sheet(locate="Warm contact"), "locate") != now
    assert box_digest(sheet(locate="Warm contacts", rows=people), "locate") != now
    assert box_digest(sheet(perceive="x"), "perceive") == box_digest(
        sheet(perceive="x", rows=people), "perceive"
    )
