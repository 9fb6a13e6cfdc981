"""Entering a segment's figures, period by period: all that was typed is taken, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from a3tracker.db.base import db
from a3tracker.db.definitions import definitions_of
from a3tracker.db.flows import Flow, flows_of
from a3tracker.db.metrics import Measurement, Metric, flow_sources, measurements_of, metrics_of, names_taken
from a3tracker.domain.access import Action, Actor
from a3tracker.domain.errors import Invalid, OutOfDate
from a3tracker.domain.figures import Figure
from a3tracker.domain.flow_entries import FlowEntry, chain_breaks, parse_entry
from a3tracker.domain.metrics import DERIVED, Kind, parse_measurement
from a3tracker.domain.periods import CalendarPeriod
from a3tracker.domain.rates import rate_of
from a3tracker.usecases.segments import segment_to_write
from a3tracker.usecases.transaction import journal, now, writing

OUT_OF_DATE = (
    "Somebody else entered figures meanwhile. Theirs stand under yours, and nothing was saved. "
    "Save again to put yours in their place."
)


@dataclass(frozen=True)
class TypedColumn:
    """A column of the grid that somebody touched: its cells by row, and the version that was opened."""

    period: CalendarPeriod
    cells: Mapping[str, str]
    reason: str = ""
    version: int = 0


@dataclass(frozen=True)
class TypedMeasurement:
    """A cell of a leading measure that somebody touched."""

    metric: int
    period: CalendarPeriod
    cell: str
    version: int = 0

    @property
    def key(self) -> str:
        """The cell's name in the form."""
        return f"m{self.metric}-{self.period}"


def enter_figures(
    actor: Actor, segment_id: int, flows: Sequence[TypedColumn], measurements: Sequence[TypedMeasurement] = ()
) -> int:
    """Take the touched columns and cells; returns how many changed something."""
    with writing():
        segment_to_write(actor, segment_id, Action.ENTER_FIGURES)
        changed = _enter_flows(actor, segment_id, flows) + _enter_measurements(
            actor, segment_id, measurements
        )
        if changed:
            journal(actor.id, "entered figures of", "segment", segment_id, figures=changed)
        return changed


def make_metrics(segment_id: int, entries: Iterable[FlowEntry]) -> None:
    """A rate that can be computed for the first time becomes a metric of the segment."""
    figures = [entry.figures for entry in entries]
    made, names = flow_sources(segment_id), names_taken(segment_id)
    terms = {definition.term.casefold(): definition.id for definition in definitions_of(segment_id)}
    for source, derived in DERIVED.items():
        rates = [rate_of(source, known) for known in figures]
        if source.value in made or not any(rate and rate.value is not None for rate in rates):
            continue
        name = derived.name if derived.name not in names else f"{derived.name}, from the flow"
        db.session.add(
            Metric(
                segment_id=segment_id, name=name, kind=Kind.FLOW.value, source=source.value,
                side=derived.side.value, wanted=derived.wanted,
                definition_id=terms.get(derived.term), created_at=now(),
            )
        )  # fmt: skip


def _enter_flows(actor: Actor, segment_id: int, typed: Sequence[TypedColumn]) -> int:
    rows = flows_of(segment_id)
    entries = _with_reasons(_parsed(typed, rows), typed)
    changed = 0
    for column in typed:
        row, entry = rows.get(column.period), entries.get(column.period)
        if entry == (row.entry if row else None):
            continue
        if column.version != (row.version if row else 0):
            raise OutOfDate(OUT_OF_DATE)
        _store(actor, segment_id, column.period, row, entry)
        changed += 1
    if changed:
        make_metrics(segment_id, [entries[column.period] for column in typed if column.period in entries])
    return changed


def _parsed(
    typed: Sequence[TypedColumn], rows: Mapping[CalendarPeriod, Flow]
) -> dict[CalendarPeriod, FlowEntry]:
    """All periods as they would stand afterwards; `Invalid` names every cell that cannot be."""
    entries = {period: row.entry for period, row in rows.items()}
    wrong: dict[str, str] = {}
    for column in sorted(typed, key=lambda column: column.period):
        before = entries.get(column.period.before())
        entries.pop(column.period, None)
        try:
            entry = parse_entry(column.cells, column.reason, before.end if before else None)
        except Invalid as refusal:
            wrong |= {f"{column.period}-{row}": words for row, words in refusal.fields.items()}
        else:
            entries |= {column.period: entry} if entry else {}
    if wrong:
        raise Invalid("Some figures cannot be taken.", wrong)
    return entries


def _with_reasons(
    entries: dict[CalendarPeriod, FlowEntry], typed: Sequence[TypedColumn]
) -> dict[CalendarPeriod, FlowEntry]:
    """A break of the chain has its reason; where there is none, no reason is kept."""
    touched = {column.period for column in typed}
    breaks = chain_breaks(entries, touched)
    wrong = {}
    for period, (ended, started) in breaks.items():
        if not entries[period].break_reason:
            place = f"{period}-reason" if period in touched else f"{period.before()}-end"
            wrong[place] = (
                f"{period.before().words} ended with {ended:,}, {period.words} starts with {started:,}. "
                "Put one of them right, or say why they differ."
            )
    if wrong:
        raise Invalid("The periods do not follow from one another.", wrong)
    idle = {period for period in touched if period in entries and period not in breaks}
    return entries | {period: replace(entries[period], break_reason="") for period in idle}


def _store(
    actor: Actor, segment_id: int, period: CalendarPeriod, row: Flow | None, entry: FlowEntry | None
) -> None:
    if entry is None:
        db.session.delete(row)
        return
    if row is None:
        row = Flow(segment_id=segment_id, period=str(period), version=0)
        db.session.add(row)
    row.write(entry)
    row.version += 1
    row.entered_by, row.entered_at = actor.id, now()


def _enter_measurements(actor: Actor, segment_id: int, typed: Sequence[TypedMeasurement]) -> int:
    if not typed:
        return 0
    rows, changed = measurements_of(segment_id), 0
    for cell, figure in _figures(segment_id, typed).items():
        row = rows.get(cell.metric, {}).get(str(cell.period))
        if figure == (row.figure if row else None):
            continue
        if cell.version != (row.version if row else 0):
            raise OutOfDate(OUT_OF_DATE)
        _store_measurement(actor, cell, row, figure)
        changed += 1
    return changed


def _figures(segment_id: int, typed: Sequence[TypedMeasurement]) -> dict[TypedMeasurement, Figure | None]:
    """What the cells say; `Invalid` names every one that cannot be read."""
    metrics = {metric.id: metric for metric in metrics_of(segment_id) if metric.kind != Kind.FLOW}
    figures: dict[TypedMeasurement, Figure | None] = {}
    wrong: dict[str, str] = {}
    for cell in typed:
        try:
            if cell.metric in metrics:
                figures[cell] = parse_measurement(metrics[cell.metric].kind, cell.cell, cell.key)
        except Invalid as refusal:
            wrong |= refusal.fields
    if wrong:
        raise Invalid("Some figures cannot be taken.", wrong)
    return figures


def _store_measurement(
    actor: Actor, cell: TypedMeasurement, row: Measurement | None, figure: Figure | None
) -> None:
    if figure is None:
        db.session.delete(row)
        return
    if row is None:
        row = Measurement(metric_id=cell.metric, period=str(cell.period), version=0)
        db.session.add(row)
    row.write(figure)
    row.version += 1
    row.entered_by, row.entered_at = actor.id, now()
