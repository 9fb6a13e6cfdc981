"""The causes and check sheets of the demo's A3s; the data name the cause above by its number."""

from __future__ import annotations

from typing import Any

from a3tracker.db.a3s import A3
from a3tracker.domain.causes import Cause, checked_cause
from a3tracker.domain.tallies import Line, Tally, checked_tally
from a3tracker.usecases.causes import causes_of
from a3tracker.usecases.demo_setting import Filled


def demo_cause(a3: A3, line: dict[str, Any], filled: Filled, stream: int) -> Cause:
    """A cause with the number that the data give it."""
    known = causes_of(a3.id)
    by_number = {cause.number: identity for identity, cause in known.items()}
    a3.causes_given = max(a3.causes_given or 0, line["number"])
    given = {**line, "parent": by_number.get(line.get("parent", 0))}
    given |= {name: filled.day(line[name]) for name in ("verified_on", "ask_by") if name in line}
    if "verified_by" in line:
        given["verified_by"] = filled.person(line["verified_by"], stream)
    return checked_cause(Cause(**given), known)


def demo_tally(line: dict[str, Any]) -> Tally:
    """A check sheet."""
    return checked_tally(Tally(line["title"], line["unit"], tuple(Line(*pair) for pair in line["lines"])))
