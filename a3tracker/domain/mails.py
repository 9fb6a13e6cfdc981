"""A bundle of notices as one letter in plain text, and how often sending it is tried."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from a3tracker.domain.notices import Pace, Told

#: How long to wait after each try that failed; after the last one the mail is given up.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720))
TRIES = len(PAUSES) + 1

MOST_LINES = 30


@dataclass(frozen=True)
class Letter:
    """Subject and text, without the lines that say how to get less of it."""

    subject: str
    text: str


def pause_after(tries: int) -> timedelta | None:
    """How long to wait after so many tries; None when it is given up."""
    return PAUSES[tries - 1] if tries < TRIES else None


def letter_about(told: Sequence[Told], base_url: str) -> Letter:
    """One mail about all of these, oldest first: who, what, the A3's title, and where it stands."""
    parts = [_part(one, base_url) for one in told[:MOST_LINES]]
    if len(told) > MOST_LINES:
        parts.append(f"And {len(told) - MOST_LINES} more in your inbox.")
    return Letter(_subject(told), "\n\n".join(parts))


def closing(pace: Pace, base_url: str, unsubscribe: str) -> str:
    """The last lines of each mail: the inbox, why it came, how to get less or nothing."""
    return "\n".join(
        [
            "--",
            f"Your inbox: {base_url}/inbox",
            f"You get this mail {_RHYTHM[pace]}. Change that: {base_url}/me",
            f"No more mail: {unsubscribe}",
        ]
    )


_RHYTHM = {
    Pace.AT_ONCE: "each time something happens",
    Pace.HOURLY: "at most once an hour, about what you have not read",
    Pace.DAILY: "at most once a day, about what you have not read",
    Pace.NEVER: "for the last time",
}


def _part(told: Told, base_url: str) -> str:
    title = " ".join(told.title.split())
    return f"{told.sentence}\n“{title}”\n{base_url}{told.path}"


def _subject(told: Sequence[Told]) -> str:
    if len(told) == 1:
        return told[0].sentence.rstrip(".?")
    numbers = list(dict.fromkeys(one.name for one in told))
    more = " and others" if len(numbers) > 4 else ""
    return f"{len(told)} things in your inbox: {', '.join(numbers[:4])}{more}"
