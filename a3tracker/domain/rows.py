"""People of an A3 as rows, and what the texts of all rows share (settled.md, *row panels*)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
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
    """Somebody in a Locate box: a person record, with position and role in this A3.

    In a standard, `trained` is the version on which he or she was trained, and `trained_on` the day.
    """

    person: int
    position: str
    role: str
    trained: int | None = None
    trained_on: date | None = None

    def plain(self, identity: int) -> dict[str, Any]:
        """The shape that a revision stores; what came after the first schema is left out unset."""
        day = self.trained_on.isoformat() if self.trained_on else None
        known = {"id": identity, "person": self.person, "position": self.position, "role": self.role}
        later = {"trained": self.trained, "trained_on": day}
        return known | {name: value for name, value in later.items() if value is not None}


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
    position, role = text_of(row.position, "position", SHORT), text_of(row.role, "role", SHORT)
    return replace(row, position=position, role=role)


def names_takt(words: str) -> bool:
    """Whether a measure or a unit is called takt."""
    return _TAKT.search(_NOT_TAKT.sub(" ", words)) is not None


def text_of(text: str, field: str, longest: int, needed: str = "") -> str:
    """The text without outer space and control characters; `Invalid` when needed and empty, or too long."""
    clean = plain_text(text)
    clean = clean.strip() if any(unicodedata.category(sign) not in _UNSEEN for sign in clean) else ""
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
    # A text has many letters, but few different ones: each is looked up once.
    refused = [ord(sign) for sign in set(signs) if sign not in "\n\t" and _refused(sign)]
    return signs.translate(dict.fromkeys(refused)) if refused else signs


def _refused(sign: str) -> bool:
    return sign in _TURNING or unicodedata.category(sign) in _NEVER
