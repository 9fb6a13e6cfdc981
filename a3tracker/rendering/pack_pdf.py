"""The pages of a pack as PDF, for bounded children: each with tags that are ready to be joined."""

from __future__ import annotations

import gc
import json
from dataclasses import dataclass
from typing import Final

from a3tracker.rendering.boards import Board
from a3tracker.rendering.bounded import Bounds
from a3tracker.rendering.packs import COVER_SIZES, stamps_html
from a3tracker.rendering.papers import PAPERS
from a3tracker.rendering.pdf import PrintJob, render_board, render_plain, render_sheet
from a3tracker.rendering.tags import with_lean_tags

#: A pack waits behind a single sheet that somebody stands at the printer for.
PACK_BOUNDS: Final = Bounds(nice=10)


@dataclass(frozen=True)
class Page:
    """What a child made: a PDF of `pages`, and for an A3 its type size and the lines that boxes lost."""

    pdf: bytes
    pages: int = 1
    size_pt: float | None = None
    missing: dict[str, int] | None = None


def sheet_page(job: PrintJob) -> bytes:
    """One A3, as a child hands it over."""
    gc.set_threshold(200_000, 20, 100)
    rendered = render_sheet(job)
    return _handed(Page(with_lean_tags(rendered.pdf), 1, rendered.size_pt, rendered.missing))


def board_page(board: Board, address: str, paper: str) -> bytes:
    """The pathway board."""
    return _handed(Page(with_lean_tags(render_board(board, address, paper))))


def plain_page(html: str, paper: str) -> bytes:
    """The cover, or the page in the place of an A3 that could not be printed."""
    pdf, pages = render_plain(html, PAPERS[paper], COVER_SIZES)
    return _handed(Page(with_lean_tags(pdf), pages))


def stamps(pages: int, paper: str) -> bytes:
    """The page numbers, without tags: they are no words of the pack."""
    pdf, made = render_plain(stamps_html(pages, paper), PAPERS[paper], COVER_SIZES[:1], tagged=False)
    return _handed(Page(pdf, made))


def page_of(data: bytes) -> Page:
    """What a child handed over."""
    head, _, pdf = data.partition(b"\n")
    return Page(pdf, **json.loads(head))


def _handed(page: Page) -> bytes:
    """A line of JSON, then the PDF."""
    head = {"pages": page.pages, "size_pt": page.size_pt, "missing": page.missing}
    return json.dumps(head).encode() + b"\n" + page.pdf
