"""A measured row, and how a time is taken on a noisy machine."""

from __future__ import annotations

import gc
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Row:
    """One figure with its target, which the value keeps below, or reaches when it is `at_least` that much.

    A row without a target is for information.
    """

    name: str
    value: float
    target: float | None
    at_least: bool = False

    @property
    def ok(self) -> bool:
        """Whether the promise is kept."""
        if self.target is None:
            return True
        return self.value >= self.target if self.at_least else self.value <= self.target

    @property
    def promise(self) -> str:
        """at most 1.1"""
        if self.target is None:
            return ""
        return f"{'at least' if self.at_least else 'at most'} {self.target:g}"

    def plain(self) -> dict[str, object]:
        """The row as `--json` gives it."""
        return {"name": self.name, "value": round(self.value, 3), "target": self.target, "ok": self.ok}


def cpu_seconds(work: Callable[[], object], times: int) -> float:
    """The median CPU time of one call, after one call to warm up."""
    work()
    gc.collect()
    return median(_once(work) for _ in range(times))


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
    before = _used()
    work()
    return _used() - before


def _used() -> float:
    """The CPU seconds of this process, and of the children that it has waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime
