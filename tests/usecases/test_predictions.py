"""What is expected is written before Do, locked at control point 2, and never changed after it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from a3tracker.db.base import db
from a3tracker.db.control_points import way_of
from a3tracker.db.predictions import ExpectedRange, Prediction
from a3tracker.db.revisions import content_of
from a3tracker.domain.cycles import Panel
from a3tracker.domain.errors import Invalid, NotAllowed, NotFound, WrongState
from a3tracker.domain.reviews import Move
from a3tracker.domain.stages import Stage
from a3tracker.usecases import reviews, rows
from a3tracker.usecases.a3_removal import delete_a3
from a3tracker.usecases.a3s import found_a3
from a3tracker.usecases.transaction import now
from tests import factories
from tests.walk import LEARNED, a3_of, decide, expected_range, fill, lock, prediction, soon, walk
from tests.world import World


@pytest.fixture
def foreseen(world: World) -> int:
    """The id of a prediction on an A3 that waits for its lock."""
    fill(world.actor("member"), world.a3)
    walk(world, Stage.PREDICTION)
    return rows.add_row(world.actor("member"), world.a3, Panel.PREDICTIONS, prediction())


@pytest.fixture
def standard(world: World) -> int:
    """The number of a standard that waits for its Act."""
    number = factories.a3(world.segment, world.team, world.people["owner"], cycle="SDCA")
    db.session.commit()
    fill(world.actor("member"), number)
    walk(world, Stage.ACT, number=number)
    return number


def test_the_coordinator_locks_and_the_rows_bear_when_and_by_whom(world: World, foreseen: int) -> None:
    assert lock(world) is Stage.DO
    row = db.session.get_one(Prediction, foreseen)
    assert row.locked_at is not None
    assert row.locked_by == world.people["coordinator"]
    points = {point.number: point for point in way_of(a3_of(world.a3))}
    assert points[2].done is not None
    assert points[4].due == soon()


def test_a_half_written_prediction_is_not_locked(world: World, foreseen: int) -> None:
    rows.add_row(world.actor("member"), world.a3, Panel.PREDICTIONS, prediction(words="Days", low=None))
    with pytest.raises(Invalid, match="“Days” still needs its range"):
        lock(world)
    assert a3_of(world.a3).stage == Stage.PREDICTION


@pytest.mark.parametrize("days", [None, -1])
def test_the_lock_fixes_a_day_that_is_still_to_come(world: World, foreseen: int, days: int | None) -> None:
    day = None if days is None else soon(days)
    with pytest.raises(Invalid) as refused:
        reviews.move(world.actor("coordinator"), world.a3, Move.LOCK, day)
    assert list(refused.value.fields) == ["check_on"]
    assert db.session.get_one(Prediction, foreseen).locked_at is None


@pytest.mark.parametrize("role", ["member", "manager", "reader", "administrator"])
def test_nobody_but_the_coordinator_locks(world: World, foreseen: int, role: str) -> None:
    with pytest.raises(NotAllowed):
        reviews.move(world.actor(role), world.a3, Move.LOCK, soon())


def test_what_is_locked_is_neither_changed_nor_removed(world: World, foreseen: int) -> None:
    lock(world)
    member = world.actor("member")
    with pytest.raises(WrongState, match="never changed"):
        rows.edit_row(member, world.a3, Panel.PREDICTIONS, foreseen, prediction(point=28.0), 1)
    with pytest.raises(WrongState, match="never changed"):
        rows.remove_row(member, world.a3, Panel.PREDICTIONS, foreseen)
    assert db.session.get_one(Prediction, foreseen).point == 27.0


@pytest.mark.parametrize(
    "statement",
    ["UPDATE predictions SET point = 28", "UPDATE predictions SET locked_at = NULL, locked_by = NULL",
     "DELETE FROM predictions"],
)  # fmt: skip
def test_not_even_the_database_changes_what_is_locked(world: World, foreseen: int, statement: str) -> None:
    lock(world)
    with pytest.raises(DBAPIError, match="what is locked cannot be"):
        db.session.execute(text(statement))
    db.session.rollback()


def test_a_locked_prediction_goes_with_its_a3_alone(world: World, foreseen: int) -> None:
    lock(world)
    delete_a3(world.actor("administrator"), world.a3)
    assert db.session.get(Prediction, foreseen) is None


def test_a_later_one_stands_beside_it_with_its_day_and_reason(world: World, foreseen: int) -> None:
    lock(world)
    member = world.actor("member")
    with pytest.raises(Invalid) as refused:
        rows.add_row(member, world.a3, Panel.PREDICTIONS, prediction(point=29.0))
    assert list(refused.value.fields) == ["reason"]
    later = rows.add_row(member, world.a3, Panel.PREDICTIONS, prediction(point=29.0, reason="The list grew"))
    row = db.session.get_one(Prediction, later)
    assert (row.made, row.reason) == (soon(0), "The list grew")
    with pytest.raises(WrongState):
        rows.remove_row(member, world.a3, Panel.PREDICTIONS, later)
    again = prediction(point=29.0, reason="The list grew")
    assert rows.add_row(member, world.a3, Panel.PREDICTIONS, again) == later, "pressed twice, kept once"
    kept = content_of(found_a3(member, world.a3)).rows["predictions"]
    assert [(one["point"], one["reason"]) for one in kept] == [(27.0, ""), (29.0, "The list grew")]


def test_the_lock_changes_no_hash(world: World, foreseen: int) -> None:
    before = content_of(found_a3(world.actor("member"), world.a3)).digest()
    lock(world)
    assert content_of(found_a3(world.actor("member"), world.a3)).digest() == before


def test_a_reason_given_too_early_is_not_kept(world: World) -> None:
    row = rows.add_row(world.actor("member"), world.a3, Panel.PREDICTIONS, prediction(reason="Just so"))
    assert db.session.get_one(Prediction, row).reason == ""


def test_a_plan_holds_no_expected_ranges_and_a_standard_no_predictions(world: World, standard: int) -> None:
    member = world.actor("member")
    with pytest.raises(NotFound):
        rows.add_row(member, world.a3, Panel.RANGES, expected_range(member.id))
    with pytest.raises(NotFound):
        rows.add_row(member, standard, Panel.PREDICTIONS, prediction())


def test_the_person_responsible_is_somebody_of_the_stream(world: World, standard: int) -> None:
    with pytest.raises(Invalid) as refused:
        rows.add_row(
            world.actor("member"), standard, Panel.RANGES,
            replace(expected_range(world.people["stranger"]), reason="x"),
        )  # fmt: skip
    assert list(refused.value.fields) == ["responsible"]


def ranges(number: int) -> list[ExpectedRange]:
    query = db.select(ExpectedRange).where(ExpectedRange.a3_id == a3_of(number).id)
    return list(db.session.scalars(query.order_by(ExpectedRange.id)))


def go_round(world: World, number: int, outcome: str) -> Stage:
    reviews.submit(world.actor("coordinator"), number, "", outcome, soon(30), learning=LEARNED)
    return decide(world.actor("manager"), number)


def test_a_standard_that_is_held_keeps_its_locked_ranges_and_goes_round_at_point_six(
    world: World, standard: int
) -> None:
    assert go_round(world, standard, "held") is Stage.DO
    a3 = a3_of(standard)
    assert (a3.lap, [row.locked_at is None for row in ranges(standard)]) == (2, [False])
    points = {point.number: point for point in way_of(a3)}
    assert points[4].due == soon(30)
    walk(world, Stage.ACT, number=standard)
    reviews.submit(world.actor("coordinator"), standard, "", "retired", learning=LEARNED)
    assert decide(world.actor("manager"), standard) is Stage.CLOSED
    assert [point.label for point in way_of(a3_of(standard))][-2:] == ["Sustain", "Retired"]


def test_a_standard_goes_round_only_with_the_day_of_its_next_check(world: World, standard: int) -> None:
    for day in (None, soon(-1)):
        with pytest.raises(Invalid) as refused:
            reviews.submit(world.actor("coordinator"), standard, "", "held", day, learning=LEARNED)
        assert list(refused.value.fields) == ["next_check"]
    reviews.submit(world.actor("coordinator"), standard, "", "retired", learning=LEARNED)


def test_two_ranges_of_one_name_both_come_into_the_new_version(world: World, standard: int) -> None:
    member = world.actor("member")
    row = {"a3_id": a3_of(standard).id, "locked_at": now(), "locked_by": member.id}
    second = ExpectedRange(**row)
    second.write(expected_range(member.id, low=80.0))
    db.session.add(second)
    db.session.commit()
    rows.add_row(member, standard, Panel.RANGES, expected_range(member.id, measure="Calls", reason="New"))
    go_round(world, standard, "new_version")
    assert [row.low for row in ranges(standard) if row.ended_at is None] == [88.0, 80.0, 88.0]


def test_a_new_version_locks_its_ranges_anew_and_keeps_the_old_ones(world: World, standard: int) -> None:
    assert go_round(world, standard, "new_version") is Stage.LEFT_SIDE
    old, new = ranges(standard)
    assert (old.ended_at is None, old.locked_at is None) == (False, False)
    assert (new.ended_at is None, new.locked_at is None, new.measure) == (True, True, old.measure)
    member = world.actor("member")
    rows.edit_row(member, standard, Panel.RANGES, new.id, replace(new.fact(), low=90.0), 1)
    walk(world, Stage.PREDICTION, number=standard)
    lock(world, standard)
    assert [row.low for row in ranges(standard)] == [88.0, 90.0]
    kept = content_of(found_a3(member, standard)).rows["ranges"]
    assert [one["low"] for one in kept] == [90.0]
