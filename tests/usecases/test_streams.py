"""Administrators set up streams; a manager names deputies and invites readers."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from a3tracker.db.base import db
from a3tracker.db.people import Person
from a3tracker.db.streams import ValueStream, deputies_of, readers_of
from a3tracker.db.teams import TeamMember
from a3tracker.domain.access import Actor
from a3tracker.domain.errors import Invalid, NotAllowed, NotFound
from a3tracker.domain.streams import DeputyChange, StreamChange
from a3tracker.usecases.streams import (
    add_stream,
    archive_stream,
    bring_back_stream,
    edit_stream,
    end_deputy,
    found_stream,
    invite_reader,
    name_deputy,
    remove_reader,
)
from a3tracker.usecases.transaction import now
from tests.journal import acts
from tests.world import World

DEEDS: dict[str, Callable[[Actor, World], object]] = {
    "edit": lambda actor, world: edit_stream(actor, world.stream, change(world)),
    "archive": lambda actor, world: archive_stream(actor, world.stream),
    "bring back": lambda actor, world: bring_back_stream(actor, world.stream),
    "name a deputy": lambda actor, world: name_deputy(actor, world.stream, days(world.people["nobody"])),
    "end a deputy": lambda actor, world: end_deputy(actor, world.stream, 1),
    "invite": lambda actor, world: invite_reader(actor, world.stream, world.people["nobody"]),
    "remove a reader": lambda actor, world: remove_reader(actor, world.stream, 1),
}


def change(world: World, name: str = "Starters", manager: str = "manager") -> StreamChange:
    """A stream as an administrator would type it."""
    return StreamChange(name, "People who start", world.people[manager])


def days(person: int) -> DeputyChange:
    """A deputy for this week."""
    today = now().date()
    return DeputyChange(person, today, today + timedelta(days=6))


def test_an_administrator_adds_a_stream_with_its_manager(world: World) -> None:
    stream = add_stream(world.actor("administrator"), change(world))
    row = db.session.get_one(ValueStream, stream)
    assert (row.name, row.manager_id) == ("Starters", world.people["manager"])
    assert acts()[-1] == ("added", "stream", stream)


def test_nobody_else_adds_a_stream(world: World) -> None:
    for role in ("manager", "coordinator", "nobody"):
        with pytest.raises(NotAllowed):
            add_stream(world.actor(role), change(world))


@pytest.mark.parametrize("deed", DEEDS)
def test_to_a_stranger_the_stream_does_not_exist(world: World, deed: str) -> None:
    for role in ("stranger", "stranger_manager", "nobody"):
        with pytest.raises(NotFound):
            DEEDS[deed](world.actor(role), world)


@pytest.mark.parametrize("deed", DEEDS)
def test_who_only_sees_the_stream_changes_nothing_in_it(world: World, deed: str) -> None:
    for role in ("reader", "deputy", "coordinator", "member", "colleague"):
        with pytest.raises(NotAllowed):
            DEEDS[deed](world.actor(role), world)


@pytest.mark.parametrize("deed", ["edit", "archive", "bring back"])
def test_a_manager_does_not_set_up_streams(world: World, deed: str) -> None:
    with pytest.raises(NotAllowed):
        DEEDS[deed](world.actor("manager"), world)


def test_a_taken_name_is_refused_in_words(world: World) -> None:
    with pytest.raises(Invalid) as refusal:
        add_stream(world.actor("administrator"), change(world, "Mobile"))
    assert "“Mobile”" in refusal.value.fields["name"]
    with pytest.raises(Invalid):
        edit_stream(world.actor("administrator"), world.stream, change(world, "Mobile"))
    assert db.session.get_one(ValueStream, world.stream).name == "Newcomers"


@pytest.mark.parametrize("role", ["coordinator", "member", "colleague"])
def test_one_who_is_in_a_team_of_the_stream_cannot_become_its_manager(world: World, role: str) -> None:
    with pytest.raises(Invalid) as refusal:
        edit_stream(world.actor("administrator"), world.stream, change(world, manager=role))
    assert "two people" in refusal.value.fields["manager"]


def test_one_who_is_in_a_team_of_another_stream_can_become_its_manager(world: World) -> None:
    edit_stream(world.actor("administrator"), world.stream, change(world, manager="stranger"))
    assert db.session.get_one(ValueStream, world.stream).manager_id == world.people["stranger"]


def test_one_who_owns_an_open_a3_of_the_stream_cannot_become_its_manager(world: World) -> None:
    db.session.query(TeamMember).filter_by(person_id=world.people["owner"]).delete()
    db.session.commit()
    with pytest.raises(Invalid) as refusal:
        edit_stream(world.actor("administrator"), world.stream, change(world, manager="owner"))
    assert f"A3-{world.a3}" in refusal.value.fields["manager"]


def test_a_manager_must_be_somebody_who_signs_in(world: World) -> None:
    db.session.get_one(Person, world.people["nobody"]).archived_at = now()
    db.session.commit()
    with pytest.raises(Invalid) as refusal:
        add_stream(world.actor("administrator"), change(world, manager="nobody"))
    assert "manager" in refusal.value.fields


def test_an_archived_stream_is_seen_by_administrators_until_it_is_brought_back(world: World) -> None:
    ada = world.actor("administrator")
    archive_stream(ada, world.stream)
    with pytest.raises(NotFound):
        found_stream(world.actor("manager"), world.stream)
    bring_back_stream(ada, world.stream)
    assert found_stream(world.actor("manager"), world.stream).archived_at is None


def test_a_manager_names_a_deputy_who_decides_on_those_days_alone(world: World) -> None:
    name_deputy(world.actor("manager"), world.stream, days(world.people["nobody"]))
    assert world.stream in world.actor("nobody").deputises
    row = deputies_of(world.stream, now().date())[-1]
    row.first_day, row.last_day = now().date() - timedelta(days=9), now().date() - timedelta(days=1)
    db.session.commit()
    assert world.stream not in world.actor("nobody").deputises


def test_a_manager_cannot_be_the_own_deputy(world: World) -> None:
    with pytest.raises(Invalid):
        name_deputy(world.actor("manager"), world.stream, days(world.people["manager"]))


def test_a_deputy_is_taken_back(world: World) -> None:
    (deputy,) = deputies_of(world.stream, now().date())
    end_deputy(world.actor("manager"), world.stream, deputy.id)
    assert not world.actor("deputy").deputises


def test_a_deputy_of_another_stream_is_not_found_here(world: World) -> None:
    (deputy,) = deputies_of(world.stream, now().date())
    with pytest.raises(NotFound):
        end_deputy(world.actor("administrator"), world.strange_stream, deputy.id)


def test_inviting_a_reader_twice_is_harmless(world: World) -> None:
    for _ in range(2):
        invite_reader(world.actor("manager"), world.stream, world.people["nobody"])
    assert len(readers_of(world.stream)) == 2
    assert acts().count(("invited a reader to", "stream", world.stream)) == 1
    assert world.stream in world.actor("nobody").reads


def test_a_reader_whose_invitation_is_taken_back_sees_the_stream_no_more(world: World) -> None:
    (reader,) = readers_of(world.stream)
    remove_reader(world.actor("manager"), world.stream, reader.id)
    with pytest.raises(NotFound):
        found_stream(world.actor("reader"), world.stream)


def test_a_reader_is_invited_to_comment_and_later_only_to_read(world: World) -> None:
    manager, nobody = world.actor("manager"), world.people["nobody"]
    for may_comment in (True, True, False):
        invite_reader(manager, world.stream, nobody, may_comment)
        actor = world.actor("nobody")
        assert actor.reads == {world.stream}
        assert actor.comments == ({world.stream} if may_comment else set())
    assert len(readers_of(world.stream)) == 2
    assert acts().count(("invited a reader to", "stream", world.stream)) == 2
