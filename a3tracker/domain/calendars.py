"""What stands in a person's calendar: days of A3s, and the meetings to which he or she is invited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from a3tracker.domain.a3s import label
from a3tracker.domain.control_points import POINT_WORDS


@dataclass(frozen=True)
class Entry:
    """One day. `point` is None for a review date; `changed` is when the A3 was last changed."""

    number: int
    title: str
    changed: datetime
    day: date
    point: int | None = None
    lap: int = 1
    done: bool = False

    @property
    def uid(self) -> str:
        """Never made of the date: an entry whose date moves stays the same entry."""
        if self.point is None:
            return f"a3-{self.number}-review@a3tracker"
        return f"a3-{self.number}-point-{self.point}-lap-{self.lap}@a3tracker"

    @property
    def summary(self) -> str:
        """A3-6 Check due: Newcomers stop early."""
        if self.point is None:
            what = "review"
        else:
            words = POINT_WORDS[self.point]
            what = f"{words} {'done' if self.done else 'due'}"
        return f"{label(self.number)} {what}: {' '.join(self.title.split())}"

    @property
    def path(self) -> str:
        """The sheet, below the base address."""
        return f"/a3/{self.number}"


@dataclass(frozen=True)
class Meets:
    """One meeting. `starts` is the time at its place, in no zone; without one it takes the whole day."""

    id: int
    whose: str
    changed: datetime
    day: date
    starts: time | None
    place: str
    cancelled: bool

    @property
    def uid(self) -> str:
        """Never made of the date: a meeting that is moved stays the same meeting."""
        return f"meeting-{self.id}@a3tracker"

    @property
    def summary(self) -> str:
        """Meeting: First edit."""
        return f"{'Cancelled: meeting' if self.cancelled else 'Meeting'}: {' '.join(self.whose.split())}"

    @property
    def path(self) -> str:
        """The meeting's page, below the base address."""
        return f"/meetings/{self.id}"
