"""What a process behaviour chart says, in one sentence and in the words under its icons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from a3tracker.domain.spc import (
    FEWEST_FOR_LIMITS,
    Assurance,
    Chart,
    Group,
    Meaning,
    Point,
    Readiness,
    Variation,
)
from a3tracker.domain.spc_runs import LENGTHS, Lengths, PointType

VARIATION_WORDS: Final = {
    Variation.COMMON: "No change",
    Variation.IMPROVEMENT_HIGH: "Improving",
    Variation.IMPROVEMENT_LOW: "Improving",
    Variation.CONCERN_HIGH: "Worsening",
    Variation.CONCERN_LOW: "Worsening",
    Variation.NEUTRAL_HIGH: "Higher",
    Variation.NEUTRAL_LOW: "Lower",
}
ASSURANCE_WORDS: Final = {
    Assurance.MEETS: "Meets target",
    Assurance.MISSES: "Misses target",
    Assurance.HIT_AND_MISS: "Hit and miss",
}
_TARGET: Final = {
    Assurance.MEETS: "is met",
    Assurance.MISSES: "is missed",
    Assurance.HIT_AND_MISS: "is hit and miss",
}


def sentence(chart: Chart, name: str, labels: Sequence[str], target: str = "") -> str:
    """“Retention improving since March; the 90 % target is hit and miss”.

    `labels` name the points, `target` is the target as people write it. No full stop: it is a title, too.
    """
    said = [_state(chart, name, labels)]
    if chart.readiness is Readiness.RUN_CHART:
        return said[0]
    if chart.assurance:
        # Frozen limits are those of the old level; the new one may be beyond the target by now.
        whose = "by the frozen limits the" if chart.groups[-1].frozen else "the"
        said.append(" ".join(f"{whose} {target} target {_TARGET[chart.assurance]}".split()))
    if chart.readiness is Readiness.TRIAL:
        said.append(limits_words(chart.groups[-1]))
    return "; ".join(said)


def icon_words(chart: Chart) -> tuple[str, ...]:
    """The words under the icons; none while there is but a run chart."""
    if chart.readiness is Readiness.RUN_CHART:
        return ()
    words = VARIATION_WORDS[chart.variation]
    return (words, ASSURANCE_WORDS[chart.assurance]) if chart.assurance else (words,)


def limits_words(group: Group) -> str:
    """Trial limits (n = 8) while they are; nothing once they are firm, or while there is nothing."""
    if group.readiness is Readiness.FIRM or not group.base_count:
        return ""
    return f"{group.readiness.value} (n = {group.base_count})"


def point_words(point: Point, lengths: Lengths = LENGTHS) -> str:
    """Why a point is a signal, for the table of points; empty for common cause."""
    high = point.direction > 0
    return {
        PointType.OUTSIDE: f"{'above' if high else 'below'} the limits",
        PointType.TREND: f"{lengths.trend} {'rising' if high else 'falling'} in a row",
        PointType.TWO_OF_THREE: f"{lengths.near} of {lengths.near_of} near the "
        f"{'upper' if high else 'lower'} limit",
        PointType.SHIFT: f"{lengths.shift} {'above' if high else 'below'} the mean in a row",
        PointType.MISSING: "no figure",
        PointType.MIXED: "the change falls into this period",
        PointType.COMMON: "",
    }[point.type]


def _state(chart: Chart, name: str, labels: Sequence[str]) -> str:
    if not any(point.counts for point in chart.points):
        return f"{name} has no figures yet"
    last, group, label = chart.points[-1], chart.groups[-1], labels[len(chart.points) - 1]
    if chart.readiness is Readiness.RUN_CHART:
        return _too_few(group, name, labels)
    if last.type is PointType.MISSING:
        return f"{name} has no figure for {label}"
    if last.type is PointType.MIXED:
        return f"{name} of {label} is part before, part after the change"
    if last.meaning is Meaning.NONE:
        return f"{name} shows no change" + (f" since {labels[group.start]}" if group.start else "")
    return f"{name} {_signal(chart, labels)}"


def _too_few(group: Group, name: str, labels: Sequence[str]) -> str:
    since = f" since {labels[group.start]}" if group.start else ""
    if group.base_count >= FEWEST_FOR_LIMITS:
        return f"{name} has too few figures in a row for limits{since}"
    figures = "1 figure" if group.base_count == 1 else f"{group.base_count or 'no'} figures"
    return f"{name} has {figures}{since}; limits need {FEWEST_FOR_LIMITS}"


def _signal(chart: Chart, labels: Sequence[str]) -> str:
    """Since when the points say without a break what the last one says, but not before limits were frozen."""
    points, group = chart.points, chart.groups[-1]
    last, first = points[-1], len(points) - 1
    earliest = group.start + group.base if group.frozen else group.start
    while first > earliest and _as_before(points[first - 1], last):
        first -= 1
    lasting = first < len(points) - 1
    words = {
        Meaning.IMPROVEMENT: ("improving", "improved"),
        Meaning.CONCERN: ("worsening", "worsened"),
        Meaning.NEUTRAL: ("higher", "was high") if last.direction > 0 else ("lower", "was low"),
    }[last.meaning]
    return f"{words[0]} since {labels[first]}" if lasting else f"{words[1]} in {labels[first]}"


def _as_before(point: Point, last: Point) -> bool:
    return (point.meaning, point.direction) == (last.meaning, last.direction)
