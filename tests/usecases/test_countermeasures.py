"""Countermeasures on their way: numbered once, marked, dropped with a reason, and never lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from a3tracker.db.base import db
from a3tracker.db.countermeasures import Countermeasure
from a3tracker.db.rows import rows_in
from a3tracker.domain.countermeasures import Countermeasure as Plan
from a3tracker.domain.countermeasures import Dropped, Marks
from a3tracker.domain.cycles import Panel
from a3tracker.domain.errors import Invalid, NotAllowed, NotFound, OutOfDate, WrongState
from a3tracker.domain.stages import Stage
from a3tracker.usecases import countermeasures, reviews, rows
from a3tracker.usecases.a3_removal import delete_named_a3
from tests.journal import lines
from tests.walk import LEARNED, a3_of, fill, walk
from tests.world import World

DUE = date(2026, 6, 30)
PLAN = Plan(0, "Answer within two days", due=DUE)
BOTH = Marks("no", worked="unclear")
WHY = Dropped("Too dear", date.min, 0, None, "when prices fall")


def add(world: World, plan: Plan = PLAN) -> int:
    return rows.add_row(world.actor("member"), world.a3, Panel.COUNTERMEASURES, plan)


def row_of(row: int) -> Countermeasure:
    found = db.session.get_one(Countermeasure, row)
    db.session.refresh(found)
    return found


def numbers(world: World) -> list[int]:
    return [row.number for row in rows_in(a3_of(world.a3).id, Panel.COUNTERMEASURES)]  # type: ignore[union-attr]


def remove(world: World, row: int) -> None:
    rows.remove_row(world.actor("member"), world.a3, Panel.COUNTERMEASURES, row)


def test_a_number_is_given_once_and_never_again(world: World) -> None:
    _one, two = add(world), add(world)
    remove(world, two)
    three = add(world, replace(PLAN, number=1))
    assert numbers(world) == [1, 3]
    edited = replace(PLAN, number=7, what="Answer at once")
    rows.edit_row(world.actor("owner"), world.a3, Panel.COUNTERMEASURES, three, edited, 1)
    assert (row_of(three).number, row_of(three).what) == (3, "Answer at once")


@pytest.mark.parametrize(
    ("change", "field"), [({"who": 10**6}, "who"), ({"causes": (5,)}, "causes"), ({"what": ""}, "what")]
)
def test_a_plan_names_people_and_causes_that_are_there(
    world: World, change: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        add(world, replace(PLAN, **change))  # type: ignore[arg-type]
    assert list(refused.value.fields) == [field]
    assert numbers(world) == []


def test_marks_are_made_apart_from_the_plan_and_stay_when_it_changes(world: World) -> None:
    row = add(world)
    made = Marks("yes", DUE, "Sent to all", "no", "Nobody answered")
    countermeasures.mark(world.actor("member"), world.a3, row, made, 1)
    assert row_of(row).fact().marks == made
    rows.edit_row(world.actor("owner"), world.a3, Panel.COUNTERMEASURES, row, replace(PLAN, effect="+1"), 2)
    assert (row_of(row).fact().marks, row_of(row).effect) == (made, "+1")
    assert "marked a countermeasure of" in [line.act for line in lines("a3")]


def test_the_same_marks_twice_are_harmless_and_an_old_page_is_refused(world: World) -> None:
    row = add(world)
    for _ in range(2):
        countermeasures.mark(world.actor("member"), world.a3, row, BOTH, 1)
    assert row_of(row).version == 2
    with pytest.raises(OutOfDate):
        countermeasures.mark(world.actor("owner"), world.a3, row, Marks("no", worked="no"), 1)
    assert row_of(row).fact().marks == BOTH


def test_what_is_dropped_says_who_and_when_and_can_be_taken_up_again(world: World) -> None:
    row, actor = add(world), world.actor("member")
    for _ in range(2):
        countermeasures.drop(actor, world.a3, row, WHY)
    gone = row_of(row).fact().dropped
    assert gone
    assert (gone.by, gone.why, gone.on > DUE - timedelta(days=9999)) == (actor.id, "Too dear", True)
    for act in (
        lambda: countermeasures.mark(actor, world.a3, row, BOTH, row_of(row).version),
        lambda: countermeasures.drop(actor, world.a3, row, replace(WHY, why="Other")),
        lambda: remove(world, row),
    ):
        with pytest.raises(WrongState):
            act()
    for _ in range(2):
        countermeasures.take_up(actor, world.a3, row)
    assert row_of(row).fact().dropped is None


@pytest.mark.parametrize("kept", ["locked", "marked", "dropped and taken up"])
def test_what_was_locked_marked_or_dropped_is_never_removed(world: World, kept: str) -> None:
    row, actor = add(world), world.actor("member")
    if kept == "locked":
        fill(actor, world.a3)
        walk(world, Stage.DO)
    elif kept == "marked":
        countermeasures.mark(actor, world.a3, row, BOTH, 1)
    else:
        countermeasures.drop(actor, world.a3, row, WHY)
        countermeasures.take_up(actor, world.a3, row)
    with pytest.raises(WrongState, match="Drop it with a reason"):
        remove(world, row)
    for statement in ("DELETE FROM countermeasures", "UPDATE countermeasures SET number = 9"):
        with pytest.raises(DBAPIError):
            db.session.execute(text(statement))
        db.session.rollback()
    assert numbers(world) == [1]


def test_one_that_is_added_after_the_lock_stays_too(world: World) -> None:
    fill(world.actor("member"), world.a3)
    walk(world, Stage.DO)
    row = add(world)
    with pytest.raises(WrongState):
        remove(world, row)


def test_a_deleted_a3_takes_its_countermeasures_with_it(world: World) -> None:
    countermeasures.mark(world.actor("member"), world.a3, add(world), BOTH, 1)
    delete_named_a3(world.actor("administrator"), world.a3, "A3-1")
    assert db.session.query(Countermeasure).count() == 0


def test_the_act_is_not_submitted_before_each_has_both_marks(world: World) -> None:
    fill(world.actor("member"), world.a3)
    first, second = add(world), add(world)
    walk(world, Stage.ACT)
    countermeasures.drop(world.actor("member"), world.a3, first, WHY)
    countermeasures.mark(world.actor("member"), world.a3, second, Marks("no"), 1)
    with pytest.raises(Invalid, match=r"^Countermeasure 2 has no mark for Worked\?$"):
        reviews.submit(world.actor("coordinator"), world.a3, outcome="adopted")
    countermeasures.mark(world.actor("member"), world.a3, second, BOTH, 2)
    assert reviews.submit(world.actor("coordinator"), world.a3, outcome="adopted", learning=LEARNED)


@pytest.mark.parametrize("role", ["reader", "colleague", "manager", "deputy", "administrator"])
def test_only_the_team_marks_and_drops(world: World, role: str) -> None:
    row = add(world)
    acts: list[Callable[[], None]] = [
        lambda: countermeasures.mark(world.actor(role), world.a3, row, BOTH, 1),
        lambda: countermeasures.drop(world.actor(role), world.a3, row, WHY),
        lambda: countermeasures.take_up(world.actor(role), world.a3, row),
    ]
    for act in acts:
        with pytest.raises(NotAllowed):
            act()
    with pytest.raises(NotFound):
        countermeasures.take_up(world.actor("stranger"), world.a3, row)
    with pytest.raises(NotFound):
        countermeasures.take_up(world.actor("member"), world.a3, row + 1)
