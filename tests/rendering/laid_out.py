"""A rendered sheet and where its boxes lie, as the printer has them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from unittest import mock

from a3tracker.rendering import pdf
from a3tracker.rendering.layout_tree import fill_page, panels_of
from a3tracker.rendering.sheet import Sheet

#: px that rounding may take.
SLACK = 0.6
_BLOCKS = frozenset(("p", "li", "td", "th", "h4", "pre", "blockquote", "ul", "ol", "table", "hr", "div"))


@dataclass(frozen=True)
class Rectangle:
    """Left, top, right and bottom in px."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Rectangle) -> bool:
        """Whether the two share any room."""
        across = self.left < other.right - SLACK and other.left < self.right - SLACK
        return across and self.top < other.bottom - SLACK and other.top < self.bottom - SLACK

    def holds(self, other: Rectangle) -> bool:
        """Whether the other lies inside."""
        across = self.left - SLACK <= other.left and other.right <= self.right + SLACK
        return across and self.top - SLACK <= other.top and other.bottom <= self.bottom + SLACK


@dataclass(frozen=True)
class LaidOut:
    """One print: the file, the room inside the margins, its boxes by key, and what stands in each."""

    rendered: pdf.Rendered
    page: Rectangle
    boxes: dict[str, Rectangle]
    parts: dict[str, list[Rectangle]]


def laid_out(sheet: Sheet, paper: str = "a3") -> LaidOut:
    """Render a sheet and keep the page that its file was made of."""
    pages: list[Any] = []
    pdf.load()

    def keep(page: Any) -> None:
        fill_page(page)
        pages.append(page)

    with mock.patch.object(pdf, "fill_page", keep):
        rendered = pdf.render_sheet(pdf.PrintJob(sheet, paper))
    page, panels = pages[0]._page_box, panels_of(pages)
    left, top = page.content_box_x(), page.content_box_y()
    room = Rectangle(left, top, left + page.width, top + page.height)
    parts = {key: [_of(part) for part in _leaves(panel)] for key, panel in panels.items()}
    return LaidOut(rendered, room, {key: _of(panel) for key, panel in panels.items()}, parts)


def _of(box: Any) -> Rectangle:
    left, top = box.position_x, box.position_y
    if hasattr(box, "margin_width"):
        return Rectangle(left, top, left + box.margin_width(), top + box.margin_height())
    return Rectangle(left, top, left + box.width, top + box.height)


def _leaves(box: Any) -> Iterator[Any]:
    """Lines of text and drawings; the letter in the margin is let out of its box on purpose."""
    if getattr(box, "element_tag", "") == "span" and "panel-letter" in (box.element.get("class") or ""):
        return
    if type(box).__name__ == "LineBox" or not getattr(box, "children", ()):
        yield box
        return
    for child in box.children:
        yield from _leaves(child)


class _Texts(HTMLParser):
    """The words of a box's HTML block by block; a chart has words of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks, self._drawn = [""], 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._drawn += (
            bool(self._drawn and tag == "div") or "figure" in (dict(attrs).get("class") or "").split()
        )
        if tag in _BLOCKS:
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        self._drawn -= bool(self._drawn and tag == "div")
        if tag in _BLOCKS:
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        if not self._drawn:
            self.blocks[-1] += data


def texts_of(sheet: Sheet, left_out: set[str]) -> list[str]:
    """Every block of words and every cell of every box that is not left out."""
    found: list[str] = []
    for box in (*sheet.left, *sheet.right):
        if box.key in left_out:
            continue
        texts = _Texts()
        texts.feed(box.html)
        cells = (cell.text for table in box.tables for row in table.rows for cell in row)
        found += [*texts.blocks, *cells, box.learned]
    return [text for text in found if text.strip()]
