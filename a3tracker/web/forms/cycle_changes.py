"""The cycle that an A3 changes to, and why."""

from __future__ import annotations

from wtforms import RadioField, TextAreaField

from a3tracker.domain.cycles import CYCLES
from a3tracker.web.forms import Form


class CycleForm(Form):
    """Another cycle, with the reason."""

    cycle = RadioField("Cycle")
    reason = TextAreaField("Why it changes", description="What is known now that was not known at the start.")

    def offer(self, present: str) -> None:
        """Every cycle but the one that it has."""
        others = (cycle for cycle in CYCLES.values() if cycle.key != present)
        self.cycle.choices = {cycle.key: f"{cycle.key} {cycle.word}" for cycle in others}
