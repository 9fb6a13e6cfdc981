"""Reading, and a little moving, of a page that WeasyPrint has laid out.

`_page_box` and what hangs below it are private to WeasyPrint: its version is pinned, and the tests of
this module fail when the tree changes. Nothing here imports WeasyPrint: boxes are told by their shape.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from a3tracker.domain.fitting import spread

#: A box of WeasyPrint's layout tree; it has no types of its own.
LayoutBox = Any


@dataclass(frozen=True)
class Side:
    """One side as laid out: natural heights by box key, in reading order, and the room for all of them."""

    heights: dict[str, float]
    available: float

    @property
    def natural(self) -> float:
        """What all boxes of the side take together."""
        return sum(self.heights.values())


def sides_of(pages: Sequence[Any], available_height: float | None = None) -> list[Side]:
    """Both sides, measured over all pages that they ran onto.

    `available_height` is the height of a real page's content when the pages are taller than paper.
    """
    first = pages[0]._page_box
    height = first.height if available_height is None else available_height
    foot = next(box for page in reversed(pages) for box in _classed(page._page_box, "sheet-foot"))
    sides = []
    for name in ("side-left", "side-right"):
        parts = [side for page in pages for side in _classed(page._page_box, name)]
        panels = [panel for part in parts for panel in _classed(part, "panel")]
        heights: dict[str, float] = {}
        for panel in panels:
            key = panel.element.get("data-box")
            heights[key] = heights.get(key, 0.0) + panel.margin_height()
        bottom = first.content_box_y() + height - foot.margin_height()
        sides.append(Side(heights, bottom - panels[0].position_y))
    return sides


def panels_of(pages: Sequence[Any]) -> dict[str, LayoutBox]:
    """The boxes of one tall page by key."""
    found = (panel for page in pages for panel in _classed(page._page_box, "panel"))
    return {panel.element.get("data-box"): panel for panel in found}


def fill_page(page: Any) -> None:
    """Move the boxes of a page that fits so that each side reaches the foot, and the foot its place.

    Moving costs next to nothing; a second layout would cost half a PDF.
    """
    box = page._page_box
    foot = next(_classed(box, "sheet-foot"))
    down = box.content_box_y() + box.height - (foot.position_y + foot.margin_height())
    if down <= 0:
        return
    foot.translate(dy=down)
    for cell in (*_classed(box, "side-left"), *_classed(box, "side-right")):
        panels = list(_classed(cell, "panel"))
        heights = [panel.margin_height() for panel in panels]
        slack = cell.position_y + cell.border_height() + down - (panels[-1].position_y + heights[-1])
        moved = 0.0
        for panel, height, roomy in zip(panels, heights, spread(heights, sum(heights) + slack), strict=True):
            panel.translate(dy=moved)
            moved += roomy - height
        cell.height += down


def text_lines(box: LayoutBox) -> Iterator[LayoutBox]:
    """All lines of text below a box, in reading order."""
    if type(box).__name__ == "LineBox":
        yield box
    else:
        for child in getattr(box, "children", ()):
            yield from text_lines(child)


def words_of(box: LayoutBox) -> str:
    """The text that is drawn below a box."""
    text = getattr(box, "text", None)
    return (
        text if isinstance(text, str) else "".join(words_of(child) for child in getattr(box, "children", ()))
    )


def class_names(element: Any) -> list[str]:
    """The classes of an element of the document."""
    return (element.get("class") or "").split() if element is not None else []


def _classed(box: LayoutBox, name: str) -> Iterator[LayoutBox]:
    """The outermost boxes made for elements of this class."""
    if name in class_names(box.element) and box.element_tag == box.element.tag:
        yield box
    elif type(box).__name__ != "LineBox":
        for child in getattr(box, "children", ()):
            yield from _classed(child, name)
