"""How long what was printed is kept, and what was left behind on the disk."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, NamedTuple

#: Since it was made or opened last; asking again makes it again.
KEPT: Final = timedelta(days=30)
#: So long one can read why it could not be made.
FAILED_KEPT: Final = timedelta(days=7)
#: What was made before anybody asked goes soon once a newer revision stands.
AHEAD_KEPT: Final = timedelta(days=1)
#: Opening is noted so often at most: on the file, for reading writes no row.
NOTED: Final = timedelta(days=1)
#: A file that was begun so long ago is not being written any more; nor is a picture still on its way.
ABANDONED: Final = timedelta(days=1)
#: A finished printout is named by a row within moments.
UNNAMED: Final = timedelta(hours=1)


class Ends(NamedTuple):
    """The moments before which each kind of printout is done with."""

    kept: datetime
    failed: datetime
    ahead: datetime


def ends(now: datetime) -> Ends:
    """What `now` says of each."""
    return Ends(now - KEPT, now - FAILED_KEPT, now - AHEAD_KEPT)
