"""An agenda: what is proposed and why, taking it, adding to it, and putting it in order with others."""

from __future__ import annotations

from datetime import timedelta

import pytest

from a3tracker.db.agendas import agenda_of, open_a3s_of
from a3tracker.db.base import db
from a3tracker.db.meetings import Meeting
from a3tracker.domain.errors import Invalid, NotAllowed, OutOfDate, WrongState
from a3tracker.usecases import agendas as usecases
from a3tracker.usecases.a3s import archive_a3
from a3tracker.usecases.meetings import end_meeting, found_meeting
from a3tracker.usecases.transaction import now
from tests import factories
from tests.meetings import due, item, order, second_a3, stream_meeting, team_meeting
from tests.world import World


def proposed(world: World, meeting: int) -> list[tuple[int, str]]:
    found = usecases.proposed_for(found_meeting(world.actor("reader"), meeting))
    return [(one.number, one.why) for one in found]


def version(meeting: int) -> int:
    return db.session.get_one(Meeting, meeting, populate_existing=True).agenda_version


def words(days: int) -> str:
    day = now().date() + timedelta(days=days)
    return f"{day.day} {day:%b}" + ("" if day.year == now().year else f" {day.year}")


@pytest.fixture
def full(world: World) -> int:
    """A meeting with both A3s of the team on its agenda, in the order of their numbers."""
    second_a3(world)
    meeting = team_meeting(world)
    usecases.take_a3s(world.actor("coordinator"), meeting, {1, 2})
    return meeting


@pytest.mark.usefixtures("march")
def test_what_is_due_is_proposed_with_its_reason_and_taken_with_one_click(world: World) -> None:
    late = second_a3(world)
    due(world.a3, 2)
    due(late, -3, point=2)
    meeting, coordinator = team_meeting(world), world.actor("coordinator")
    assert proposed(world, meeting) == [
        (late, f"Prediction was due {words(-3)}"),
        (world.a3, f"Check due {words(2)}"),
    ]
    assert usecases.take_a3s(coordinator, meeting, {world.a3, late}) == 2
    assert [(line.number, line.why) for line in agenda_of(meeting)] == proposed(world, meeting)
    assert usecases.take_a3s(coordinator, meeting, {world.a3}) == 0


@pytest.mark.usefixtures("march")
def test_any_other_open_a3_of_the_team_can_be_added_and_no_other(world: World) -> None:
    theirs = factories.a3(world.segment, world.other_team, world.people["colleague"])
    archived = second_a3(world, archived_at=now())
    meeting, coordinator = team_meeting(world), world.actor("coordinator")
    assert [one.number for one in open_a3s_of(found_meeting(coordinator, meeting))] == [world.a3]
    usecases.take_a3s(coordinator, meeting, {world.a3})
    assert [(line.number, line.why) for line in agenda_of(meeting)] == [(world.a3, "")]
    for number in (theirs, archived, 999):
        with pytest.raises(Invalid):
            usecases.take_a3s(coordinator, meeting, {number})
    whole = stream_meeting(world)
    usecases.take_a3s(world.actor("manager"), whole, {theirs})
    assert order(whole) == [theirs]


def test_two_people_reorder_and_the_second_is_told(world: World, full: int) -> None:
    coordinator, shown = world.actor("coordinator"), version(full)
    usecases.move_item(coordinator, full, item(full, 2), True, shown)
    assert order(full) == [2, 1]
    with pytest.raises(OutOfDate, match="changed the agenda meanwhile"):
        usecases.move_item(world.actor("manager"), full, item(full, 2), True, shown)
    assert order(full) == [2, 1]
    usecases.move_item(coordinator, full, item(full, 2), True, version(full))
    assert order(full) == [2, 1]


def test_moving_what_somebody_took_off_is_refused_in_words(world: World, full: int) -> None:
    gone, shown = item(full, 2), version(full)
    for _ in range(2):
        usecases.take_off(world.actor("manager"), full, gone)
    with pytest.raises(OutOfDate, match="took this A3 off the agenda"):
        usecases.move_item(world.actor("coordinator"), full, gone, True, shown)
    assert order(full) == [1]


def test_minutes_are_planned_for_each_a3(world: World, full: int) -> None:
    coordinator = world.actor("coordinator")
    usecases.plan_minutes(coordinator, full, {item(full, 1): 10, item(full, 2): None, 999: 5})
    assert [line.minutes for line in agenda_of(full)] == [10, None]
    with pytest.raises(Invalid):
        usecases.plan_minutes(coordinator, full, {item(full, 1): 0})


def test_a_member_leaves_the_agenda_as_it_is_and_so_does_everybody_once_it_ended(
    world: World, full: int
) -> None:
    acts = (
        lambda actor: usecases.take_a3s(actor, full, {1}),
        lambda actor: usecases.take_off(actor, full, item(full, 1)),
        lambda actor: usecases.move_item(actor, full, item(full, 2), True, version(full)),
        lambda actor: usecases.plan_minutes(actor, full, {item(full, 1): 5}),
    )
    for act in acts:
        with pytest.raises(NotAllowed):
            act(world.actor("member"))
    end_meeting(world.actor("coordinator"), full)
    for act in acts:
        with pytest.raises(WrongState, match="ended"):
            act(world.actor("coordinator"))


def test_an_a3_that_was_archived_stays_on_the_agenda_and_is_marked(world: World, full: int) -> None:
    archive_a3(world.actor("coordinator"), 2)
    assert [(line.number, line.archived) for line in agenda_of(full)] == [(1, False), (2, True)]
