"""Setting up teams, their coordinators and members: the manager of the stream, or an administrator."""

from __future__ import annotations

from sqlalchemy.exc import IntegrityError

from a3tracker.db.a3s import has_a3s
from a3tracker.db.base import db
from a3tracker.db.streams import ValueStream
from a3tracker.db.teams import Team, TeamMember, members_of, team_seen
from a3tracker.domain.access import Action, Actor, Place, ensure
from a3tracker.domain.errors import Invalid, NotFound
from a3tracker.domain.teams import (
    MemberChange,
    TeamChange,
    checked_member,
    checked_team,
    ensure_team_is_apart,
)
from a3tracker.usecases.streams import ensure_account, stream_in_use
from a3tracker.usecases.transaction import journal, now, writing


def add_team(actor: Actor, change: TeamChange) -> int:
    """Add a team with its coordinator; returns its id."""
    with writing():
        stream = stream_in_use(actor, change.stream, Action.SET_UP_TEAMS)
        change = checked_team(change, stream.manager_id)
        ensure_account(change.coordinator, "coordinator")
        team = Team(created_at=now())
        _fill(team, change)
        db.session.add(team)
        _flush_named(change.name)
        journal(actor.id, "added", "team", team.id, stream=change.stream, coordinator=change.coordinator)
        return team.id


def edit_team(actor: Actor, team_id: int, change: TeamChange) -> None:
    """Change a team; it keeps its stream once it has A3s."""
    with writing():
        team = set_up_team(actor, team_id)
        stream = db.session.get_one(ValueStream, team.stream_id)
        if change.stream != team.stream_id:
            stream = stream_in_use(actor, change.stream, Action.SET_UP_TEAMS)
            if has_a3s(team=team_id):
                sentence = "This team has A3s, so it stays in its stream. Add a new team there."
                raise Invalid("The team has A3s.", {"stream": sentence})
            ensure_team_is_apart(stream.manager_id, _member_ids(team_id), "stream")
        change = checked_team(change, stream.manager_id)
        if change.coordinator != team.coordinator_id:
            ensure_account(change.coordinator, "coordinator")
        _fill(team, change)
        _flush_named(change.name)
        journal(actor.id, "edited", "team", team_id, stream=change.stream, coordinator=change.coordinator)


def archive_team(actor: Actor, team_id: int) -> None:
    """Put a team aside; its A3s stay, and nobody writes them until it is brought back."""
    with writing():
        set_up_team(actor, team_id).archived_at = now()
        journal(actor.id, "archived", "team", team_id)


def bring_back_team(actor: Actor, team_id: int) -> None:
    """Take an archived team into use again, unless one of it has become the stream's manager."""
    with writing():
        team = set_up_team(actor, team_id)
        manager = db.session.get_one(ValueStream, team.stream_id).manager_id
        ensure_team_is_apart(manager, {team.coordinator_id, *_member_ids(team_id)}, "coordinator")
        team.archived_at = None
        journal(actor.id, "brought back", "team", team_id)


def add_member(actor: Actor, team_id: int, change: MemberChange) -> int:
    """Take somebody into the team; returns the membership's id."""
    with writing():
        team = set_up_team(actor, team_id)
        change = checked_member(change, db.session.get_one(ValueStream, team.stream_id).manager_id)
        ensure_account(change.person, "person")
        if change.person in _member_ids(team_id):
            raise Invalid("This person is in the team already.", {"person": "In the team already."})
        member = TeamMember(
            team_id=team_id, person_id=change.person, position=change.position, role=change.role
        )
        db.session.add(member)
        db.session.flush()
        journal(actor.id, "added a member to", "team", team_id, member=change.person)
        return member.id


def edit_member(actor: Actor, team_id: int, member_id: int, position: str, role: str) -> None:
    """Change a member's position in the firm and role in the team."""
    with writing():
        member = found_member(actor, team_id, member_id)
        change = checked_member(MemberChange(member.person_id, position, role), None)
        member.position, member.role = change.position, change.role
        journal(actor.id, "edited a member of", "team", team_id, member=member.person_id)


def remove_member(actor: Actor, team_id: int, member_id: int) -> None:
    """Take somebody out of the team; what they wrote stays."""
    with writing():
        member = found_member(actor, team_id, member_id)
        journal(actor.id, "removed a member of", "team", team_id, member=member.person_id)
        db.session.delete(member)


def found_team(actor: Actor, team_id: int) -> Team:
    """The team; `NotFound` when the actor may not see it."""
    team = team_seen(actor, team_id)
    if team is None:
        raise NotFound("There is no such team.")
    return team


def set_up_team(actor: Actor, team_id: int) -> Team:
    """The team, for somebody who may change it."""
    team = found_team(actor, team_id)
    ensure(actor, Action.SET_UP_TEAMS, Place(team.stream_id))
    return team


def found_member(actor: Actor, team_id: int, member_id: int) -> TeamMember:
    """A membership of this team, for somebody who may change it."""
    set_up_team(actor, team_id)
    member = db.session.get(TeamMember, member_id)
    if member is None or member.team_id != team_id:
        raise NotFound("There is no such member.")
    return member


def _fill(team: Team, change: TeamChange) -> None:
    assert change.coordinator is not None
    team.stream_id, team.name, team.kind = change.stream, change.name, change.kind
    team.coordinator_id = change.coordinator


def _member_ids(team_id: int) -> set[int]:
    return {member.person_id for member in members_of(team_id)}


def _flush_named(name: str) -> None:
    try:
        db.session.flush()
    except IntegrityError:
        sentence = f"The stream has a team called “{name}” already, perhaps an archived one."
        raise Invalid("The name is taken.", {"name": sentence}) from None
