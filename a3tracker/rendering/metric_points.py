"""The points of a chart as a table: figure, limits and what each point says, in words."""

from __future__ import annotations

from dataclasses import dataclass

from a3tracker.domain.spc import Meaning, Readiness
from a3tracker.domain.spc_words import point_words
from a3tracker.rendering.metric_cards import MetricCard

_MEANING = {Meaning.IMPROVEMENT: "improvement", Meaning.CONCERN: "concern", Meaning.NEUTRAL: "signal"}


@dataclass(frozen=True)
class PointLine:
    """One period in words; a year ago stands beside it, because season makes false signals."""

    period: str
    figure: str
    a_year_before: str
    mean: str
    limits: str
    says: str
    begins: str


def point_lines(card: MetricCard) -> tuple[PointLine, ...]:
    """Every point, the newest first."""
    reading, chart = card.reading, card.reading.chart
    places = {period: at for at, period in enumerate(reading.periods)}
    lines = []
    for at, (period, point) in enumerate(zip(reading.periods, chart.points, strict=True)):
        group = chart.groups[point.group]
        earlier = places.get(period.a_year_before())
        known = group.limits if group.readiness is not Readiness.RUN_CHART else None
        ends = f"{card.say(known.lower)} to {card.say(known.upper)}" if known else "–"
        says = ", ".join(part for part in (point_words(point), _MEANING.get(point.meaning, "")) if part)
        lines.append(
            PointLine(
                period.words,
                card.say(point.value),
                card.say(chart.points[earlier].value) if earlier is not None else "–",
                card.say(group.limits.mean),
                ends,
                says if known or not point.counts else "",
                reading.changes.get(at, ""),
            )
        )
    return tuple(reversed(lines))
