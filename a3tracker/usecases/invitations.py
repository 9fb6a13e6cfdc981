"""Telling people of a meeting: that they are invited, that it moved, that it is not held.

Called inside the writing transaction of what is told. Of a day that is behind, nobody is told.
"""

from __future__ import annotations

from collections.abc import Iterable

from a3tracker.db.meetings import Meeting, people_invited
from a3tracker.domain.access import Actor
from a3tracker.domain.meetings import MeetingChange
from a3tracker.domain.notices import Kind
from a3tracker.usecases.notices import tell_of_meeting
from a3tracker.usecases.transaction import now


def tell_invited(actor: Actor, stream: int, meeting: Meeting, people: Iterable[int]) -> None:
    """These are invited, with the day and the hour as they stand now."""
    _tell(actor, stream, meeting, people, Kind.INVITED)


def tell_changed(actor: Actor, stream: int, meeting: Meeting, before: MeetingChange) -> None:
    """Those who are new are invited; the others hear when day or hour is another."""
    people = {person.id for person in people_invited(meeting.id)}
    tell_invited(actor, stream, meeting, people - before.people)
    if (meeting.day, meeting.starts) != (before.day, before.starts):
        _tell(actor, stream, meeting, people & before.people, Kind.MEETING_MOVED)


def tell_cancelled(actor: Actor, stream: int, meeting: Meeting) -> None:
    """Nobody comes for nothing."""
    _tell(actor, stream, meeting, _invited(meeting), Kind.MEETING_CANCELLED)


def tell_held_after_all(actor: Actor, stream: int, meeting: Meeting) -> None:
    """What was cancelled is held again: everybody is invited anew."""
    tell_invited(actor, stream, meeting, _invited(meeting))


def _invited(meeting: Meeting) -> list[int]:
    return [person.id for person in people_invited(meeting.id)]


def _tell(actor: Actor, stream: int, meeting: Meeting, people: Iterable[int], kind: Kind) -> None:
    if meeting.day < now().date():
        return
    starts = f"{meeting.starts:%H:%M}" if meeting.starts else None
    about = {"day": meeting.day.isoformat(), "starts": starts}
    tell_of_meeting(people, kind, meeting.id, stream, actor.id, **about)
