"""The two icons of a chart: a small chart each, with its word under it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from a3tracker.domain.spc import Assurance, Chart, Variation, Wanted
from a3tracker.domain.spc_words import icon_words
from a3tracker.rendering.chart_labels import FONT, TYPE, text_width, words
from a3tracker.rendering.chart_marks import GREY, INK, PAPER, Mark, number, path_of

_RADIUS: Final = 10.5
_MIDDLE: Final = 11.5
_HEIGHT: Final = 36.0
_AWAY: Final = 4.4
_BEYOND: Final = {-1: Mark.IMPROVEMENT_HIGH, 1: Mark.IMPROVEMENT_LOW}
_MARK: Final = {
    Variation.IMPROVEMENT_HIGH: Mark.IMPROVEMENT_HIGH,
    Variation.IMPROVEMENT_LOW: Mark.IMPROVEMENT_LOW,
    Variation.CONCERN_HIGH: Mark.CONCERN,
    Variation.CONCERN_LOW: Mark.CONCERN,
    Variation.NEUTRAL_HIGH: Mark.NEUTRAL,
    Variation.NEUTRAL_LOW: Mark.NEUTRAL,
}


def icons_svg(chart: Chart) -> str:
    """Both icons side by side with their words; an empty text while there is but a run chart."""
    said = icon_words(chart)
    if not said:
        return ""
    drawings = [_variation(chart.variation)]
    if chart.assurance:
        drawings.append(_assurance(chart.assurance, chart.options.wanted))
    cells, width = _cells(said, drawings)
    box = f'viewBox="0 0 {number(width)} {_HEIGHT:g}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart-icons" {box} width="{number(width / TYPE)}em" '
        f'height="{_HEIGHT / TYPE:g}em" role="img" font-family="{FONT}">'
        f"<title>{escape('; '.join(said))}</title><g font-size='{TYPE:g}'>{cells}</g></svg>"
    )


def _cells(said: Sequence[str], drawings: Sequence[str]) -> tuple[str, float]:
    """The icons, each above the middle of its word, and how wide they are together."""
    drawn, left = "", 0.0
    for word, drawing in zip(said, drawings, strict=True):
        middle = left + max(text_width(word), 2 * _RADIUS + 4) / 2
        drawn += f'<g transform="translate({number(middle)} {_MIDDLE:g})">{drawing}</g>'
        drawn += words(word, middle, _HEIGHT - 3, anchor="middle", colour=INK)
        left = 2 * middle - left + TYPE
    return drawn, left - TYPE


def _ring(inside: str) -> str:
    return f'<circle r="{_RADIUS:g}" fill="{PAPER}" stroke="{INK}" stroke-width="1"/>{inside}'


def _variation(icon: Variation) -> str:
    """The last point above, on or below its mean."""
    mean = f'<path d="M-10 {{}}H10" stroke="{GREY}" stroke-width="0.8"/>'
    if icon is Variation.COMMON:
        dots = path_of(Mark.COMMON, ((-5.6, 1.4), (0, -1.8), (5.6, 1)), size=0.62)
        return _ring(mean.format(0) + dots)
    away = -1 if icon.value.endswith("high") else 1
    line = mean.format(number(-away * _AWAY)).replace("10", "9.3")
    return _ring(line + path_of(_MARK[icon], ((0, away * 1.6),), size=0.95))


def _assurance(icon: Assurance, wanted: Wanted) -> str:
    """Points beyond the target's dotted line, short of it, or on both sides of it."""
    wished = -1 if wanted is Wanted.INCREASE else 1
    side = {Assurance.MEETS: wished, Assurance.MISSES: -wished, Assurance.HIT_AND_MISS: 0}[icon]
    target = f'<path d="M-9.2 {{}}H9.2" stroke="{INK}" stroke-width="1.3" stroke-dasharray="1.3 2.1"/>'
    if not side:
        dots = path_of(Mark.COMMON, ((-6, 3), (-2, -4), (2, 4), (6, -3)), size=0.62)
        return _ring(target.format(0) + dots)
    mark = Mark.CONCERN if icon is Assurance.MISSES else _BEYOND[side]
    marks = path_of(mark, ((-4.6, side * 1.6), (4.6, side * 1.6)), size=0.72)
    return _ring(target.format(number(-side * _AWAY)) + marks)
