"""The header of an A3: what people write about it outside its boxes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.errors import Invalid
from a3tracker.domain.rows import text_of

LONGEST_TITLE = 140
LONGEST_BOX = 10_000

#: Languages of a sheet: the key is the `lang` of page and paper, and chooses the hyphenation.
LANGUAGES = {
    "en": "English",
    "de": "Deutsch",
    "fr": "Français",
    "es": "Español",
    "it": "Italiano",
    "pt": "Português",
    "nl": "Nederlands",
    "da": "Dansk",
    "nb": "Norsk",
    "sv": "Svenska",
    "fi": "Suomi",
    "pl": "Polski",
    "cs": "Čeština",
    "hu": "Magyar",
    "ro": "Română",
    "el": "Ελληνικά",
    "uk": "Українська",
    "tr": "Türkçe",
    "ar": "العربية",
    "he": "עברית",
    "ja": "日本語",
    "ko": "한국어",
    "zh": "中文",
}


@dataclass(frozen=True)
class HeaderChange:
    """The header fields that people write; ids of segment, team and owner."""

    title: str
    segment: int
    cycle: str
    team: int
    owner: int
    language: str = "en"
    start: date | None = None
    target_end: date | None = None
    next_review: date | None = None


def checked_header(change: HeaderChange) -> HeaderChange:
    """The change trimmed; dates in order; a known cycle and language."""
    if change.cycle not in CYCLES:
        raise Invalid("Choose the cycle.", {"cycle": f"Choose one of {', '.join(CYCLES)}."})
    if change.language not in LANGUAGES:
        raise Invalid("Choose the language of the sheet.", {"language": "Choose one from the list."})
    if change.start and change.target_end and change.target_end < change.start:
        raise Invalid(
            "The dates are in the wrong order.",
            {"target_end": f"The target end lies before the start, {change.start:%-d %b %Y}."},
        )
    title = text_of(change.title, "title", LONGEST_TITLE, "Give a title that names the problem.")
    title = re.sub(r"\s+", " ", title)
    return HeaderChange(
        title,
        change.segment,
        change.cycle,
        change.team,
        change.owner,
        change.language,
        change.start,
        change.target_end,
        change.next_review,
    )


def label(number: int) -> str:
    """The name of an A3 for ever: A3-7."""
    return f"A3-{number}"


def number_of(text: str) -> int | None:
    """The number in “A3-7”, “a3-7” or “7”; None when there is none."""
    found = re.fullmatch(r"(?:a3-)?(\d{1,9})", text.strip(), re.IGNORECASE)
    return int(found[1]) if found else None
