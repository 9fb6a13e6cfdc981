"""A manager sets up teams; coordinator and manager of a stream are never one person."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from a3tracker.db.base import db
from a3tracker.db.people import Person
from a3tracker.db.streams import ValueStream
from a3tracker.db.teams import Team, TeamMember, members_of
from a3tracker.domain.access import Actor
from a3tracker.domain.errors import Invalid, NotAllowed, NotFound, WrongState
from a3tracker.domain.teams import MemberChange, TeamChange
from a3tracker.usecases.streams import archive_stream
from a3tracker.usecases.teams import (
    add_member,
    add_team,
    archive_team,
    bring_back_team,
    edit_member,
    edit_team,
    remove_member,
)
from a3tracker.usecases.transaction import now
from tests import factories
from tests.journal import acts
from tests.world import World

DEEDS: dict[str, Callable[[Actor, World], object]] = {
    "add": lambda actor, world: add_team(actor, change(world)),
    "edit": lambda actor, world: edit_team(actor, world.team, change(world)),
    "archive": lambda actor, world: archive_team(actor, world.team),
    "bring back": lambda actor, world: bring_back_team(actor, world.team),
    "add a member": lambda actor, world: add_member(actor, world.team, MemberChange(world.people["nobody"])),
    "edit a member": lambda actor, world: edit_member(actor, world.team, first_member(world), "", ""),
    "remove a member": lambda actor, world: remove_member(actor, world.team, first_member(world)),
}


def change(world: World, coordinator: str = "coordinator", **more: object) -> TeamChange:
    """A team of the stream as a manager would type it."""
    team = TeamChange(world.stream, "Quick hands", "tactical", world.people[coordinator])
    return replace(team, **more)


def first_member(world: World) -> int:
    """The id of Mia's membership."""
    return members_of(world.team)[0].id


def test_a_manager_adds_a_team_with_its_coordinator(world: World) -> None:
    team = add_team(world.actor("manager"), change(world))
    row = db.session.get_one(Team, team)
    assert (row.name, row.kind, row.coordinator_id) == (
        "Quick hands",
        "tactical",
        world.people["coordinator"],
    )
    assert acts()[-1] == ("added", "team", team)
    assert team in world.actor("coordinator").coordinates


@pytest.mark.parametrize("deed", DEEDS)
def test_to_a_stranger_neither_stream_nor_team_exists(world: World, deed: str) -> None:
    for role in ("stranger", "stranger_manager", "nobody"):
        with pytest.raises(NotFound):
            DEEDS[deed](world.actor(role), world)


@pytest.mark.parametrize("deed", DEEDS)
def test_who_only_sees_the_team_does_not_change_it_not_even_its_coordinator(world: World, deed: str) -> None:
    for role in ("reader", "deputy", "coordinator", "member", "colleague"):
        with pytest.raises(NotAllowed):
            DEEDS[deed](world.actor(role), world)


def test_the_manager_of_the_stream_never_coordinates_a_team_of_it(world: World) -> None:
    for deed in (
        lambda: add_team(world.actor("manager"), change(world, "manager")),
        lambda: edit_team(world.actor("administrator"), world.team, change(world, "manager")),
    ):
        with pytest.raises(Invalid) as refusal:
            deed()
        assert "The coordinator coaches, the manager decides" in refusal.value.fields["coordinator"]


def test_the_manager_of_another_stream_may_coordinate_here(world: World) -> None:
    assert add_team(world.actor("manager"), change(world, "stranger_manager"))


def test_the_manager_of_the_stream_is_never_a_member(world: World) -> None:
    with pytest.raises(Invalid) as refusal:
        add_member(world.actor("administrator"), world.team, MemberChange(world.people["manager"]))
    assert "person" in refusal.value.fields


