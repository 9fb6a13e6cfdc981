"""Process behaviour charts as SVG: the same drawing on page, card and paper, legible in grey.

Pure functions from plain data to text. Everything is said in presentation attributes, so a drawing needs no
style sheet; ten units are one em of the words around it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from a3tracker.domain.spc import Chart, Group, Meaning, Point, Readiness
from a3tracker.domain.spc_runs import PointType
from a3tracker.domain.spc_words import limits_words, sentence
from a3tracker.rendering.chart_marks import Mark
from a3tracker.rendering.chart_plot import Level, Plot, Size, Stroke, Turn, drawn

#: As wide as a box of the sheet at its largest type, and about a sixth of a side high.
WIDE: Final = Size(480, 140)
#: For a card on the board, and for a phone.
NARROW: Final = Size(290, 120)
_NEEDS_LIMITS: Final = (PointType.OUTSIDE, PointType.TWO_OF_THREE)


def plainly(value: float) -> str:
    """Four digits at most; pages hand in words with a unit."""
    return f"{value:.4g}"


@dataclass(frozen=True)
class Charted:
    """A chart and its words: `labels` name the points, `say` writes a value with its unit.

    `changes` names what began with a point: a rebase, or what the limits are frozen for. `target` is the
    target as people wrote it, where `say` would say it otherwise. `expected` are the ends of the range that a
    standard expects, each with its words.
    """

    chart: Chart
    name: str
    labels: tuple[str, ...]
    say: Callable[[float], str] = plainly
    changes: Mapping[int, str] = field(default_factory=dict)
    target: str = ""
    expected: tuple[tuple[float, str], ...] = ()

    @property
    def sentence(self) -> str:
        """What the chart says."""
        return sentence(self.chart, self.name, self.labels, self.target_words)

    @property
    def target_words(self) -> str:
        """90 %, or nothing when there is no target."""
        target = self.chart.options.target
        return self.target or ("" if target is None else self.say(target))


def chart_svg(charted: Charted, size: Size = WIDE) -> str:
    """The chart of the values with mean, limits and target."""
    chart = charted.chart
    plot = Plot(
        title=charted.sentence,
        labels=charted.labels,
        values=tuple(point.value for point in chart.points),
        marks=tuple(_mark(point, chart.groups[point.group]) for point in chart.points),
        parts=tuple(point.group if point.counts else -1 for point in chart.points),
        levels=(*_levels(charted), *_target(charted)),
        turns=_turns(charted),
    )
    return drawn(plot, size)


def moving_range_svg(charted: Charted, size: Size = WIDE, say_step: Callable[[float], str] = plainly) -> str:
    """The chart of the steps from each value to the next, for the detail page."""
    chart = charted.chart
    large = [i for i, point in enumerate(chart.points) if _is_large(point, chart.groups[point.group])]
    levels: list[Level] = []
    for group in chart.groups:
        limits, last = group.limits, group is chart.groups[-1]
        if limits.amr is None or limits.range_limit is None or group.readiness is Readiness.RUN_CHART:
            continue
        for stroke, value in (("mean", limits.amr), ("limit", limits.range_limit)):
            words = f"{stroke} {say_step(value)}" if last else ""
            levels.append(Level(Stroke(stroke), value, group.start, group.stop, words))
    plot = Plot(
        title=_range_title(charted, large),
        labels=charted.labels,
        values=tuple(point.moving_range for point in chart.points),
        marks=tuple(Mark.NEUTRAL if i in large else Mark.COMMON for i in range(len(chart.points))),
        parts=tuple(point.group for point in chart.points),
        levels=tuple(levels),
        turns=_turns(charted),
        from_zero=True,
    )
    return drawn(plot, size)


def _mark(point: Point, group: Group) -> Mark:
    if point.type is PointType.MIXED:
        return Mark.MIXED
    # A run chart shows no limits, so it shows nothing that only limits could tell.
    if group.readiness is Readiness.RUN_CHART and point.type in _NEEDS_LIMITS:
        return Mark.COMMON
    high = point.direction > 0
    return {
        Meaning.NONE: Mark.COMMON,
        Meaning.IMPROVEMENT: Mark.IMPROVEMENT_HIGH if high else Mark.IMPROVEMENT_LOW,
        Meaning.CONCERN: Mark.CONCERN,
        Meaning.NEUTRAL: Mark.NEUTRAL,
    }[point.meaning]


def _levels(charted: Charted) -> list[Level]:
    """Mean and limits of every group; those of the last are named at the edge."""
    levels = []
    for group in charted.chart.groups:
        last = group is charted.chart.groups[-1]
        for stroke, name, value in _lines(group):
            if value is not None:
                words = f"{name} {charted.say(value)}" if last else ""
                levels.append(Level(stroke, value, group.start, group.stop, words))
    return levels


def _lines(group: Group) -> list[tuple[Stroke, str, float | None]]:
    limits = group.limits
    if group.readiness is Readiness.RUN_CHART:
        return [(Stroke.MEAN, "mean", limits.mean)]
    if limits.amr == 0:
        return [(Stroke.MEAN, "mean and limits", limits.mean)]
    return [
        (Stroke.MEAN, "mean", limits.mean),
        (Stroke.LIMIT, "upper", limits.upper),
        (Stroke.LIMIT, "lower", limits.lower),
    ]


def _target(charted: Charted) -> list[Level]:
    """What is wanted or expected, over the whole width; nothing where there are no figures."""
    target, count = charted.chart.options.target, len(charted.chart.points)
    named = [] if target is None else [(target, f"target {charted.target_words}")]
    named += [(end, f"range {words}") for end, words in charted.expected]
    return [Level(Stroke.TARGET, value, 0, count, words) for value, words in named if count]


def _turns(charted: Charted) -> tuple[Turn, ...]:
    """Where limits begin anew or a change is named; trial limits say so where they begin."""
    starts = {group.start for group in charted.chart.groups}
    trial = {group.start: limits_words(group) for group in charted.chart.groups[-1:]}
    places = sorted({*starts, *charted.changes, *trial})
    turns = []
    for at in places:
        name = charted.changes.get(at, "new limits" if at in starts and at else "")
        turns.append(Turn(at, " · ".join(part for part in (name, trial.get(at, "")) if part), at in starts))
    return tuple(turns)


def _is_large(point: Point, group: Group) -> bool:
    limit = group.limits.range_limit
    if limit is None or point.moving_range is None or group.readiness is Readiness.RUN_CHART:
        return False
    return point.moving_range > limit


def _range_title(charted: Charted, large: list[int]) -> str:
    named = f"{charted.name} from each period to the next"
    if not large:
        return f"{named}; no step is beyond its limit"
    where = ", ".join(charted.labels[i] for i in large[-3:])
    return (
        f"{named}; {'a step is' if len(large) == 1 else f'{len(large)} steps are'} beyond the limit: {where}"
    )
