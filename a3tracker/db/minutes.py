"""What was promised before a meeting and is still open, and which A3s of it wait for a decision."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select

from a3tracker.db.a3s import A3, Placed
from a3tracker.db.base import db
from a3tracker.db.meeting_notes import MeetingNote
from a3tracker.db.meetings import Held, Meeting
from a3tracker.db.people import Person
from a3tracker.db.segments import Segment
from a3tracker.db.streams import ValueStream
from a3tracker.db.teams import Team
from a3tracker.domain.meeting_notes import NoteKind


@dataclass(frozen=True)
class Promised:
    """An open promise with the A3 that it is about and the name of who gave it."""

    row: MeetingNote
    who: str
    placed: Placed


def promises_for(held: Held, a3s: Collection[int]) -> list[Promised]:
    """Open promises about these A3s, and those given in other meetings of the same stream or team; by day."""
    meeting = held.meeting
    others = select(Meeting.id).where(
        Meeting.stream_id.is_not_distinct_from(meeting.stream_id),
        Meeting.team_id.is_not_distinct_from(meeting.team_id),
    )
    query: Select[*tuple[Any, ...]] = (
        select(MeetingNote, Person.name, A3, Segment, Team, ValueStream)
        .join(A3, MeetingNote.a3_id == A3.id)
        .join(Segment, A3.segment_id == Segment.id)
        .join(Team, A3.team_id == Team.id)
        .join(ValueStream, Team.stream_id == ValueStream.id)
        .outerjoin(Person, MeetingNote.said_by == Person.id)
        .where(
            MeetingNote.kind == NoteKind.PROMISE.value,
            MeetingNote.done_at.is_(None),
            MeetingNote.meeting_id.is_distinct_from(meeting.id),
            MeetingNote.day <= meeting.day,
            MeetingNote.a3_id.in_(a3s) | MeetingNote.meeting_id.in_(others),
            # A team may have gone to another stream since; its A3s are seen there alone.
            Team.stream_id == held.stream.id,
        )
        .order_by(MeetingNote.due, MeetingNote.id)
    )
    found = db.session.execute(query)
    return [Promised(row, name or row.said_by_words, Placed(*rest)) for row, name, *rest in found]
