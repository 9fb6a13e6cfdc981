"""The same tree as a fishbone: causes of the first level on their bones, deeper ones in words along them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from a3tracker.domain.causes import Node, Proof
from a3tracker.rendering.cause_words import Said, drawn, outline, said
from a3tracker.rendering.chart_labels import LINE
from a3tracker.rendering.chart_marks import INK, PAPER, number
from a3tracker.rendering.svg import Drawing, drawing_of, hair, line_of, link, wrapped

#: How far a bone leans, and from the words to the bone.
_LEANS: Final = 16.0
_TWIG: Final = 7.0
#: Each level deeper begins so much further right.
_STEP: Final = 9.0
_AIR: Final = 7.0
#: Between the name of a bone and what stands along it.
_NAMED: Final = 3.5
_OTHER: Final = "Other"


@dataclass(frozen=True)
class _Bone:
    """A bone with what stands along it, each with its level below the bone."""

    name: tuple[str, ...]
    along: tuple[tuple[int, Said], ...]

    @property
    def height(self) -> float:
        return sum(one.height for _, one in self.along) + LINE * len(self.name) + _NAMED + _AIR


def fishbone_drawing(
    nodes: Sequence[Node], names: Mapping[str, str], effect: str, width: float, every: bool = False
) -> Drawing:
    """The fishbone; `names` are what the bones are called by key. `every` draws empty bones, too."""
    head = max(width * 0.17, 78.0)
    keys = [key for key in names if every or any(node.cause.bone == key for node in nodes)]
    keys += [""] if any(node.cause.bone not in names for node in nodes) else []
    columns = max((len(keys) + 1) // 2, 1)
    column = (width - head - 8) / columns
    bones = [_bone(key, nodes, names, column - _LEANS - _TWIG - 3) for key in keys]
    about = wrapped(effect, head - 12)
    half = LINE * len(about) / 2 + 6
    spine = max([half, *(bone.height + _AIR for bone in bones[::2])])
    lower = max([half, *(bone.height + _AIR for bone in bones[1::2])])
    parts = [part for at, bone in enumerate(bones) for part in _placed(bone, at, column, spine)]
    inside = "".join((*parts, *_spine(about, width, head, spine)))
    return drawing_of(f"Fishbone of causes: {outline(nodes)}", inside, width, spine + lower + 1)


def _bone(key: str, nodes: Sequence[Node], names: Mapping[str, str], room: float) -> _Bone:
    own = [node for node in nodes if (node.cause.bone if node.cause.bone in names else "") == key]
    along = tuple(
        (level, said(node, room - level * _STEP, lasting=True)) for top in own for level, node in _levels(top)
    )
    return _Bone(tuple(wrapped(names.get(key, _OTHER), room)), along)


def _levels(node: Node, level: int = 0) -> Iterator[tuple[int, Node]]:
    yield level, node
    for why in node.whys:
        yield from _levels(why, level + 1)


def _placed(bone: _Bone, at: int, column: float, spine: float) -> Iterator[str]:
    """The bone with its words: above the spine where its place is even, else below it."""
    left, above = (at // 2) * column, at % 2 == 0
    foot = left + column - 2
    tip, far = foot - _LEANS, (spine - bone.height if above else spine + bone.height)
    yield hair(f"M{number(tip)} {number(far)}L{number(foot)} {number(spine)}", width=1.1, colour=INK)
    name_at = far + 9 if above else far - 1 - LINE * (len(bone.name) - 1)
    for i, line in enumerate(bone.name):
        yield line_of(line, left, name_at + LINE * i, strong=True)
    y = far + LINE * len(bone.name) + _NAMED + 9 if above else spine + _AIR + 9
    for level, one in bone.along:
        begin = left + level * _STEP
        yield drawn(one, begin, y)
        middle = y - 3.5
        reach = tip + _LEANS * abs(middle - far) / bone.height
        if level == 0:
            twig = f"M{number(begin + one.first_end + 3)} {number(middle)}H{number(reach)}"
            yield link(twig, dashed=one.node.cause.proof_kind == Proof.GUESS)
        y += one.height


def _spine(effect: Sequence[str], width: float, head: float, y: float) -> Iterator[str]:
    """The spine, and at its end what it is about."""
    left, half = width - head, LINE * len(effect) / 2 + 5
    yield hair(f"M0 {number(y)}H{number(left - 5)}", width=1.6, colour=INK)
    yield f'<path d="M{number(left - 7)} {number(y - 3.6)}L{number(left)} {number(y)}l-7 3.6z" fill="{INK}"/>'
    corner = f'x="{number(left)}" y="{number(y - half)}"'
    size = f'width="{number(head - 0.5)}" height="{number(2 * half)}"'
    yield f'<rect {corner} {size} fill="{PAPER}" stroke="{INK}" stroke-width="1"/>'
    for i, line in enumerate(effect):
        yield line_of(line, left + 6, y - half + 13 + LINE * i)
