"""The marked cut: what does not fit at the smallest type is taken out before layout, never clipped.

From a box's end whole blocks go, then rows, then lines, and the box says how much is missing. Of a log of
experiments the oldest rows go, because the newest are the ones that a meeting asks for. A chart stays whole
or goes; the text after it takes the room that it would have left empty.
"""

from __future__ import annotations

import itertools
import re
from xml.etree.ElementTree import Element, SubElement

from a3tracker.rendering.layout_tree import LayoutBox, class_names
from a3tracker.rendering.rowtables import row_note
from a3tracker.rendering.units import (
    PARTS,
    Shown,
    Unit,
    ending_above,
    is_chart,
    shares_of,
    units_of,
)

_EXPERIMENTS = re.compile(r"(\d+) experiments?(?:, \d+ newest)?")
_ROWS = ("table", "thead", "tbody", "tr", "th", "td")
_BLOCKS = frozenset(("blockquote", "h4", "hr", "li", "ol", "p", "pre", "ul", *_ROWS))


def cut_panel(panel: LayoutBox, height: float) -> None:
    """Take out of the document's box what does not fit into `height`, leaving room for the mark."""
    for part, allowed in shares_of(panel, height):
        if "rows" in class_names(part.element):
            _cut_rows(panel.element, part, allowed)
        else:
            _cut_text(part, part.position_y + allowed)


def mark(panel: Element, words: str) -> None:
    """Say in the box that it goes on elsewhere."""
    found = next((child for child in panel if "panel-more" in class_names(child)), None)
    paragraph = SubElement(panel, "p", {"class": "panel-more"}) if found is None else found
    paragraph.text = words


def more_words(missing: Shown, where: str) -> str:
    """1 chart and 9 lines more on screen, A3-7 r12."""
    lines = missing.lines - missing.chart_lines
    counts = ((missing.charts, "chart"), (lines, "line"))
    said = [f"{count:,} {name}{'s' if count != 1 else ''}" for count, name in counts if count > 0]
    return f"{' and '.join(said)} more on screen{', ' if where else ''}{where}"


def empty(panel: Element) -> None:
    """Nothing but the heading stays: the last resort."""
    for child in list(panel):
        if class_names(child) and class_names(child)[0] in PARTS:
            panel.remove(child)


def without_pen(root: Element) -> bool:
    """Take out what only asks for a pen: guidance, lines and empty rows; whether there was any."""
    found = False
    for panel in [section for section in root.iter("section") if "panel" in class_names(section)]:
        for child in list(panel):
            asks = {"panel-guidance", "panel-lines"} & set(class_names(child))
            if asks or any("pen-row" in class_names(row) for row in child.iter("tr")):
                panel.remove(child)
                found = True
    return found


def drop_after(container: Element, last: Element) -> None:
    """Take out everything in `container` that comes after the block `last`, and what stands below it."""
    parents = {child: parent for parent in container.iter() for child in parent}
    if last.tag != "tr":
        for child in [child for child in last if child.tag in _BLOCKS]:
            last.remove(child)
    node = last
    while node is not container:
        parent = parents[node]
        for sibling in list(parent)[list(parent).index(node) + 1 :]:
            parent.remove(sibling)
        node.tail, node = None, parent


def take_out(container: Element, element: Element) -> None:
    """Take one element out; the words after it stay."""
    parent = next(one for one in container.iter() if element in list(one))
    at, words = list(parent).index(element), element.tail or ""
    parent.remove(element)
    if at:
        parent[at - 1].tail = (parent[at - 1].tail or "") + words
    else:
        parent.text = (parent.text or "") + words


def keeps_newest(table: Element) -> bool:
    """Whether of this table the first rows go, because the newest are the ones that a meeting asks for."""
    return any(name.startswith("rows-experiments") for name in class_names(table))


def say_newest(panel: Element, shown: int) -> None:
    """14 experiments, 3 newest: how many there are stands in the note already."""
    note = next((element for element in panel.iter() if "panel-note" in class_names(element)), None)
    if note is not None and note.text:
        note.text = _EXPERIMENTS.sub(lambda found: row_note("experiments", int(found[1]), shown), note.text)


def _cut_rows(panel: Element, table: LayoutBox, allowed: float) -> None:
    """Keep the head and as many rows as fit: the newest experiments, else the first rows."""
    rows = list(units_of(table))
    body = next((child for child in table.element if child.tag == "tbody"), None)
    if body is None:
        return
    heights = _heights(rows, table.position_y)
    head = len(rows) - len(body)
    newest = keeps_newest(table.element)
    room, kept = allowed - sum(heights[:head]), 0
    for height in reversed(heights[head:]) if newest else heights[head:]:
        room -= height
        if room < -0.01:
            break
        kept += 1
    count = len(body)
    for row in list(body)[: count - kept] if newest else list(body)[kept:]:
        body.remove(row)
    if not kept:
        panel.remove(table.element)
    if newest:
        say_newest(panel, kept)


def _heights(rows: list[Unit], top: float) -> list[float]:
    bottoms = [top, *(row.bottom for row in rows)]
    return [bottom - before for before, bottom in itertools.pairwise(bottoms)]


def _cut_text(part: LayoutBox, limit: float) -> None:
    """Keep what ends above `limit`; a heading or the head of a table does not stay alone."""
    kept, rest, _ = ending_above(limit, list(units_of(part)))
    for unit in rest:
        if unit.chart:
            take_out(part.element, unit.element)
    rest = [unit for unit in rest if not unit.chart]
    while kept and rest and (kept[-1].element.tag == "h4" or _is_head(part, kept[-1].element)):
        rest.append(kept.pop())
    if not kept:
        for child in list(part.element):
            part.element.remove(child)
        return
    last = kept[-1].element
    drop_after(part.element, last)
    if any(unit.element is last for unit in rest):
        _shorten(last, sum(unit.signs for unit in kept if unit.element is last))


def _is_head(part: LayoutBox, row: Element) -> bool:
    return any(row in list(head) for head in part.element.iter("thead"))


def _shorten(element: Element, signs: int) -> None:
    """Keep so many visible characters of a block, end at a word, and show that it goes on."""
    _keep_signs(element, max(signs - 2, 0))
    SubElement(element, "span").text = " …"


def _keep_signs(element: Element, left: int) -> int:
    element.text, left = _clip(element.text, left)
    for child in list(element):
        if left <= 0:
            element.remove(child)
            continue
        left = left if is_chart(child) else _keep_signs(child, left)
        child.tail, left = _clip(child.tail, left)
    return left


def _clip(text: str | None, left: int) -> tuple[str, int]:
    """The text up to so many visible characters (and whole words), and how many are left."""
    text = text or ""
    visible = 0
    for place, sign in enumerate(text):
        visible += not sign.isspace()
        if visible > left:
            head = text[:place]
            return head[: head.rfind(" ") + 1] if " " in head else head, 0
    return text, left - visible
