"""What nobody did and somebody is asked about: a review tomorrow, a control point overdue, a quiet A3."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.notices import Kind

#: The shortest time after which any A3 counts as quiet.
SOONEST_QUIET = timedelta(days=min(cycle.quiet_after_days for cycle in CYCLES.values()))


class Hears(Enum):
    """Who is asked."""

    OWNER = auto()
    MANAGER = auto()
    OWNER_AND_COORDINATOR = auto()


@dataclass(frozen=True)
class Late:
    """A control point whose date has passed."""

    lap: int
    point: int
    due: date


@dataclass(frozen=True)
class Watched:
    """An open A3 as far as reminders go. `late` is the first of its points that is overdue, `audit` the day
    on which a standard asks to be looked at."""

    a3: int
    cycle: str
    touched: date
    next_review: date | None = None
    late: Late | None = None
    asked: bool = False
    audit: date | None = None


@dataclass(frozen=True)
class Reminder:
    """What is asked of whom; the key changes when it is to be asked again."""

    kind: Kind
    hears: Hears
    key: str
    day: date
    point: int | None = None


def countermeasure_key(countermeasure: int, due: date, again: bool = False) -> str:
    """Asked about once, from the day after it was due; a new day is asked about again.

    One that was dropped is asked about `again` on the day that was named for it.
    """
    return f"{'again' if again else 'countermeasure'}:{countermeasure}:{due}"


def promise_key(note: int, due: date) -> str:
    """Asked about once, from the day after it was due; a new day is asked about again."""
    return f"promise:{note}:{due}"


def reminders(watched: Watched, today: date) -> Iterator[Reminder]:
    """Everything that is asked about this A3 today; the same keys for a week, and then new ones."""
    if watched.next_review == today + timedelta(days=1):
        key = f"review:{watched.a3}:{watched.next_review}"
        yield Reminder(Kind.REVIEW_TOMORROW, Hears.OWNER, key, watched.next_review)
    late = watched.late
    if late is not None and late.due < today:
        week = ((today - late.due).days - 1) // 7
        key = f"overdue:{watched.a3}:{late.lap}:{late.point}:{late.due}:{week}"
        # Once it is submitted, the team has done its part: the manager is who is waited for.
        hears = Hears.MANAGER if watched.asked else Hears.OWNER
        yield Reminder(Kind.POINT_OVERDUE, hears, key, late.due, late.point)
    if watched.audit is not None and watched.audit <= today:
        # Once for each due date: the next one follows from the next check.
        key = f"audit:{watched.a3}:{watched.audit}"
        yield Reminder(Kind.AUDIT_DUE, Hears.OWNER_AND_COORDINATOR, key, watched.audit)
    quiet = (today - watched.touched).days - CYCLES[watched.cycle].quiet_after_days
    if quiet >= 0:
        key = f"untouched:{watched.a3}:{watched.touched}:{quiet // 7}"
        yield Reminder(Kind.UNTOUCHED, Hears.OWNER, key, watched.touched)
