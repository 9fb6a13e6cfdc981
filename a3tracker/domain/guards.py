"""The guard rule: whoever changes one side of the market watches the other (check.md section 1)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from a3tracker.domain.checks import Check
from a3tracker.domain.rows import MeasureSide

_OTHER_SIDE: Final = {
    MeasureSide.ACQUISITION: MeasureSide.RETENTION,
    MeasureSide.RETENTION: MeasureSide.ACQUISITION,
}
#: What is said where the guard on this side is missing.
GUARD_ASKED: Final = {
    MeasureSide.RETENTION: "This A3 wins customers: name a guard on the retention side.",
    MeasureSide.ACQUISITION: "This A3 keeps customers: name a guard on the acquisition side.",
}


def guard_asked(checks: Iterable[Check], predicted: Iterable[MeasureSide] = ()) -> MeasureSide | None:
    """The side that nobody watches while the other one is changed; `predicted` are sides of predictions."""
    rows = list(checks)
    watched = {check.side for check in rows}
    changed = {check.side for check in rows if not check.guard} | set(predicted)
    for side, other in _OTHER_SIDE.items():
        if side in changed and other not in watched | changed:
            return other
    return None
