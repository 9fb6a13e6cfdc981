"""Whose calendar holds which days, and an address that can be taken away."""

from dataclasses import replace
from datetime import timedelta

import pytest

from a3tracker.db.base import db
from a3tracker.db.calendars import calendar_reader, entries
from a3tracker.db.control_points import ControlPoint
from a3tracker.db.people import Person
from a3tracker.db.streams import ValueStream
from a3tracker.usecases.calendars import make_calendar, remove_calendar
from a3tracker.usecases.sign_in import hash_of
from a3tracker.usecases.transaction import now
from tests.walk import a3_of
from tests.world import World

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def dated(world: World) -> World:
    """An A3 with a review date, and control points in its first lap and its second."""
    a3, today = a3_of(world.a3), now().date()
    a3.next_review, a3.lap = today, 2
    db.session.add(ControlPoint(a3_id=a3.id, lap=1, point=3, due=today))
    db.session.add(ControlPoint(a3_id=a3.id, lap=2, point=3, due=today, done_at=now()))
    db.session.add(ControlPoint(a3_id=a3.id, lap=2, point=4, due=today + timedelta(days=9)))
    db.session.commit()
    return world


def uids(world: World, role: str) -> list[str]:
    return [entry.uid for entry in entries(world.actor(role))]


def test_owner_coordinator_and_manager_have_its_dates_and_others_have_not(dated: World) -> None:
    present = ["a3-1-point-3-lap-2@a3tracker", "a3-1-point-4-lap-2@a3tracker", "a3-1-review@a3tracker"]
    for role in ("owner", "coordinator", "manager"):
        assert uids(dated, role) == present
    for role in ("member", "reader", "administrator", "colleague", "stranger", "stranger_manager"):
        assert uids(dated, role) == []


def test_a_point_that_is_done_stays_and_says_so(dated: World) -> None:
    done, to_come, _review = entries(dated.actor("owner"))
    assert (done.done, to_come.done) == (True, False)


def test_a_date_that_moves_keeps_its_uid(dated: World) -> None:
    before = entries(dated.actor("owner"))
    later = now().date() + timedelta(days=30)
    db.session.query(ControlPoint).where(ControlPoint.point == 4).one().due = later
    a3_of(dated.a3).next_review = later
    db.session.commit()
    moved = entries(dated.actor("owner"))
    assert [entry.uid for entry in moved] == [entry.uid for entry in before]
    assert [entry.day for entry in moved[1:]] == [later, later]


def test_an_archived_a3_has_no_dates_and_a_closed_one_no_review(dated: World) -> None:
    a3 = a3_of(dated.a3)
    a3.stage, a3.outcome, a3.closed_at = "closed", "adopted", now()
    db.session.commit()
    assert "a3-1-review@a3tracker" not in uids(dated, "owner")
    a3.archived_at = now()
    db.session.commit()
    assert uids(dated, "owner") == []


def test_who_does_not_manage_the_stream_any_more_has_none_of_its_dates(dated: World) -> None:
    manager = dated.actor("manager")
    db.session.get_one(ValueStream, dated.stream).manager_id = None
    db.session.commit()
    assert uids(dated, "manager") == []
    assert entries(replace(manager, manages=frozenset())) == []


def test_a_new_address_replaces_the_old_one_and_can_be_removed(world: World) -> None:
    member = world.actor("member")
    first, second = make_calendar(member), make_calendar(member)
    assert calendar_reader(hash_of(first)) is None
    reader = calendar_reader(hash_of(second))
    assert reader
    assert reader.id == member.id
    remove_calendar(member)
    remove_calendar(member)
    assert calendar_reader(hash_of(second)) is None


def test_who_is_disabled_has_no_calendar(world: World) -> None:
    token = make_calendar(world.actor("member"))
    db.session.get_one(Person, world.people["member"]).archived_at = now()
    db.session.commit()
    assert calendar_reader(hash_of(token)) is None
