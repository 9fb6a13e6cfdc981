"""Making a meeting, changing and cancelling it, ending it, and making the next one."""

from __future__ import annotations

from a3tracker.db.base import db
from a3tracker.db.meetings import Held, Invited, Meeting, invitations_of, meeting_seen, next_of
from a3tracker.db.people import people_in_teams, people_of_stream
from a3tracker.db.streams import ValueStream
from a3tracker.db.teams import Team, team_people
from a3tracker.domain import meetings as domain
from a3tracker.domain.access import Action, Actor, Place, Verdict, may
from a3tracker.domain.errors import NotAllowed, NotFound, OutOfDate, WrongState
from a3tracker.domain.meetings import MeetingChange, State
from a3tracker.usecases.invitations import (
    tell_cancelled,
    tell_changed,
    tell_held_after_all,
    tell_invited,
)
from a3tracker.usecases.streams import found_stream
from a3tracker.usecases.teams import found_team
from a3tracker.usecases.transaction import journal, now, writing


def add_meeting(actor: Actor, place: Place, change: MeetingChange) -> int:
    """Make a meeting of a stream, or of the team that the place names; its id."""
    with writing():
        stream, team = found_scope(actor, place)
        change = domain.checked_meeting(change, _known(stream.id))
        meeting = _made(actor, stream, team, change)
        journal(actor.id, "made", "meeting", meeting.id)
        return meeting.id


def edit_meeting(actor: Actor, meeting_id: int, change: MeetingChange, version: int) -> None:
    """Change day, place, rhythm and people; an older form is refused, the same one twice is not."""
    with writing():
        held = coming_meeting(actor, meeting_id)
        meeting, before = held.meeting, change_of(held.meeting)
        change = domain.checked_meeting(change, _known(held.stream.id) | before.people)
        if change == before:
            return
        if meeting.version != version:
            sentence = (
                "Somebody changed the meeting meanwhile. Look at what stands now, then save yours again."
            )
            raise OutOfDate(sentence, version=meeting.version)
        _fill(meeting, change)
        meeting.version += 1
        _invite(meeting, change.people)
        tell_changed(actor, held.stream.id, meeting, before)
        journal(actor.id, "edited", "meeting", meeting.id)


def cancel_meeting(actor: Actor, meeting_id: int) -> None:
    """Say that it is not held; twice is harmless."""
    with writing():
        held = run_meeting(actor, meeting_id)
        meeting = held.meeting
        if meeting.state is State.CANCELLED:
            return
        domain.ensure_coming(meeting.state)
        meeting.cancelled_at = meeting.changed_at = now()
        tell_cancelled(actor, held.stream.id, meeting)
        journal(actor.id, "cancelled", "meeting", meeting.id)


def end_meeting(actor: Actor, meeting_id: int) -> None:
    """Say that it is over: the agenda stays as it was, notes can still be put right. Twice is harmless."""
    with writing():
        meeting = run_meeting(actor, meeting_id).meeting
        if meeting.state is State.ENDED:
            return
        domain.ensure_coming(meeting.state)
        meeting.ended_at = meeting.changed_at = now()
        meeting.ended_by = actor.id
        journal(actor.id, "ended", "meeting", meeting.id)


def take_up_again(actor: Actor, meeting_id: int) -> None:
    """Undo its end, or that it was cancelled; twice is harmless."""
    with writing():
        held = run_meeting(actor, meeting_id)
        meeting = held.meeting
        if meeting.state is State.COMING:
            return
        if meeting.state is State.CANCELLED:
            tell_held_after_all(actor, held.stream.id, meeting)
        meeting.ended_at = meeting.ended_by = meeting.cancelled_at = None
        meeting.changed_at = now()
        journal(actor.id, "took up again", "meeting", meeting.id)


