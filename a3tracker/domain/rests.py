"""When an A3 rests, so that a revision of it is taken (settled.md, *revision*: after 10 quiet minutes)."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

#: Nobody wrote on it for so long: what stands now is worth keeping, and its PDF worth making.
QUIET: Final = timedelta(minutes=10)
#: So many in one round, the longest at rest first; the others have their turn a minute later.
MOST_IN_A_ROUND: Final = 20
#: Why such a revision was taken, as it is stored.
WHY: Final = "rest"
