"""Finding the type size at which a board fits its page: full cards, else lines, else the first of them.

Knows no WeasyPrint: a `Press` lays out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from a3tracker.domain.fitting import LADDER
from a3tracker.rendering.boards import Board, shortened
from a3tracker.rendering.fit import Document, Press

#: So many cards in a cell, and so many segments, where not even lines at the smallest type fit.
_SHORTER: Final = ((40, 60), (20, 40), (12, 30), (8, 24), (5, 18), (3, 14), (2, 10), (1, 6), (1, 1))
#: The smallest type has about 70 lines on A3. What has many more is not laid out at all: a table that runs
#: over many pages takes minutes.
_MOST_LINES: Final = 80


def fit_board(board: Board, press_of: Callable[[Board], Press]) -> Document | None:
    """The board on one page at the largest size that fits; None when there is none.

    The paper says what it leaves out, as the screen has everything.
    """
    for shown, sizes in _looks(board):
        if _lines(shown) <= _MOST_LINES:
            document = _largest(press_of(shown), sizes)
            if document is not None:
                return document
    return None


def _looks(board: Board) -> Iterator[tuple[Board, Sequence[float]]]:
    """What is tried, and the sizes at which: what must be shortened is set in the smallest."""
    lines = replace(board, compact=True)
    yield board, LADDER
    yield lines, LADDER
    for cards, rows in _SHORTER:
        yield shortened(lines, cards, rows), LADDER[-1:]


def _lines(board: Board) -> int:
    """At least so many lines stand below one another."""
    each = 1 if board.compact else 3
    return sum(max(2, *(each * len(cell.cards) for cell in row.cells)) for row in board.rows)


def _largest(press: Press, sizes: Sequence[float]) -> Document | None:
    """The document at the largest of these sizes that fits on one page, by halving."""
    fits, fails, best = len(sizes), -1, None
    trial = 0
    while fits - fails > 1:
        document = press.lay_out(sizes[trial])
        if len(document.pages) == 1:
            fits, best = trial, document
        elif trial == len(sizes) - 1:
            return None
        else:
            fails = trial
        # Most fit at once; where one does not, the smallest says whether there is any use in going on.
        trial = len(sizes) - 1 if best is None else (fits + fails) // 2
    return best
