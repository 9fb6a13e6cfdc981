"""Who is told of a meeting: those invited, once; again when it moves, is cancelled, or is held after all."""

from __future__ import annotations

from datetime import time, timedelta

from a3tracker.db.base import db
from a3tracker.db.meetings import Meeting
from a3tracker.db.notices import inbox, unread_count
from a3tracker.usecases import meetings as usecases
from a3tracker.usecases.notices import open_notice
from tests.meetings import change, stream_meeting, team_meeting, today
from tests.world import NAMES, World

SOON = today() + timedelta(days=3)
DAY = f"{SOON:%-d %b %Y}"


def told(world: World, role: str) -> list[str]:
    """What somebody was told, oldest first."""
    return [one.told.sentence for one in reversed(inbox(world.actor(role), 1)[0])]


def moved(world: World, meeting: int, **more: object) -> None:
    version = db.session.get_one(Meeting, meeting).version
    usecases.edit_meeting(world.actor("manager"), meeting, change(world, **{"day": SOON, **more}), version)


def test_those_who_are_invited_are_told_the_day_and_the_hour(world: World) -> None:
    meeting = team_meeting(world, day=SOON, starts=time(9, 30))
    assert told(world, "owner") == [f"Cem Aydin invites you to a meeting on {DAY}, 09:30."]
    (received,), _ = inbox(world.actor("owner"), 1)
    assert (received.told.title, received.told.path) == ("First edit", f"/meetings/{meeting}")
    assert not told(world, "coordinator"), "whoever made it knows"
    assert not told(world, "member"), "who is not invited hears nothing"


def test_a_meeting_of_the_whole_stream_is_told_under_its_name(world: World) -> None:
    stream_meeting(world, day=SOON)
    (received,), _ = inbox(world.actor("owner"), 1)
    assert received.told.title == "Newcomers"
    assert unread_count(world.actor("owner")) == 1
    assert open_notice(world.actor("owner"), received.id).told.path == received.told.path
    assert unread_count(world.actor("owner")) == 0


def test_another_day_or_hour_is_told_and_another_place_is_not(world: World) -> None:
    meeting = team_meeting(world, "manager", day=SOON)
    moved(world, meeting, place="Room 7")
    assert len(told(world, "owner")) == 1
    moved(world, meeting, place="Room 7", starts=time(14))
    assert told(world, "owner")[1:] == [f"{NAMES['manager']} moved a meeting of yours to {DAY}, 14:00."]


def test_who_is_invited_later_is_invited_and_does_not_hear_of_the_move(world: World) -> None:
    meeting = team_meeting(world, "manager", day=today())
    moved(world, meeting, people=frozenset({world.people["owner"], world.people["member"]}))
    assert told(world, "member") == [f"{NAMES['manager']} invites you to a meeting on {DAY}."]
    assert len(told(world, "owner")) == 2
    assert len(told(world, "coordinator")) == 1, "who comes no more hears of no new day"


def test_a_cancelled_meeting_is_told_and_so_is_that_it_is_held_after_all(world: World) -> None:
    meeting = team_meeting(world, "manager", day=SOON)
    for act in (usecases.cancel_meeting, usecases.cancel_meeting, usecases.take_up_again):
        act(world.actor("manager"), meeting)
    invited, cancelled, again = told(world, "owner")
    assert cancelled == f"{NAMES['manager']} cancelled the meeting on {DAY}."
    assert again == invited


def test_nobody_is_invited_to_what_is_past_or_told_that_its_end_was_undone(world: World) -> None:
    team_meeting(world, "manager", day=today() - timedelta(days=2))
    assert not told(world, "owner")
    meeting = team_meeting(world, "manager", day=SOON)
    usecases.end_meeting(world.actor("manager"), meeting)
    usecases.take_up_again(world.actor("manager"), meeting)
    assert len(told(world, "owner")) == 1


def test_the_next_meeting_in_the_rhythm_invites_the_same_people(world: World) -> None:
    meeting = team_meeting(world, "manager")
    usecases.make_next(world.actor("manager"), meeting)
    usecases.make_next(world.actor("manager"), meeting)
    assert len(told(world, "owner")) == 2
    assert len(told(world, "coordinator")) == 2
