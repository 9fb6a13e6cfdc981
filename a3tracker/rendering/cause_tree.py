"""The tree of whys as SVG, from left to right: each level a column, each cause below the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from a3tracker.domain.causes import Kind, Node, Proof
from a3tracker.rendering.cause_words import Said, drawn, outline, said
from a3tracker.rendering.chart_marks import number
from a3tracker.rendering.svg import Drawing, drawing_of, line_of, link

#: Between two columns, where the links are.
GUTTER: Final = 28.0
_BASE: Final = 10.5
_HEADINGS: Final = {
    Kind.RESULT.value: "Why the result is as it is",
    Kind.LASTING.value: "Why a gain would not last",
}


@dataclass(frozen=True)
class _Placed:
    """A cause where it stands; `y` is its first base line."""

    said: Said
    x: float
    y: float


def column_width(levels: int, width: float) -> float:
    """How wide one level is, its number included, when so many share the width."""
    return (width - (levels - 1) * GUTTER) / levels


def tree_drawing(nodes: Sequence[Node], width: float) -> Drawing:
    """The causes with links to those that explain them; the height follows from the words."""
    levels = max((node.depth for node in nodes), default=1)
    column, y, parts = column_width(levels, width), 0.0, []
    headed = any(node.cause.kind == Kind.LASTING for node in nodes)
    for kind, heading in _HEADINGS.items():
        own = [node for node in nodes if node.cause.kind == kind]
        if own and headed:
            parts.append(line_of(heading, 0, y + _BASE, strong=True))
            y += 15
        for node in own:
            inside, height = _grown(node, 0.0, y, column)
            parts += inside
            y += height
        y += 4
    return drawing_of(f"Tree of causes: {outline(nodes)}", "".join(parts), width, max(y - 4, 1) + 2)


def _grown(node: Node, x: float, y: float, column: float) -> tuple[list[str], float]:
    """The SVG of a cause and all below it, from y down, and how high that is."""
    own = _Placed(said(node, column), x, y + _BASE)
    parts, down = [drawn(own.said, own.x, own.y)], 0.0
    for why in node.whys:
        parts.append(_link(own, why, column, y + down + _BASE))
        inside, height = _grown(why, x + column + GUTTER, y + down, column)
        parts += inside
        down += height
    return parts, max(own.said.height, down)


def _link(own: _Placed, why: Node, column: float, to: float) -> str:
    """From the end of the first line to the number of the why; dashed where that is a guess."""
    left, middle, down = own.x + min(own.said.first_end + 3, column), own.y - 3.5, to - 3.5
    right = own.x + column
    begin = f"M{number(left)} {number(middle)}H{number(right)}"
    bend = right + GUTTER / 2
    end = right + GUTTER - 1.5
    curve = f"C{number(bend)} {number(middle)} {number(bend)} {number(down)} {number(end)} {number(down)}"
    return link(begin + curve, dashed=why.cause.proof_kind == Proof.GUESS)
