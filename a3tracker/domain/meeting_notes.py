"""Meeting notes: what was said, decided or promised about a box of an A3, around paper or in a meeting.

A control point is never decided by a note (settled.md, *The A3 and its boxes*): that is done on the A3's
review page alone. A note stands beside the sheet; it is no part of a revision.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.errors import Invalid
from a3tracker.domain.rows import SHORT, text_of

#: Room for the day and the name that stand below the words once a note has become a comment.
LONGEST, LONGEST_NAME = 1_000, SHORT
#: What one A3 holds altogether.
MOST_NOTES: Final = 1_000


class NoteKind(StrEnum):
    """What a note holds."""

    NOTE = "note"
    DECISION = "decision"
    PROMISE = "promise"


class Became(StrEnum):
    """What a note became; it becomes one thing, once."""

    EXPERIMENT = "experiment"
    COMMENT = "comment"
    CHANGE = "change"


@dataclass(frozen=True)
class MeetingNote:
    """What was said on `day`. `box` is a key of the cycle, or None for the whole sheet.

    `said_by` is a person's id, or `said_by_words` names a guest or a customer; for a decision it is who
    decided, for a promise who promised it, until the day `due`. `revision` is the number of the paper that
    it was written on, `meeting` the id of the meeting; both may be unknown.
    """

    words: str
    day: date | None
    box: str | None = None
    kind: str = NoteKind.NOTE.value
    said_by: int | None = None
    said_by_words: str = ""
    due: date | None = None
    revision: int | None = None
    meeting: int | None = None


def checked_note(
    note: MeetingNote, cycle: str, known: Set[int], today: date, before: MeetingNote | None = None
) -> MeetingNote:
    """The note trimmed; `Invalid` names what is missing.

    `known` are the ids of those who may be named; whoever stood there `before` stays, known or not.
    """
    if note.kind not in set(NoteKind):
        raise Invalid("Choose what it is.", {"kind": "Choose one from the list."})
    if note.box is not None and note.box not in {box.key for box in CYCLES[cycle].boxes}:
        raise Invalid("Choose the box.", {"box": "Choose a box from the list."})
    if note.day is None:
        raise Invalid("Give the day.", {"day": "Give the day on which it was said."})
    if note.day > today:
        raise Invalid("The day lies ahead.", {"day": "Give the day on which it was said, today or before."})
    words = text_of(note.words, "words", LONGEST, "Write what was said.")
    who, due, kind = _who(note, known, before), _due(note), NoteKind(note.kind).value
    return replace(note, words=words, said_by_words=who, due=due, kind=kind)


def is_open(kind: str, became: str | None, done: bool) -> bool:
    """Whether somebody still has to do something about it: a decision asks for nothing more.

    A promise stays open until it is kept, whatever else it became.
    """
    if kind == NoteKind.DECISION or done:
        return False
    return kind == NoteKind.PROMISE or became is None


def _who(note: MeetingNote, known: Set[int], before: MeetingNote | None) -> str:
    """The words for somebody who is not chosen by name."""
    words = text_of(note.said_by_words, "said_by_words", LONGEST_NAME)
    if note.said_by is not None and words:
        sentence = "Choose somebody, or write who it was; not both."
        raise Invalid(sentence, {"said_by_words": sentence})
    if note.said_by not in {None, before.said_by if before else None, *known}:
        raise Invalid("Choose somebody from the list.", {"said_by": "Choose somebody from the list."})
    needed = {NoteKind.DECISION: "Say who decided it.", NoteKind.PROMISE: "Say who promised it."}
    sentence = needed.get(NoteKind(note.kind), "")
    if sentence and note.said_by is None and not words:
        raise Invalid(sentence, {"said_by": sentence})
    return words


def _due(note: MeetingNote) -> date | None:
    """Only a promise has a day until which it is to be kept."""
    if note.kind != NoteKind.PROMISE:
        return None
    if note.due is None:
        raise Invalid("Until when?", {"due": "Give the day until which it is promised."})
    if note.day is not None and note.due < note.day:
        raise Invalid("The day lies too early.", {"due": "Give a day on or after the day of the meeting."})
    return note.due
