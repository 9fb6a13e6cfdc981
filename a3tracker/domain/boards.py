"""The pathway board of a stream: how long an A3 has been going, and what stands out in a segment."""

from __future__ import annotations

from a3tracker.domain.audits import IN_USE
from a3tracker.domain.stages import Stage

_IN_WEEKS, _IN_MONTHS = 14, 27 * 7


def age_words(days: int) -> str:
    """4 days, 16 weeks, 8 months: as finely as people say it."""
    if days < 1:
        return "since today" if days == 0 else "not begun"
    if days < _IN_WEEKS:
        return f"{days} day{'' if days == 1 else 's'}"
    return f"{days // 7} weeks" if days < _IN_MONTHS else f"{days * 12 // 365} months"


def stands_out(cycle: str, stages: list[Stage]) -> str:
    """What a segment lacks in a column, in words: nothing held, or nothing new. Nothing where it does not.

    Plan is no such column: a segment without a known problem needs no PDCA.
    """
    if cycle == "SDCA" and not any(stage in IN_USE for stage in stages):
        return "Nothing is held: no standard is in use."
    if cycle == "EDCA" and not stages:
        return "Nothing new: nobody explores here."
    return ""
