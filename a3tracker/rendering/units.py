"""What a box of a laid-out sheet shows, in units that are kept or cut, and how much of it a height holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from a3tracker.domain.fitting import allocate
from a3tracker.rendering.layout_tree import LayoutBox, class_names, text_lines, words_of

#: The parts of a box that can be cut, in their order.
PARTS = ("rows", "panel-figures", "panel-text", "panel-learned")
#: What the mark takes, in em: its margin and one line.
_MARK = 1.7
#: From line to line, in em, as in sheet.css.
_LINE = 1.36


@dataclass(frozen=True)
class Unit:
    """The least that can be kept: a row of a table, one line of a block, or a whole chart.

    `chart` is how high a chart is, 0 for what is none; its `lines` are those that it takes the room of.
    """

    element: Element
    bottom: float
    lines: int
    signs: int
    chart: float = 0.0


@dataclass(frozen=True)
class Shown:
    """What a box shows: lines, and how many charts, which take the room of `chart_lines` of them."""

    lines: int
    charts: int = 0
    chart_lines: int = 0

    def minus(self, other: Shown) -> Shown:
        """What it shows more than the other."""
        charts, room = self.charts - other.charts, self.chart_lines - other.chart_lines
        return Shown(self.lines - other.lines, charts, room)


def shown_in(panel: LayoutBox, lost: int = 0) -> Shown:
    """What a box shows, and so many lines that it lost before."""
    units = [unit for part in parts_of(panel) for unit in units_of(part)]
    charts = [unit.lines for unit in units if unit.chart]
    return Shown(sum(unit.lines for unit in units) + lost, len(charts), sum(charts))


def parts_of(panel: LayoutBox) -> list[LayoutBox]:
    """The tables of rows and the text of a box, as far as they are drawn."""
    return [
        child
        for child in panel.children
        if set(PARTS) & set(class_names(child.element)) and child.margin_height() > 0
    ]


def units_of(box: LayoutBox) -> Iterator[Unit]:
    """The rows, lines and charts below a box, in reading order."""
    if box.element_tag and box.element_tag.endswith("::marker"):
        return
    if type(box).__name__ == "TableRowBox":
        lines = max((sum(1 for _ in text_lines(cell)) for cell in box.children), default=1)
        yield Unit(box.element, box.position_y + box.height, max(lines, 1), 0)
    elif type(box).__name__ == "LineBox":
        yield Unit(box.element, box.position_y + box.height, 1, len("".join(words_of(box).split())))
    elif is_chart(box.element):
        height = box.margin_height()
        lines = round(height / (_LINE * box.style["font_size"]))
        yield Unit(box.element, box.position_y + height, max(lines, 1), 0, height)
    else:
        for child in getattr(box, "children", ()):
            yield from units_of(child)


def is_chart(element: Element | None) -> bool:
    """Whether it is the block of a chart, which stays whole or goes."""
    return "figure" in class_names(element)


def ending_above(limit: float, units: list[Unit]) -> tuple[list[Unit], list[Unit], float]:
    """What is kept, the rest, and where it ends. What follows a chart that is too high moves up."""
    kept: list[Unit] = []
    rest: list[Unit] = []
    moved = end = 0.0
    for at, unit in enumerate(units):
        if unit.bottom - moved <= limit + 0.01:
            kept.append(unit)
            end = unit.bottom - moved
        elif unit.chart:
            rest.append(unit)
            moved += unit.chart
        else:
            return kept, rest + units[at:], end
    return kept, rest, end


def shares_of(panel: LayoutBox, height: float) -> list[tuple[LayoutBox, float]]:
    """The parts of a box, each with the height that it may keep when the box is cut to `height`."""
    parts, extents, fixed = _measured(panel)
    return list(zip(parts, _shares(parts, extents, height - fixed), strict=True))


def dealt(panels: Sequence[LayoutBox], heights: Sequence[float], room: float) -> list[float]:
    """The heights of the boxes of a side, once charts that do not fit leave their room to other boxes.

    What is left over goes first to the charts of the Check, then to the boxes in reading order.
    """
    heights = list(heights)
    if not any(unit.chart for panel in panels for unit in units_of(panel)):
        return heights
    taken = [_kept(panel, height) for panel, height in zip(panels, heights, strict=True)]
    left = room - sum(taken)
    for at in sorted(range(len(panels)), key=lambda at: not _measures(panels[at])):
        more = _kept(panels[at], taken[at] + left)
        if more > taken[at] + 1:
            heights[at], left = max(heights[at], more), left - (more - taken[at])
    return heights


def _measures(panel: LayoutBox) -> bool:
    return any("panel-figures" in class_names(part.element) for part in parts_of(panel))


def _kept(panel: LayoutBox, height: float) -> float:
    """What a box really takes when it is cut to `height`."""
    if height >= panel.margin_height() - 0.5:
        return float(panel.margin_height())
    parts, extents, fixed = _measured(panel)
    for part, extent, share in zip(parts, extents, _shares(parts, extents, height - fixed), strict=True):
        if "rows" in class_names(part.element):
            fixed += min(extent, share)
        else:
            top = part.position_y
            fixed += max(ending_above(top + share, list(units_of(part)))[2] - top, 0.0)
    return fixed


def _measured(panel: LayoutBox) -> tuple[list[LayoutBox], list[float], float]:
    """The parts of a box, how high each is, and what else there is: heading, mark and margins."""
    parts = parts_of(panel)
    marked = next((child for child in panel.children if "panel-more" in class_names(child.element)), None)
    tops = [part.position_y for part in parts]
    bottom = panel.content_box_y() + panel.height if marked is None else marked.position_y
    ends = [*tops[1:], bottom] if parts else []
    extents = [low - top for top, low in zip(tops, ends, strict=True)]
    fixed = panel.margin_height() - sum(extents) + (0 if marked else _MARK * panel.style["font_size"])
    return parts, extents, fixed


def _shares(parts: list[LayoutBox], extents: list[float], room: float) -> list[float]:
    """What each part may keep; where charts stay whole or go, the others get what that leaves."""
    shares = list(allocate(extents, room))
    for at, part in enumerate(parts):
        if "panel-figures" in class_names(part.element):
            ends = (unit.bottom - part.position_y for unit in units_of(part))
            shares[at] = max((end for end in ends if end <= shares[at] + 0.01), default=0.0)
            others = [i for i in range(len(parts)) if i != at]
            for i, share in zip(
                others, allocate([extents[i] for i in others], room - shares[at]), strict=True
            ):
                shares[i] = share
    return shares
