"""Entering a segment's figures, period by period: all that was typed is taken, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from a3tracker.db.base import db
from a3tracker.db.definitions import definitions_of
from a3tracker.db.flows import Flow, flows_of
from a3tracker.db.metrics import Measurement, Metric, flow_sources, measurements_of, names_taken
from a3tracker.domain.access import Action, Actor
from a3tracker.domain.errors import OutOfDate
from a3tracker.domain.figures import Figure
from a3tracker.domain.flow_entries import FlowEntry
from a3tracker.domain.metrics import DERIVED, Kind
from a3tracker.domain.periods import CalendarPeriod
from a3tracker.domain.rates import rate_of
from a3tracker.usecases.segments import segment_to_write
from a3tracker.usecases.transaction import journal, now, writing
from a3tracker.usecases.triggers import watch_figures
from a3tracker.usecases.typed_figures import Entries, Figures, TypedColumn, TypedMeasurement, understood

__all__ = [
    "TypedColumn",
    "TypedMeasurement",
    "enter_figures",
    "make_metrics",
    "store_flow",
    "store_measurement",
]

OUT_OF_DATE = (
    "Somebody else entered figures meanwhile. Theirs stand under yours, and nothing was saved. "
    "Save again to put yours in their place."
)


def enter_figures(
    actor: Actor, segment_id: int, flows: Sequence[TypedColumn], measurements: Sequence[TypedMeasurement] = ()
) -> int:
    """Take the touched columns and cells; returns how many changed something."""
    with writing():
        segment = segment_to_write(actor, segment_id, Action.ENTER_FIGURES)
        rows = flows_of(segment_id)
        entries, figures = understood(segment, rows, flows, measurements)
        periods = _enter_flows(actor, segment_id, rows, flows, entries)
        measured = _enter_measurements(actor, segment_id, figures)
        changed = len(periods) + len(measured)
        if changed:
            watch_figures(actor.id, segment, periods, measured)
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


def _enter_flows(
    actor: Actor,
    segment_id: int,
    rows: Mapping[CalendarPeriod, Flow],
    typed: Sequence[TypedColumn],
    entries: Entries,
) -> list[CalendarPeriod]:
    """Store what changed; returns the periods."""
    changed = []
    for column in typed:
        row, entry = rows.get(column.period), entries.get(column.period)
        if entry == (row.entry if row else None):
            continue
        if column.version != (row.version if row else 0):
            raise OutOfDate(OUT_OF_DATE)
        store_flow(actor, segment_id, column.period, row, entry)
        changed.append(column.period)
    if changed:
        make_metrics(segment_id, [entries[column.period] for column in typed if column.period in entries])
    return changed


def store_flow(
    actor: Actor, segment_id: int, period: CalendarPeriod, row: Flow | None, entry: FlowEntry | None
) -> None:
    """Put the entry in the place of the row, or take the row away."""
    if entry is None:
        db.session.delete(row)
        return
    if row is None:
        row = Flow(segment_id=segment_id, period=str(period), version=0)
        db.session.add(row)
    row.write(entry)
    row.version += 1
    row.entered_by, row.entered_at = actor.id, now()


def _enter_measurements(actor: Actor, segment_id: int, figures: Figures) -> list[tuple[int, CalendarPeriod]]:
    """Store what changed; returns metric and period of each."""
    rows, changed = measurements_of(segment_id) if figures else {}, []
    for cell, figure in figures.items():
        row = rows.get(cell.metric, {}).get(str(cell.period))
        if figure == (row.figure if row else None):
            continue
        if cell.version != (row.version if row else 0):
            raise OutOfDate(OUT_OF_DATE)
        store_measurement(actor, cell, row, figure)
        changed.append((cell.metric, cell.period))
    return changed


def store_measurement(
    actor: Actor, cell: TypedMeasurement, row: Measurement | None, figure: Figure | None
) -> None:
    """Put the figure in the place of the row, or take the row away."""
    if figure is None:
        db.session.delete(row)
        return
    if row is None:
        row = Measurement(metric_id=cell.metric, period=str(cell.period), version=0)
        db.session.add(row)
    row.write(figure)
    row.version += 1
    row.entered_by, row.entered_at = actor.id, now()
