"""Holding a standard: steps in their order, who is trained on which version, checks and deviations."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest

from a3tracker.db.base import db
from a3tracker.db.journal import JournalLine
from a3tracker.db.rows import rows_in
from a3tracker.db.standards import steps_of
from a3tracker.db.versions import version_of
from a3tracker.domain.cycles import Panel
from a3tracker.domain.errors import Invalid, NotAllowed, NotFound, WrongState
from a3tracker.domain.rows import PersonRow
from a3tracker.domain.stages import Stage
from a3tracker.domain.standards import Adherence, Deviation, Step
from a3tracker.domain.versions import Version
from a3tracker.usecases import rows
from a3tracker.usecases.audits import set_rhythm
from a3tracker.usecases.standards import move_step
from a3tracker.usecases.transaction import now
from tests.walk import a3_of, fill, walk
from tests.world import World


@pytest.fixture(autouse=True)
def _a_standard(world: World) -> None:
    a3_of(world.a3).cycle = "SDCA"
    db.session.commit()


def step(world: World, what: str) -> int:
    return rows.add_row(world.actor("member"), world.a3, Panel.STEPS, Step(what, "first", "so"))


def order(world: World) -> list[tuple[int, str]]:
    return [(one.place, one.what) for one in steps_of(a3_of(world.a3).id)]


def test_steps_are_numbered_in_the_order_in_which_they_came_and_can_be_moved(world: World) -> None:
    first, second, third = (step(world, what) for what in ("Draw", "Choose", "Send"))
    member = world.actor("member")
    move_step(member, world.a3, third, up=True)
    assert order(world) == [(1, "Draw"), (2, "Send"), (3, "Choose")]
    move_step(member, world.a3, first, up=False)
    assert order(world) == [(1, "Send"), (2, "Draw"), (3, "Choose")]
    move_step(member, world.a3, second, up=False)
    assert order(world)[2] == (3, "Choose"), "at the end it stays where it is"
    rows.remove_row(member, world.a3, Panel.STEPS, third)
    assert order(world) == [(1, "Draw"), (2, "Choose")]
    step(world, "Count")
    assert order(world)[2] == (3, "Count")


def test_a_step_that_is_changed_keeps_its_place(world: World) -> None:
    first, _second = step(world, "Draw"), step(world, "Choose")
    rows.edit_row(world.actor("owner"), world.a3, Panel.STEPS, first, Step("Draw the list"), 1)
    assert order(world) == [(1, "Draw the list"), (2, "Choose")]


def test_only_the_team_moves_a_step_that_is_there(world: World) -> None:
    first = step(world, "Draw")
    for role in ("reader", "colleague", "manager", "administrator"):
        with pytest.raises(NotAllowed):
            move_step(world.actor(role), world.a3, first, up=True)
    with pytest.raises(NotFound):
        move_step(world.actor("stranger"), world.a3, first, up=True)
    with pytest.raises(NotFound):
        move_step(world.actor("member"), world.a3, 99, up=True)


def test_the_journal_keeps_no_words_of_a_step(world: World) -> None:
    step(world, "Draw")
    move_step(world.actor("member"), world.a3, step(world, "Secret"), up=True)
    assert "Secret" not in "".join(line.detail for line in db.session.query(JournalLine))


def adherence(world: World, **change: object) -> Adherence:
    made = Adherence(now().date(), 9, 10, world.people["member"])
    return replace(made, **change)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "field"),
    [({"confirmed": 11}, "confirmed"), ({"confirmed": -1}, "confirmed"), ({"out_of": 0}, "out_of")],
)
def test_counts_that_cannot_be_are_refused(world: World, change: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        rows.add_row(world.actor("member"), world.a3, Panel.ADHERENCE, adherence(world, **change))
    assert field in refused.value.fields


def test_a_check_names_a_day_that_has_come_and_somebody_of_the_stream(world: World) -> None:
    for change, field in (
        ({"day": now().date() + timedelta(days=2)}, "day"),
        ({"by": world.people["stranger"]}, "by"),
    ):
        with pytest.raises(Invalid) as refused:
            rows.add_row(world.actor("member"), world.a3, Panel.ADHERENCE, adherence(world, **change))
        assert field in refused.value.fields


def test_a_deviation_is_restored_after_it_was_seen(world: World) -> None:
    member, today = world.actor("member"), now().date()
    seen = Deviation(today - timedelta(days=3), "Two calls missed", at=time(10))
    row = rows.add_row(member, world.a3, Panel.DEVIATIONS, seen)
    for change in (
        {"restored": today - timedelta(days=4)},
        {"restored": seen.day, "restored_at": time(9)},
        {"restored_at": time(9)},
        {"restored": today + timedelta(days=2)},
        {"step": 99},
    ):
        with pytest.raises(Invalid):
            rows.edit_row(member, world.a3, Panel.DEVIATIONS, row, replace(seen, **change), 1)  # type: ignore[arg-type]
    rows.edit_row(member, world.a3, Panel.DEVIATIONS, row, replace(seen, restored=today), 1)


def test_a_step_that_goes_leaves_its_deviation(world: World) -> None:
    first, member = step(world, "Call"), world.actor("member")
    rows.add_row(member, world.a3, Panel.DEVIATIONS, Deviation(now().date(), "Missed", step=first))
    rows.remove_row(member, world.a3, Panel.STEPS, first)
    db.session.expire_all()
    (left,) = rows_in(a3_of(world.a3).id, Panel.DEVIATIONS)
    assert left.fact() == Deviation(now().date(), "Missed")


def test_a_new_version_that_is_agreed_is_in_force_once_it_is_locked(world: World) -> None:
    assert version_of(a3_of(world.a3)) == Version(1)
    fill(world.actor("member"), world.a3)
    walk(world, Stage.DO)
    today = now().date()
    assert version_of(a3_of(world.a3)) == Version(1, in_force=True, since=today)
    walk(world, Stage.ACT, "held")
    walk(world, Stage.DO, "held")
    assert version_of(a3_of(world.a3)).number == 1, "a standard that is held is the same version"
    walk(world, Stage.LEFT_SIDE, "new_version")
    assert version_of(a3_of(world.a3)) == Version(2)
    assert version_of(a3_of(world.a3)).held == 1
    walk(world, Stage.DO)
    assert version_of(a3_of(world.a3)) == Version(2, in_force=True, since=today)


def test_one_is_trained_on_a_version_that_there_is(world: World) -> None:
    member = world.actor("member")
    person = PersonRow(member.id, "", "calls", 1, now().date())
    row = rows.add_row(member, world.a3, Panel.PEOPLE, person)
    for change in (
        {"trained": 2},
        {"trained": 0},
        {"trained": None},
        {"trained_on": now().date() + timedelta(days=2)},
    ):
        with pytest.raises(Invalid):
            rows.edit_row(member, world.a3, Panel.PEOPLE, row, replace(person, **change), 1)  # type: ignore[arg-type]


def test_nobody_is_trained_where_there_is_no_standard(world: World) -> None:
    a3_of(world.a3).cycle = "PDCA"
    db.session.commit()
    member = world.actor("member")
    rows.add_row(member, world.a3, Panel.PEOPLE, PersonRow(member.id, "", "", 1, now().date()))
    (row,) = rows_in(a3_of(world.a3).id, Panel.PEOPLE)
    assert row.fact() == PersonRow(member.id, "", "")
    with pytest.raises(WrongState):
        set_rhythm(world.actor("coordinator"), world.a3, 7)


def test_the_coordinator_sets_the_rhythm(world: World) -> None:
    set_rhythm(world.actor("coordinator"), world.a3, 14)
    assert a3_of(world.a3).audit_days == 14
    with pytest.raises(Invalid):
        set_rhythm(world.actor("coordinator"), world.a3, 13)
    for role in ("member", "manager", "reader"):
        with pytest.raises(NotAllowed):
            set_rhythm(world.actor(role), world.a3, 7)
    set_rhythm(world.actor("coordinator"), world.a3, None)
    assert a3_of(world.a3).audit_days is None
