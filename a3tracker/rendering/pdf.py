"""A sheet as PDF: exactly one page or its two halves, tagged, legible. It alone prints with WeasyPrint.

A render may take long or end badly whatever the limits say: call `print_sheet`, which forks a bounded
child for it, from the main thread of a process that has called `load`.
"""

from __future__ import annotations

import functools
import gc
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urljoin

import cssselect2
from weasyprint import CSS, HTML, Page
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from a3tracker.domain.fitting import LADDER
from a3tracker.rendering.board_fit import fit_board
from a3tracker.rendering.boards import Board
from a3tracker.rendering.bounded import BOUNDS, Bounds, RenderFailed, TooLarge, run_bounded
from a3tracker.rendering.card_fit import fit_card
from a3tracker.rendering.coach_cards import CoachCard
from a3tracker.rendering.drawn import Sheet
from a3tracker.rendering.fit import fit
from a3tracker.rendering.largest_box import too_large_words
from a3tracker.rendering.layout_tree import fill_page
from a3tracker.rendering.open_arrays import use_open_arrays
from a3tracker.rendering.overlong import bound, too_large
from a3tracker.rendering.paperhtml import (
    BOARD_STYLE,
    CARD_STYLE,
    STYLES,
    assets,
    board_html,
    card_html,
    html_for,
    warm_html,
)
from a3tracker.rendering.papers import CARD_PAPERS, PAPERS, Paper

_VARIANT: Final = "pdf/ua-1"
#: Where nothing is: styles and fonts have addresses below it, and so have links while no base is known.
_NOWHERE: Final = "https://a3tracker.invalid/"


@dataclass(frozen=True)
class PrintJob:
    """A sheet for a paper. `pictures` maps addresses as in the boxes (/pictures/<hash>.png) to bytes.

    `size_pt`, when known from an earlier print of the same revision and paper, is tried first and kept if
    it fits: one layout instead of up to four. `near_pt` is where an earlier revision was printed: the search
    begins there, because most edits leave the size as it was.
    """

    sheet: Sheet
    paper: str = "a3"
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    size_pt: float | None = None
    near_pt: float | None = None


@dataclass(frozen=True)
class Rendered:
    """One sheet. `size_pt` is the type on the paper itself; `missing` says how many lines each box lost."""

    pdf: bytes
    size_pt: float
    missing: dict[str, int]


@functools.cache
def load() -> None:
    """Load styles and fonts, and lay out a little with them: renders that are forked afterwards are warm."""
    use_open_arrays()
    for size in LADDER:
        _style(PAPERS["a3"], size, False)
    _Press(warm_html(), PAPERS["a3"]).lay_out(LADDER[0]).write_pdf(pdf_variant=_VARIANT)
    # What is loaded stays: collections in the children need not look at it, nor copy its pages.
    gc.collect()
    gc.freeze()


def print_sheet(job: PrintJob, bounds: Bounds = BOUNDS) -> Rendered:
    """Render in a bounded child; `TooLarge` and `RenderFailed` name the box that is likely to blame."""
    load()
    try:
        data = run_bounded(lambda: _in_the_child(job), bounds)
    except (RenderFailed, TooLarge) as fault:
        raise type(fault)(too_large_words(job.sheet)) from fault
    head, _, pdf = data.partition(b"\n")
    return Rendered(pdf, **json.loads(head))


def render_sheet(job: PrintJob) -> Rendered:
    """Render here and now, without bounds: for the bounded child, for tests and for measuring."""
    press = _press_of(job)
    lost = bound(press.root)
    if too_large(press.root):
        raise TooLarge("The sheet has too many parts.")
    fitted = fit(press, _laid_out(job, job.size_pt), lost, job.sheet.where, _laid_out(job, job.near_pt))
    if fitted is None:
        raise TooLarge("Not even the headings fit.")
    document = fitted.document
    for page in document.pages:
        fill_page(page)
    # Links and bookmarks are gathered when a page is made; the boxes have moved since.
    document.pages[:] = [Page(page._page_box) for page in document.pages]
    pdf = document.write_pdf(zoom=press.paper.zoom, pdf_variant=_VARIANT)
    return Rendered(pdf, press.paper.printed_pt(fitted.size), fitted.missing)


def print_board(board: Board, address: str = "", bounds: Bounds = BOUNDS, paper: str = "a3") -> bytes:
    """The board of a stream on one landscape page, rendered in a bounded child."""
    load()
    try:
        return run_bounded(lambda: render_board(board, address, paper), bounds)
    except (RenderFailed, TooLarge) as fault:
        raise type(fault)("This board is too large to print. Archive segments that are not used.") from fault


