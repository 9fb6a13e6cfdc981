"""The worker's look at A3s that rest, and at printouts that nobody makes."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from a3tracker.db.printouts import waiting_since
from a3tracker.jobs.queue import Task
from a3tracker.usecases.ahead import wanted_meanwhile
from a3tracker.usecases.rests import rest_a3s
from a3tracker.usecases.transaction import now

#: With nothing else to do, what was wanted so long ago is not being made any more.
LOST: Final = timedelta(minutes=2)


def rest(make_ahead: Task, idle: bool) -> None:
    """Take the revisions that are due and have them made; a worker that died took its task along."""
    rest_a3s()
    wanted = wanted_meanwhile()
    for identity in [*wanted, *(waiting_since(now() - LOST) if idle else ())]:
        make_ahead(identity)
