"""Taking what a file brings, all of it in one short transaction, and undoing it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, replace

from a3tracker.db.base import db
from a3tracker.db.flows import flows_of
from a3tracker.db.imports import Import, ImportFigure, figures_written, import_by_id, taken_of, taken_with
from a3tracker.db.metrics import Measurement, measurements_of
from a3tracker.db.people import Person, actor_of
from a3tracker.db.segments import Segment
from a3tracker.domain.access import Action, Actor
from a3tracker.domain.errors import NotAllowed, NotFound, WrongState
from a3tracker.domain.figures import Figure
from a3tracker.domain.flow_entries import FlowEntry, chain_breaks
from a3tracker.domain.import_results import Result, result_of
from a3tracker.domain.imports import State
from a3tracker.domain.periods import CalendarPeriod, parse_period
from a3tracker.usecases.figures import TypedMeasurement, make_metrics, store_flow, store_measurement
from a3tracker.usecases.import_work import seen_of
from a3tracker.usecases.imports import found_import
from a3tracker.usecases.segments import segment_to_write
from a3tracker.usecases.transaction import journal, now, writing
from a3tracker.usecases.triggers import watch_figures

AGAIN = "Figures were changed meanwhile, so here is a new preview. Nothing was taken yet."


def take(import_id: int) -> bool:
    """Write what the preview showed; False when figures changed since, and it is to be checked again."""
    with writing():
        one = import_by_id(import_id)
        if one is None or one.state != State.TAKING:
            return True
        actor = actor_of(db.session.get_one(Person, one.brought_by), now().date())
        refusal = _refusal(actor, one)
        if refusal:
            one.state, one.message = State.FAILED.value, refusal
            return True
        if one.seen != seen_of(one.segment_id):
            one.state, one.message = State.CHECKING.value, AGAIN
            return False
        result = result_of(json.loads(one.found))
        periods, measured = _write_flows(actor, one, result), _write_measures(actor, one, result)
        one.state, one.taken_at = State.DONE.value, now()
        watch_figures(actor.id, db.session.get_one(Segment, one.segment_id), periods, measured)
        written = len(periods) + len(measured)
        journal(actor.id, "took", "import", one.id, segment=one.segment_id, figures=written, rows=result.rows)
        return True


def undo(actor: Actor, segment_id: int, import_id: int) -> list[str]:
    """Put back what stood before, except what somebody changed since; returns those periods in words."""
    with writing():
        one = found_import(actor, segment_id, import_id)
        if one.state != State.DONE:
            raise WrongState("Only an import that was taken can be undone.")
        _ensure_newest(one)
        periods, kept = _put_back_flows(actor, one)
        measured, others = _put_back_measures(actor, one)
        kept += others
        watch_figures(actor.id, db.session.get_one(Segment, segment_id), periods, measured)
        one.state, one.undone_by, one.undone_at = State.UNDONE.value, actor.id, now()
        one.message = f"Changed by somebody since, and kept: {', '.join(kept)}." if kept else ""
        journal(actor.id, "undid", "import", import_id, segment=segment_id, kept=len(kept))
        return kept


def _refusal(actor: Actor, one: Import) -> str:
    """Why the file is not taken after all: much may have changed since somebody agreed to it."""
    if taken_with(one.segment_id, one.digest) is not None:
        return "This very file was taken meanwhile by somebody else."
    try:
        segment_to_write(actor, one.segment_id, Action.ENTER_FIGURES)
    except (NotFound, NotAllowed):
        said = f"{actor.name} may no longer enter figures here, so nothing was taken."
        return f"{said} Somebody who may can bring the file anew."
    except WrongState as refusal:
        return f"Nothing was taken. {refusal}"
    return ""


def _write_flows(actor: Actor, one: Import, result: Result) -> list[CalendarPeriod]:
    rows, written = flows_of(one.segment_id), []
    for period, entry in result.entries.items():
        row = rows.get(period)
        before = row.entry if row else None
        if before == entry:
            continue
        _note(one, period, asdict(before) if before else None, asdict(entry))
        store_flow(actor, one.segment_id, period, row, entry)
        written.append(period)
    make_metrics(one.segment_id, result.entries.values())
    return written


def _write_measures(actor: Actor, one: Import, result: Result) -> list[tuple[int, CalendarPeriod]]:
    rows, written = measurements_of(one.segment_id), []
    for (metric, period), figure in result.figures.items():
        row = rows.get(metric, {}).get(str(period))
        before = row.figure if row else None
        if before == figure:
            continue
        _note(one, period, vars(before) if before else None, vars(figure), metric)
        store_measurement(actor, TypedMeasurement(metric, period, ""), row, figure)
        written.append((metric, period))
    return written


def _note(
    one: Import,
    period: CalendarPeriod,
    before: Mapping[str, object] | None,
    after: Mapping[str, object],
    metric: int | None = None,
) -> None:
    kept = json.dumps(before) if before is not None else None
    db.session.add(
        ImportFigure(
            import_id=one.id, metric_id=metric, period=str(period), before=kept, after=json.dumps(after)
        )
    )


def _ensure_newest(one: Import) -> None:
    newest = taken_of(one.segment_id, one.shape)[-1]
    if newest.id != one.id:
        raise WrongState(f"A newer file, {newest.name}, was taken after this one. Undo that one first.")


def _put_back_flows(actor: Actor, one: Import) -> tuple[list[CalendarPeriod], list[str]]:
    """The periods that were put back, and in words those that somebody changed since."""
    rows, kept = flows_of(one.segment_id), list[str]()
    entries = {period: row.entry for period, row in rows.items()}
    touched: dict[CalendarPeriod, FlowEntry | None] = {}
    for figure in figures_written(one.id):
        if figure.metric_id is not None:
            continue
        period = parse_period(figure.period)
        if entries.get(period) != FlowEntry(**json.loads(figure.after)):
            kept.append(period.words)
            continue
        touched[period] = FlowEntry(**json.loads(figure.before)) if figure.before else None
    back = _joined(entries, touched, one.name)
    for period, entry in back.items():
        store_flow(actor, one.segment_id, period, rows.get(period), entry)
    return list(back), kept


def _joined(
    entries: Mapping[CalendarPeriod, FlowEntry], touched: Mapping[CalendarPeriod, FlowEntry | None], name: str
) -> dict[CalendarPeriod, FlowEntry | None]:
    """What is put back, with a reason where it does not meet a figure that stays."""
    whole = {period: entry for period, entry in {**entries, **touched}.items() if entry is not None}
    changed = dict(touched)
    for period in chain_breaks(whole, touched):
        if not whole[period].break_reason:
            changed[period] = replace(whole[period], break_reason=f"the import from {name} was undone")
    return changed


def _put_back_measures(actor: Actor, one: Import) -> tuple[list[tuple[int, CalendarPeriod]], list[str]]:
    """The figures that were put back, and in words those that somebody changed since."""
    rows, back, kept = measurements_of(one.segment_id), list[tuple[int, CalendarPeriod]](), list[str]()
    for figure in figures_written(one.id):
        if figure.metric_id is None:
            continue
        row: Measurement | None = rows.get(figure.metric_id, {}).get(figure.period)
        period = parse_period(figure.period)
        if row is None or row.figure != Figure(**json.loads(figure.after)):
            kept.append(period.words)
            continue
        before = Figure(**json.loads(figure.before)) if figure.before else None
        store_measurement(actor, TypedMeasurement(figure.metric_id, period, ""), row, before)
        back.append((figure.metric_id, period))
    return back, kept