def render_board(board: Board, address: str = "", paper: str = "a3") -> bytes:
    """Render here and now, without bounds: for the bounded child and for tests."""
    document = fit_board(board, lambda shown: _Press(board_html(shown, address), PAPERS[paper]))
    if document is None:
        raise TooLarge("Not even the first segment fits.")
    return bytes(document.write_pdf(zoom=PAPERS[paper].zoom, pdf_variant=_VARIANT))


def render_plain(
    html: str, paper: Paper, sizes: Sequence[float], *, tagged: bool = True
) -> tuple[bytes, int]:
    """A document that may take several pages, and how many: on one at the first size at which it fits."""
    press = _Press(html, paper)
    for size in sizes:
        document = press.lay_out(size)
        if len(document.pages) == 1:
            break
    pdf = document.write_pdf(zoom=paper.zoom, pdf_variant=_VARIANT if tagged else None)
    return pdf, len(document.pages)


def print_card(card: CoachCard, paper: str, bounds: Bounds = BOUNDS) -> bytes:
    """The coach's card of a team on one upright page, rendered in a bounded child."""
    load()
    try:
        return run_bounded(lambda: render_card(card, paper), bounds)
    except (RenderFailed, TooLarge) as fault:
        words = "This card is too large to print. Shorten what its A3s expect, or archive those at rest."
        raise type(fault)(words) from fault


def render_card(card: CoachCard, paper: str) -> bytes:
    """Render here and now, without bounds: for the bounded child and for tests."""
    document = fit_card(card, lambda shown: _Press(card_html(shown), CARD_PAPERS[paper]))
    if document is None:
        raise TooLarge("Not even the most urgent A3 fits.")
    return bytes(document.write_pdf(pdf_variant=_VARIANT))


class _Press:
    """One document in WeasyPrint, parsed once and laid out as often as the fit asks."""

    def __init__(
        self, html: str, paper: Paper, base: str = _NOWHERE, files: Mapping[str, bytes] | None = None
    ) -> None:
        self.paper = paper
        self._html = HTML(string=html, base_url=base, url_fetcher=HandedIn(files or {}))
        self.root = self._html.etree_element

    @property
    def height(self) -> float:
        return (self.paper.height - 2 * self.paper.margin) * 96 / 25.4

    @property
    def pages(self) -> int:
        return self.paper.pages

    def lay_out(self, size: float, *, tall: bool = False) -> Any:
        # The selectors see the document through a wrapper that remembers; the cut may have changed it.
        self._html.wrapper_element = cssselect2.ElementWrapper.from_html_root(
            self.root, content_language=None
        )
        styles = [*_styles(), _style(self.paper, size, tall)]
        return self._html.render(stylesheets=styles, font_config=_fonts(), pdf_variant=_VARIANT)


def _press_of(job: PrintJob) -> _Press:
    base = urljoin(job.sheet.link or _NOWHERE, "/")
    files = {urljoin(base, address): data for address, data in job.pictures.items()}
    return _Press(html_for(job.sheet, job.paper), PAPERS[job.paper], base, files)


class HandedIn(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Answers from what was handed in for this render: no protocol, no redirect, no file, no network."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self._files = files

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """The bytes under this address; ValueError for every other, which WeasyPrint draws as missing."""
        if url not in self._files:
            raise ValueError("This address was not handed in.")
        return URLFetcherResponse(url, self._files[url])


@functools.cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@functools.cache
def _styles() -> tuple[CSS, ...]:
    """The program's style sheets, parsed once in a process; the fonts come in with the first."""
    fetcher = HandedIn({f"{_NOWHERE}static/{path}": data for path, data in assets().items()})
    return tuple(
        CSS(
            string=assets()[f"css/{name}.css"].decode(),
            base_url=f"{_NOWHERE}static/css/{name}.css",
            url_fetcher=fetcher,
            font_config=_fonts(),
        )
        for name in (*STYLES, BOARD_STYLE, CARD_STYLE)
    )


@functools.lru_cache(maxsize=64)
def _style(paper: Paper, size: float, tall: bool) -> CSS:
    return CSS(string=paper.style(size, tall=tall), url_fetcher=HandedIn({}), font_config=_fonts())


def _laid_out(job: PrintJob, printed: float | None) -> float | None:
    """The step of the ladder behind a type size that was read off the paper."""
    paper = PAPERS[job.paper]
    return next((size for size in LADDER if paper.printed_pt(size) == printed), None)


def _in_the_child(job: PrintJob) -> bytes:
    """A line of JSON, then the PDF. The child lives for one render: it collects rarely."""
    gc.set_threshold(200_000, 20, 100)
    rendered = render_sheet(job)
    head = {"size_pt": rendered.size_pt, "missing": rendered.missing}
    return json.dumps(head).encode() + b"\n" + rendered.pdf