def test_a_coordinator_and_a_member_must_be_people_who_sign_in(world: World) -> None:
    contact = factories.person("Ines Moreau", email=None, password_hash=None, contact_of=world.stream)
    db.session.get_one(Person, world.people["nobody"]).archived_at = now()
    db.session.commit()
    for person in (contact, world.people["nobody"], 999):
        with pytest.raises(Invalid):
            add_team(world.actor("manager"), replace(change(world), coordinator=person))
        with pytest.raises(Invalid):
            add_member(world.actor("manager"), world.team, MemberChange(person))


def test_a_coordinator_who_is_disabled_since_may_stay_when_the_team_is_renamed(world: World) -> None:
    db.session.get_one(Person, world.people["coordinator"]).archived_at = now()
    db.session.commit()
    edit_team(world.actor("manager"), world.team, change(world))
    assert db.session.get_one(Team, world.team).name == "Quick hands"


def test_a_taken_name_is_refused_in_words(world: World) -> None:
    with pytest.raises(Invalid) as refusal:
        add_team(world.actor("manager"), change(world, name="First edit"))
    assert "“First edit”" in refusal.value.fields["name"]


def test_a_team_with_a3s_keeps_its_stream(world: World) -> None:
    with pytest.raises(Invalid) as refusal:
        edit_team(world.actor("administrator"), world.team, change(world, stream=world.strange_stream))
    assert "has A3s" in refusal.value.fields["stream"]


def test_a_team_without_a3s_moves_unless_the_manager_there_is_in_it(world: World) -> None:
    team = factories.team(world.stream, "Movers", world.people["colleague"], world.people["stranger_manager"])
    db.session.commit()
    there = change(world, "colleague", stream=world.strange_stream)
    with pytest.raises(Invalid) as refusal:
        edit_team(world.actor("administrator"), team, there)
    assert "stream" in refusal.value.fields
    remove_member(world.actor("administrator"), team, members_of(team)[0].id)
    edit_team(world.actor("administrator"), team, there)
    assert db.session.get_one(Team, team).stream_id == world.strange_stream


def test_an_archived_team_gives_no_role_until_it_is_brought_back(world: World) -> None:
    archive_team(world.actor("manager"), world.team)
    assert not world.actor("coordinator").teams
    assert not world.actor("member").teams
    bring_back_team(world.actor("manager"), world.team)
    assert world.actor("member").teams == {world.team}


def test_an_archived_team_that_holds_the_new_manager_is_not_brought_back(world: World) -> None:
    archive_team(world.actor("manager"), world.team)
    db.session.get_one(ValueStream, world.stream).manager_id = world.people["member"]
    db.session.commit()
    with pytest.raises(Invalid, match="in this team"):
        bring_back_team(world.actor("administrator"), world.team)


def test_a_member_joins_with_position_and_role_and_writes_from_then_on(world: World) -> None:
    new = MemberChange(world.people["nobody"], "sales", "talks to the customers")
    member = add_member(world.actor("manager"), world.team, new)
    row = db.session.get_one(TeamMember, member)
    assert (row.position, row.role) == ("sales", "talks to the customers")
    assert world.actor("nobody").member_of == {world.team}


def test_nobody_joins_a_team_twice(world: World) -> None:
    with pytest.raises(Invalid) as refusal:
        add_member(world.actor("manager"), world.team, MemberChange(world.people["member"]))
    assert "already" in refusal.value.fields["person"]


def test_position_and_role_of_a_member_change(world: World) -> None:
    edit_member(world.actor("manager"), world.team, first_member(world), " support ", "")
    row = db.session.get_one(TeamMember, first_member(world))
    assert (row.position, row.role) == ("support", "")


def test_a_member_who_is_taken_out_writes_no_more(world: World) -> None:
    remove_member(world.actor("manager"), world.team, first_member(world))
    assert not world.actor("member").member_of


def test_a_member_of_another_team_is_not_found_in_this_one(world: World) -> None:
    with pytest.raises(NotFound):
        remove_member(world.actor("manager"), world.other_team, first_member(world))


def test_an_archived_stream_takes_no_new_team(world: World) -> None:
    archive_stream(world.actor("administrator"), world.stream)
    with pytest.raises(WrongState):
        add_team(world.actor("administrator"), change(world))
