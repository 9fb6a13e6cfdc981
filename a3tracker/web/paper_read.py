"""What a printed sheet in somebody's hand still says: current, or what changed since."""

from __future__ import annotations

from dataclasses import dataclass

from a3tracker.db.a3s import Placed
from a3tracker.db.revisions import revision_numbered
from a3tracker.domain.revisions import read_content
from a3tracker.rendering.changes import Change
from a3tracker.rendering.comparing import compared
from a3tracker.rendering.live import Live

#: So many changes are named above the sheet; the comparison has all of them.
MOST_NAMED, LONGEST_NAME = 6, 60


@dataclass(frozen=True)
class Paper:
    """A paper of the A3 beside what stands now. `known` says whether there is such a revision.

    `changes` are (where, which row or "", "changed" | "added" | "removed"), the first of them; `count` says
    how many there are.
    """

    revision: int
    newest: int
    known: bool
    changes: tuple[tuple[str, str, str], ...] = ()
    count: int = 0
    written_on: bool = False


def paper_of(placed: Placed, live: Live, revision: int | None) -> Paper | None:
    """What the paper with this revision still says, in three statements; None when nobody brought one."""
    if revision is None:
        return None
    old = revision_numbered(placed.a3.id, revision)
    if old is None:
        return Paper(revision, live.newest_revision, False)
    changes = compared(read_content(old.content), live.written.content)
    named = tuple((change.label, _row(change), change.what) for change in changes[:MOST_NAMED])
    return Paper(revision, live.newest_revision, True, named, len(changes), live.changed)


def _row(change: Change) -> str:
    """Which row it is: the first words of the field that says so, as they stand now, else as they stood."""
    if change.kind != "rows" or not change.fields:
        return ""
    # A person comes first in a row, but what stops says more than whose plate it leaves.
    parts = next((field.parts for field in change.fields if field.name == "What"), change.fields[0].parts)
    words = "".join(text for kind, text in parts if kind in ("same", "added")) or "".join(
        text for _kind, text in parts
    )
    words = " ".join(words.split())
    return words if len(words) <= LONGEST_NAME else f"{words[:LONGEST_NAME].rsplit(' ', 1)[0]} …"
