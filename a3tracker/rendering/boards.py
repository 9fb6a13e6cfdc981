"""The pathway board as plain data: segments by cycle, each A3 a card, everything in words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from a3tracker.domain.cycles import Cycle
from a3tracker.rendering.drawn import TrackPoint


@dataclass(frozen=True)
class Card:
    """One A3. `icons` are safe; `late` says since when a date has passed, `proposed`: not agreed yet."""

    number: int
    title: str
    loop: str
    age: str
    stage: str
    track: tuple[TrackPoint, ...]
    owner: str
    metric: str = ""
    icons: str = ""
    late: str = ""
    called: bool = False
    proposed: bool = False


@dataclass(frozen=True)
class Cell:
    """The cards of one cycle in one segment. `lack` is what stands out here, `quiet` what need not.

    `more` counts the cards that did not fit on the paper.
    """

    cycle: Cycle
    cards: tuple[Card, ...]
    lack: str = ""
    quiet: str = ""
    more: int = 0


@dataclass(frozen=True)
class Row:
    """One segment with its three cells, and how many of its A3s are closed."""

    segment: int
    name: str
    cells: tuple[Cell, ...]
    closed: int = 0


@dataclass(frozen=True)
class Board:
    """The whole board. `more` counts the segments that did not fit on paper; a `compact` card is a line."""

    stream: int
    name: str
    manager: str
    dated: str
    iso: str
    rows: tuple[Row, ...]
    open: int = 0
    late: int = 0
    more: int = 0
    compact: bool = False

    @property
    def lead(self) -> str:
        """3 segments · 6 A3s open · 1 over its date."""
        parts = [_counted(len(self.rows) + self.more, "segment"), f"{_counted(self.open, 'A3')} open"]
        return " · ".join(
            [
                *parts,
                *([f"{self.late} over {'its' if self.late == 1 else 'their'} date"] if self.late else []),
            ]
        )


def shortened(board: Board, cards: int, rows: int) -> Board:
    """At most so many cards in a cell, and so many segments; what is left out is counted."""
    kept = tuple(
        replace(row, cells=tuple(_cut(cell, cards) for cell in row.cells)) for row in board.rows[:rows]
    )
    return replace(board, rows=kept, more=len(board.rows) - len(kept))


def _cut(cell: Cell, most: int) -> Cell:
    return replace(cell, cards=cell.cards[:most], more=max(len(cell.cards) - most, 0))


def _counted(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
