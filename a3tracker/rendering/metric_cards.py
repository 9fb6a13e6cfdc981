"""The metrics of a segment as charts with their words: the same for its page, a card and the paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from markupsafe import Markup

from a3tracker.db.definitions import DefinitionVersion, versions_in
from a3tracker.db.flows import flows_of
from a3tracker.db.metrics import ChartChange, Metric, changes_of, measurements_of, metrics_of, targets_of
from a3tracker.db.segments import Segment
from a3tracker.domain.definitions import Break, definition_breaks
from a3tracker.domain.figures import Figure
from a3tracker.domain.flow_entries import FlowEntry
from a3tracker.domain.metrics import DIRECTIONS, Kind, is_rate
from a3tracker.domain.periods import CalendarPeriod, Length, parse_period
from a3tracker.domain.rates import FlowMetric, rate_of
from a3tracker.domain.readings import ChangeKind, LimitsChange, Reading, read
from a3tracker.domain.spc_words import icon_words
from a3tracker.rendering.chart_icons import icons_svg
from a3tracker.rendering.charts import NARROW, Charted, chart_svg, moving_range_svg
from a3tracker.rendering.wording import figure_words, rate_words


@dataclass(frozen=True)
class MetricCard:
    """A metric with its figures read as a chart."""

    metric: Metric
    reading: Reading
    target: float | None
    unit: str

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
        if self.target is None:
            return ""
        if is_rate(self.metric.kind, self.metric.source):
            return f"{self.target * 100:.4g} %"
        return self.say(self.target)

    @cached_property
    def charted(self) -> Charted:
        """The chart with its words."""
        labels = tuple(period.words for period in self.reading.periods)
        return Charted(
            self.reading.chart, self.metric.name, labels, self.say, self.reading.changes, self.target_words
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
        if is_rate(self.metric.kind, self.metric.source):
            return rate_words(value).replace("-", "−")
        return figure_words({"value": float(f"{value:.4g}")}, self.unit)

    def say_step(self, value: float) -> str:
        """A difference between two figures."""
        if is_rate(self.metric.kind, self.metric.source):
            return f"{value * 100:.1f} points"
        return self.say(value)


@dataclass(frozen=True)
class SegmentFigures:
    """What is known of a segment, period by period, and its metrics as charts."""

    entries: Mapping[CalendarPeriod, FlowEntry]
    cards: tuple[MetricCard, ...]

    def of(self, source: FlowMetric) -> MetricCard | None:
        """The chart of a rate of the flow."""
        return next((card for card in self.cards if card.metric.source == source), None)


def segment_figures(
    segment: Segment, today: date, archived: bool = False, only: int | None = None
) -> SegmentFigures:
    """All figures and metrics of a segment, or one of its metrics `only`, in six statements."""
    metrics = [metric for metric in metrics_of(segment.id, archived) if only in (None, metric.id)]
    length = Length(segment.period)
    entries = {period: flow.entry for period, flow in flows_of(segment.id).items() if period.length is length}
    measured, targets = measurements_of(segment.id), targets_of(segment.id)
    changes, versions = changes_of(segment.id), versions_in(segment.id)
    cards = []
    for metric in metrics:
        figures = measured.get(metric.id, {}).values()
        own = {parse_period(row.period): row.figure for row in figures}
        values = _from_flow(metric, entries) if metric.kind == Kind.FLOW else _measured(own, length)
        begun = [target.value for target in targets.get(metric.id, []) if target.valid_from <= today]
        target = begun[-1] if begun else None
        breaks = breaks_of(metric, versions, length)
        reading = read(
            values, DIRECTIONS[metric.wanted], target, _changes(changes.get(metric.id, [])), breaks
        )
        unit = "%" if is_rate(metric.kind, metric.source) else metric.unit
        unit = segment.currency if metric.source == FlowMetric.ACQUISITION_COST else unit
        cards.append(MetricCard(metric, reading, target, unit))
    return SegmentFigures(entries, tuple(cards))


def breaks_of(
    metric: Metric, versions: Mapping[int, Sequence[DefinitionVersion]], length: Length
) -> tuple[Break, ...]:
    """Where a new version of the metric's definition splits its chart; `versions` is all of `versions_in`."""
    return definition_breaks(versions.get(metric.definition_id or 0, ()), length)


def _from_flow(metric: Metric, entries: Mapping[CalendarPeriod, FlowEntry]) -> dict[CalendarPeriod, float]:
    found = {}
    for period, entry in entries.items():
        rate = rate_of(FlowMetric(metric.source), entry.figures)
        if rate is not None and rate.value is not None:
            found[period] = rate.value
    return found


def _measured(figures: Mapping[CalendarPeriod, Figure], length: Length) -> dict[CalendarPeriod, float]:
    found = {}
    for period, figure in figures.items():
        value = figure.value if figure.x is None else figure.rate
        if value is not None and period.length is length:
            found[period] = value
    return found


def _changes(rows: Sequence[ChartChange]) -> list[LimitsChange]:
    """The changes that count; what was withdrawn is told beside the chart and not drawn."""
    return [
        LimitsChange(ChangeKind(row.kind), parse_period(row.period), row.name, row.reason, row.mixed)
        for row in rows
        if row.withdrawn_at is None
    ]
