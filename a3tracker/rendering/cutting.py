"""The marked cut: what does not fit at the smallest type is taken out before layout, never clipped.

From a box's end whole blocks go, then rows, then lines, and the box says how much is missing. Of a log of
experiments the oldest rows go, because the newest are the ones that a meeting asks for.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from a3tracker.domain.fitting import allocate
from a3tracker.rendering.layout_tree import LayoutBox, class_names, text_lines, words_of
from a3tracker.rendering.rowtables import row_note

_ROWS = ("table", "thead", "tbody", "tr", "th", "td")
_BLOCKS = frozenset(("blockquote", "h4", "hr", "li", "ol", "p", "pre", "ul", *_ROWS))
#: What the mark takes, in em: its margin and one line.
_MARK = 1.7


@dataclass(frozen=True)
class Unit:
    """The least that can be kept: a row of a table, or one line of a block."""

    element: Element
    bottom: float
    lines: int
    signs: int


def lines_in(panel: LayoutBox) -> int:
    """How many lines of text and rows a box shows."""
    return sum(unit.lines for part in _parts(panel) for unit in _units(part))


def cut_panel(panel: LayoutBox, height: float) -> None:
    """Take out of the document's box what does not fit into `height`, leaving room for the mark."""
    parts = _parts(panel)
    if not parts:
        return
    marked = next((child for child in panel.children if "panel-more" in class_names(child.element)), None)
    tops = [part.position_y for part in parts]
    bottom = panel.content_box_y() + panel.height if marked is None else marked.position_y
    extents = [low - top for top, low in zip(tops, [*tops[1:], bottom], strict=True)]
    fixed = panel.margin_height() - sum(extents) + (0 if marked else _MARK * panel.style["font_size"])
    for part, allowed in zip(parts, allocate(extents, height - fixed), strict=True):
        if "rows" in class_names(part.element):
            _cut_rows(panel.element, part, allowed)
        else:
            _cut_text(part, part.position_y + allowed)


def mark(panel: Element, words: str) -> None:
    """Say in the box that it goes on elsewhere."""
    found = next((child for child in panel if "panel-more" in class_names(child)), None)
    paragraph = SubElement(panel, "p", {"class": "panel-more"}) if found is None else found
    paragraph.text = words


def more_words(lines: int, where: str) -> str:
    """9 lines more on screen, A3-7 r12."""
    return f"{lines:,} line{'s' if lines != 1 else ''} more on screen{', ' if where else ''}{where}"


def empty(panel: Element) -> None:
    """Nothing but the heading stays: the last resort."""
    for child in list(panel):
        if class_names(child) and class_names(child)[0] in ("rows", "panel-text"):
            panel.remove(child)


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


def say_newest(panel: Element, shown: int) -> None:
    """14 experiments, 3 newest: how many there are stands in the note already."""
    note = next((element for element in panel.iter() if "panel-note" in class_names(element)), None)
    if note is not None and note.text:
        note.text = row_note("experiments", int(note.text.split()[0]), shown)


def _parts(panel: LayoutBox) -> list[LayoutBox]:
    """The tables of rows and the text of a box, as far as they are drawn."""
    return [
        child
        for child in panel.children
        if {"rows", "panel-text"} & set(class_names(child.element)) and child.margin_height() > 0
    ]


def _units(box: LayoutBox) -> Iterator[Unit]:
    if box.element_tag and box.element_tag.endswith("::marker"):
        return
    if type(box).__name__ == "TableRowBox":
        lines = max((sum(1 for _ in text_lines(cell)) for cell in box.children), default=1)
        yield Unit(box.element, box.position_y + box.height, max(lines, 1), 0)
    elif type(box).__name__ == "LineBox":
        yield Unit(box.element, box.position_y + box.height, 1, len("".join(words_of(box).split())))
    else:
        for child in getattr(box, "children", ()):
            yield from _units(child)


def _cut_rows(panel: Element, table: LayoutBox, allowed: float) -> None:
    """Keep the head and as many rows as fit: the newest experiments, else the first rows."""
    rows = list(_units(table))
    body = next((child for child in table.element if child.tag == "tbody"), None)
    if body is None:
        return
    heights = _heights(rows, table.position_y)
    head = len(rows) - len(body)
    newest = "rows-experiments" in class_names(table.element)
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
    units = list(_units(part))
    kept = [unit for unit in units if unit.bottom <= limit + 0.01]
    kept = units[: len(kept)]
    while (
        kept and len(kept) < len(units) and (kept[-1].element.tag == "h4" or _is_head(part, kept[-1].element))
    ):
        kept.pop()
    if not kept:
        for child in list(part.element):
            part.element.remove(child)
        return
    last = kept[-1].element
    whole = sum(unit.element is last for unit in units) == sum(unit.element is last for unit in kept)
    drop_after(part.element, last)
    if not whole:
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
        left = _keep_signs(child, left)
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
