"""Finding the type size at which a sheet fits its paper, and cutting it when there is none.

Three or four layouts for a sheet that must shrink, one for a sheet that fits at once or whose size is
known. Knows no WeasyPrint: a `Press` lays out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, Final, Protocol
from xml.etree.ElementTree import Element, SubElement

from a3tracker.domain.fitting import LADDER, allocate, guess, next_size
from a3tracker.rendering.cutting import cut_panel, empty, mark, more_words, without_pen
from a3tracker.rendering.layout_tree import LayoutBox, class_names, panels_of, sides_of
from a3tracker.rendering.units import dealt, shown_in

#: WeasyPrint's Document: it has `pages`.
Document = Any

#: The smallest type holds about 2.5 times what the largest does; what is longer than this must be cut.
_HOPELESS: Final = 2.9
#: From line to line for a pen, in em, as in sheet.css.
_PITCH: Final = 2.1
#: So often is it cut anew, each time so many px tighter; the last time only the mark stays.
_CUTS: Final = 5
_TIGHTER: Final = 5.0


class Press(Protocol):
    """Lays out one document of a sheet as often as asked."""

    root: Element

    @property
    def pages(self) -> int:
        """How many pages the whole sheet is: two when each side has its own."""

    def lay_out(self, size: float, *, tall: bool = False) -> Document:
        """The document as it is now at this type size: on its paper, or on a page without end."""

    @property
    def height(self) -> float:
        """The height of the paper inside its margins, in the px of the layout."""


@dataclass(frozen=True)
class Fitted:
    """A document on its paper, its type size as laid out, and the lines that each box lost."""

    document: Document
    size: float
    missing: dict[str, int]


def fit(
    press: Press, known_size: float | None, lost: Mapping[str, int], where: str, near: float | None = None
) -> Fitted | None:
    """The sheet on its paper; None when not even its headings fit. `lost` was taken out before.

    A size that is known is kept when it fits; `near` is only where the search begins. What asks for a pen
    goes before anything that is written is cut.
    """
    if not lost:
        found = _on_the_ladder(press, known_size, near)
        if found is None and without_pen(press.root):
            found = _on_the_ladder(press, None, None)
        if found is not None:
            return Fitted(_with_lines(press, *found), found[1], {})
    without_pen(press.root)
    return _cut(press, lost, where)


def _on_the_ladder(
    press: Press, known_size: float | None, near: float | None
) -> tuple[Document, float] | None:
    """The largest size at which everything fits, with its document; None when there is none."""
    fits: float | None = None
    fails: float | None = None
    best: Document = None
    size: float | None = next((one for one in (known_size, near) if one in LADDER), LADDER[0])
    while size is not None:
        document = press.lay_out(size)
        if len(document.pages) == press.pages:
            fits, best = size, document
            if size == known_size:
                break
        else:
            first, fails = fails is None, size
            if first and fits is None and size != LADDER[-1]:
                size = _first_guess(document, size)
                continue
        size = next_size(fits, fails)
    return None if fits is None else (best, fits)


def _first_guess(document: Document, size: float) -> float | None:
    """A smaller size for a document that ran onto more pages; None when none is small enough."""
    too_long = max(side.natural / side.available for side in sides_of(document.pages))
    if size == LADDER[0] and too_long > _HOPELESS:
        return None
    return min(guess(size, 1.0, too_long), LADDER[LADDER.index(size) + 1])


def _with_lines(press: Press, document: Document, size: float) -> Document:
    """A sheet to write on by hand: its empty boxes share the room that is left, and get lines for a pen."""
    panels, drawn = panels_of(document.pages), False
    for side in sides_of(document.pages):
        lined = [panels[key] for key in side.heights if _lines_of(panels[key].element) is not None]
        for panel in lined:
            drawn |= _rule(panel, (side.available - side.natural) / len(lined))
    ruled = press.lay_out(size) if drawn else document
    return ruled if len(ruled.pages) == press.pages else document


def _rule(panel: LayoutBox, room: float) -> bool:
    """Draw lines into the element of an empty box; False when there is no room for any."""
    lines, count = _lines_of(panel.element), int(room / (_PITCH * panel.style["font_size"]))
    if lines is None or count < 1:
        return False
    for _ in range(count):
        SubElement(lines, "div", {"class": "panel-line"})
    return True


def _lines_of(panel: Element) -> Element | None:
    return next((child for child in panel if "panel-lines" in class_names(child)), None)


def _cut(press: Press, lost: Mapping[str, int], where: str) -> Fitted | None:
    """At the smallest size: measured on a page without end, cut, measured again, until it fits."""
    size, short = LADDER[-1], set(lost)
    pages = press.lay_out(size, tall=True).pages
    before = {key: shown_in(panel, lost.get(key, 0)) for key, panel in panels_of(pages).items()}
    for attempt in range(_CUTS):
        short |= _shorten(press, pages, short, attempt)
        pages = press.lay_out(size, tall=True).pages
        less = {key: before[key].minus(shown_in(panels_of(pages)[key])) for key in before if key in short}
        missing = {key: shown.lines for key, shown in less.items() if shown.lines > 0}
        for key in missing:
            mark(panels_of(pages)[key].element, more_words(less[key], where))
        document = press.lay_out(size)
        if len(document.pages) == press.pages:
            return Fitted(document, size, missing)
    return None


def _shorten(press: Press, pages: Sequence[Any], short: Set[str], attempt: int) -> set[str]:
    """Cut the boxes above an equal share of their side, each time a little more; returns their keys."""
    panels, cut = panels_of(pages), set()
    for side in sides_of(pages, press.height):
        room = side.available - attempt * _TIGHTER
        heights = dealt(
            [panels[key] for key in side.heights], allocate(list(side.heights.values()), room), room
        )
        for (key, natural), height in zip(side.heights.items(), heights, strict=True):
            if height < natural - 0.5 or key in short:
                cut.add(key)
                if attempt == _CUTS - 1:
                    empty(panels[key].element)
                else:
                    cut_panel(panels[key], height)
    return cut
