"""What is said in a meeting: beside its A3s, and on each of them as meeting notes."""

from __future__ import annotations

from dataclasses import replace

from a3tracker.db.agendas import agenda_of
from a3tracker.domain.access import Actor
from a3tracker.domain.errors import NotFound, OutOfDate, WrongState
from a3tracker.domain.meeting_notes import MeetingNote
from a3tracker.domain.meetings import State, checked_text
from a3tracker.usecases.a3s import found_a3
from a3tracker.usecases.meeting_notes import add_note
from a3tracker.usecases.meetings import found_meeting, run_meeting
from a3tracker.usecases.transaction import journal, now, writing


def write_minutes(actor: Actor, meeting_id: int, text: str, version: int) -> None:
    """Write what was said that belongs to no A3; also afterwards, like all notes."""
    with writing():
        meeting = run_meeting(actor, meeting_id).meeting
        minutes = checked_text(text)
        if minutes == meeting.minutes:
            return
        if meeting.minutes_version != version:
            sentence = "Somebody wrote here meanwhile. Put both together, then save."
            raise OutOfDate(sentence, yours=minutes, theirs=meeting.minutes, version=meeting.minutes_version)
        meeting.minutes, meeting.minutes_version = minutes, version + 1
        journal(actor.id, "wrote the minutes of", "meeting", meeting.id)


def note_in_meeting(actor: Actor, meeting_id: int, number: int, note: MeetingNote) -> int:
    """Write a note on an A3 of the agenda; its id. The note bears the meeting and its day.

    What was typed ahead of the meeting bears the day on which it was typed.
    """
    meeting = found_meeting(actor, meeting_id).meeting
    if meeting.state is State.CANCELLED:
        raise WrongState("This meeting was cancelled. Write on the A3 itself, or take the meeting up again.")
    if number not in {line.number for line in agenda_of(meeting_id)}:
        raise NotFound("This A3 is not on the agenda. Put it there first.")
    today = found_a3(actor, number).segment.today(now())
    return add_note(actor, number, replace(note, day=min(meeting.day, today), meeting=meeting_id))
