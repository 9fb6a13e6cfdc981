"""A desk for each worker that prints: by those that are taken, a pack knows how many children it may have."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import IO

from a3tracker.config import Config


@contextmanager
def at_work(config: Config) -> Iterator[None]:
    """Say that this process makes a printout; a pack then leaves a child to each other one that does."""
    with ExitStack() as stack:
        for desk in _desks(config, stack):
            if _sat_down(desk):
                break
        yield


def room(config: Config) -> int:
    """How many children a pack that is made `at_work` may have now: with those of others, one per worker."""
    with ExitStack() as stack:
        taken = sum(not _sat_down(desk) for desk in _desks(config, stack))
    return min(config.workers, max(1, config.workers + 1 - taken))


def _desks(config: Config, stack: ExitStack) -> Iterator[IO[bytes]]:
    """A file for each worker; its lock goes with the process that holds it."""
    config.printouts.mkdir(parents=True, exist_ok=True)
    for place in range(config.workers):
        yield stack.enter_context((config.printouts / f".desk-{place}").open("ab"))


def _sat_down(desk: IO[bytes]) -> bool:
    try:
        # Unlike those of `lockf`, this lock is not lost when the same process looks at the file again.
        fcntl.flock(desk, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
