"""A measured row, and how a time is taken on a noisy machine."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Row:
    """One figure with its target: `ok` when the value is at most the target (None: for information)."""

    name: str
    value: float
    target: float | None

    @property
    def ok(self) -> bool:
        """Whether the promise is kept."""
        return self.target is None or self.value <= self.target

    def plain(self) -> dict[str, object]:
        """The row as `--json` gives it."""
        return {"name": self.name, "value": round(self.value, 3), "target": self.target, "ok": self.ok}


def cpu_seconds(work: Callable[[], object], times: int) -> float:
    """The median CPU time of one call, after one call to warm up."""
    work()
    gc.collect()
    taken = []
    for _ in range(times):
        before = time.process_time()
        work()
        taken.append(time.process_time() - before)
    return median(taken)


def ratio(work: Callable[[], object], yardstick: Callable[[], object], times: int) -> float:
    """How many times the yardstick's CPU time the work takes; both are measured by turns."""
    work()
    yardstick()
    gc.collect()
    pairs = []
    for _ in range(times):
        pairs.append((_once(work), _once(yardstick)))
    return median(pair[0] for pair in pairs) / max(median(pair[1] for pair in pairs), 1e-9)


def _once(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before
