"""What lies on the shelf, and what does not; how it is searched."""

from __future__ import annotations

from typing import Any

import pytest

from a3tracker.db import shelf as queries
from a3tracker.db.base import db
from a3tracker.db.shelf import ShelfFilters, proven_standard, shelf_choices, shelf_items
from a3tracker.domain.learnings import ShelfItem, Shelved
from a3tracker.usecases.transaction import now
from tests import factories, shelf
from tests.walk import a3_of
from tests.world import World


def found(**asked: Any) -> list[ShelfItem]:
    return shelf_items(ShelfFilters(**asked))[0]


def words(**asked: Any) -> list[str]:
    return [item.words for item in found(**asked)]


def test_only_what_was_published_lies_there_newest_first(world: World) -> None:
    shelf.learned(world, "older", days=2)
    shelf.learned(world, "newer", strange=True)
    shelf.learned(world, "not agreed", published_at=None)
    shelf.learned(world, "withdrawn", published_at=None, withdrawn_at=now())
    assert words() == ["newer", "older"]


def test_what_was_put_aside_is_off_the_shelf_until_it_is_brought_back(world: World) -> None:
    numbers = [shelf.learned(world, "learned"), shelf.proven_standard(world)]
    for number in numbers:
        a3_of(number).archived_at = now()
    db.session.flush()
    assert found() == []
    assert proven_standard(numbers[1]) is None
    assert shelf_choices().segments == ()
    for number in numbers:
        a3_of(number).archived_at = None
    db.session.flush()
    assert len(found()) == 2


@pytest.mark.parametrize(
    ("outcomes", "more", "proven"),
    [
        (("held",), {}, True),
        (("restored",), {"stage": "check"}, True),
        (("held", "pdca_opened"), {"stage": "act"}, True),
        (("pdca_opened",), {}, False),
        (("held", "new_version"), {"stage": "left_side"}, False),
        (("held", "new_version"), {"stage": "prediction"}, False),
        (("held", "new_version"), {}, True),
        (("held", "retired"), {"stage": "closed", "closed_at": now()}, False),
        (("held",), {"cycle": "PDCA"}, False),
    ],
)
def test_a_standard_is_proven_in_use_once_it_was_held_or_restored(
    world: World, outcomes: tuple[str, ...], more: dict[str, Any], proven: bool
) -> None:
    number = shelf.proven_standard(world, outcomes, **more)
    assert (proven_standard(number) is not None) == proven
    assert len(found()) == proven


def test_a_standard_is_the_version_that_held_and_is_called_as_it_was_agreed(world: World) -> None:
    number = shelf.proven_standard(world, ("held", "new_version", "restored", "new_version"))
    a3_of(number).title = "Not agreed yet"
    db.session.flush()
    standard = proven_standard(number)
    assert standard
    item, revision = standard
    assert (item.kind, item.words, item.version) == (Shelved.STANDARD, "Keep it healthy", 2)
    assert revision.number == 3
    assert words() == ["Keep it healthy"]


def test_an_a3_without_a_number_on_the_shelf_is_no_standard(world: World) -> None:
    assert proven_standard(world.a3) is None
    assert proven_standard(2**31 - 1) is None


@pytest.mark.parametrize(
    ("typed", "fits"),
    [
        ("wall", {"The wall is 100 % high"}),
        ("WALL high", {"The wall is 100 % high"}),
        ("wall door", set()),
        ("%", {"The wall is 100 % high"}),
        ("_", {"A door_way"}),
        ("/", set()),
        ("\\", set()),
        ("'", set()),
        ("Phone", {"A door_way"}),
        ("Mobile", {"A door_way"}),
        ("first call", {"A door_way"}),
        ("nobody asked", {"The wall is 100 % high"}),
        ("", {"The wall is 100 % high", "A door_way"}),
    ],
)
def test_a_search_finds_each_word_somewhere_and_signs_mean_themselves(
    world: World, typed: str, fits: set[str]
) -> None:
    shelf.learned(world, "The wall is 100 % high", cause="nobody asked")
    shelf.learned(world, "A door_way", strange=True, touchpoint="first call")
    assert set(words(words=typed)) == fits


def test_a_search_of_a_thousand_words_is_cut(world: World) -> None:
    shelf.learned(world, "wall")
    assert words(words="wall " * 8 + "door " * 1000) == ["wall"]


def test_filters_narrow_the_shelf(world: World) -> None:
    shelf.learned(world, "a", touchpoint="first call", cause="price")
    shelf.learned(world, "b", strange=True, touchpoint="visit")
    shelf.proven_standard(world)
    assert words(touchpoint="first call") == ["a"]
    assert words(cause="price") == ["a"]
    assert words(segment=world.strange_segment) == ["b"]
    assert words(kind=Shelved.STANDARD) == ["Keep it healthy"]
    assert set(words(kind=Shelved.LEARNING)) == {"a", "b"}
    assert words(kind=Shelved.STANDARD, touchpoint="visit") == []
    choices = shelf_choices()
    assert choices.segments == (
        (world.segment, "Evening editors · Newcomers"),
        (world.strange_segment, "Phone customers · Mobile"),
    )
    assert choices.touchpoints == (("first call", "first call"), ("visit", "visit"))
    assert choices.causes == (("price", "price"),)


def test_the_shelf_comes_in_pages(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "PAGE", 2)
    for number in range(3):
        shelf.learned(world, f"sentence {number}", days=number)
    first, more = shelf_items(ShelfFilters())
    second, end = shelf_items(ShelfFilters(page=2))
    assert [[item.words[-1] for item in page] for page in (first, second)] == [["0", "1"], ["2"]]
    assert (more, end) == (True, False)


def test_a_new_a3_is_compared_with_its_segment_and_with_the_newest(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "_NEWEST", 1)
    factories.segment(world.stream, "Another")
    shelf.learned(world, "of the segment, old", days=300)
    shelf.learned(world, "elsewhere, old", strange=True, days=200)
    shelf.learned(world, "elsewhere, new", strange=True)
    shelf.proven_standard(world, strange=True)
    rows = queries.near_candidates(world.segment)
    assert {row.words for row in rows} == {"of the segment, old", "elsewhere, new", "Keep it healthy"}
