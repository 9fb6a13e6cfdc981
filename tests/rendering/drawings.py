"""What a drawing says, read from its SVG: each line of words with its place, and whether two meet."""

from __future__ import annotations

import html
import itertools
import re
from dataclasses import dataclass

from a3tracker.rendering.chart_labels import text_width

_TEXT = re.compile(r'<text x="([-0-9.]+)" y="([-0-9.]+)"([^>]*)>([^<]*)</text>')
_BOX = re.compile(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')


@dataclass(frozen=True)
class Words:
    """One line of words, its edges in units."""

    text: str
    left: float
    right: float
    y: float


def words_of(svg: str) -> list[Words]:
    """The lines of a drawing."""
    found = []
    for x, y, more, said in _TEXT.findall(svg):
        text, at = html.unescape(said), float(x)
        # Estimated rather too wide: what does not meet here does not meet on paper.
        width = 0.92 * text_width(text)
        left = {"middle": at - width / 2, "end": at - width}.get(_anchor(more), at)
        found.append(Words(text, left, left + width, float(y)))
    return found


def collisions(svg: str) -> list[tuple[str, str]]:
    """Lines that lie on one another."""
    return [
        (one.text, other.text)
        for one, other in itertools.combinations(words_of(svg), 2)
        if abs(one.y - other.y) < 8.5 and one.left < other.right - 0.5 and other.left < one.right - 0.5
    ]


def outside(svg: str) -> list[str]:
    """Lines that leave the drawing."""
    found = _BOX.search(svg)
    assert found
    width, height = float(found[1]), float(found[2])
    return [
        one.text
        for one in words_of(svg)
        if one.left < -0.5 or one.right > width + 0.5 or not 6 < one.y <= height
    ]


def _anchor(attributes: str) -> str:
    found = re.search(r'text-anchor="(\w+)"', attributes)
    return found[1] if found else "start"
