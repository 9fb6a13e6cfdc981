"""What could never be on one sheet is taken out before the first layout, so that every layout is bounded.

Estimates here are from below: nothing goes that might have fitted at the smallest type.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from a3tracker.rendering.cutting import drop_after, keeps_newest, say_newest
from a3tracker.rendering.layout_tree import class_names
from a3tracker.rendering.text_limits import DEEPEST, MOST_CELLS, MOST_NODES
from a3tracker.rendering.units import is_chart

#: A side of the largest paper holds fewer lines than this at 6.6 pt.
_MOST_LINES: Final = 85
#: No line of a side holds more signs than this, even of the narrowest; common text has half as many.
_MOST_SIGNS: Final = 320
_COMMON_SIGNS: Final = 150
#: A cell of a row panel is never wider than this part of its side.
_WIDEST_CELL: Final = 0.4
#: A chart takes the room of more lines than this, with its icons or without.
_CHART_LINES: Final = 10
_LEAVES: Final = frozenset({"p", "li", "h4", "tr", "pre", "hr"})


def bound(root: Element) -> dict[str, int]:
    """Shorten every box to what one side could hold; returns about how many lines each lost."""
    lost: dict[str, int] = {}
    for panel in root.iter("section"):
        if "panel" in class_names(panel):
            lines = sum(_bound_part(panel, part) for part in list(panel))
            if lines:
                lost[panel.get("data-box", "")] = lines
    return lost


def too_large(root: Element) -> bool:
    """Whether the whole sheet, boxes already bounded, has more parts than a render may be asked for."""
    nodes, cells = 0, 0
    for element in root.iter():
        nodes += 1
        cells += element.tag in ("td", "th")
    return nodes > 3 * MOST_NODES or cells > 3 * MOST_CELLS or _deeper(root, DEEPEST + 15)


def _bound_part(panel: Element, part: Element) -> int:
    if "panel-text" in class_names(part):
        return _bound_text(part)
    if "rows" in class_names(part):
        return _bound_rows(panel, part)
    return 0


def _bound_text(part: Element) -> int:
    leaves = list(_leaves(part))
    lines = 0
    for place, leaf in enumerate(leaves):
        lines += _lines(leaf, _MOST_SIGNS)
        if lines > _MOST_LINES and place:
            drop_after(part, leaves[place - 1])
            return sum(_lines(gone, _COMMON_SIGNS) for gone in leaves[place:])
    return 0


def _bound_rows(panel: Element, table: Element) -> int:
    """The newest experiments stay, of other rows the first."""
    body = next(child for child in table if child.tag == "tbody")
    newest = keeps_newest(table)
    lines = lost = kept = 0
    for row in reversed(list(body)) if newest else list(body):
        lines += max(_lines(cell, _MOST_SIGNS * _WIDEST_CELL) for cell in row)
        if lines > _MOST_LINES and kept:
            lost += max(_lines(cell, _COMMON_SIGNS * _WIDEST_CELL) for cell in row)
            body.remove(row)
        else:
            kept += 1
    if newest and lost:
        say_newest(panel, kept)
    return lost


def _leaves(element: Element) -> Iterator[Element]:
    """What is cut between: blocks in reading order, and charts, into which nobody looks."""
    for child in element:
        if child.tag in _LEAVES or is_chart(child):
            yield child
        if not is_chart(child):
            yield from _leaves(child)


def _lines(element: Element, signs: float) -> int:
    """Lines that an element's own words take when a line holds so many signs."""
    if is_chart(element):
        return _CHART_LINES
    return max(1, math.ceil(len(_own_words(element)) / signs))


def _own_words(element: Element) -> str:
    if element.tag == "tr":
        return max(("".join(cell.itertext()) for cell in element), key=len, default="")
    if element.tag in ("td", "th"):
        return "".join(element.itertext())
    inline = (child for child in element if child.tag not in _LEAVES | {"ul", "ol"} and not is_chart(child))
    return (element.text or "") + "".join("".join(child.itertext()) + (child.tail or "") for child in inline)


def _deeper(element: Element, levels: int) -> bool:
    """Whether anything is nested deeper than so many levels; stops counting there."""
    return levels < 0 or any(_deeper(child, levels - 1) for child in element)
