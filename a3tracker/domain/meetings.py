"""Meetings of a stream or a team: when and where, in which rhythm, and on which day the next one is held."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from enum import StrEnum

from a3tracker.domain.errors import Invalid, WrongState
from a3tracker.domain.rows import SHORT, text_of

#: A year further is a slip of the pen.
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)
#: One item of an agenda takes no longer than a working day.
LONGEST_ITEM = 480
#: What a meeting says beside its A3s fits one page.
LONGEST_MINUTES = 4_000
#: More A3s than this no meeting reads.
MOST_ITEMS = 100


class Rhythm(StrEnum):
    """How often a meeting is held again; the value reads on the page."""

    ONCE = "once"
    WEEKLY = "weekly"
    TWO_WEEKS = "every two weeks"
    MONTHLY = "monthly"


#: How many days ahead a meeting looks: to the next one, or a week where none follows.
_LOOKS_AHEAD = {Rhythm.ONCE: 7, Rhythm.WEEKLY: 7, Rhythm.TWO_WEEKS: 14, Rhythm.MONTHLY: 30}


class State(StrEnum):
    """Where a meeting stands."""

    COMING = "coming"
    ENDED = "ended"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class MeetingChange:
    """What people set on a meeting. `people` are ids of those invited; `starts` is the time at its place."""

    day: date | None
    starts: time | None = None
    place: str = ""
    rhythm: str = Rhythm.ONCE
    people: frozenset[int] = frozenset()


def checked_meeting(change: MeetingChange, known: Collection[int]) -> MeetingChange:
    """The change trimmed; those invited are `known` in the stream or the team."""
    if change.day is None:
        raise Invalid("A meeting needs its day.", {"day": "Give the day of the meeting."})
    if not EARLIEST <= change.day < LATEST:
        raise Invalid("The day cannot be right.", {"day": "Give a day of this century."})
    if change.rhythm not in set(Rhythm):
        raise Invalid("Choose the rhythm.", {"rhythm": "Choose one from the list."})
    if not change.people <= set(known):
        raise Invalid("Choose people from the list.", {"people": "Choose people from the list."})
    starts = change.starts.replace(second=0, microsecond=0, tzinfo=None) if change.starts else None
    return replace(change, starts=starts, place=text_of(change.place, "place", SHORT))


def checked_minutes(minutes: int | None) -> int | None:
    """The minutes planned for one A3, or None for none; `Invalid` for what no meeting takes."""
    if minutes is not None and not 1 <= minutes <= LONGEST_ITEM:
        sentence = f"Give whole minutes from 1 to {LONGEST_ITEM}, or leave it empty."
        raise Invalid("The minutes cannot be right.", {"minutes": sentence})
    return minutes


def checked_text(minutes: str) -> str:
    """What was said that belongs to no A3, trimmed."""
    return text_of(minutes, "minutes", LONGEST_MINUTES)


def ensure_coming(state: State) -> None:
    """`WrongState` for a meeting that ended or was cancelled: its agenda stays as it was."""
    if state is State.ENDED:
        raise WrongState("This meeting has ended. Take it up again before you change it.")
    if state is State.CANCELLED:
        raise WrongState("This meeting was cancelled. Take it up again before you change it.")


def looks_to(day: date, rhythm: str) -> date:
    """The last day of which a meeting speaks: the eve of the next one in its rhythm."""
    return day + timedelta(days=_LOOKS_AHEAD[Rhythm(rhythm)] - 1)


def next_day(day: date, rhythm: str, today: date) -> date | None:
    """The day of the next meeting, the first in the rhythm that is not behind; None for one held once."""
    if rhythm == Rhythm.ONCE:
        return None
    found = _after(day, rhythm)
    while found < today:
        found = _after(found, rhythm)
    return found


def _after(day: date, rhythm: str) -> date:
    if rhythm == Rhythm.MONTHLY:
        return _same_in_next_month(day)
    return day + timedelta(days=_LOOKS_AHEAD[Rhythm(rhythm)])


def _same_in_next_month(day: date) -> date:
    """The second Tuesday after the second Tuesday: meetings keep their weekday; a fifth becomes a fourth."""
    month = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    first = month + timedelta(days=(day.weekday() - month.weekday()) % 7)
    return first + timedelta(weeks=min((day.day - 1) // 7, 3))
