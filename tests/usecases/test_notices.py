"""Who is told, who is not, and what reading does."""

import pytest
from flask import Flask

from a3tracker.db.a3s import A3
from a3tracker.db.base import db
from a3tracker.db.notices import inbox, unread_count
from a3tracker.db.people import Person
from a3tracker.db.streams import ValueStream
from a3tracker.domain.errors import NotFound
from a3tracker.domain.notices import Kind
from a3tracker.usecases.a3s import found_a3
from a3tracker.usecases.notices import hearers, open_notice, read_all, tell, told_somebody
from a3tracker.usecases.transaction import now, writing
from tests import factories
from tests.walk import a3_of
from tests.world import NAMES, World

pytestmark = pytest.mark.usefixtures("app")


def tell_all(world: World, *roles: str, by: str = "coordinator", kind: Kind = Kind.SUBMITTED) -> None:
    with writing():
        people = [world.people[role] for role in roles]
        tell(people, kind, a3_of(world.a3).id, world.people[by], point=1)


def unread(world: World, role: str) -> int:
    return unread_count(world.actor(role))


def test_each_is_told_once_and_whoever_did_it_is_not(world: World) -> None:
    tell_all(world, "manager", "manager", "deputy", "coordinator")
    assert [unread(world, role) for role in ("manager", "deputy", "coordinator")] == [1, 1, 0]
    (told,), more = inbox(world.actor("manager"), 1)
    assert told.told.sentence == "Cem Aydin asks you to agree to the left side of A3-1."
    assert not more


def test_disabled_people_contacts_and_strangers_are_told_nothing(world: World) -> None:
    contact = factories.person("Buyer", email=None, password_hash=None, contact_of=world.stream)
    db.session.get_one(Person, world.people["member"]).archived_at = now()
    db.session.commit()
    with writing():
        everybody = {*world.people.values(), contact, 99_999}
        tell(everybody, Kind.COMMENTED, a3_of(world.a3).id, None)
    told = {role for role in NAMES if unread(world, role)}
    assert told == {"administrator", "manager", "deputy", "reader", "coordinator", "owner", "colleague"}


def test_those_who_are_told_are_those_who_see_the_a3(world: World) -> None:
    heard = hearers(set(world.people.values()), a3_of(world.a3).id)
    for role, person in world.people.items():
        try:
            found_a3(world.actor(role), world.a3)
            sees = True
        except NotFound:
            sees = False
        assert (person in heard) == sees, role


def test_nothing_is_told_when_the_deed_is_undone(world: World) -> None:
    def undone() -> None:
        with writing():
            tell([world.people["manager"]], Kind.SUBMITTED, a3_of(world.a3).id, None)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        undone()
    assert not unread(world, "manager")


def test_opening_marks_one_as_read_and_twice_is_harmless(world: World) -> None:
    tell_all(world, "manager")
    tell_all(world, "manager", kind=Kind.COMMENTED)
    newest = inbox(world.actor("manager"), 1)[0][0]
    assert open_notice(world.actor("manager"), newest.id).told.kind is Kind.COMMENTED
    open_notice(world.actor("manager"), newest.id)
    received, _ = inbox(world.actor("manager"), 1)
    assert [one.read_at is None for one in received] == [True, False]
    assert received[1].id == newest.id


def test_nobody_opens_the_notice_of_another_person(world: World) -> None:
    tell_all(world, "manager")
    notice = inbox(world.actor("manager"), 1)[0][0]
    for role in ("administrator", "deputy", "stranger"):
        with pytest.raises(NotFound):
            open_notice(world.actor(role), notice.id)
    assert unread(world, "manager") == 1


def test_reading_all_reads_ones_own_alone(world: World) -> None:
    tell_all(world, "manager", "deputy")
    read_all(world.actor("manager"))
    assert (unread(world, "manager"), unread(world, "deputy")) == (0, 1)


def test_who_does_not_see_the_a3_any_more_finds_nothing_of_it(world: World) -> None:
    tell_all(world, "manager")
    notice = inbox(world.actor("manager"), 1)[0][0]
    db.session.get_one(ValueStream, world.stream).manager_id = world.people["stranger"]
    db.session.commit()
    assert not unread(world, "manager")
    assert inbox(world.actor("manager"), 1) == ([], False)
    with pytest.raises(NotFound):
        open_notice(world.actor("manager"), notice.id)


def test_the_notices_of_a_deleted_a3_go_with_it(world: World) -> None:
    tell_all(world, "manager")
    db.session.delete(db.session.get_one(A3, a3_of(world.a3).id))
    db.session.commit()
    assert not unread(world, "manager")


def test_a_long_inbox_has_pages_with_the_unread_first(world: World) -> None:
    for _ in range(3):
        tell_all(world, "manager")
    read_all(world.actor("manager"))
    for _ in range(50):
        tell_all(world, "manager")
    first, more = inbox(world.actor("manager"), 1)
    second, no_more = inbox(world.actor("manager"), 2)
    assert (len(first), more, len(second), no_more) == (50, True, 3, False)
    assert all(one.read_at is None for one in first)
    assert all(one.read_at for one in second)


def test_telling_is_known_afterwards_once(world: World, app: Flask) -> None:
    assert not told_somebody()
    tell_all(world, "manager")
    assert told_somebody()
    assert not told_somebody()
