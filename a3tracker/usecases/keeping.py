"""Clearing away printouts that nobody needs any more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from a3tracker.db.a3_contents import Files, still_used
from a3tracker.db.keeping import forget_printouts, outlived
from a3tracker.db.printouts import Printout
from a3tracker.domain.keeping import Ends, ends
from a3tracker.usecases.hours import first_in_this_hour
from a3tracker.usecases.transaction import journal, let_go, now, writing

#: So many rows in one transaction, so that nobody waits for it.
_BATCH: Final = 200


def clearing_is_due() -> bool:
    """Once an hour."""
    return first_in_this_hour("cleared away in")


def clear_printouts(last_opened: Callable[[str], datetime | None]) -> int:
    """Forget the printouts that are done with; returns how many. Their files go when no row names them.

    `last_opened` says of a cache key when its file was made or opened last: opening a file writes no row.
    """
    cleared = 0
    while True:
        with writing():
            until = ends(now())
            found = outlived(until, _BATCH)
            gone = [row.id for row in found if not _still_used(row, last_opened, until)]
            if not found:
                return cleared
            forget_printouts(gone)
            if gone:
                journal(None, "cleared away", "printout", printouts=len(gone))
        cleared += len(gone)


def _still_used(row: Printout, last_opened: Callable[[str], datetime | None], until: Ends) -> bool:
    """Whether somebody opened what somebody asked for; then it is looked at again in a month."""
    opened = last_opened(row.cache_key) if row.cache_key and row.wanted_by else None
    if opened is None or opened < until.kept:
        return False
    row.opened_at = opened
    return True


def unneeded(files: Files) -> Files:
    """Those of these files that no row names; asked without a lock, and asked again before they go."""
    used = still_used(files)
    let_go()
    return Files(files.pictures - used.pictures, files.printouts - used.printouts)