def make_next(actor: Actor, meeting_id: int) -> int:
    """The id of the next meeting in the rhythm, with the same place and people; it is made once."""
    with writing():
        held = run_meeting(actor, meeting_id)
        meeting, there = held.meeting, next_of(meeting_id)
        if there is not None:
            return there.id
        day = domain.next_day(meeting.day, meeting.rhythm, now().date())
        if day is None:
            raise WrongState("This meeting is held once. Make another one, or give it a rhythm.")
        stream, team = found_scope(actor, held.place)
        people = change_of(meeting).people & _known(stream.id)
        change = MeetingChange(day, meeting.starts, meeting.place, meeting.rhythm, people)
        made = _made(actor, stream, team, change)
        made.follows_id = meeting.id
        journal(actor.id, "made", "meeting", made.id, after=meeting.id)
        return made.id


def found_meeting(actor: Actor, meeting_id: int) -> Held:
    """The meeting; `NotFound` when the actor may not see its stream."""
    held = meeting_seen(actor, meeting_id)
    if held is None:
        raise NotFound("There is no such meeting, or it belongs to a value stream that you do not see.")
    return held


def run_meeting(actor: Actor, meeting_id: int) -> Held:
    """The meeting, for somebody who may run it."""
    held = found_meeting(actor, meeting_id)
    _ensure_runs(actor, held.place)
    return held


def may_run(actor: Actor, place: Place) -> Verdict:
    """Whether the actor may run a meeting there; of a whole stream, no coordinator does."""
    verdict = may(actor, Action.RUN_MEETING, place)
    if verdict or place.team is not None:
        return verdict
    return Verdict(
        False, "A meeting of the whole value stream is its manager’s. Ask the manager, or a deputy."
    )


def coming_meeting(actor: Actor, meeting_id: int) -> Held:
    """The meeting, for somebody who may run it, while it is neither over nor cancelled."""
    held = run_meeting(actor, meeting_id)
    domain.ensure_coming(held.meeting.state)
    return held


def found_scope(actor: Actor, place: Place) -> tuple[ValueStream, Team | None]:
    """The stream, or the team with its stream, for somebody who may make a meeting there."""
    team = found_team(actor, place.team) if place.team else None
    stream = found_stream(actor, team.stream_id if team else place.stream or 0)
    _ensure_runs(actor, Place(stream.id, team.id if team else None))
    if stream.archived_at is not None or (team is not None and team.archived_at is not None):
        raise WrongState("Nobody meets for what is archived. Bring it back first.")
    return stream, team


def usual_people(stream: ValueStream, team: Team | None) -> frozenset[int]:
    """Whom a meeting invites unless somebody chooses: the team, or the stream's teams and its manager."""
    if team is not None:
        return frozenset(person.id for person in people_in_teams({team.id}))
    return frozenset(team_people(stream.id)) | ({stream.manager_id} if stream.manager_id else set())


def change_of(meeting: Meeting) -> MeetingChange:
    """What is set on the meeting now."""
    people = frozenset(one.person_id for one in invitations_of(meeting.id))
    return MeetingChange(meeting.day, meeting.starts, meeting.place, meeting.rhythm, people)


def _ensure_runs(actor: Actor, place: Place) -> None:
    verdict = may_run(actor, place)
    if not verdict:
        raise NotAllowed(verdict.reason)


def _known(stream: int) -> frozenset[int]:
    return frozenset(person.id for person in people_of_stream(stream))


def _made(actor: Actor, stream: ValueStream, team: Team | None, change: MeetingChange) -> Meeting:
    meeting = Meeting(made_by=actor.id, made_at=now())
    meeting.stream_id, meeting.team_id = (None, team.id) if team else (stream.id, None)
    _fill(meeting, change)
    db.session.add(meeting)
    db.session.flush()
    _invite(meeting, change.people)
    tell_invited(actor, stream.id, meeting, change.people)
    return meeting


def _fill(meeting: Meeting, change: MeetingChange) -> None:
    assert change.day is not None
    meeting.day, meeting.starts, meeting.place = change.day, change.starts, change.place
    meeting.rhythm, meeting.changed_at = change.rhythm, now()


def _invite(meeting: Meeting, people: frozenset[int]) -> None:
    """Bring the invitations to these people."""
    present = {row.person_id: row for row in invitations_of(meeting.id)}
    for person in set(present) - people:
        db.session.delete(present[person])
    db.session.add_all(Invited(meeting_id=meeting.id, person_id=one) for one in sorted(people - set(present)))
