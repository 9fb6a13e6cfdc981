"""Facts of an A3 that stand once as rows: people, experiments, checks (settled.md, *row panels*)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from a3tracker.domain.errors import Invalid

SHORT, LONG = 120, 600


class MeasureSide(StrEnum):
    """Which of the market's questions a measure answers (handbook, check.md, *guard rule*)."""

    ACQUISITION = "acquisition"
    RETENTION = "retention"
    OTHER = "other"


@dataclass(frozen=True)
class PersonRow:
    """Somebody in a Locate box: a person record, with position and role in this A3."""

    person: int
    position: str
    role: str

    def plain(self, identity: int) -> dict[str, Any]:
        """The shape that a revision stores."""
        return {"id": identity, "person": self.person, "position": self.position, "role": self.role}


@dataclass(frozen=True)
class Experiment:
    """One line of the Do log; `observed` and `learned` come afterwards."""

    day: date
    tried: str
    expected: str
    observed: str = ""
    learned: str = ""

    def plain(self, identity: int) -> dict[str, Any]:
        """The shape that a revision stores."""
        return {
            "id": identity,
            "day": self.day.isoformat(),
            "tried": self.tried,
            "expected": self.expected,
            "observed": self.observed,
            "learned": self.learned,
        }


Row = PersonRow | Experiment

#: Takt in any compound, such as “Kundentakt”, but not at the seam of others: “Taktik”, “Rabattaktion”.
_TAKT = re.compile(r"takt(?!ik|il|is(?:ch|k)|ion|iv|ie|eur|uel|voll|los|full)", re.IGNORECASE)
#: Words that hold the same letters and another meaning.
_NOT_TAKT = re.compile(
    r"kontakt|\bintakt|syntakt|praktakt|\bauftakt|kraftakt|gewaltakt|kreditakt|festakt", re.IGNORECASE
)
_LINE_END = re.compile(r"\r\n?|[\u2028\u2029]")
#: Control characters never stay. Joiners and spaces of all scripts do: words and emoji need them.
_NEVER = ("Cc", "Cs")
#: Signs that turn the direction of everything after them, the names of others included.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNSEEN = (*_NEVER, "Cf", "Zs", "Zl", "Zp")
TAKT_REFUSED = (
    "Takt time is not measured here: supply exceeds demand, so a pace set by our own capacity would only "
    "push products at customers. Use the share of demand, retention or acquisition instead."
)


def checked_person_row(row: PersonRow) -> PersonRow:
    """The row with its words trimmed; `Invalid` when they are too long."""
    return PersonRow(row.person, text_of(row.position, "position", SHORT), text_of(row.role, "role", SHORT))


def checked_experiment(row: Experiment, before: Experiment | None = None) -> Experiment:
    """The row trimmed and complete. What was expected stands once something was observed."""
    if before and before.observed and text_of(row.expected, "expected", LONG) != before.expected:
        raise Invalid(
            "What was expected cannot change once the result is in.",
            {"expected": f"It was “{before.expected}”. Log a new experiment for a new expectation."},
        )
    observed = text_of(row.observed, "observed", LONG)
    if before and before.observed and not observed:
        raise Invalid(
            "What was observed can be put right, but not taken away.",
            {"observed": f"It was “{before.observed}”. Correct it, or log a new experiment."},
        )
    return Experiment(
        row.day,
        text_of(row.tried, "tried", LONG, "Say what you tried."),
        text_of(
            row.expected, "expected", LONG, "Say what you expect, so that the result can teach something."
        ),
        observed,
        text_of(row.learned, "learned", LONG),
    )


def names_takt(words: str) -> bool:
    """Whether a measure or a unit is called takt."""
    return _TAKT.search(_NOT_TAKT.sub(" ", words)) is not None


def text_of(text: str, field: str, longest: int, needed: str = "") -> str:
    """The text without outer space and control characters; `Invalid` when needed and empty, or too long."""
    clean = plain_text(text)
    clean = clean.strip() if any(_kind(sign) not in _UNSEEN for sign in clean) else ""
    if needed and not clean:
        raise Invalid(needed, {field: needed})
    if len(clean) > longest:
        over = len(clean) - longest
        raise Invalid(
            "A text is too long.",
            {field: f"Shorten this by {over:,} character{'s' if over > 1 else ''}; {longest:,} fit here."},
        )
    return clean


def plain_text(text: str) -> str:
    """The text with plain line ends and without control characters, which databases and paper refuse."""
    signs = _LINE_END.sub("\n", text)
    return "".join(
        sign for sign in signs if sign in "\n\t" or (_kind(sign) not in _NEVER and sign not in _TURNING)
    )


def _kind(sign: str) -> str:
    return unicodedata.category(sign)
