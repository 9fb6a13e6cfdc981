"""Short boxes get what they need, long ones share the rest; the type shrinks in steps that can be read."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a3tracker.domain.fitting import LADDER, allocate, equal_share, guess, next_size, spread

HEIGHTS = st.lists(st.floats(0, 5_000), min_size=1, max_size=9)
ROOM = st.floats(0, 5_000)


def test_a_short_box_gives_its_room_to_a_long_one() -> None:
    assert allocate([10, 20, 100, 200], 150) == (10, 20, 60, 60)


def test_boxes_that_fit_are_left_alone() -> None:
    assert allocate([10, 20, 30], 60) == (10, 20, 30)


def test_one_box_alone_pays_for_itself() -> None:
    assert allocate([500], 100) == (100,)


def test_without_room_nobody_gets_any() -> None:
    assert allocate([10, 20], -5) == (0, 0)


@given(HEIGHTS, ROOM)
def test_never_more_is_given_than_there_is_or_than_is_asked_for(heights: list[float], room: float) -> None:
    given_out = allocate(heights, room)
    assert sum(given_out) <= max(room, 0) + 1e-6 or sum(heights) <= room
    assert all(got <= asked for got, asked in zip(given_out, heights, strict=True))


@given(HEIGHTS, ROOM)
def test_whoever_pays_gets_as_much_as_everybody_else_who_pays(heights: list[float], room: float) -> None:
    share = equal_share(heights, room)
    paying = [got for got, asked in zip(allocate(heights, room), heights, strict=True) if got < asked]
    assert all(got == share for got in paying)


@given(HEIGHTS, ROOM)
def test_room_that_is_left_is_shared_for_the_pen(heights: list[float], room: float) -> None:
    roomy = spread(heights, room)
    assert sum(roomy) == pytest.approx(max(room, sum(heights)), abs=1e-6)
    assert all(tall >= height for tall, height in zip(roomy, heights, strict=True))


def test_the_ladder_goes_down_in_steps_of_about_five_per_cent_and_ends_where_eyes_end() -> None:
    steps = [1 - small / large for large, small in itertools.pairwise(LADDER)]
    assert (LADDER[0], LADDER[-1]) == (10.5, 6.6)
    assert all(0.03 < step < 0.07 for step in steps)


@pytest.mark.parametrize(
    ("available", "natural", "size"),
    [(100, 90, 10.5), (100, 100, 10.5), (100, 120, 9.0), (100, 160, 7.4), (100, 1_000, 6.6)],
)
def test_the_first_guess_shrinks_with_what_is_too_much(available: float, natural: float, size: float) -> None:
    assert guess(10.5, available, natural) == size


@pytest.mark.parametrize(
    ("fits", "fails", "then"),
    [
        (8.2, 10.5, 8.6),
        (8.6, 9.0, None),
        (None, 8.2, 7.8),
        (None, 6.6, None),
        (10.5, None, None),
        (6.6, None, 7.0),
    ],
)
def test_the_neighbour_of_what_is_known_is_tried_next(
    fits: float | None, fails: float | None, then: float | None
) -> None:
    assert next_size(fits, fails) == then


@given(st.integers(0, len(LADDER)), st.integers(0, len(LADDER) - 1))
def test_the_largest_size_that_fits_is_found_from_any_first_guess(largest: int, first: int) -> None:
    """`largest` is its place on the ladder; one past the end means that none fits."""
    fits: float | None = None
    fails: float | None = None
    size: float | None = LADDER[first]
    while size is not None:
        if LADDER.index(size) >= largest:
            fits = size
        else:
            fails = size
        size = next_size(fits, fails)
    assert fits == (LADDER[largest] if largest < len(LADDER) else None)
