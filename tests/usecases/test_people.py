"""Administrators set up people; nobody else does."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from a3tracker.db.base import db
from a3tracker.db.people import Person, actor_of, person_with_email, roles_held
from a3tracker.db.streams import ValueStream
from a3tracker.domain.access import Actor
from a3tracker.domain.errors import Invalid, NotAllowed, NotFound
from a3tracker.domain.people import PersonChange
from a3tracker.usecases.people import (
    add_person,
    archive_person,
    bring_back_person,
    edit_person,
    reset_password,
)
from a3tracker.usecases.sign_in import person_of_token, sign_in
from a3tracker.usecases.transaction import now
from tests import factories
from tests.factories import PASSWORD
from tests.journal import acts
from tests.world import World

EVA = PersonChange("Eva Stone", "eva@example.org")
HERE = "192.0.2.1"

DEEDS: dict[str, Callable[[Actor, int], object]] = {
    "add": lambda actor, person: add_person(actor, EVA, PASSWORD),
    "edit": lambda actor, person: edit_person(actor, person, EVA),
    "reset": lambda actor, person: reset_password(actor, person, PASSWORD),
    "disable": archive_person,
    "bring back": bring_back_person,
}


def test_an_administrator_adds_somebody_who_can_sign_in_at_once(world: World) -> None:
    person = add_person(world.actor("administrator"), EVA, PASSWORD)
    assert sign_in("eva@example.org", PASSWORD, HERE).person == person
    assert ("added", "person", person) in acts()


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("role", ["manager", "coordinator", "reader", "nobody"])
def test_nobody_else_sets_up_people(world: World, role: str, deed: str) -> None:
    with pytest.raises(NotAllowed):
        DEEDS[deed](world.actor(role), world.people["member"])


@pytest.mark.parametrize("deed", ["edit", "reset", "disable", "bring back"])
def test_somebody_who_does_not_exist_is_not_found(world: World, deed: str) -> None:
    with pytest.raises(NotFound):
        DEEDS[deed](world.actor("administrator"), 999)


def test_a_contact_is_not_found_among_those_who_sign_in(world: World) -> None:
    contact = factories.person("Ines Moreau", email=None, password_hash=None, contact_of=world.stream)
    db.session.commit()
    with pytest.raises(NotFound):
        edit_person(world.actor("administrator"), contact, EVA)


def test_one_address_belongs_to_one_person(world: World) -> None:
    taken = replace(EVA, email="MIA@example.org")
    with pytest.raises(Invalid) as refusal:
        add_person(world.actor("administrator"), taken, PASSWORD)
    assert "Mia Rossi" in refusal.value.fields["email"]
    with pytest.raises(Invalid):
        edit_person(world.actor("administrator"), world.people["owner"], taken)


def test_a_person_keeps_the_own_address_when_the_name_is_corrected(world: World) -> None:
    change = PersonChange("Mia Rossi-Berg", "mia@example.org")
    edit_person(world.actor("administrator"), world.people["member"], change)
    assert db.session.get_one(Person, world.people["member"]).name == "Mia Rossi-Berg"


def test_an_administrator_cannot_take_the_own_administration_away_or_disable_oneself(world: World) -> None:
    ada = world.actor("administrator")
    with pytest.raises(Invalid) as refusal:
        edit_person(ada, ada.id, PersonChange("Ada Nilsen", "ada@example.org", is_admin=False))
    assert "is_admin" in refusal.value.fields
    with pytest.raises(Invalid, match="another administrator"):
        archive_person(ada, ada.id)


def test_somebody_who_is_disabled_is_signed_out_everywhere_until_brought_back(world: World) -> None:
    ada, mia = world.actor("administrator"), world.people["member"]
    token = sign_in("mia@example.org", PASSWORD, HERE).token
    archive_person(ada, mia)
    assert person_of_token(token) is None
    bring_back_person(ada, mia)
    assert person_of_token(token) is None
    assert sign_in("mia@example.org", PASSWORD, HERE).person == mia


def test_a_reset_password_signs_the_person_out_everywhere(world: World) -> None:
    token = sign_in("mia@example.org", PASSWORD, HERE).token
    reset_password(world.actor("administrator"), world.people["member"], "a quite new password")
    assert person_of_token(token) is None
    assert sign_in("mia@example.org", "a quite new password", HERE)


def test_the_address_itself_is_refused_as_a_new_password(world: World) -> None:
    with pytest.raises(Invalid) as refusal:
        reset_password(world.actor("administrator"), world.people["member"], "mia@example.org")
    assert "password" in refusal.value.fields


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("manager", [("value stream manager", "Newcomers")]),
        ("deputy", [("deputy", "Newcomers")]),
        ("reader", [("reader", "Newcomers")]),
        ("coordinator", [("team coordinator", "First edit")]),
        ("member", [("team member", "First edit")]),
        ("nobody", []),
    ],
)
def test_the_roles_of_a_person_in_words(world: World, role: str, words: list[tuple[str, str]]) -> None:
    held = roles_held(world.people[role], now().date())
    assert [(one.role, one.name) for one in held] == words


def test_an_archived_stream_gives_no_role_to_anybody(world: World) -> None:
    db.session.get_one(ValueStream, world.stream).archived_at = now()
    db.session.commit()
    for role in ("manager", "deputy", "reader", "coordinator", "member", "colleague"):
        person = db.session.get_one(Person, world.people[role])
        assert not actor_of(person, now().date()).streams, role
        assert not roles_held(person.id, now().date()), role


def test_an_address_is_found_whether_its_person_is_disabled_or_not(world: World) -> None:
    archive_person(world.actor("administrator"), world.people["member"])
    assert person_with_email("mia@example.org") is not None
