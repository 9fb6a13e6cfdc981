"""Nobody agrees their own A3: not the owner, coordinator or submitter, nor who wrote in this round."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from a3tracker.db.a3s import A3
from a3tracker.db.base import db
from a3tracker.db.people import Person
from a3tracker.db.reviews import open_submission, waiting_for_decision
from a3tracker.db.streams import Deputy, ValueStream
from a3tracker.db.teams import Team, TeamMember
from a3tracker.domain.access import Actor
from a3tracker.domain.errors import NotAllowed
from a3tracker.domain.reviews import Move
from a3tracker.domain.stages import Stage
from a3tracker.usecases import reviews
from a3tracker.usecases.a3s import found_a3
from tests import factories
from tests.walk import a3_of, decide, fill, write
from tests.world import World


def submitted(world: World, *writers: str) -> None:
    fill(world.actor("member"), world.a3)
    for version, role in enumerate(writers, start=1):
        write(world.actor(role), world.a3, "plan", f"By {role}", version)
    reviews.submit(world.actor("coordinator"), world.a3)


def made_manager(world: World, role: str) -> Actor:
    """The person out of the team and at the head of the stream, as a change of jobs may do."""
    db.session.query(TeamMember).filter_by(person_id=world.people[role]).delete()
    db.session.execute(update(ValueStream).values(manager_id=world.people[role]))
    db.session.commit()
    return world.actor(role)


def refused(actor: Actor, world: World) -> str:
    """The reason, which is the same on the page and after the button."""
    placed = found_a3(actor, world.a3)
    verdict = reviews.may_decide(actor, placed, open_submission(placed.a3.id))
    with pytest.raises(NotAllowed) as refusal:
        decide(actor, world.a3)
    assert not verdict
    assert verdict.reason == str(refusal.value)
    assert a3_of(world.a3).stage == Stage.LEFT_SIDE
    return verdict.reason


def test_the_manager_agrees(world: World) -> None:
    submitted(world)
    manager = world.actor("manager")
    placed = found_a3(manager, world.a3)
    assert reviews.may_decide(manager, placed, open_submission(placed.a3.id))
    assert [item.line.number for item in waiting_for_decision(manager)] == [world.a3]
    assert decide(manager, world.a3) is Stage.PREDICTION


def test_the_owner_does_not_agree_after_becoming_manager(world: World) -> None:
    submitted(world)
    assert "you own it" in refused(made_manager(world, "owner"), world)


def test_the_coordinator_does_not_agree_even_as_manager(world: World) -> None:
    submitted(world)
    assert "you coordinate its team" in refused(made_manager(world, "coordinator"), world)


def test_the_submitter_does_not_agree_after_the_team_has_another_coordinator(world: World) -> None:
    submitted(world)
    db.session.execute(update(Team).values(coordinator_id=world.people["colleague"]))
    assert "you submitted it" in refused(made_manager(world, "coordinator"), world)


def test_who_wrote_in_this_round_does_not_agree_after_leaving_the_team(world: World) -> None:
    submitted(world)
    assert "you wrote on it in this round" in refused(made_manager(world, "member"), world)


def test_who_wrote_in_an_earlier_round_agrees_in_the_next(world: World) -> None:
    submitted(world)
    decide(world.actor("manager"), world.a3, Move.RETURN, "No number yet")
    write(world.actor("owner"), world.a3, "perceive", "Gap: 3 points", version=1)
    reviews.submit(world.actor("coordinator"), world.a3)
    assert decide(made_manager(world, "member"), world.a3) is Stage.PREDICTION


@pytest.mark.parametrize("role", ["reader", "colleague", "administrator", "coordinator", "member", "owner"])
def test_nobody_decides_without_being_manager_or_deputy(world: World, role: str) -> None:
    submitted(world)
    assert "value stream manager" in refused(world.actor(role), world)


def test_an_administrator_administers_and_never_decides(world: World) -> None:
    submitted(world)
    assert not waiting_for_decision(world.actor("administrator"))
    assert refused(world.actor("administrator"), world)


def test_the_deputy_decides_in_the_managers_absence(world: World) -> None:
    submitted(world)
    assert [item.line.number for item in waiting_for_decision(world.actor("deputy"))] == [world.a3]
    assert decide(world.actor("deputy"), world.a3) is Stage.PREDICTION


@pytest.mark.parametrize(("first", "last"), [(-9, -1), (1, 9)])
def test_a_deputy_decides_only_between_the_first_and_the_last_day(
    world: World, first: int, last: int
) -> None:
    submitted(world)
    db.session.query(Deputy).delete()
    factories.deputy(world.stream, world.people["reader"], first, last)
    db.session.commit()
    assert not waiting_for_decision(world.actor("reader"))
    assert refused(world.actor("reader"), world)


@pytest.mark.parametrize(("first", "last"), [(0, 0), (-3, 0), (0, 3)])
def test_the_first_and_the_last_day_count(world: World, first: int, last: int) -> None:
    submitted(world)
    factories.deputy(world.stream, world.people["nobody"], first, last)
    db.session.commit()
    assert decide(world.actor("nobody"), world.a3) is Stage.PREDICTION


def test_a_deputy_decides_no_a3_of_the_own_team(world: World) -> None:
    submitted(world)
    factories.added(TeamMember(team_id=world.team, person_id=world.people["deputy"]))
    db.session.commit()
    assert not waiting_for_decision(world.actor("deputy"))
    assert "You belong to the team" in refused(world.actor("deputy"), world)


def test_a_deputy_from_another_team_of_the_stream_decides(world: World) -> None:
    submitted(world)
    factories.deputy(world.stream, world.people["colleague"])
    db.session.commit()
    assert decide(world.actor("colleague"), world.a3) is Stage.PREDICTION


def test_a_deputy_in_the_team_of_the_own_a3_is_not_asked(world: World) -> None:
    submitted(world)
    factories.deputy(world.stream, world.people["owner"])
    db.session.commit()
    assert not waiting_for_decision(world.actor("owner"))
    assert "you own it" in refused(world.actor("owner"), world)


def test_the_manager_of_an_archived_stream_decides_nothing(world: World) -> None:
    submitted(world)
    db.session.execute(update(ValueStream).values(archived_at=a3_of(world.a3).created_at))
    db.session.commit()
    assert world.actor("manager").streams == frozenset()
    assert db.session.get(Person, world.people["manager"])
    assert db.session.query(A3).count() == 1
