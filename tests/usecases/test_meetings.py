"""Who makes meetings, what may be changed on them when, and how the next one comes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from a3tracker.db.base import db
from a3tracker.db.meetings import (
    Meeting,
    coming_meetings,
    meeting_before,
    meetings_of_mine,
    past_meetings,
    people_invited,
)
from a3tracker.db.streams import ValueStream
from a3tracker.db.teams import Team
from a3tracker.domain.access import Place
from a3tracker.domain.errors import Invalid, NotAllowed, NotFound, OutOfDate, WrongState
from a3tracker.domain.meetings import State
from a3tracker.usecases import meetings as usecases
from a3tracker.usecases.minutes import write_minutes
from a3tracker.usecases.teams import archive_team
from a3tracker.usecases.transaction import now
from tests.journal import acts
from tests.meetings import change, stream_meeting, team_meeting, today
from tests.world import World


def state(meeting: int) -> State:
    return db.session.get_one(Meeting, meeting, populate_existing=True).state


@pytest.mark.parametrize("role", ["coordinator", "manager", "deputy"])
def test_the_coordinator_and_those_who_decide_make_a_meeting_of_the_team(world: World, role: str) -> None:
    meeting = team_meeting(world, role)
    held = usecases.found_meeting(world.actor("reader"), meeting)
    assert (held.whose, held.place) == ("First edit", Place(world.stream, world.team))
    assert [person.name for person in people_invited(meeting)] == ["Cem Aydin", "Olaf Brandt"]
    assert acts()[-1] == ("made", "meeting", meeting)


@pytest.mark.parametrize("role", ["member", "colleague", "reader", "administrator"])
def test_others_see_meetings_and_make_none(world: World, role: str) -> None:
    with pytest.raises(NotAllowed, match="coordinator"):
        team_meeting(world, role)
    meeting = team_meeting(world)
    assert [held.meeting.id for held in coming_meetings(world.actor(role))] == [meeting]
    for act in (usecases.end_meeting, usecases.cancel_meeting, usecases.make_next):
        with pytest.raises(NotAllowed):
            act(world.actor(role), meeting)


def test_a_coordinator_makes_no_meeting_of_the_whole_stream(world: World) -> None:
    with pytest.raises(NotAllowed, match="its manager’s"):
        stream_meeting(world, "coordinator")
    held = usecases.found_meeting(world.actor("member"), stream_meeting(world))
    assert (held.whose, held.team) == ("Newcomers", None)


def test_a_stranger_finds_no_meeting(world: World) -> None:
    meeting = team_meeting(world)
    with pytest.raises(NotFound):
        usecases.found_meeting(world.actor("stranger"), meeting)
    assert coming_meetings(world.actor("stranger_manager")) == []
    with pytest.raises(NotFound):
        usecases.add_meeting(world.actor("stranger"), Place(None, world.team), change(world))


def test_people_of_other_streams_cannot_be_invited(world: World) -> None:
    with pytest.raises(Invalid) as refusal:
        team_meeting(world, people=frozenset({world.people["stranger"]}))
    assert "people" in refusal.value.fields


def test_the_deputy_may_be_invited(world: World) -> None:
    meeting = team_meeting(world, people=frozenset({world.people["deputy"]}))
    assert [person.name for person in people_invited(meeting)] == ["Dora Weiss"]


def test_the_usual_people_are_the_team_or_the_stream(world: World) -> None:
    stream, team = db.session.get_one(ValueStream, world.stream), db.session.get_one(Team, world.team)
    of_team = {world.people[role] for role in ("coordinator", "member", "owner")}
    assert usecases.usual_people(stream, team) == of_team
    both = {world.people[role] for role in ("manager", "colleague")}
    assert usecases.usual_people(stream, None) == of_team | both


def test_nobody_meets_for_an_archived_team(world: World) -> None:
    archive_team(world.actor("manager"), world.team)
    with pytest.raises(WrongState, match="archived"):
        team_meeting(world, "manager")


def test_an_older_form_does_not_overwrite_what_somebody_changed(world: World) -> None:
    meeting, coordinator = team_meeting(world), world.actor("coordinator")
    newer = change(world, place="Room 7", people=frozenset({world.people["member"]}))
    usecases.edit_meeting(world.actor("manager"), meeting, newer, 1)
    with pytest.raises(OutOfDate):
        usecases.edit_meeting(coordinator, meeting, change(world, place="Hall"), 1)
    usecases.edit_meeting(coordinator, meeting, newer, 1)
    assert usecases.found_meeting(coordinator, meeting).meeting.place == "Room 7"
    assert [person.name for person in people_invited(meeting)] == ["Mia Rossi"]


def test_a_meeting_that_ended_says_so_and_can_be_taken_up_again(world: World) -> None:
    meeting, coordinator = team_meeting(world), world.actor("coordinator")
    for _ in range(2):
        usecases.end_meeting(coordinator, meeting)
    assert state(meeting) is State.ENDED
    with pytest.raises(WrongState, match="ended"):
        usecases.edit_meeting(coordinator, meeting, change(world, place="Hall"), 1)
    with pytest.raises(WrongState, match="ended"):
        usecases.cancel_meeting(coordinator, meeting)
    assert [held.meeting.id for held in past_meetings(coordinator)[0]] == [meeting]
    usecases.take_up_again(coordinator, meeting)
    usecases.cancel_meeting(coordinator, meeting)
    assert state(meeting) is State.CANCELLED
    with pytest.raises(WrongState, match="cancelled"):
        usecases.end_meeting(coordinator, meeting)
    usecases.take_up_again(coordinator, meeting)
    assert state(meeting) is State.COMING


def test_the_next_meeting_has_the_same_people_and_is_made_once(world: World) -> None:
    coordinator = world.actor("coordinator")
    meeting = team_meeting(world, rhythm="every two weeks")
    after = {usecases.make_next(coordinator, meeting) for _ in range(2)}
    (made,) = after
    held = usecases.found_meeting(coordinator, made)
    assert held.meeting.day == today() + timedelta(days=14)
    assert usecases.change_of(held.meeting).people == change(world).people
    with pytest.raises(WrongState, match="held once"):
        usecases.make_next(coordinator, team_meeting(world, rhythm="once"))


def test_the_meeting_before_is_the_last_that_ended_of_the_same_team(world: World) -> None:
    coordinator = world.actor("coordinator")
    first, skipped, now_held = (
        team_meeting(world, day=today() + timedelta(days=day)) for day in (-14, -7, 0)
    )
    usecases.end_meeting(world.actor("manager"), stream_meeting(world, day=today() - timedelta(days=1)))
    usecases.cancel_meeting(coordinator, skipped)
    usecases.end_meeting(coordinator, first)
    before = meeting_before(usecases.found_meeting(coordinator, now_held))
    assert before is not None
    assert before.id == first


def test_home_shows_the_meetings_of_this_week_to_those_who_are_invited(world: World) -> None:
    owner, week = world.actor("owner"), now().date()
    late, soon, _far = (team_meeting(world, day=today() + timedelta(days=day)) for day in (-1, 6, 7))
    assert [held.meeting.id for held in meetings_of_mine(owner, week, 7)] == [late, soon]
    assert meetings_of_mine(world.actor("member"), week, 7) == []


def test_the_minutes_of_two_people_are_both_shown(world: World) -> None:
    meeting = team_meeting(world)
    write_minutes(world.actor("coordinator"), meeting, "We start at nine.", 1)
    with pytest.raises(OutOfDate) as refusal:
        write_minutes(world.actor("manager"), meeting, "Less paper.", 1)
    assert (refusal.value.theirs, refusal.value.yours) == ("We start at nine.", "Less paper.")
    usecases.end_meeting(world.actor("coordinator"), meeting)
    write_minutes(world.actor("manager"), meeting, "We start at nine. Less paper.", 2)
