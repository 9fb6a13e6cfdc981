"""The metrics of a segment as charts with their words: the same for its page, a card and the paper."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from markupsafe import Markup

from a3tracker.db.metrics import Metric, metrics_of
from a3tracker.db.segments import Segment
from a3tracker.db.series import Entries, entries_of, series_of
from a3tracker.domain.rates import FlowMetric
from a3tracker.domain.readings import Reading
from a3tracker.domain.series import Series
from a3tracker.domain.spc_words import icon_words
from a3tracker.rendering.chart_icons import icons_svg
from a3tracker.rendering.charts import NARROW, Charted, chart_svg, moving_range_svg
from a3tracker.rendering.wording import figure_words, rate_words


@dataclass(frozen=True)
class FigureCard:
    """One series read as a chart, with its words.

    `expected` are the ends of the range that the standard of an A3 expects.
    """

    series: Series
    expected: tuple[float, ...] = field(default=(), kw_only=True)

    @property
    def name(self) -> str:
        """What is measured."""
        return self.series.name

    @property
    def unit(self) -> str:
        """% for a rate."""
        return self.series.unit

    @property
    def reading(self) -> Reading:
        """The chart as it was read."""
        return self.series.reading

    @property
    def last_words(self) -> str:
        """The newest figure and its period; nothing while there is none."""
        if not self.reading.periods:
            return ""
        return f"{self.say(self.reading.chart.points[-1].value)} in {self.reading.periods[-1].words}"

    @property
    def icon_words(self) -> tuple[str, ...]:
        """Improving, Meets target and the like."""
        return icon_words(self.reading.chart)

    @property
    def target_words(self) -> str:
        """The target as it was typed: 90 %, not 90.0 %."""
        target = self.series.target
        if target is None:
            return ""
        return self._as_typed(target)

    @cached_property
    def charted(self) -> Charted:
        """The chart with its words."""
        labels = tuple(period.words for period in self.reading.periods)
        ends = tuple((end, self._as_typed(end)) for end in self.expected)
        return Charted(
            self.reading.chart, self.name, labels, self.say, self.reading.changes, self.target_words, ends
        )

    @property
    def chart(self) -> Markup:
        """The X chart; our own SVG, with every word escaped in it."""
        return Markup(chart_svg(self.charted))

    @property
    def small_chart(self) -> Markup:
        """The same, narrow: for a card, and for a phone."""
        return Markup(chart_svg(self.charted, NARROW))

    @property
    def ranges(self) -> Markup:
        """The moving-range chart."""
        return Markup(moving_range_svg(self.charted, say_step=self.say_step))

    @property
    def icons(self) -> Markup:
        """The two icons with their words."""
        return Markup(icons_svg(self.reading.chart))

    def say(self, value: float | None) -> str:
        """A figure with its unit."""
        if value is None:
            return "–"
        if self.series.rate:
            return rate_words(value).replace("-", "−")
        return figure_words({"value": float(f"{value:.4g}")}, self.unit)

    def say_step(self, value: float) -> str:
        """A difference between two figures."""
        if self.series.rate:
            return f"{value * 100:.1f} points"
        return self.say(value)

    def _as_typed(self, value: float) -> str:
        """A rate as people type it: 90 %, not 90.0 %."""
        return f"{value * 100:.4g} %" if self.series.rate else self.say(value)


@dataclass(frozen=True)
class MetricCard(FigureCard):
    """A metric of the segment's page."""

    metric: Metric


@dataclass(frozen=True)
class SegmentFigures:
    """What is known of a segment, period by period, and its metrics as charts."""

    entries: Entries
    cards: tuple[MetricCard, ...]

    @property
    def shown(self) -> list[MetricCard]:
        """All but rates of the flow whose figures went again, as when an import was undone."""
        return [card for card in self.cards if card.series.values or not card.metric.source]

    def of(self, source: FlowMetric) -> MetricCard | None:
        """The chart of a rate of the flow."""
        return next((card for card in self.cards if card.metric.source == source), None)


def segment_figures(
    segment: Segment, today: date, archived: bool = False, only: int | None = None
) -> SegmentFigures:
    """All figures and metrics of a segment, or one of its metrics `only`, in six statements."""
    metrics = [metric for metric in metrics_of(segment.id, archived) if only in (None, metric.id)]
    entries = entries_of(segment)
    known = series_of(segment, today, metrics, entries)
    cards = (MetricCard(series, metric) for series, metric in zip(known, metrics, strict=True))
    return SegmentFigures(entries, tuple(cards))
