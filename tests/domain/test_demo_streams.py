"""The demo's cast, streams and teams keep the rules on who may be what."""

from __future__ import annotations

from typing import Any

import pytest

from a3tracker.domain.people import checked_email
from a3tracker.domain.segments import SegmentChange, checked_segment
from a3tracker.domain.teams import TeamKind
from tests.domain.demo_files import PEOPLE, SEGMENTS, SIGN_IN, STREAMS, TEAMS, team_people

every_stream = pytest.mark.parametrize("stream", STREAMS.values(), ids=STREAMS)


def test_the_cast_signs_in_at_example_org_and_holds_one_administrator() -> None:
    people = PEOPLE["person"]
    assert all(checked_email(person["email"]) == f"{key}@example.org" for key, person in people.items())
    assert [key for key, person in people.items() if person.get("admin")] == ["solberg"]
    assert not SIGN_IN & set(PEOPLE["contact"])


def test_every_key_of_a_team_or_segment_stands_once() -> None:
    assert len(TEAMS) == sum(len(stream["team"]) for stream in STREAMS.values())
    assert len(SEGMENTS) == sum(len(stream["segment"]) for stream in STREAMS.values())


@every_stream
def test_everyone_in_a_stream_signs_in(stream: dict[str, Any]) -> None:
    named = {stream["manager"], *stream["readers"], *(set[str]().union(*map(team_people, stream["team"])))}
    assert named <= SIGN_IN


@every_stream
def test_a_manager_is_in_no_team_of_the_own_stream(stream: dict[str, Any]) -> None:
    assert all(stream["manager"] not in team_people(team) for team in stream["team"])


@every_stream
def test_a_coordinator_is_not_listed_again_as_a_member(stream: dict[str, Any]) -> None:
    for team in stream["team"]:
        assert team["kind"] in set(TeamKind)
        members = [member["person"] for member in team["member"]]
        assert len(set(members)) == len(members)
        assert team["coordinator"] not in members


@every_stream
def test_the_segments_pass_the_rules_of_the_form(stream: dict[str, Any]) -> None:
    for segment in stream["segment"]:
        change = {key: value for key, value in segment.items() if key != "key"}
        assert checked_segment(SegmentChange(stream=1, **change)).name == segment["name"]


def test_a_deputy_stands_in_today_and_belongs_to_one_team_that_he_may_not_decide_for() -> None:
    music = STREAMS["music"]
    deputy = music["deputy"]
    assert deputy["first_day"] <= 0 <= deputy["last_day"]
    assert deputy["person"] not in (music["manager"], "")
    own_teams = [team["key"] for team in music["team"] if deputy["person"] in team_people(team)]
    assert own_teams == ["listening-room"]
