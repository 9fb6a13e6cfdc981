"""Causes as people write them: numbers for ever, whys that are moved, a tree that comes back whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from a3tracker.db.base import db
from a3tracker.db.causes import Cause as Row
from a3tracker.db.causes import bones_of
from a3tracker.db.revisions import content_of
from a3tracker.domain.causes import Cause, tree_of
from a3tracker.domain.cycles import Panel
from a3tracker.domain.errors import Invalid, WrongState
from a3tracker.usecases.a3s import found_a3
from a3tracker.usecases.causes import causes_of, rename_bones
from a3tracker.usecases.rows import add_row, edit_row, remove_row
from tests.journal import lines
from tests.rewriting import restore, taken
from tests.walk import a3_of
from tests.world import World

DAY = date(2026, 6, 3)


def ask(world: World, words: str, parent: int | None = None, **more: object) -> int:
    """The id of a new cause."""
    fact = replace(Cause(words, parent), **more)  # type: ignore[arg-type]
    return add_row(world.actor("member"), world.a3, Panel.CAUSES, fact)


def standing(world: World) -> dict[int, Cause]:
    return causes_of(a3_of(world.a3).id)


def outlined(world: World) -> list[tuple[int, int]]:
    """Level and number of each cause in the order of the tree."""

    def levels(nodes: tuple[object, ...], level: int) -> list[tuple[int, int]]:
        return [
            one
            for node in nodes
            for one in [(level, node.cause.number), *levels(node.whys, level + 1)]  # type: ignore[attr-defined]
        ]

    return levels(tree_of(standing(world)), 0)


def test_a_number_is_given_once_and_never_again(world: World) -> None:
    first, second = ask(world, "A"), ask(world, "B")
    remove_row(world.actor("member"), world.a3, Panel.CAUSES, second)
    third = ask(world, "C", first)
    assert {one: cause.number for one, cause in standing(world).items()} == {first: 1, third: 3}


def test_a_number_stays_when_the_cause_is_moved_and_reworded(world: World) -> None:
    first, second = ask(world, "A"), ask(world, "B")
    changed = replace(standing(world)[second], words="B, put better", parent=first, number=77)
    edit_row(world.actor("member"), world.a3, Panel.CAUSES, second, changed, 1)
    assert outlined(world) == [(0, 1), (1, 2)]


def test_a_cause_is_not_moved_below_its_own_whys(world: World) -> None:
    first = ask(world, "A")
    second = ask(world, "B", first)
    with pytest.raises(Invalid, match="cannot explain itself"):
        edit_row(world.actor("member"), world.a3, Panel.CAUSES, first, Cause("A", second), 1)
    assert outlined(world) == [(0, 1), (1, 2)]


def test_a_cause_of_another_a3_cannot_be_explained(world: World) -> None:
    with pytest.raises(Invalid, match="Choose a cause of this A3"):
        ask(world, "A", 4711)


def test_a_cause_with_whys_is_not_removed(world: World) -> None:
    first = ask(world, "A")
    ask(world, "B", first)
    with pytest.raises(WrongState, match="Other causes explain this one: 2"):
        remove_row(world.actor("member"), world.a3, Panel.CAUSES, first)
    assert len(standing(world)) == 2


def test_who_verified_it_is_somebody_of_the_stream_and_stays_when_that_person_leaves(world: World) -> None:
    proved = {"proof_kind": "fact", "proof": "4 of 12", "verified_on": DAY}
    with pytest.raises(Invalid, match="Choose somebody"):
        ask(world, "A", verified_by=world.people["stranger"], **proved)
    assert ask(world, "A", verified_by=world.people["reader"], **proved)


def test_a_whole_tree_comes_back_with_its_numbers_links_and_bones(world: World) -> None:
    member = world.actor("member")
    first, other = ask(world, "A", bone="price"), ask(world, "B")
    below = ask(world, "C", other)
    # A parent with a later number than its why: rows come back in any order.
    edit_row(member, world.a3, Panel.CAUSES, other, replace(standing(world)[other], parent=None), 1)
    edit_row(member, world.a3, Panel.CAUSES, first, replace(standing(world)[first], parent=below), 1)
    rename_bones(member, world.a3, {"price": "Fees"}, {})
    taken(world)
    before, stood = standing(world), outlined(world)
    for identity in (first, below, other):
        remove_row(member, world.a3, Panel.CAUSES, identity)
    ask(world, "D")
    rename_bones(member, world.a3, {"price": "Rates"}, {"price": "Fees"})
    restore(world, 1)
    assert (standing(world), outlined(world)) == (before, stood)
    assert bones_of(a3_of(world.a3)) == {"price": "Fees"}
    ask(world, "E")
    assert max(cause.number for cause in standing(world).values()) == 5


def test_an_a3_without_causes_and_with_usual_bones_keeps_its_old_hash(world: World) -> None:
    placed = found_a3(world.actor("member"), world.a3)
    before = content_of(placed).canonical()
    assert "causes" not in before
    assert "bones" not in before


def test_the_journal_tells_of_causes_by_their_ids_alone(world: World) -> None:
    identity = ask(world, "A secret of a customer")
    rename_bones(world.actor("member"), world.a3, {"price": "Secret fees"}, {})
    told = [line.detail for line in lines("a3")]
    assert f'"row": {identity}' in "".join(told)
    assert "ecret" not in "".join(told)


@pytest.mark.parametrize(
    "wrong", [{"proof_kind": "test"}, {"outside": True}, {"kind": "other"}, {"number": 1}]
)
def test_the_database_holds_no_half_cause(world: World, wrong: dict[str, object]) -> None:
    ask(world, "A")
    row = Row(a3_id=a3_of(world.a3).id)
    row.write(replace(Cause("B", number=2), **wrong))  # type: ignore[arg-type]
    db.session.add(row)
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


steps = st.lists(st.tuples(st.sampled_from(["add", "move", "remove"]), st.integers(0, 9), st.integers(0, 9)))


@given(steps)
@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_whatever_people_do_numbers_are_unique_rising_and_no_cause_is_lost_by_another(
    world: World, done: list[tuple[str, int, int]]
) -> None:
    known, given_before, removed = set(standing(world)), a3_of(world.a3).causes_given, 0
    for deed, one, other in done[:12]:
        ids = sorted(standing(world))
        at, parent = (ids[one % len(ids)], ids[other % len(ids)]) if ids else (0, None)
        try:
            if deed == "add" or not ids:
                known.add(ask(world, "Why", parent if other % 2 else None))
            elif deed == "move":
                row = db.session.get_one(Row, at)
                fact = replace(row.fact(), parent=parent)
                edit_row(world.actor("member"), world.a3, Panel.CAUSES, at, fact, row.version)
            else:
                remove_row(world.actor("member"), world.a3, Panel.CAUSES, at)
                known.discard(at)
                removed += 1
        except (Invalid, WrongState):
            db.session.rollback()
    numbers = [cause.number for cause in standing(world).values()]
    assert set(standing(world)) == known
    assert len(set(numbers)) == len(numbers) == len(outlined(world))
    assert given_before <= a3_of(world.a3).causes_given
    assert max(numbers, default=0) <= a3_of(world.a3).causes_given
