"""The board on paper: one landscape A3, whatever stands on it, and what is left out is said."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from a3tracker.domain.cycles import CYCLES
from a3tracker.rendering.boards import Board, Card, Cell, Row
from a3tracker.rendering.drawn import TrackPoint
from a3tracker.rendering.pdf import render_board

pytestmark = pytest.mark.pdf

TRACK = tuple(
    TrackPoint(word, when) for word, when in (("Left side", "done"), ("Do", "now"), ("Act", "to come"))
)
CARD = Card(7, "Quotes take nine days", "loop 1", "8 weeks", "Do, 30 Jun", TRACK, "Mia Rossi")


def board(rows: int, cards: int) -> Board:
    """A board with so many cards in each cell."""
    made = tuple(replace(CARD, number=number) for number in range(cards))
    cells = tuple(Cell(cycle, made, "" if made else "Nothing is held.") for cycle in CYCLES.values())
    lines = tuple(Row(number, f"Segment {number}", cells, number) for number in range(rows))
    return Board(1, "Newcomers", "Maja Lind", "30 Jun 2026", "2026-06-30", lines, 3 * rows * cards)


@pytest.mark.parametrize(("rows", "cards"), [(1, 0), (4, 3), (1, 40)])
def test_a_board_is_one_page_with_every_a3_on_it(rows: int, cards: int) -> None:
    pdf = PdfReader(io.BytesIO(render_board(board(rows, cards))))
    assert len(pdf.pages) == 1
    page = pdf.pages[0]
    assert float(page.mediabox.width) > float(page.mediabox.height)
    words = page.extract_text()
    assert words.count("A3-") >= 3 * rows * cards
    assert "more on screen" not in words


@pytest.mark.parametrize(("rows", "cards"), [(70, 1), (40, 30)])
def test_what_does_not_fit_is_counted_on_the_paper(rows: int, cards: int) -> None:
    pdf = PdfReader(io.BytesIO(render_board(board(rows, cards))))
    assert len(pdf.pages) == 1
    assert "on screen" in pdf.pages[0].extract_text()


def test_the_same_board_is_the_same_bytes() -> None:
    assert render_board(board(2, 2)) == render_board(board(2, 2))
