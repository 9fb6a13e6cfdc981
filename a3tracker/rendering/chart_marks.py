"""The marks of a chart: told apart by shape and fill first, by colour second.

All sizes of charts are in units of a tenth of the type size around them: at 6.6 pt, the smallest type of a
sheet, a dot of 5.2 units is 1.2 mm wide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Final

INK: Final = "#1d2b3a"
MUTED: Final = "#59616b"
GREY: Final = "#595959"
PALE: Final = "#8d949d"
PAPER: Final = "#ffffff"
BLUE: Final = "#005EB8"
ORANGE: Final = "#C45500"
VIOLET: Final = "#490092"

Place = tuple[float, float]


class Mark(StrEnum):
    """How a point is drawn; a rising and a falling triangle are both improvements."""

    COMMON = "common"
    IMPROVEMENT_HIGH = "improvement-high"
    IMPROVEMENT_LOW = "improvement-low"
    CONCERN = "concern"
    NEUTRAL = "neutral"
    MIXED = "mixed"


def number(value: float) -> str:
    """Two decimals at most, and no minus before a nought."""
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")


def path_of(mark: Mark, places: Iterable[Place], *, size: float = 1.0) -> str:
    """All marks of one kind as one path; nothing when there are none."""
    shape, paint = _MARKS[mark]
    drawn = "".join(shape(x, y, size) for x, y in places)
    return f'<path class="mark-{mark.value}" {paint} d="{drawn}"/>' if drawn else ""


def _dot(x: float, y: float, size: float) -> str:
    r, across = number(2.8 * size), number(5.6 * size)
    return f"M{number(x - 2.8 * size)} {number(y)}a{r} {r} 0 1 0 {across} 0a{r} {r} 0 1 0 -{across} 0z"


def _triangle_up(x: float, y: float, size: float) -> str:
    return _polygon(x, y, size, ((0, -4.6), (4.4, 3.2), (-4.4, 3.2)))


def _triangle_down(x: float, y: float, size: float) -> str:
    return _polygon(x, y, size, ((0, 4.6), (4.4, -3.2), (-4.4, -3.2)))


def _diamond(x: float, y: float, size: float) -> str:
    return _polygon(x, y, size, ((0, -4.2), (4.2, 0), (0, 4.2), (-4.2, 0)))


def _square(x: float, y: float, size: float) -> str:
    return _polygon(x, y, size, ((-3.1, -3.1), (3.1, -3.1), (3.1, 3.1), (-3.1, 3.1)))


def _polygon(x: float, y: float, size: float, corners: Iterable[Place]) -> str:
    points = (f"{number(x + size * right)} {number(y + size * down)}" for right, down in corners)
    return f"M{'L'.join(points)}z"


_HOLLOW: Final = f'fill="{PAPER}" stroke-width="1.5" stroke-linejoin="miter"'
_MARKS: Final[dict[Mark, tuple[Callable[[float, float, float], str], str]]] = {
    Mark.COMMON: (_dot, f'fill="{GREY}"'),
    Mark.IMPROVEMENT_HIGH: (_triangle_up, f'fill="{BLUE}"'),
    Mark.IMPROVEMENT_LOW: (_triangle_down, f'fill="{BLUE}"'),
    Mark.CONCERN: (_diamond, f'{_HOLLOW} stroke="{ORANGE}"'),
    Mark.NEUTRAL: (_square, f'fill="{VIOLET}"'),
    Mark.MIXED: (_dot, f'{_HOLLOW} stroke="{GREY}"'),
}
