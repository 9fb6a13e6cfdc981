"""The version of a standard: it follows from what was agreed and locked, and is stored nowhere a second time.

Version 1 comes with the A3, and one more each time the outcome *new version* is agreed. A version is in force
from the day on which its expected ranges were locked (control point 2).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

NEW_VERSION = "new_version"


@dataclass(frozen=True)
class Version:
    """One version of a standard; `since` is None where the day is not on record, or has not come."""

    number: int = 1
    in_force: bool = False
    since: date | None = None

    @property
    def held(self) -> int:
        """The number of the version in force; 0 before the first."""
        return self.number if self.in_force else self.number - 1


def version_after(agreed: int, agreed_by_now: int, locked_now: bool, locks: Sequence[date]) -> Version:
    """The version after so many agreed new ones, of `agreed_by_now` in all.

    `locked_now` says whether the newest of all is locked; `locks` are the days of control point 2 in their
    order. Where fewer are on record than versions were locked, the oldest are missing.
    """
    number, locked = 1 + agreed, agreed_by_now + locked_now
    place = len(locks) - 1 - (locked - number)
    since = locks[place] if number <= locked and 0 <= place < len(locks) else None
    return Version(number, number <= locked, since)
