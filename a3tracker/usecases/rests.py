"""Taking a revision of each A3 that rests; the worker does it every minute."""

from __future__ import annotations

from datetime import datetime

from a3tracker.db.a3s import a3_by_id
from a3tracker.db.rests import resting, resting_a3
from a3tracker.domain.rests import MOST_IN_A_ROUND, QUIET, WHY
from a3tracker.domain.stages import Stage
from a3tracker.usecases.revisions import take_revision
from a3tracker.usecases.transaction import let_go, now, writing


def rest_a3s() -> int:
    """Look at the A3s that nobody wrote on for ten minutes; returns how many it looked at.

    Each is a transaction of its own, so that nobody waits. None is looked at again before somebody writes
    on it. Nobody took such a revision, and nobody is told of it.
    """
    quiet_since = now() - QUIET
    found = resting(quiet_since, MOST_IN_A_ROUND)
    let_go()
    return sum(_rest(a3, quiet_since) for a3 in found)


def _rest(a3: int, quiet_since: datetime) -> bool:
    """A closed A3 stays as it was agreed; one that reads as its newest revision does gets no other."""
    with writing():
        found = resting_a3(a3, quiet_since)
        if found is None:
            return False
        if found.stage != Stage.CLOSED.value:
            take_revision(None, a3_by_id(a3), WHY)
        found.stirred_at = None
        return True
