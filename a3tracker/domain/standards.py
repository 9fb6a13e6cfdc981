"""Holding a standard (handbook, domain.md section 3, SDCA): its steps, whether it is followed, what left it.

Steps are agreed and locked with the standard. Adherence checks and deviations are results: nothing brings
them back and nothing takes them away but the hand that wrote them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any, Final

from a3tracker.domain.errors import Invalid
from a3tracker.domain.rows import text_of

STEP, SAID = 200, 300
#: More are not counted by hand.
MOST_CHECKED: Final = 1_000_000


@dataclass(frozen=True)
class Step:
    """One step of the standard. `place` counts from 1: the number that people call it by."""

    what: str
    key_point: str = ""
    reason: str = ""
    place: int = 0

    def plain(self, identity: int) -> dict[str, Any]:
        """The shape that a revision stores."""
        return {"id": identity, **vars(self)}


@dataclass(frozen=True)
class Adherence:
    """How often the standard was found followed: `confirmed` of `out_of` looked at, by a person record."""

    day: date
    confirmed: int
    out_of: int
    by: int
    note: str = ""

    def plain(self, identity: int) -> dict[str, Any]:
        """The shape that a revision stores."""
        return {"id": identity, **vars(self), "day": self.day.isoformat()}


@dataclass(frozen=True)
class Deviation:
    """What left the standard, how it was contained, and when it was as it should be again.

    `step` is the id of the step that was left, `by` that of the person who wrote it down. The hours of the
    day are kept where they are known; `restored` is None while it is open.
    """

    day: date
    what: str
    at: time | None = None
    step: int | None = None
    contained: str = ""
    restored: date | None = None
    restored_at: time | None = None
    by: int | None = None

    def plain(self, identity: int) -> dict[str, Any]:
        """The shape that a revision stores."""
        hours = {name: _hour(getattr(self, name)) for name in ("at", "restored_at")}
        restored = self.restored.isoformat() if self.restored else None
        return {"id": identity, **vars(self), **hours, "day": self.day.isoformat(), "restored": restored}


Held = Step | Adherence | Deviation


def checked_step(row: Step, place: int) -> Step:
    """The step trimmed, at its place; `Invalid` when it says nothing or too much."""
    what = text_of(row.what, "what", STEP, "Say what is done in this step.")
    return Step(what, text_of(row.key_point, "key_point", SAID), text_of(row.reason, "reason", SAID), place)


def checked_adherence(row: Adherence, today: date) -> Adherence:
    """The check trimmed; `Invalid` for a day to come and for counts that cannot be."""
    _ensure_past(row.day, "day", today)
    if not 1 <= row.out_of <= MOST_CHECKED:
        raise Invalid("Nothing was looked at.", {"out_of": "Give how many were looked at, 1 or more."})
    if not 0 <= row.confirmed <= row.out_of:
        asked = f"Give how many of the {row.out_of:,} were confirmed, 0 to {row.out_of:,}."
        raise Invalid("More than all cannot be confirmed.", {"confirmed": asked})
    return replace(row, note=text_of(row.note, "note", SAID))


def checked_deviation(row: Deviation, today: date) -> Deviation:
    """The deviation trimmed and in order; an hour without its day is refused."""
    _ensure_past(row.day, "day", today)
    if row.restored is None and row.restored_at is not None:
        raise Invalid("The day is missing.", {"restored": "Give the day, too, on which it was restored."})
    if row.restored is not None:
        _ensure_past(row.restored, "restored", today)
    if row.restored is not None and _moment(row.restored, row.restored_at, time.max) < _moment(
        row.day, row.at, time.min
    ):
        raise Invalid("It was restored before it was seen.", {"restored": "Give the day after it was seen."})
    return replace(
        row,
        what=text_of(row.what, "what", SAID, "Say what was seen."),
        contained=text_of(row.contained, "contained", SAID),
    )


def restore_words(plain: Mapping[str, Any]) -> str:
    """How long it took until all was as it should be: “3 days”, “5 hours”, “less than a day”.

    Hours are said where both are known and it took less than two days; nothing while it is open.
    """
    if not plain["restored"]:
        return ""
    day, restored = (date.fromisoformat(plain[name]) for name in ("day", "restored"))
    hours = [time.fromisoformat(plain[name]) for name in ("at", "restored_at") if plain[name]]
    if len(hours) == 2:
        took = datetime.combine(restored, hours[1]) - datetime.combine(day, hours[0])
        minutes = int(took.total_seconds() // 60)
        if minutes < 48 * 60:
            return _counted(minutes, "minute") if minutes < 60 else _counted(minutes // 60, "hour")
    days = (restored - day).days
    return _counted(days, "day") if days else "less than a day"


def _moment(day: date, hour: time | None, else_at: time) -> datetime:
    return datetime.combine(day, hour or else_at)


def _ensure_past(day: date, field: str, today: date) -> None:
    if day > today:
        raise Invalid("This day is still to come.", {field: "Give a day that has come, today at the latest."})


def _counted(number: int, unit: str) -> str:
    return f"{number:,} {unit}{'' if number == 1 else 's'}"


def _hour(at: time | None) -> str | None:
    return at.isoformat("minutes") if at else None
