"""What an agenda proposes, and why: control points, triggers, reviews that wait too long, audits.

The order is the one in which a meeting asks: what is due first, then what the figures call for, then who has
waited, then which standard is to be looked at. An A3 stands once, at the first of its reasons.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from a3tracker.domain.control_points import POINT_WORDS
from a3tracker.domain.errors import OutOfDate
from a3tracker.domain.stages import Stage
from a3tracker.domain.triggers import Sign

#: A submission that nobody has decided for so many days is spoken about [own].
LONG_WAIT = timedelta(days=3)
#: Signs that say that the figure itself left its range; the others say that the process changed.
_OUTSIDE = {Sign.BELOW, Sign.ABOVE, Sign.OUTSIDE}
#: What can still be read of the reasons of one A3 on one line.
LONGEST_WHY = 240


class Kind(IntEnum):
    """Why an A3 is proposed, in the order of an agenda."""

    POINT = 1
    TRIGGER = 2
    REVIEW = 3
    AUDIT = 4


@dataclass(frozen=True, order=True)
class Reason:
    """One reason, since or due on a day, in words."""

    kind: Kind
    day: date
    words: str


@dataclass(frozen=True)
class Called:
    """The oldest figure of an A3 that calls for an answer: when it came, its period in words, its sign."""

    day: date
    period: str
    sign: str


@dataclass(frozen=True)
class Standing:
    """An open A3 as far as an agenda asks: the point that is next with its date, the review date, what
    called, since when a submission waits, and the day of its next audit."""

    a3: int
    number: int
    point: int | None = None
    due: date | None = None
    review: date | None = None
    called: Called | None = None
    submitted: date | None = None
    audit: date | None = None


@dataclass(frozen=True)
class Proposed:
    """An A3 that the agenda proposes, with all its reasons, the first of them first."""

    a3: int
    number: int
    reasons: tuple[Reason, ...]

    @property
    def why(self) -> str:
        """Check was due 20 Nov; waits for review since 19 Nov."""
        words = "; ".join(reason.words for reason in self.reasons)
        return (words[:1].upper() + words[1:])[:LONGEST_WHY]


def proposal(
    standing: Iterable[Standing], day: date, until: date, today: date | None = None
) -> tuple[Proposed, ...]:
    """The A3s of which a meeting on this day speaks, where the next one is held after `until`.

    What lies ahead of `today` is due, and was not, even when the meeting is held after it.
    """
    today = min(today or day, day)
    found = [Proposed(one.a3, one.number, tuple(sorted(reasons(one, day, until, today)))) for one in standing]
    asked = [one for one in found if one.reasons]
    return tuple(sorted(asked, key=lambda one: (one.reasons[0].kind, one.reasons[0].day, one.number)))


def reasons(one: Standing, day: date, until: date, today: date) -> Iterator[Reason]:
    """Everything that speaks for this A3, in words that still hold after the meeting."""
    if one.point is not None and one.due is not None and one.due <= until:
        words = POINT_WORDS[one.point]
        yield Reason(Kind.POINT, one.due, f"{words} {_due(one.due, day, today)}")
    if one.called is not None:
        since = "out of range since" if one.called.sign in _OUTSIDE else "a figure calls for an answer since"
        yield Reason(Kind.TRIGGER, one.called.day, f"{since} {one.called.period}")
    if one.submitted is not None and one.submitted + LONG_WAIT <= day:
        yield Reason(Kind.REVIEW, one.submitted, f"waits for review since {_day(one.submitted, day)}")
    if one.review is not None and one.review <= until:
        yield Reason(Kind.REVIEW, one.review, f"review {_due(one.review, day, today)}")
    if one.audit is not None and one.audit <= until:
        yield Reason(Kind.AUDIT, one.audit, f"audit {_due(one.audit, day, today)}")


def next_point(stage: Stage, due: Iterable[tuple[int, date]]) -> tuple[int | None, date | None]:
    """The first control point that has a date and was not passed; a closed A3 has none."""
    first = min(due, default=None)
    return (None, None) if first is None or stage is Stage.CLOSED else first


def moved(order: Sequence[int], item: int, up: bool) -> list[int]:
    """The order with one item a place higher or lower; `OutOfDate` when it is not in it any more."""
    if item not in order:
        raise OutOfDate("Somebody took this A3 off the agenda meanwhile. This is the agenda now.")
    found = list(order)
    place = found.index(item)
    other = place - 1 if up else place + 1
    if 0 <= other < len(found):
        found[place], found[other] = found[other], found[place]
    return found


def still_to_take(proposed: Iterable[Proposed], taken: Collection[int]) -> list[Proposed]:
    """What is proposed and not on the agenda yet."""
    return [one for one in proposed if one.a3 not in taken]


def _due(due: date, day: date, today: date) -> str:
    return f"{'was due' if due < today else 'due'} {_day(due, day)}"


def _day(value: date, day: date) -> str:
    """24 Nov, with the year when it is not the meeting's."""
    return f"{value.day} {value:%b}" + ("" if value.year == day.year else f" {value.year}")
