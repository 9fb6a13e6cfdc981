"""Coaching notes: the coordinator writes them, the team hears, and few read them."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from a3tracker.db.base import db
from a3tracker.db.coaching import coaching_of
from a3tracker.db.notices import Notice
from a3tracker.domain.coaching import Coaching
from a3tracker.domain.errors import Invalid, NotAllowed, NotFound, WrongState
from a3tracker.domain.stages import Stage
from a3tracker.usecases import a3s
from a3tracker.usecases.coaching import coach, coached_a3
from tests.journal import lines
from tests.walk import a3_of, fill, walk
from tests.world import World

NOTE = Coaching("Asked what they saw at the customer", "Nobody has asked yet")


def test_the_coordinator_keeps_a_note_and_the_newest_comes_first(world: World) -> None:
    for words in ("First look", "Second look"):
        coach(world.actor("coordinator"), world.a3, Coaching(words))
    found = coaching_of(a3_of(world.a3).id)
    assert [(one.note.words, one.by) for one in found] == [
        ("Second look", "Cem Aydin"), ("First look", "Cem Aydin"),
    ]  # fmt: skip
    assert [line.act for line in lines("a3")] == ["coached", "coached"]
    assert "look" not in "".join(line.detail for line in lines("a3"))


def test_owner_and_members_hear_of_it_once_each(world: World) -> None:
    coach(world.actor("coordinator"), world.a3, NOTE)
    told = db.session.scalars(select(Notice)).all()
    assert sorted(notice.person_id for notice in told) == sorted(
        [world.people["member"], world.people["owner"]]
    )
    assert {notice.kind for notice in told} == {"coached"}
    assert "asked" not in told[0].about.lower()


def test_whom_a_note_names_hears_of_it_when_he_or_she_may_read_it(world: World) -> None:
    note = Coaching("@Maja Lind, @Mia and @Rut Holm looked", "@Ada Nilsen, @Kim and @Stella cannot see")
    coach(world.actor("coordinator"), world.a3, note)
    told = [notice.person_id for notice in db.session.scalars(select(Notice))]
    assert sorted(told) == sorted(world.people[role] for role in ("member", "owner", "manager"))


def test_a_note_sent_twice_is_kept_once_and_told_once(world: World) -> None:
    coordinator = world.actor("coordinator")
    assert coach(coordinator, world.a3, NOTE) == coach(
        coordinator, world.a3, Coaching(f" {NOTE.words} ", NOTE.obstacle)
    )
    assert len(coaching_of(a3_of(world.a3).id)) == 1
    assert [line.act for line in lines("a3")] == ["coached"]
    assert len(db.session.scalars(select(Notice)).all()) == 2
    coach(coordinator, world.a3, Coaching(NOTE.words, "Another obstacle"))
    coach(coordinator, world.a3, NOTE)
    assert len(coaching_of(a3_of(world.a3).id)) == 3


@pytest.mark.parametrize(
    "role", ["member", "owner", "manager", "deputy", "reader", "administrator", "colleague"]
)
def test_nobody_else_writes_one(world: World, role: str) -> None:
    with pytest.raises(NotAllowed):
        coach(world.actor(role), world.a3, NOTE)


@pytest.mark.parametrize("role", ["coordinator", "member", "owner", "manager", "deputy"])
def test_team_coordinator_and_manager_read_them(world: World, role: str) -> None:
    assert coached_a3(world.actor(role), world.a3)


@pytest.mark.parametrize("role", ["reader", "administrator", "colleague"])
def test_others_who_see_the_a3_do_not_read_them(world: World, role: str) -> None:
    with pytest.raises(NotAllowed):
        coached_a3(world.actor(role), world.a3)


def test_strangers_do_not_even_see_that_there_is_an_a3(world: World) -> None:
    for act in (
        lambda: coached_a3(world.actor("stranger"), world.a3),
        lambda: coach(world.actor("nobody"), 1, NOTE),
    ):
        with pytest.raises(NotFound):
            act()


def test_an_empty_note_tells_nobody(world: World) -> None:
    with pytest.raises(Invalid):
        coach(world.actor("coordinator"), world.a3, Coaching(" "))
    assert db.session.scalars(select(Notice)).all() == []


def test_an_archived_a3_is_not_coached_but_a_closed_one_is(world: World) -> None:
    fill(world.actor("member"), world.a3)
    walk(world, Stage.CLOSED)
    assert coach(world.actor("coordinator"), world.a3, NOTE)
    a3s.archive_a3(world.actor("coordinator"), world.a3)
    with pytest.raises(WrongState, match="archived"):
        coach(world.actor("coordinator"), world.a3, NOTE)
    assert coached_a3(world.actor("member"), world.a3)
