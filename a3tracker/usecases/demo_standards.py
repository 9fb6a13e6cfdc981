"""The steps, adherence checks and deviations of the demo's standards."""

from __future__ import annotations

from datetime import time
from typing import Any

from a3tracker.db.a3s import A3
from a3tracker.db.standards import next_place, steps_of
from a3tracker.domain.cycles import Panel
from a3tracker.domain.standards import (
    Adherence,
    Deviation,
    Held,
    Step,
    checked_adherence,
    checked_deviation,
    checked_step,
)
from a3tracker.usecases.demo_setting import Filled

HELD = (Panel.STEPS, Panel.ADHERENCE, Panel.DEVIATIONS)


def held_fact(a3: A3, panel: Panel, line: dict[str, Any], filled: Filled, stream: int) -> Held:
    """One row of a standard out of the demo's files: days from today, a step by its number."""
    if panel is Panel.STEPS:
        return checked_step(Step(**line), next_place(a3.id))
    day, by = filled.day(line["day"]), filled.person(line["by"], stream)
    assert day
    if panel is Panel.ADHERENCE:
        check = Adherence(**{**line, "day": day, "by": by})
        return checked_adherence(check, filled.today)
    step = steps_of(a3.id)[line["step"] - 1].id if "step" in line else None
    known: dict[str, Any] = {**line, "day": day, "by": by, "step": step}
    for name in ("at", "restored_at"):
        known[name] = time.fromisoformat(line[name]) if name in line else None
    known["restored"] = filled.day(line.get("restored"))
    return checked_deviation(Deviation(**known), filled.today)
