"""The worker's hour: whoever is concerned is asked, once a week while it lasts, and nobody else."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from a3tracker.db.base import db
from a3tracker.db.control_points import ControlPoint
from a3tracker.db.notices import Notice, inbox
from a3tracker.db.people import Person
from a3tracker.db.teams import TeamMember
from a3tracker.domain.countermeasures import Countermeasure, Dropped, Marks
from a3tracker.domain.cycles import Panel
from a3tracker.domain.notices import Kind
from a3tracker.usecases import a3s, countermeasures, reviews, rows
from a3tracker.usecases.meeting_notes import add_note
from a3tracker.usecases.reminders import remind_people
from a3tracker.usecases.transaction import now
from tests import factories
from tests.notes import promise
from tests.walk import a3_of, fill
from tests.world import World

DAY = datetime(2026, 6, 30, 9, tzinfo=UTC)
TODAY = DAY.date()


@pytest.fixture(autouse=True)
def _one_morning() -> Iterator[None]:
    """The cast is made, and its A3 written, on this day."""
    with time_machine.travel(DAY, tick=False):
        yield


def on(days: float) -> time_machine.travel:
    return time_machine.travel(DAY + timedelta(days=days), tick=False)


def due(world: World, day: date, point: int = 1, lap: int = 1) -> None:
    row = ControlPoint(a3_id=a3_of(world.a3).id, lap=lap, point=point, due=day)
    db.session.add(row)
    db.session.commit()


def told(world: World) -> list[tuple[str, str]]:
    """Role and kind of all that was told, in order."""
    role_of = {person: role for role, person in world.people.items()}
    rows = db.session.query(Notice).order_by(Notice.id)
    return [(role_of[row.person_id], row.kind) for row in rows]


def test_the_owner_hears_of_tomorrows_review_once(world: World) -> None:
    a3_of(world.a3).next_review = TODAY + timedelta(days=1)
    db.session.commit()
    assert remind_people() == 1
    for hours in (1, 5, 20):
        with on(hours / 24):
            assert remind_people() == 0
    assert told(world) == [("owner", "review tomorrow")]
    (received,), _ = inbox(world.actor("owner"), 1)
    assert received.told.sentence == "The review of A3-1 is on 1 Jul 2026."


def test_it_looks_once_an_hour(world: World) -> None:
    assert remind_people() == 0
    a3_of(world.a3).next_review = TODAY + timedelta(days=1)
    db.session.commit()
    assert remind_people() == 0
    with on(1 / 24):
        assert remind_people() == 1


def test_a_late_point_is_asked_about_again_each_week_until_it_is_done(world: World) -> None:
    due(world, TODAY)
    due(world, TODAY + timedelta(days=2), point=2)
    asked = []
    for day in range(23):
        with on(day):
            asked += [day] * remind_people()
    assert asked == [1, 8, 15, 22]
    assert set(told(world)) == {("owner", "point overdue")}
    row = db.session.query(ControlPoint).where(ControlPoint.point == 1).one()
    row.done_at, row.done_by = now(), world.people["manager"]
    db.session.commit()
    with on(29):
        remind_people()
    assert inbox(world.actor("owner"), 1)[0][0].told.about == {"day": "2026-07-02", "point": 2}


def test_the_points_of_an_earlier_lap_are_past(world: World) -> None:
    due(world, TODAY - timedelta(days=3))
    a3_of(world.a3).lap = 2
    db.session.commit()
    assert remind_people() == 0


def test_what_is_submitted_waits_for_the_manager_and_the_deputy_of_today(world: World) -> None:
    fill(world.actor("member"), world.a3)
    reviews.submit(world.actor("coordinator"), world.a3)
    db.session.query(Notice).delete()
    db.session.query(ControlPoint).delete()
    factories.deputy(world.stream, world.people["reader"], first=5)
    db.session.commit()
    factories.deputy(world.stream, world.people["colleague"])
    due(world, TODAY - timedelta(days=1))
    assert remind_people() == 3
    assert {role for role, _ in told(world)} == {"manager", "deputy", "colleague"}


def test_a_deputy_of_the_same_team_is_not_asked(world: World) -> None:
    fill(world.actor("member"), world.a3)
    reviews.submit(world.actor("coordinator"), world.a3)
    db.session.query(Notice).delete()
    db.session.query(ControlPoint).delete()
    db.session.add(TeamMember(team_id=world.team, person_id=world.people["deputy"]))
    due(world, TODAY - timedelta(days=1))
    remind_people()
    assert told(world) == [("manager", "point overdue")]


@pytest.mark.parametrize("gone", ["disabled", "left"])
def test_the_coordinator_hears_instead_of_an_owner_who_is_gone(world: World, gone: str) -> None:
    if gone == "disabled":
        db.session.get_one(Person, world.people["owner"]).archived_at = now()
    else:
        db.session.query(TeamMember).where(TeamMember.person_id == world.people["owner"]).delete()
    due(world, TODAY - timedelta(days=1))
    remind_people()
    assert told(world) == [("coordinator", "point overdue")]


def test_an_a3_that_nobody_touches_is_asked_about_after_its_cycles_time(world: World) -> None:
    asked = []
    for day in range(80, 100):
        with on(day):
            asked += [day] * remind_people()
    assert asked == [84, 91, 98]
    assert told(world) == [("owner", Kind.UNTOUCHED.value)] * 3


@pytest.mark.parametrize("state", ["archived", "closed"])
def test_an_a3_that_is_put_aside_or_closed_asks_nobody(world: World, state: str) -> None:
    a3 = a3_of(world.a3)
    if state == "archived":
        a3.archived_at = now()
    else:
        a3.stage, a3.outcome, a3.closed_at = "closed", "adopted", now()
    a3.next_review = TODAY + timedelta(days=1)
    due(world, TODAY - timedelta(days=1))
    assert remind_people() == 0
    with on(200):
        assert remind_people() == 0


def test_whoever_is_late_with_a_countermeasure_is_asked_once(world: World) -> None:
    plan = Countermeasure(0, "Answer within two days", who=world.people["owner"], due=TODAY)
    row = rows.add_row(world.actor("member"), world.a3, Panel.COUNTERMEASURES, plan)
    assert remind_people() == 0
    for days in (1, 1.5, 2, 9):
        with on(days):
            remind_people()
    assert told(world) == [("owner", "countermeasure late")]
    (received,), _ = inbox(world.actor("owner"), 1)
    assert received.told.sentence == "Countermeasure 1 of A3-1 was due on 30 Jun 2026."
    later = replace(plan, due=TODAY + timedelta(days=10), who=None)
    rows.edit_row(world.actor("member"), world.a3, Panel.COUNTERMEASURES, row, later, 1)
    with on(11):
        remind_people()
    assert told(world)[-1] == ("coordinator", "countermeasure late")


def test_whoever_promised_is_asked_once_about_what_is_overdue(world: World) -> None:
    promised = replace(promise(world.people["manager"]), due=TODAY)
    note = add_note(world.actor("member"), world.a3, promised)
    assert remind_people() == 0
    for days in (1, 1.5, 2, 9):
        with on(days):
            remind_people()
    assert told(world) == [("manager", "promise late")]
    (received,), _ = inbox(world.actor("manager"), 1)
    assert received.told.sentence == "What you promised on A3-1 was due on 30 Jun 2026."
    assert received.told.path == f"/a3/1/notes#note-{note}"


@pytest.mark.parametrize("over", ["done", "dropped", "archived"])
def test_nobody_is_asked_about_what_is_done_or_dropped(world: World, over: str) -> None:
    plan = Countermeasure(0, "Answer within two days", who=world.people["owner"], due=TODAY)
    member = world.actor("member")
    row = rows.add_row(member, world.a3, Panel.COUNTERMEASURES, plan)
    if over == "done":
        countermeasures.mark(member, world.a3, row, Marks("yes", TODAY, "Sent"), 1)
    elif over == "dropped":
        countermeasures.drop(member, world.a3, row, Dropped("Dear", TODAY, 0, None, "later"))
    else:
        a3s.archive_a3(world.actor("coordinator"), world.a3)
    with on(1):
        assert remind_people() == 0


def test_the_coordinator_is_asked_on_the_day_named_for_what_was_dropped(world: World) -> None:
    plan = Countermeasure(0, "Answer within two days", who=world.people["owner"])
    member, again = world.actor("member"), TODAY + timedelta(days=3)
    row = rows.add_row(member, world.a3, Panel.COUNTERMEASURES, plan)
    countermeasures.drop(member, world.a3, row, Dropped("Dear", TODAY, 0, again, ""))
    for days in (2, 3, 4, 9):
        with on(days):
            assert remind_people() == (days == 3)
    assert told(world) == [("coordinator", "think again")]
    (received,), _ = inbox(world.actor("coordinator"), 1)
    assert received.told.sentence == "Think again about countermeasure 1 of A3-1, dropped until 3 Jul 2026."


def test_a_day_to_think_again_that_passed_long_ago_is_not_told_any_more(world: World) -> None:
    plan = Countermeasure(0, "Answer within two days", who=world.people["owner"])
    member, again = world.actor("member"), TODAY + timedelta(days=3)
    row = rows.add_row(member, world.a3, Panel.COUNTERMEASURES, plan)
    countermeasures.drop(member, world.a3, row, Dropped("Dear", TODAY, 0, again, ""))
    with on(40):
        remind_people()
    assert ("coordinator", "think again") not in told(world)
