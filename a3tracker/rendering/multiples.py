"""Small multiples: what was expected of each experiment as a grey bar, what was seen as a red dot.

All experiments of one measure and unit share one scale. Ten units are one em of the words around, and
everything is said in presentation attributes, as in the charts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Final

from a3tracker.rendering.chart_labels import FONT, TYPE, shortened, text_width, words
from a3tracker.rendering.chart_marks import INK, PAPER, number
from a3tracker.rendering.experiments import in_order, number_seen, range_said
from a3tracker.rendering.wording import day_words, figure_words

Row = Mapping[str, Any]

#: So many stand beside each other on a sheet, and on a phone.
WIDE: Final = 9
NARROW: Final = 4
_MOST_MEASURES: Final = 3
_COLUMN, _BAR, _TOP, _PLOT, _FOOT = 45.0, 14.0, 6.0, 46.0, 25.0
_ACTUAL, _BETWEEN, _EDGE, _HAIR = "#b3261e", "#c9cdd3", "#6a717b", "#c9cdd3"


@dataclass(frozen=True)
class _Scale:
    """From a value to its height in the drawing."""

    low: float
    high: float

    def at(self, value: float) -> float:
        """The y of a value."""
        return _TOP + _PLOT * (self.high - value) / (self.high - self.low)


def multiples(rows: Sequence[Row], year: int) -> tuple[str, ...]:
    """One drawing of the newest experiments of each measure; nothing while fewer than two have numbers."""
    groups = _groups(rows)[-_MOST_MEASURES:]
    if sum(len(group) for group in groups) < 2:
        return ()
    wide = "".join(_strip(group[-WIDE:], _scale(group), year) for group in groups)
    narrow = "".join(_strip(group[-NARROW:], _scale(group), year) for group in groups)
    return (
        f'<div class="figure"><div class="multiples multiples-wide">{wide}</div>'
        f'<div class="multiples multiples-narrow screen-only">{narrow}</div></div>',
    )


def all_multiples(rows: Sequence[Row], year: int) -> tuple[str, ...]:
    """For each measure strips with every experiment of it, oldest first, narrow enough for a phone."""
    return tuple(
        _strip(group[at : at + NARROW], _scale(group), year)
        for group in _groups(rows)
        for at in range(0, len(group), NARROW)
    )


def _groups(rows: Sequence[Row]) -> list[list[Row]]:
    """The experiments of each measure and unit, in the order in which the measures came."""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in in_order(rows):
        if row.get("measure"):
            found.setdefault((row["measure"].casefold(), row.get("unit", "")), []).append(row)
    return list(found.values())


def _scale(group: Sequence[Row]) -> _Scale:
    """From the lowest to the highest of all that was expected or seen, with a little room."""
    values = _values(group)
    low, high = min(values), max(values)
    room = (high - low) * 0.08 or abs(high) * 0.1 or 1.0
    return _Scale(low - room, high + room)


def _values(rows: Sequence[Row]) -> list[float]:
    ends = (value for row in rows for value in (row["low"], row["high"], row.get("seen")))
    return [float(value) for value in ends if value is not None]


def _strip(rows: Sequence[Row], scale: _Scale, year: int) -> str:
    """Some experiments beside each other, under the name of their measure."""
    ends = _ends(rows, scale)
    left = max(text_width(said) for said, _at in ends) + 6
    right = left + _COLUMN * len(rows)
    heading = rows[-1]["measure"] + (f", {rows[-1]['unit']}" if rows[-1].get("unit") else "")
    width, height = max(right, text_width(heading) + 4), 12 + _TOP + _PLOT + _FOOT
    lines = "".join(
        words(said, left - 6, at + 3.4, anchor="end")
        + f'<path d="M{number(left)} {number(at)}H{number(right)}" stroke="{_HAIR}" stroke-width="0.6"/>'
        for said, at in ends
    )
    columns = "".join(_column(row, left + _COLUMN * (at + 0.5), scale, year) for at, row in enumerate(rows))
    title = f"{heading}. {' '.join(_said(row, year) for row in rows)}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {number(width)} {number(height)}" '
        f'width="{number(width / TYPE)}em" height="{number(height / TYPE)}em" role="img" '
        f'font-family="{FONT}">'
        f"<title>{escape(title)}</title><g font-size='{TYPE:g}'>{words(heading, 0, 9, colour=INK)}"
        f'<g transform="translate(0 12)">{lines}{columns}</g></g></svg>'
    )


def _ends(rows: Sequence[Row], scale: _Scale) -> list[tuple[str, float]]:
    """The highest and the lowest number of a strip, each with its height."""
    values = _values(rows)
    ends = dict.fromkeys((max(values), min(values)))
    return [(figure_words({"value": float(f"{end:.4g}")}), scale.at(end)) for end in ends]


def _column(row: Row, x: float, scale: _Scale, year: int) -> str:
    """The bar, the dot, and under them the day and the number."""
    foot, value = _TOP + _PLOT + TYPE + 2, row.get("seen")
    drawn = _bar(row, x, scale) + words(day_words(row["day"], year), x, foot, anchor="middle")
    if value is None:
        return drawn + words("open", x, foot + TYPE + 1, anchor="middle")
    at = f'cx="{number(x)}" cy="{number(scale.at(value))}" r="4"'
    dot = f'<circle {at} fill="{_ACTUAL}" stroke="{PAPER}" stroke-width="1"/>'
    said = shortened(figure_words({"value": value}), _COLUMN - 2)
    below = words(said, x, foot + TYPE + 1, anchor="middle", colour=_ACTUAL)
    return f'{drawn}{dot}<g font-weight="700">{below}</g>'


def _bar(row: Row, x: float, scale: _Scale) -> str:
    """What was expected; one number is a thin bar."""
    top, bottom = scale.at(row["high"]), scale.at(row["low"])
    if bottom - top < 3:
        top, bottom = (top + bottom) / 2 - 1.5, (top + bottom) / 2 + 1.5
    size = f'width="{_BAR:g}" height="{number(bottom - top)}"'
    place = f'x="{number(x - _BAR / 2)}" y="{number(top)}"'
    return f'<rect {place} {size} fill="{_BETWEEN}" stroke="{_EDGE}" stroke-width="0.5"/>'


def _said(row: Row, year: int) -> str:
    """9 May: expected 15–25 cups, seen 31 cups, above."""
    start = f"{day_words(row['day'], year)}: expected {range_said(row)}"
    value = row.get("seen")
    if value is None:
        return f"{start}, still open."
    where = "below" if value < row["low"] else "above" if value > row["high"] else "as expected"
    return f"{start}, seen {number_seen(row)}, {where}."
