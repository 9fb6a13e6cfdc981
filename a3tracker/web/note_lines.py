"""Meeting notes as pages show them: at their boxes, with what the reader may do about each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from a3tracker.db.a3s import Placed
from a3tracker.db.meeting_notes import Noted, notes_of
from a3tracker.domain.access import Action, Actor, Verdict, may
from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.meeting_notes import NoteKind
from a3tracker.usecases.meeting_notes import may_edit, may_settle
from a3tracker.usecases.transaction import now

#: So many stand on one page of the list; more lead on to the older ones.
PAGE = 50
#: So many stand at a box of the sheet; the others are counted, and stand on the page of the notes.
MOST_AT_A_BOX = 3


@dataclass(frozen=True)
class NoteLine:
    """One note with what its page says and offers."""

    noted: Noted
    box: str
    late: bool
    may_edit: bool
    may_settle: bool
    may_say: bool
    may_use: bool
    #: It stands behind the first page of the list.
    deep: bool = False


@dataclass(frozen=True)
class Notes:
    """The notes of one A3 by box, "" for the whole sheet; `more` counts those not shown at their box."""

    lines: tuple[NoteLine, ...] = ()
    at: Mapping[str, tuple[NoteLine, ...]] = field(default_factory=dict)
    more: Mapping[str, int] = field(default_factory=dict)
    may_add: Verdict = field(default_factory=lambda: Verdict(ok=False))

    @property
    def open(self) -> int:
        """How many somebody still has to do something about."""
        return sum(line.noted.row.is_open for line in self.lines)


def notes_on(actor: Actor, placed: Placed, *, writes: bool, noted: bool = True) -> Notes:
    """All notes of the A3, newest first; what is laid aside does not stand at its box. One statement.

    `writes` says whether the actor may write on the A3 now; `noted` whether there are any, where it is known.
    """
    found = enumerate(notes_of(placed.a3.id) if noted else ())
    lines = tuple(_line(actor, placed, one, writes, place >= PAGE) for place, one in found)
    shown = [line for line in lines if line.noted.row.done_at is None]
    by_box: dict[str, list[NoteLine]] = {}
    for line in shown:
        by_box.setdefault(line.noted.row.box or "", []).append(line)
    more = {key: max(0, len(these) - MOST_AT_A_BOX) for key, these in by_box.items()}
    at = {key: _first(these) for key, these in by_box.items()}
    return Notes(lines, at, more, may_note(actor, placed))


def page_of(lines: Sequence[NoteLine], first: int | None) -> tuple[Sequence[NoteLine], int | None]:
    """A page of the list from the note with this id on, and the id with which the next page begins.

    A note that was removed meanwhile leads to the newest ones.
    """
    start = next((place for place, line in enumerate(lines) if line.noted.row.id == first), 0)
    rest = lines[start + PAGE :]
    return lines[start : start + PAGE], rest[0].noted.row.id if rest else None


def may_note(actor: Actor, placed: Placed) -> Verdict:
    """Whether the actor may type in notes here now, and why not."""
    if placed.a3.archived_at is not None:
        return Verdict(False, "This A3 is archived. Bring it back to type in notes.")
    return may(actor, Action.COMMENT_A3, placed.place)


def _first(lines: list[NoteLine]) -> tuple[NoteLine, ...]:
    """Those about which there is still something to do come first."""
    return tuple(sorted(lines, key=lambda line: not line.noted.row.is_open)[:MOST_AT_A_BOX])


def _line(actor: Actor, placed: Placed, noted: Noted, writes: bool, deep: bool) -> NoteLine:
    row, says, today = noted.row, may_note(actor, placed).ok, placed.segment.today(now())
    labels = {box.key: box.label for box in CYCLES[placed.a3.cycle].boxes}
    unused, settled = row.became is None and row.done_at is None, row.done_at is not None
    settles = placed.a3.archived_at is None and row.kind != NoteKind.DECISION
    return NoteLine(
        noted,
        labels.get(row.box or "", "The whole sheet"),
        not settled and row.due is not None and row.due < today,
        says and may_edit(actor, placed, row).ok,
        settles and may_settle(actor, placed, row).ok,
        says and unused,
        writes and unused,
        deep,
    )
