"""What somebody typed into the grid of figures, read as it would stand: all of it, or one refusal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from a3tracker.db.flows import Flow
from a3tracker.db.metrics import metrics_of
from a3tracker.db.segments import Segment
from a3tracker.domain.errors import Invalid
from a3tracker.domain.figures import Figure
from a3tracker.domain.flow_entries import FlowEntry, chain_breaks, parse_entry
from a3tracker.domain.metrics import Kind, parse_measurement
from a3tracker.domain.periods import CalendarPeriod, ensure_in_time
from a3tracker.usecases.transaction import now


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


Entries = dict[CalendarPeriod, FlowEntry]
Figures = dict[TypedMeasurement, Figure | None]
T = TypeVar("T")


def understood(
    segment: Segment,
    rows: Mapping[CalendarPeriod, Flow],
    flows: Sequence[TypedColumn],
    measurements: Sequence[TypedMeasurement],
) -> tuple[Entries, Figures]:
    """What was typed as it would stand; one refusal names every cell, of the flow and of measures."""
    refusals: list[Invalid] = []
    entries = _read(lambda: _with_reasons(_parsed(flows, rows), flows), refusals)
    figures = _read(lambda: _figures(segment.id, measurements), refusals)
    _read(lambda: _ensure_in_time(segment, flows, measurements), refusals)
    if len(refusals) == 1:
        raise refusals[0]
    if entries is None or figures is None:
        wrong = {place: words for refusal in refusals for place, words in refusal.fields.items()}
        raise Invalid("Some figures cannot be taken.", wrong)
    return entries, figures


def _read(reading: Callable[[], T], refusals: list[Invalid]) -> T | None:
    try:
        return reading()
    except Invalid as refusal:
        refusals.append(refusal)
        return None


def _ensure_in_time(
    segment: Segment, flows: Sequence[TypedColumn], measurements: Sequence[TypedMeasurement]
) -> None:
    """A period that cannot be is refused at its first cell; emptying it is welcome."""
    today, wrong = segment.today(now()), dict[str, str]()
    filled = [(column.period, _first_filled(column)) for column in flows]
    filled += [(cell.period, cell.key if cell.cell.strip() else "") for cell in measurements]
    for period, place in filled:
        try:
            if place:
                ensure_in_time(period, today, place)
        except Invalid as refusal:
            wrong |= refusal.fields
    if wrong:
        raise Invalid("Some periods cannot be.", wrong)


def _first_filled(column: TypedColumn) -> str:
    return next((f"{column.period}-{row}" for row, cell in column.cells.items() if cell.strip()), "")


def _parsed(typed: Sequence[TypedColumn], rows: Mapping[CalendarPeriod, Flow]) -> Entries:
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


def _with_reasons(entries: Entries, typed: Sequence[TypedColumn]) -> Entries:
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


def _figures(segment_id: int, typed: Sequence[TypedMeasurement]) -> Figures:
    """What the cells say; `Invalid` names every one that cannot be read."""
    if not typed:
        return {}
    metrics = {metric.id: metric for metric in metrics_of(segment_id) if metric.kind != Kind.FLOW}
    figures: Figures = {}
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
