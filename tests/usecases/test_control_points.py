"""The coordinator plans when each point is due; what is passed is noted by itself."""

from __future__ import annotations

import pytest

from a3tracker.db.control_points import dates_of, way_of
from a3tracker.domain.errors import Invalid, NotAllowed, NotFound, OutOfDate, WrongState
from a3tracker.domain.stages import Stage
from a3tracker.usecases.a3s import archive_a3
from a3tracker.usecases.control_points import plan_dates
from tests.journal import lines
from tests.walk import a3_of, fill, soon, walk
from tests.world import World


def due(number: int) -> dict[int | None, object]:
    return {point.number: point.due for point in way_of(a3_of(number)) if point.due}


def test_dates_are_planned_moved_and_taken_away(world: World) -> None:
    coordinator = world.actor("coordinator")
    plan_dates(coordinator, world.a3, {1: soon(1), 4: soon(9)}, 1)
    assert due(world.a3) == {1: soon(1), 4: soon(9)}
    plan_dates(coordinator, world.a3, {1: soon(2), 4: None}, 2)
    assert due(world.a3) == {1: soon(2)}
    assert lines("a3")[-1].act == "planned the dates of"


def test_the_same_dates_twice_are_harmless_and_an_older_form_is_refused(world: World) -> None:
    coordinator = world.actor("coordinator")
    plan_dates(coordinator, world.a3, {1: soon(1)}, 1)
    plan_dates(coordinator, world.a3, {1: soon(1)}, 1)
    with pytest.raises(OutOfDate):
        plan_dates(coordinator, world.a3, {1: soon(3)}, 1)
    assert due(world.a3) == {1: soon(1)}


def test_dates_in_the_wrong_order_are_refused_at_the_field(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        plan_dates(world.actor("coordinator"), world.a3, {1: soon(5), 2: soon(4)}, 1)
    assert list(refused.value.fields) == ["due_2"]


@pytest.mark.parametrize(
    ("role", "refusal"),
    [("member", NotAllowed), ("manager", NotAllowed), ("reader", NotAllowed), ("stranger", NotFound)],
)
def test_only_the_coordinator_plans(world: World, role: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        plan_dates(world.actor(role), world.a3, {1: soon()}, 1)


def test_what_lies_behind_keeps_its_date(world: World) -> None:
    fill(world.actor("member"), world.a3)
    plan_dates(world.actor("coordinator"), world.a3, {1: soon(1)}, 1)
    walk(world, Stage.DO)
    plan_dates(world.actor("coordinator"), world.a3, {1: soon(8), 3: soon(9)}, a3_of(world.a3).version)
    points = {point.number: point for point in way_of(a3_of(world.a3))}
    assert (points[1].due, points[1].done is not None) == (soon(1), True)
    assert points[3].due == soon(9)


def test_an_archived_a3_is_not_planned(world: World) -> None:
    archive_a3(world.actor("coordinator"), world.a3)
    with pytest.raises(WrongState):
        plan_dates(world.actor("coordinator"), world.a3, {1: soon()}, 1)


def test_each_point_passed_has_its_day(world: World) -> None:
    fill(world.actor("member"), world.a3)
    walk(world, Stage.CLOSED)
    done = {one.point: one.done for one in dates_of([a3_of(world.a3).id])[a3_of(world.a3).id]}
    assert sorted(done) == [1, 2, 3, 4, 5]
    assert all(done.values())
    assert [point.label for point in way_of(a3_of(world.a3))][-1] == "Adopted"
