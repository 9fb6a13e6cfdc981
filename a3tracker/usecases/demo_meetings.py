"""The demo's meetings: one that is over, with what was said, and the next one with its agenda."""

from __future__ import annotations

from datetime import time
from pathlib import Path
from typing import Any

from a3tracker.db.agendas import AgendaItem
from a3tracker.db.base import db
from a3tracker.db.meeting_notes import MeetingNote
from a3tracker.db.meetings import Invited, Meeting, meeting_by_id
from a3tracker.usecases.agendas import proposed_for
from a3tracker.usecases.demo_setting import Filled, moment, read_toml


def fill_meetings(folder: Path, filled: Filled) -> None:
    """All of them, the first first; called inside a writing transaction, after the A3s."""
    before: int | None = None
    for plain in read_toml(folder / "meetings.toml")["meeting"]:
        before = _fill_meeting(plain, filled, before if plain.get("follows") else None)


def _fill_meeting(plain: dict[str, Any], filled: Filled, follows: int | None) -> int:
    day, maker = filled.day(plain["day"]), filled.people[plain["made_by"]]
    assert day
    made = moment(filled, min(plain["day"], 0) - 7)
    meeting = Meeting(day=day, starts=time.fromisoformat(plain["starts"]), place=plain["place"])
    meeting.stream_id, meeting.rhythm, meeting.follows_id = (
        filled.streams[plain["stream"]],
        plain["rhythm"],
        follows,
    )
    meeting.made_by, meeting.made_at, meeting.changed_at = maker, made, made
    meeting.minutes = plain.get("minutes", "")
    if plain.get("ended"):
        meeting.ended_at, meeting.ended_by = moment(filled, plain["day"], 11), maker
    filled.add("meeting", meeting)
    db.session.add_all(
        Invited(meeting_id=meeting.id, person_id=filled.people[key]) for key in plain["people"]
    )
    _fill_agenda(meeting, plain, filled)
    for note in plain.get("note", []):
        _fill_note(meeting, note, filled)
    return meeting.id


def _fill_agenda(meeting: Meeting, plain: dict[str, Any], filled: Filled) -> None:
    """Those of the file, or what the program itself proposes for this day."""
    chosen = [(filled.made["a3"][number - 1], "") for number in plain.get("a3s", [])]
    if plain.get("proposed"):
        chosen = [(one.a3, one.why) for one in proposed_for(meeting_by_id(meeting.id))]
    for place, (a3, why) in enumerate(chosen, start=1):
        db.session.add(AgendaItem(meeting_id=meeting.id, a3_id=a3, place=place, why=why, minutes=10))
    db.session.flush()


def _fill_note(meeting: Meeting, plain: dict[str, Any], filled: Filled) -> None:
    note = MeetingNote(a3_id=filled.made["a3"][plain["a3"] - 1], meeting_id=meeting.id, day=meeting.day)
    note.kind, note.words, note.box = plain["kind"], plain["words"], plain.get("box")
    note.said_by, note.typed_by = filled.people[plain["said_by"]], filled.people[plain["typed_by"]]
    note.due, note.typed_at = filled.day(plain.get("due")), meeting.ended_at or meeting.made_at
    db.session.add(note)
    db.session.flush()
