"""How often a standard is looked at, and when it asks by itself to be looked at again."""

from __future__ import annotations

from datetime import date, timedelta

from a3tracker.domain.errors import Invalid
from a3tracker.domain.stages import Stage

#: Days between two adherence checks, in words (handbook, domain.md section 2: audited weekly to quarterly).
RHYTHMS = {7: "every week", 14: "every two weeks", 30: "every month", 91: "every quarter"}
#: Where a standard is in use: after its ranges are locked and before it is retired.
IN_USE = (Stage.DO, Stage.CHECK, Stage.ACT)


def checked_rhythm(days: int | None) -> int | None:
    """One of the rhythms, or None for none; `Invalid` for anything else."""
    if days is not None and days not in RHYTHMS:
        raise Invalid("Choose the rhythm.", {"rhythm": "Choose one from the list."})
    return days


def audit_due(rhythm: int | None, last: date | None, in_force: date | None) -> date | None:
    """The day of the next audit, counted from the last one, or from the lock while there was none."""
    begun = max((day for day in (last, in_force) if day), default=None)
    return begun + timedelta(days=rhythm) if rhythm and begun else None
