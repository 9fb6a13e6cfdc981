"""One sentence learned, and what lies nearest to a new A3 on the shelf."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a3tracker.domain.errors import Invalid
from a3tracker.domain.learnings import (
    LONGEST,
    MOST_NEAREST,
    About,
    Learning,
    ShelfItem,
    Shelved,
    checked_learning,
    likeness,
    nearest,
    words_in,
)
from a3tracker.domain.stages import Stage

NOON = datetime(2026, 6, 30, 12, tzinfo=UTC)
JOB = "Make a first useful edit without breaking anything."


def item(a3: int = 1, **more: object) -> ShelfItem:
    plain: dict[str, object] = {
        "kind": Shelved.LEARNING, "a3": a3, "number": a3, "words": "Firms sign in May", "touchpoint": "",
        "cause": "", "segment": 9, "segment_name": "Firms", "stream": 1, "stream_name": "Trade", "at": NOON,
    }  # fmt: skip
    return ShelfItem(**{**plain, **more})  # type: ignore[arg-type]


def test_closing_asks_for_one_sentence() -> None:
    for nothing in (None, Learning(""), Learning(" \n ")):
        with pytest.raises(Invalid, match="one sentence"):
            checked_learning(nothing, Stage.CLOSED)


def test_going_round_asks_for_none_and_keeps_what_was_said() -> None:
    assert checked_learning(None, Stage.DO) is None
    assert checked_learning(Learning("People drink where they meet"), Stage.DO) is not None


def test_tags_without_a_sentence_are_not_dropped_in_silence() -> None:
    with pytest.raises(Invalid):
        checked_learning(Learning("", "front desk"), Stage.DO)


def test_a_learning_is_one_line() -> None:
    said = checked_learning(Learning(" People drink\r\nwhere they  meet. ", "front\ndesk"), Stage.CLOSED)
    assert said == Learning("People drink where they meet.", "front desk")


@pytest.mark.parametrize(
    ("learning", "field"),
    [
        (Learning("x" * (LONGEST + 1)), "learning"),
        (Learning("x", "t" * 121), "touchpoint"),
        (Learning("x", "", "c" * 121), "cause"),
    ],
)
def test_what_is_too_long_is_named(learning: Learning, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked_learning(learning, Stage.CLOSED)
    assert list(refused.value.fields) == [field]


def test_a_revision_stores_the_sentence_and_its_tags() -> None:
    plain = Learning("Ask first", "visit", "nobody asked").plain()
    assert plain == {"id": 1, "learned": "Ask first", "touchpoint": "visit", "cause": "nobody asked"}


@pytest.mark.parametrize(
    ("about", "found", "points"),
    [
        (About(9, ""), item(), 4),
        (About(1, ""), item(), 0),
        (About(1, "", texts=("We met at the Front Desk.",)), item(touchpoint="front desk"), 4),
        (About(1, "", touchpoints=("Front desk",)), item(touchpoint="front desk"), 4),
        (About(1, "", texts=("We met at the front desks",)), item(touchpoint="front desk"), 0),
        (About(1, "", "Firms answer late"), item(), 0),
        (About(1, "", "Firms sign late"), item(), 2),
        (About(1, "Sign the contract", "Firms answer late"), item(), 2),
        (
            About(1, "one two three four five", "firms sign spring"),
            item(words="three four five firms sign"),
            3,
        ),
        (About(9, "", "Firms sign at the front desk"), item(touchpoint="front desk"), 10),
    ],
)
def test_segment_touchpoint_and_words_in_common_make_it_near(
    about: About, found: ShelfItem, points: int
) -> None:
    assert likeness(about, found) == points


def test_short_and_common_words_say_nothing() -> None:
    assert words_in("They want the same as we do, with more of Éclairs") == {"éclairs"}


def test_the_likest_comes_first_and_the_newer_among_equals() -> None:
    old, new = item(1), item(2, at=NOON + timedelta(days=1))
    like = item(3, touchpoint="visit", at=NOON - timedelta(days=300))
    assert nearest(About(9, "", touchpoints=("visit",)), [old, like, new]) == (like, new, old)


def test_what_it_was_made_from_is_no_news() -> None:
    assert nearest(About(9, "", parent=1), [item(1), item(2)]) == nearest(About(9, ""), [item(2)])


words = st.text("abcdefghé -", max_size=30)
touchpoints = st.sampled_from(["", "visit", "front desk", "call"])
items = st.builds(
    lambda a3, kind, segment, days, **said: item(
        a3, kind=kind, segment=segment, at=NOON - timedelta(days=days), **said
    ),
    st.integers(1, 6), st.sampled_from(Shelved), st.integers(1, 3), st.integers(0, 3),
    words=words, touchpoint=touchpoints, job=words, title=words,
)  # fmt: skip
abouts = st.builds(
    About, st.integers(1, 3), words, words, st.none() | st.integers(1, 6), st.tuples(words, touchpoints)
)


@given(abouts, st.lists(items, max_size=12), st.randoms())
def test_at_most_three_never_its_own_never_nothing_and_in_one_order(
    about: About, shelf: list[ShelfItem], chance: object
) -> None:
    shelf = list({(one.kind, one.a3): one for one in shelf}.values())
    found = nearest(about, shelf)
    points = [likeness(about, one) for one in found]
    assert len(found) <= MOST_NEAREST
    assert all(one.a3 != about.a3 for one in found)
    assert all(points)
    assert points == sorted(points, reverse=True)
    left = [likeness(about, one) for one in shelf if one.a3 != about.a3 and one not in found]
    assert not found or max(left, default=0) <= points[-1]
    assert found or not any(left)
    chance.shuffle(shelf)  # type: ignore[attr-defined]
    assert nearest(about, shelf) == found
