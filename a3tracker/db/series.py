"""The figures of a segment's metrics, each as one series."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from a3tracker.db.definitions import DefinitionVersion, versions_in
from a3tracker.db.flows import flows_in, flows_of
from a3tracker.db.metrics import (
    ChartChange,
    Measurement,
    Metric,
    Settings,
    changes_of,
    measurements_of,
    metrics_with_settings,
    targets_of,
)
from a3tracker.db.segments import Segment
from a3tracker.domain.definitions import Break, definition_breaks, version_on
from a3tracker.domain.figures import Figure
from a3tracker.domain.flow_entries import FlowEntry
from a3tracker.domain.metrics import Kind, is_rate
from a3tracker.domain.periods import CalendarPeriod, Length, parse_period, period_of
from a3tracker.domain.rates import FlowMetric, rate_of
from a3tracker.domain.readings import ChangeKind, LimitsChange
from a3tracker.domain.series import Series

Entries = Mapping[CalendarPeriod, FlowEntry]


def entries_of(segment: Segment) -> Entries:
    """The customer flow of a segment, by period of its length; one statement."""
    length = Length(segment.period)
    return {period: flow.entry for period, flow in flows_of(segment.id).items() if period.length is length}


def series_of(
    segment: Segment, today: date, metrics: Sequence[Metric], entries: Entries | None = None
) -> list[Series]:
    """These metrics of the segment as series, with their targets of today; five statements at most."""
    return _read(segment, today, metrics, Settings(targets_of(segment.id), changes_of(segment.id)), entries)


def series_named(
    segment: Segment, today: date, identities: Collection[int], names: Collection[str] = ()
) -> list[Series]:
    """The series of metrics that are referred to by id or, in whatever case, by name; archived ones too.

    Four statements at most.
    """
    known, found = metrics_with_settings(segment.id)
    wanted = [metric for metric in known if metric.id in identities or metric.name.casefold() in names]
    return _read(segment, today, wanted, found) if wanted else []


def series_across(
    segments: Sequence[Segment], moment: datetime, metrics: Sequence[Metric]
) -> dict[int, Series]:
    """Metrics of several segments as series, by id; five statements, however many segments there are."""
    ids = [segment.id for segment in segments]
    known, flows = Settings(targets_of(*ids), changes_of(*ids)), flows_in(ids)
    stored = _Stored(measurements_of(*ids), versions_in(*ids))
    found: dict[int, Series] = {}
    for segment in segments:
        mine = [metric for metric in metrics if metric.segment_id == segment.id]
        length = Length(segment.period)
        entries = {period: one.entry for period, one in flows[segment.id].items() if period.length is length}
        series = _read(segment, segment.today(moment), mine, known, entries, stored)
        found |= {one.metric: one for one in series}
    return found


@dataclass(frozen=True)
class _Stored:
    """What was measured, by metric and period, and the versions of definitions."""

    measured: Mapping[int, Mapping[str, Measurement]]
    versions: Mapping[int, Sequence[DefinitionVersion]]


def _stored(segment: Segment, metrics: Sequence[Metric]) -> _Stored:
    own = any(metric.kind != Kind.FLOW for metric in metrics)
    return _Stored(measurements_of(segment.id) if own else {}, versions_in(segment.id))


def _read(
    segment: Segment,
    today: date,
    metrics: Sequence[Metric],
    known: Settings,
    entries: Entries | None = None,
    stored: _Stored | None = None,
) -> list[Series]:
    length = Length(segment.period)
    if entries is None:
        entries = entries_of(segment) if any(metric.kind == Kind.FLOW for metric in metrics) else {}
    stored = stored or _stored(segment, metrics)
    found = []
    for metric in metrics:
        own = {parse_period(row.period): row.figure for row in stored.measured.get(metric.id, {}).values()}
        values = _from_flow(metric, entries) if metric.kind == Kind.FLOW else _measured(own, length)
        found.append(_series(segment, today, metric, known, values, stored.versions))
    return found


def _series(
    segment: Segment,
    today: date,
    metric: Metric,
    known: Settings,
    values: dict[CalendarPeriod, float],
    versions: Mapping[int, Sequence[DefinitionVersion]],
) -> Series:
    length = Length(segment.period)
    running = period_of(today, length)
    begun = [target.value for target in known.targets.get(metric.id, []) if target.valid_from <= today]
    in_force = version_on(versions.get(metric.definition_id or 0, ()), today)
    return Series(
        metric.id,
        metric.name,
        metric.side,
        values,
        metric.wanted,
        is_rate(metric.kind, metric.source),
        unit_of(metric, segment),
        begun[-1] if begun else None,
        _changes(known.changes.get(metric.id, [])),
        breaks_of(metric, versions, length),
        in_force.number if in_force else None,
        unfinished=running if running in values else None,
    )


def unit_of(metric: Metric, segment: Segment) -> str:
    """% for a rate, the segment's currency for a cost, else what was chosen."""
    if is_rate(metric.kind, metric.source):
        return "%"
    return segment.currency if metric.source == FlowMetric.ACQUISITION_COST else metric.unit


def breaks_of(
    metric: Metric, versions: Mapping[int, Sequence[DefinitionVersion]], length: Length
) -> tuple[Break, ...]:
    """Where a new version of the metric's definition splits its chart; `versions` is all of `versions_in`."""
    return definition_breaks(versions.get(metric.definition_id or 0, ()), length)


def _from_flow(metric: Metric, entries: Entries) -> dict[CalendarPeriod, float]:
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


def _changes(rows: Sequence[ChartChange]) -> tuple[LimitsChange, ...]:
    """The changes that count; what was withdrawn is told beside the chart and not drawn."""
    return tuple(
        LimitsChange(ChangeKind(row.kind), parse_period(row.period), row.name, row.reason, row.mixed)
        for row in rows
        if row.withdrawn_at is None
    )
