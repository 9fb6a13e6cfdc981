"""The causes of an A3 in its box: a drawing, and a table only for what the drawing cannot say.

The box draws the tree where it is small, the fishbone where the tree would be too high or its columns too
narrow, and where both would be too high a table of the roots: the causes that one can act on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, Final

from a3tracker.domain.bones import bone_words
from a3tracker.domain.causes import Cause, Node, Proof, tree_in
from a3tracker.rendering.cause_tree import column_width, tree_drawing
from a3tracker.rendering.cause_words import mark_words
from a3tracker.rendering.drawn import Cell, DrawnRows, Table
from a3tracker.rendering.fishbone import fishbone_drawing
from a3tracker.rendering.svg import Drawing
from a3tracker.rendering.wording import NOTHING, day_words

#: As wide as a box of the sheet at its largest type.
BOX_WIDTH: Final = 480.0
#: Sixteen and twenty lines or so; more would take the side of the sheet from the other boxes.
HIGHEST_TREE: Final = 190.0
HIGHEST_FISHBONE: Final = 230.0
#: A narrower column breaks nearly every word.
_NARROWEST: Final = 78.0
#: So many roots stand on the sheet; the others are on the page of the causes.
MOST_ROOTS: Final = 12


def cause_box(
    rows: Sequence[Mapping[str, Any]],
    renamed: Mapping[str, str],
    effect: str,
    names: Mapping[int, str],
    year: int,
) -> DrawnRows:
    """The causes of one A3; `effect` is what they explain, `names` those of people by id."""
    tree = tree_in(rows)
    if not tree:
        return DrawnRows((), _table((), (), False))
    drawing = box_drawing(tree, renamed, effect)
    nodes = [node for top in tree for node in top.walk()]
    if drawing is None:
        roots = sorted((node for node in nodes if node.is_root), key=_proved_first)
        said = _more_words(len(nodes), len(roots))
        return DrawnRows((f'<p class="cause-more">{said}</p>',), _roots(roots[:MOST_ROOTS], names, year))
    return DrawnRows((_figure(drawing, tree),), _proofs(nodes, names, year))


def box_drawing(tree: Sequence[Node], renamed: Mapping[str, str], effect: str) -> Drawing | None:
    """The tree or the fishbone, whichever has room in a box; None where neither has."""
    levels = max(node.depth for node in tree)
    if column_width(levels, BOX_WIDTH) >= _NARROWEST:
        grown = tree_drawing(tree, BOX_WIDTH)
        if grown.height <= HIGHEST_TREE:
            return grown
    if any(node.cause.bone for node in tree):
        bones = fishbone_drawing(tree, bone_words(renamed), effect, BOX_WIDTH)
        if bones.height <= HIGHEST_FISHBONE:
            return bones
    return None


def cause_list(nodes: Sequence[Node]) -> str:
    """The tree as a list in words, as safe HTML: for a phone, where the drawing has no room."""
    items = "".join(
        f"<li>{node.cause.number} {escape(node.cause.words)} "
        f"<em>{escape(mark_words(node.cause, lasting=True))}</em>{cause_list(node.whys)}</li>"
        for node in nodes
    )
    return f'<ul class="cause-list">{items}</ul>' if items else ""


def verified_words(cause: Cause, names: Mapping[int, str], year: int) -> str:
    """Ruth Okafor, 30 Jun; an en dash for a guess."""
    if cause.verified_by is None or cause.verified_on is None:
        return NOTHING
    return f"{names.get(cause.verified_by, NOTHING)}, {day_words(cause.verified_on, year)}"


def ask_words(cause: Cause, year: int) -> str:
    """Legal: leave to keep the card, by 3 Jul; nothing where the team acts itself."""
    if not cause.outside or cause.ask_by is None:
        return ""
    return f"{cause.ask_whom}: {cause.ask_what}, by {day_words(cause.ask_by, year)}"


def _proved_first(node: Node) -> int:
    return (Proof.TEST, Proof.FACT, Proof.GUESS).index(Proof(node.cause.proof_kind))


def _more_words(count: int, roots: int) -> str:
    shown = min(roots, MOST_ROOTS)
    more = count - shown
    below = f"Below: {shown} root{'s' if shown != 1 else ''}."
    left_out = f" {more} more on screen." if more else ""
    return f"{count} causes; their tree and fishbone are on screen. {below}{left_out}"


def _figure(drawing: Drawing, tree: Sequence[Node]) -> str:
    return (
        f'<div class="figure"><div class="figure-wide">{drawing.svg}</div>'
        f'<div class="figure-narrow screen-only">{cause_list(tree)}</div></div>'
    )


def _proofs(nodes: Sequence[Node], names: Mapping[int, str], year: int) -> Table:
    """What proves each cause, who verified it, whom one asks: the rest is in the drawing."""
    told = [node for node in nodes if node.cause.proof or node.cause.outside]
    asks = any(node.cause.outside for node in told)
    drawn = [(_number(node), *_said(node.cause, names, year, asks)) for node in told]
    return _table(drawn, [node.id for node in told], asks)


def _roots(nodes: Sequence[Node], names: Mapping[int, str], year: int) -> Table:
    asks = any(node.cause.outside for node in nodes)
    drawn = []
    for node in nodes:
        number, *rest = _number(node), *_said(node.cause, names, year, asks)
        words = f"{node.cause.words} · {mark_words(node.cause, lasting=True)}"
        drawn.append((number, Cell(words), *rest))
    return _table(drawn, [node.id for node in nodes], asks, roots=True)


def _number(node: Node) -> Cell:
    return Cell(str(node.cause.number))


def _said(cause: Cause, names: Mapping[int, str], year: int, asks: bool) -> tuple[Cell, ...]:
    proof = cause.proof if cause.proof_kind != Proof.GUESS or cause.proof else NOTHING
    cells = (Cell(proof), Cell(verified_words(cause, names, year)))
    return (*cells, Cell(ask_words(cause, year) or NOTHING)) if asks else cells


def _table(drawn: Sequence[tuple[Cell, ...]], ids: Sequence[int], asks: bool, roots: bool = False) -> Table:
    columns = ("Cause", *(["Root"] if roots else []), "Proof", "Verified", *(["We ask"] if asks else []))
    look = f"causes{'-roots' if roots else ''}{'-asks' if asks else ''}"
    return Table("causes", "Causes and their proofs", columns, tuple(drawn), tuple(ids), look=look)
