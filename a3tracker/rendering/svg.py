"""What drawings of words have in common: lines that wrap, numbers in circles, links, and the SVG around them.

Ten units are one em of the words around a drawing, so nothing in it is set smaller than they are.
"""

from __future__ import annotations

from html import escape
from typing import Final, NamedTuple

from a3tracker.rendering.chart_labels import FONT, LINE, TYPE, text_width
from a3tracker.rendering.chart_marks import INK, MUTED, PALE, PAPER, number

#: From the left edge of a numbered line to its words.
INDENT: Final = 17.0
_RADIUS: Final = 6.4
#: So far from the edge, so that no stroke is cut there.
_INSET: Final = 1.2


class Drawing(NamedTuple):
    """An SVG and its size in units."""

    svg: str
    width: float
    height: float


def drawing_of(title: str, inside: str, width: float, height: float) -> Drawing:
    """The SVG, its title first."""
    size = f'width="{number(width / TYPE)}em" height="{number(height / TYPE)}em"'
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart" '
        f'viewBox="0 0 {number(width)} {number(height)}" {size} role="img" font-family="{FONT}">'
        f'<title>{escape(title)}</title><g font-size="{TYPE:g}">{inside}</g></svg>'
    )
    return Drawing(svg, width, height)


def wrapped(text: str, width: float) -> list[str]:
    """The words in lines that are not wider; a longer word is broken. Never empty."""
    lines, line = [], ""
    for word in text.split():
        joined = f"{line} {word}" if line else word
        if text_width(joined) <= width:
            line = joined
            continue
        lines += [line] if line else []
        *parts, line = _broken(word, width)
        lines += parts
    return [*lines, line] if line or not lines else lines


def numbered(value: int, x: float, y: float, *, filled: bool = False) -> str:
    """A number in a circle, or in a longer round shape; `y` is the base line of the words beside it."""
    said, middle, centre = str(value), y - 3.5, x + _RADIUS + _INSET
    half = max(_RADIUS, text_width(said) / 2 + 2.4)
    fill, ink = (INK, PAPER) if filled else (PAPER, INK)
    corner = f'x="{number(max(centre - half, 0.6))}" y="{number(middle - _RADIUS)}"'
    size = f'width="{number(2 * half)}" height="{number(2 * _RADIUS)}" rx="{_RADIUS}"'
    shape = f'<rect {corner} {size} fill="{fill}" stroke="{INK}" stroke-width="0.8"/>'
    return shape + line_of(said, centre, y, colour=ink, anchor="middle")


def line_of(
    text: str, x: float, y: float, *, colour: str = INK, anchor: str = "start", strong: bool = False
) -> str:
    """One line of words, escaped, its base line at y."""
    end = "" if anchor == "start" else f' text-anchor="{anchor}"'
    weight = ' font-weight="600"' if strong else ""
    return f'<text x="{number(x)}" y="{number(y)}" fill="{colour}"{end}{weight}>{escape(text)}</text>'


def link(path: str, *, dashed: bool) -> str:
    """A link between two things: dashed where it is a guess."""
    paint = f'stroke="{MUTED}" stroke-dasharray="3 2.4"' if dashed else f'stroke="{INK}"'
    return f'<path d="{path}" fill="none" stroke-width="0.9" {paint}/>'


def hair(path: str, *, width: float = 0.8, colour: str = PALE) -> str:
    """A thin line that carries no meaning of its own."""
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width:g}"/>'


def below(y: float, lines: int) -> float:
    """The base line so many lines further down."""
    return y + LINE * lines


def _broken(word: str, width: float) -> list[str]:
    parts, part = [], ""
    for sign in word:
        if part and text_width(part + sign) > width:
            parts.append(part)
            part = ""
        part += sign
    return [*parts, part]
