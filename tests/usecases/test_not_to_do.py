"""The not-to-do list asks for the manager's yes, and other words ask again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from a3tracker.db.base import db
from a3tracker.db.not_to_do import NotToDo, lines_without_yes
from a3tracker.db.notices import Notice, inbox
from a3tracker.db.people import Person
from a3tracker.db.revisions import written_now
from a3tracker.domain.cycles import Panel
from a3tracker.domain.errors import NotAllowed, NotFound, OutOfDate, WrongState
from a3tracker.domain.not_to_do import NotToDo as Stops
from a3tracker.usecases import rows
from a3tracker.usecases.a3s import archive_a3, found_a3
from a3tracker.usecases.not_to_do import say_yes
from a3tracker.usecases.restoring import Drawn, restore_revision, shown_now
from tests.rewriting import taken
from tests.world import World

PANEL = Panel.NOT_TO_DO
STOPS = Stops("The weekly report", None, "call centre", "2")


def add(world: World) -> int:
    return rows.add_row(world.actor("member"), world.a3, PANEL, STOPS)


def row_of(row: int) -> NotToDo:
    found = db.session.get_one(NotToDo, row)
    db.session.refresh(found)
    return found


def told(world: World) -> list[str]:
    role_of = {person: role for role, person in world.people.items()}
    return sorted(role_of[row.person_id] for row in db.session.query(Notice))


def test_the_manager_is_asked_and_says_yes_once(world: World) -> None:
    row, manager = add(world), world.actor("manager")
    assert told(world) == ["deputy", "manager"]
    (received,), _ = inbox(manager, 1)
    assert received.told.sentence == "Mia Rossi asks for your yes to what is not to be done on A3-1."
    assert [(line.number, count) for line, count in lines_without_yes(manager)] == [(1, 1)]
    for _ in range(2):
        say_yes(manager, world.a3, row, 1)
    assert (row_of(row).agreed_by, row_of(row).agreed_on is not None) == (manager.id, True)
    assert lines_without_yes(manager) == []


def test_the_yes_stands_in_the_content_that_is_printed(world: World) -> None:
    row = add(world)
    before = written_now(found_a3(world.actor("member"), world.a3)).content
    say_yes(world.actor("deputy"), world.a3, row, 1)
    content = written_now(found_a3(world.actor("member"), world.a3)).content
    assert content.rows["not_to_do"][0]["agreed_by"] == world.people["deputy"]
    assert content.digest() != before.digest()


def test_other_words_take_the_yes_away_and_ask_again(world: World) -> None:
    row = add(world)
    say_yes(world.actor("manager"), world.a3, row, 1)
    rows.edit_row(world.actor("member"), world.a3, PANEL, row, replace(STOPS, so_that="3"), 1)
    assert row_of(row).agreed_on is None
    assert told(world) == ["deputy", "deputy", "manager", "manager"]
    with pytest.raises(OutOfDate, match="Nothing was agreed"):
        say_yes(world.actor("manager"), world.a3, row, 1)
    assert row_of(row).agreed_on is None


def test_the_same_words_again_keep_the_yes(world: World) -> None:
    row = add(world)
    say_yes(world.actor("manager"), world.a3, row, 1)
    rows.edit_row(world.actor("member"), world.a3, PANEL, row, STOPS, 1)
    assert row_of(row).agreed_on is not None


@pytest.mark.parametrize("role", ["reader", "colleague", "member", "coordinator", "owner", "administrator"])
def test_only_the_manager_or_the_deputy_says_yes(world: World, role: str) -> None:
    row = add(world)
    with pytest.raises(NotAllowed):
        say_yes(world.actor(role), world.a3, row, 1)
    with pytest.raises(NotFound):
        say_yes(world.actor("stranger"), world.a3, row, 1)


def test_a_deputy_who_wrote_on_it_says_no_yes_to_it(world: World) -> None:
    row, deputy = add(world), world.people["deputy"]
    found_a3(world.actor("member"), world.a3).a3.owner_id = deputy
    db.session.commit()
    with pytest.raises(NotAllowed, match="Nobody agrees their own"):
        say_yes(world.actor("deputy"), world.a3, row, 1)
    assert lines_without_yes(world.actor("deputy")) == []
    assert db.session.get(Person, deputy)


def test_an_archived_a3_takes_no_yes(world: World) -> None:
    row = add(world)
    archive_a3(world.actor("coordinator"), world.a3)
    with pytest.raises(WrongState):
        say_yes(world.actor("manager"), world.a3, row, 1)
    assert lines_without_yes(world.actor("manager")) == []


def test_a_yes_is_never_brought_back_with_an_old_revision(world: World) -> None:
    row, member = add(world), world.actor("member")
    say_yes(world.actor("manager"), world.a3, row, 1)
    taken(world)
    rows.edit_row(member, world.a3, PANEL, row, replace(STOPS, so_that="3"), 1)
    restore_revision(member, world.a3, 1, shown_now(found_a3(member, world.a3)), Drawn({}, 1))
    assert (row_of(row).so_that, row_of(row).agreed_on) == ("2", None)
