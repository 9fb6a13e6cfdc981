"""The coaching kata: five questions, and the short note that a coordinator keeps (handbook, domain.md 5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from a3tracker.domain.errors import Invalid
from a3tracker.domain.rows import LONG, text_of

LONGEST_NOTE = 1_200

#: In the order in which they are asked.
QUESTIONS = {
    "target": "What is the target condition?",
    "actual": "What is the actual condition now?",
    "obstacle": "Which obstacles keep us from the target, and which one do you work on now?",
    "step": "What is your next step, and what do you expect?",
    "look": "When can we see what we learned from it?",
}


@dataclass(frozen=True)
class Coaching:
    """A note as it is typed: what was said, the one obstacle, the day of the next look."""

    words: str
    obstacle: str = ""
    next_look: date | None = None


def checked_coaching(note: Coaching, today: date) -> Coaching:
    """The note trimmed; the next look cannot lie behind."""
    if note.next_look is not None and note.next_look < today:
        raise Invalid(
            "The next look lies in the past.", {"next_look": "Give a day from today on, or leave it empty."}
        )
    return Coaching(
        text_of(note.words, "words", LONGEST_NOTE, "Write down in a few words what you asked and heard."),
        text_of(note.obstacle, "obstacle", LONG),
        note.next_look,
    )
