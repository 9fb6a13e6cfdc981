"""Tallying on a check sheet: two people who count at once lose nothing, because the count is made here."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from a3tracker.db.a3s import Placed
from a3tracker.db.rows import row_of
from a3tracker.db.tallies import Tally as Row
from a3tracker.domain.access import Action, Actor
from a3tracker.domain.cycles import Panel
from a3tracker.domain.errors import NotFound, WrongState
from a3tracker.domain.tallies import Line, Tally, counted, with_lines
from a3tracker.usecases.a3s import found_a3, open_a3, touch
from a3tracker.usecases.boxes import note_writer
from a3tracker.usecases.transaction import journal, writing


def found_tally(actor: Actor, number: int, tally_id: int) -> tuple[Placed, Row]:
    """A check sheet of an A3 that the actor sees."""
    placed = found_a3(actor, number)
    return placed, _tally_in(placed, tally_id)


def count_line(actor: Actor, number: int, tally_id: int, words: str, step: int) -> None:
    """One more (step 1) or one less (step -1) on a line; `WrongState` when somebody took the line away."""

    def change(sheet: Tally) -> Tally:
        found = counted(sheet, words, 1 if step > 0 else -1)
        if found is None:
            raise WrongState("This line is not there any more. Look at the sheet as it stands now.")
        return found

    _change(actor, number, tally_id, "tallied on", change)


def bring_lines(actor: Actor, number: int, tally_id: int, lines: Iterable[Line]) -> None:
    """Add lines, or set the counts of lines that are there."""
    _change(actor, number, tally_id, "brought lines to", lambda sheet: with_lines(sheet, lines))


def _change(actor: Actor, number: int, tally_id: int, act: str, change: Callable[[Tally], Tally]) -> None:
    """What stands now is read and written under one lock. An older form of the sheet is out of date then."""
    with writing():
        placed = open_a3(actor, number, Action.WRITE_A3)
        row = _tally_in(placed, tally_id)
        changed = change(row.fact())
        if changed == row.fact():
            return
        row.write(changed)
        row.version += 1
        touch(placed.a3)
        note_writer(placed.a3, actor)
        journal(actor.id, act, "a3", placed.a3.id, panel=Panel.TALLIES.value, row=tally_id)


def _tally_in(placed: Placed, tally_id: int) -> Row:
    row = row_of(placed.a3.id, Panel.TALLIES, tally_id)
    if not isinstance(row, Row):
        raise NotFound("There is no such check sheet. Somebody removed it.")
    return row
