"""The causes of an A3 as its page shows them: the large drawing, and each cause as a line with its proof."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from a3tracker.domain.causes import Node
from a3tracker.rendering.cause_tree import tree_drawing
from a3tracker.rendering.cause_words import mark_words
from a3tracker.rendering.causes import BOX_WIDTH, ask_words, verified_words
from a3tracker.rendering.fishbone import fishbone_drawing
from a3tracker.rendering.svg import Drawing

LARGE_FISHBONE: Final = "fishbone"
#: A fishbone of seven bones, and a level of the tree.
_WIDE: Final = 700.0
_LEVEL: Final = 165.0


@dataclass(frozen=True)
class CauseLine:
    """One cause in the list below the drawing; `level` is 0 for the first one."""

    id: int
    number: int
    level: int
    words: str
    mark: str
    proof: str
    verified: str
    asks: str
    is_root: bool


def large_drawing(
    tree: Sequence[Node], names: Mapping[str, str], effect: str, fishbone: bool
) -> Drawing | None:
    """The tree, as wide as its levels ask for, or the fishbone with all its bones; None without causes."""
    if not tree:
        return None
    if fishbone:
        return fishbone_drawing(tree, names, effect, _WIDE, every=True)
    return tree_drawing(tree, max(BOX_WIDTH, _LEVEL * max(node.depth for node in tree)))


def cause_lines(tree: Sequence[Node], names: Mapping[int, str], year: int, level: int = 0) -> list[CauseLine]:
    """Every cause in the order of the tree."""
    lines = []
    for node in tree:
        cause = node.cause
        verified, asks = verified_words(cause, names, year), ask_words(cause, year)
        mark = mark_words(cause, lasting=True)
        told = (cause.words, mark, cause.proof, verified, asks, node.is_root)
        lines += [CauseLine(node.id, cause.number, level, *told)]
        lines += cause_lines(node.whys, names, year, level + 1)
    return lines
