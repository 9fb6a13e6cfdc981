"""What stands in a person's calendar: control points and review dates of A3s, each a whole day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

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
