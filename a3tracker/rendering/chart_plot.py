"""Points, lines and words on a plane: what the charts have in common."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from html import escape
from itertools import count
from typing import Final

from a3tracker.rendering.chart_labels import (
    FONT,
    LINE,
    TYPE,
    Label,
    edge_labels,
    shortened,
    spaced,
    text_width,
    words,
)
from a3tracker.rendering.chart_marks import GREY, INK, MUTED, PALE, Mark, number, path_of

#: More points are too many to read; the last ones are drawn.
MOST_POINTS: Final = 36
_EDGE: Final = 5.0
#: No words at the edge, and no name above, take a larger part of the width.
_WIDEST_EDGE: Final = 0.34
_WIDEST_NAME: Final = 0.62


class Stroke(StrEnum):
    """How a level is drawn."""

    MEAN = "mean"
    LIMIT = "limit"
    TARGET = "target"


@dataclass(frozen=True)
class Size:
    """Width and height in units: ten are one em."""

    width: float
    height: float


@dataclass(frozen=True)
class Level:
    """A level line from the point `start` up to the point before `stop`; `words` stand at the edge."""

    stroke: Stroke
    value: float
    start: int
    stop: int
    words: str = ""


@dataclass(frozen=True)
class Turn:
    """What began with a point; where limits begin anew the lines have a gap."""

    at: int
    words: str
    gap: bool = True


@dataclass(frozen=True)
class Plot:
    """What is drawn. Points of one part are joined; those of part −1 stand alone."""

    title: str
    labels: tuple[str, ...]
    values: tuple[float | None, ...]
    marks: tuple[Mark, ...]
    parts: tuple[int, ...]
    levels: tuple[Level, ...]
    turns: tuple[Turn, ...] = ()
    from_zero: bool = False


def drawn(plot: Plot, size: Size) -> str:
    """The SVG, its title first."""
    plane = _Plane(plot, size)
    inside = "".join((*plane.turns(), *plane.levels(), plane.line(), *plane.marks(), *plane.axis()))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {size.width:g} {size.height:g}" '
        f'width="{size.width / TYPE:g}em" height="{size.height / TYPE:g}em" role="img" '
        # The size of type stands inside: on the drawing itself it would be what an em of its width is.
        f'font-family="{FONT}"><title>{escape(plot.title)}</title><g font-size="{TYPE:g}">{inside}</g></svg>'
    )


@dataclass(frozen=True)
class _Heading:
    """A name above the lines: its left edge and its row."""

    text: str
    x: float
    row: int

    @property
    def end(self) -> float:
        return self.x + text_width(self.text)


class _Plane:
    """Where everything lies, for one plot in one size."""

    def __init__(self, plot: Plot, size: Size) -> None:
        self.plot, self.size = plot, size
        self.first = max(len(plot.values) - MOST_POINTS, 0)
        self.shown = range(self.first, len(plot.values))
        widest = max((text_width(level.words) for level in plot.levels), default=0.0)
        self.right = size.width - _EDGE - min(widest, size.width * _WIDEST_EDGE) - 7
        self.headings = self._headings()
        self.top = 6 + LINE * (1 + max((name.row for name in self.headings), default=-1))
        self.bottom = size.height - LINE - 9

    def turns(self) -> Iterator[str]:
        """A thin upright line where something began, with its name above."""
        for turn in self.plot.turns:
            if turn.at > self.first and turn.at in self.shown:
                x = self._x(turn.at) - self.step / 2
                upright = f"M{number(x)} {number(self._below_words(x))}V{number(self.bottom + 4)}"
                yield f'<path class="turn" d="{upright}" stroke="{PALE}" stroke-width="0.8"/>'
        for name in self.headings:
            yield words(name.text, name.x, TYPE - 1 + LINE * name.row)

    def levels(self) -> Iterator[str]:
        """Mean, limits and target, and at the edge what they are."""
        labels = []
        for level in self.plot.levels:
            if level.stop <= self.first:
                continue
            y = self._y(level.value)
            left, right = self._span(level)
            paint = _STROKES[level.stroke]
            yield f'<path class="{level.stroke}" d="M{number(left)} {number(y)}H{number(right)}" {paint}/>'
            if level.words:
                text = shortened(level.words, self.size.width * _WIDEST_EDGE)
                labels.append(Label(text, y, level.stroke is Stroke.TARGET))
        yield from edge_labels(labels, self.right + 7, self.top + 4, self.bottom + 5)

    def line(self) -> str:
        """The line that joins the points, broken where one is missing and where limits begin anew."""
        path, before = [], -1
        for i, x, y in self._points():
            part = self.plot.parts[i]
            joined = part >= 0 and before == i - 1 >= self.first and self.plot.parts[before] == part
            path.append(f"{'L' if joined else 'M'}{number(x)} {number(y)}")
            before = i
        if not path:
            return ""
        return f'<path class="joined" d="{"".join(path)}" fill="none" stroke="{PALE}" stroke-width="0.9"/>'

    def marks(self) -> Iterator[str]:
        """One path a kind; what stands out is drawn last."""
        for mark in Mark:
            yield path_of(mark, [(x, y) for i, x, y in self._points() if self.plot.marks[i] is mark])

    def axis(self) -> Iterator[str]:
        """A few of the periods under the points."""
        places = [self._x(i) for i in self.shown]
        chosen = spaced(self.plot.labels[self.first :], places, 0)
        for text, x in chosen:
            yield words(text, x, self.size.height - 2.5, anchor="middle")

    @cached_property
    def step(self) -> float:
        """From one point to the next."""
        return (self.right - _EDGE) / max(len(self.shown), 1)

    @cached_property
    def _scale(self) -> tuple[float, float]:
        """The value at the bottom and units for each one above it."""
        seen = [value for value in self.plot.values[self.first :] if value is not None]
        seen += [level.value for level in self.plot.levels if level.stop > self.first]
        low, high = min(seen, default=0.0), max(seen, default=1.0)
        low = min(low, 0.0) if self.plot.from_zero else low
        if high == low:
            low, high = low - (abs(low) or 1), high + (abs(high) or 1)
        return low, (self.bottom - self.top) / (high - low)

    def _x(self, i: int) -> float:
        return _EDGE + (i - self.first + 0.5) * self.step

    def _y(self, value: float) -> float:
        low, unit = self._scale
        return self.bottom - (value - low) * unit

    def _points(self) -> Iterator[tuple[int, float, float]]:
        for i in self.shown:
            value = self.plot.values[i]
            if value is not None:
                yield i, self._x(i), self._y(value)

    def _span(self, level: Level) -> tuple[float, float]:
        """From half a step before the first point to half a step after the last, less the gap of a turn."""
        start, stop = max(level.start, self.first), level.stop
        left, right = self._x(start) - self.step / 2, self._x(stop - 1) + self.step / 2
        gap = min(2.5, self.step / 4)
        return left + gap * (level.start > self.first), right - gap * (stop < len(self.plot.values))

    def _headings(self) -> list[_Heading]:
        """The names of the turns; in a row of its own where two would meet."""
        placed: list[_Heading] = []
        for turn in self.plot.turns:
            if not turn.words or (turn.at not in self.shown and turn is not self.plot.turns[-1]):
                continue
            text = shortened(turn.words, self.size.width * _WIDEST_NAME)
            wanted = self._x(max(turn.at, self.first)) - self.step / 2 + 3
            x = max(min(wanted, self.size.width - text_width(text)), _EDGE)
            taken = {name.row for name in placed if name.end + TYPE > x}
            placed.append(_Heading(text, x, next(row for row in count() if row not in taken)))
        return placed

    def _below_words(self, x: float) -> float:
        """Where an upright line may begin: beside its own name, below those that it would cross."""
        crossed = [name.row + 1 for name in self.headings if name.x - 1 < x < name.end]
        beside = [name.row for name in self.headings if name.x - 4 < x <= name.x - 1]
        return 2 + LINE * max(crossed, default=min(beside, default=0))


_STROKES: Final = {
    Stroke.MEAN: f'stroke="{GREY}" stroke-width="0.9"',
    Stroke.LIMIT: f'stroke="{MUTED}" stroke-width="0.8" stroke-dasharray="4.5 2.6"',
    Stroke.TARGET: f'stroke="{INK}" stroke-width="1.3" stroke-dasharray="1.3 2.6"',
}
