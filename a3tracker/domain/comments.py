"""Comments on an A3: what one may hold, and the one verdict with which a review is sent."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.errors import Invalid
from a3tracker.domain.passages import span_of
from a3tracker.domain.rows import LONG, text_of

BODY, PASSAGE, WORDING, REASON = 2_000, LONG, 2_000, 4 * LONG
#: What one person may collect on one A3 before it is sent, and what one A3 holds altogether.
MOST_COLLECTED, MOST_SENT = 100, 1_000


class Said(StrEnum):
    """The verdict of a review that is sent."""

    AGREE = "agree"
    COMMENT = "comment"
    RETURN = "return"


@dataclass(frozen=True)
class CommentChange:
    """What somebody says about a box (or the whole sheet), a passage of it, and how it might read."""

    body: str
    box: str | None = None
    passage: str = ""
    occurrence: int = 1
    wording: str = ""


def checked_comment(change: CommentChange, cycle: str, texts: dict[str, str]) -> CommentChange:
    """The change trimmed; `Invalid` names what is missing. `texts` holds the boxes that were read, by key."""
    if change.box is not None and change.box not in {box.key for box in CYCLES[cycle].boxes}:
        raise Invalid("Choose the box.", {"box": "Choose a box from the list."})
    passage = text_of(change.passage, "passage", PASSAGE)
    wording = text_of(change.wording, "wording", WORDING)
    body = text_of(change.body, "body", BODY, "" if wording else "Write what you want to say.")
    if passage and change.box is None:
        raise Invalid("Choose the box.", {"box": "Choose the box that these words stand in."})
    if wording and not passage:
        raise Invalid("What shall read so?", {"passage": "Quote the words that the suggestion replaces."})
    occurrence = min(max(change.occurrence, 1), 10_000)
    if wording and span_of(texts.get(change.box or "", ""), passage, occurrence) is None:
        sentence = "These words do not stand in the text of this box. Quote them as they stand there."
        raise Invalid("The passage is not there.", {"passage": sentence})
    if wording == passage and wording:
        raise Invalid("Nothing would change.", {"wording": "This reads as it does already."})
    return CommentChange(body, change.box, passage, occurrence, wording)


def checked_body(body: str) -> str:
    """An answer, trimmed."""
    return text_of(body, "body", BODY, "Write your answer.")
