"""How clear a box is, as the coach sees it and as the team sees it: four steps, and what lies between [own].

A rating is for the talk between coach and team. It judges a text and never a person, and stands beside the
sheet: never on paper, never in a revision.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.revisions import Content
from a3tracker.domain.rows import text_of

LONGEST_WORDS = 300


class Rater(StrEnum):
    """Who rates: the coach, or the team itself."""

    COACH = "coach"
    TEAM = "team"


class Step(IntEnum):
    """Four steps, each with a word and a shape that says the same."""

    NOT_BEGUN = 0
    BEGUN = 1
    ON_THE_WAY = 2
    CLEAR = 3

    @property
    def label(self) -> str:
        """The shape and the word."""
        return f"{'●' * self}{'○' * (Step.CLEAR - self)} {self.name.lower().replace('_', ' ')}"


@dataclass(frozen=True)
class Rating:
    """A step with an optional word."""

    step: Step
    words: str = ""


def checked_rating(rating: Rating) -> Rating:
    """The rating trimmed; `Invalid` when the word is too long."""
    return Rating(rating.step, text_of(rating.words, "words", LONGEST_WORDS))


def difference(coach: Step | None, team: Step | None) -> str:
    """What lies between the two, in words; nothing where they agree or one has not rated."""
    if coach is None or team is None or coach == team:
        return ""
    steps = abs(coach - team)
    who = "the team sees more" if team > coach else "the coach sees more"
    return f"{steps} step{'s' if steps > 1 else ''} apart: {who}"


def box_digest(content: Content, key: str) -> str:
    """SHA-256 of a box's text and of the rows drawn into it, as 64 hexadecimal digits.

    Rows have versions of their own, so the version of the box alone does not tell whether it changed.
    """
    kinds = [panel.value for panel in CYCLES[content.cycle].box(key).panels]
    rows = {kind: content.rows[kind] for kind in kinds if content.rows.get(kind)}
    plain = json.dumps([content.boxes.get(key, "").strip(), rows], sort_keys=True)
    return hashlib.sha256(plain.encode()).hexdigest()
