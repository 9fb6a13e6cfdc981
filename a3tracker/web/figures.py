"""The page on which a segment's figures are entered, with the rates that follow from them."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from a3tracker.db.flows import flows_of
from a3tracker.db.metrics import measurements_of, metrics_of
from a3tracker.db.segments import Segment
from a3tracker.domain.access import Action, Verdict
from a3tracker.domain.errors import Invalid, OutOfDate
from a3tracker.domain.metrics import Kind
from a3tracker.rendering.imports import sources_of
from a3tracker.rendering.rates import rate_table
from a3tracker.usecases import figures as usecases
from a3tracker.usecases.segments import found_segment, on_segment, segment_to_write
from a3tracker.web.figure_grid import Grid, Typed, periods_shown
from a3tracker.web.guard import actor

blueprint = Blueprint("figures", __name__, url_prefix="/segments/<int:segment_id>/figures")


@blueprint.get("")
def show(segment_id: int) -> ResponseReturnValue:
    """The figures of some periods; ?last= names the last of them."""
    return _page(_grid(found_segment(actor(), segment_id)))


@blueprint.post("")
def enter(segment_id: int) -> ResponseReturnValue:
    """Take what was typed, all of it or nothing."""
    segment = segment_to_write(actor(), segment_id, Action.ENTER_FIGURES)
    grid = _grid(segment, request.form)
    try:
        changed = usecases.enter_figures(
            actor(), segment_id, grid.touched_flows(), grid.touched_measurements()
        )
    except Invalid as refusal:
        grid.refuse(refusal)
        return _page(grid), 400
    except OutOfDate as refusal:
        # What the page shows now is what a second save is compared with.
        grid = _grid(found_segment(actor(), segment_id), request.form)
        grid.sentence, grid.conflict = str(refusal), True
        return _page(grid), 409
    flash("Saved." if changed else "Nothing was changed.")
    # A window of its own choice would move on to the next period, and what was typed would leave it.
    return redirect(url_for("figures.show", segment_id=segment_id, last=str(grid.periods[-1])))


def _grid(segment: Segment, typed: Typed | None = None) -> Grid:
    flows = flows_of(segment.id)
    own = [metric for metric in metrics_of(segment.id) if metric.kind != Kind.FLOW]
    periods = periods_shown(segment, flows, request.args.get("last", ""))
    return Grid(segment, periods, flows, own, measurements_of(segment.id) if own else {}, typed)


def _page(grid: Grid) -> str:
    breaks = [grid.flows[period] for period in grid.periods if period in grid.flows]
    return render_template(
        "figures/show.html",
        grid=grid,
        segment=grid.segment,
        rates=rate_table(grid.entries, grid.periods, grid.segment.currency),
        breaks=[flow for flow in breaks if flow.break_reason],
        may_enter=_may_enter(grid.segment),
        sources=sources_of(grid.segment),
        earlier=grid.periods[0].before(),
        later=grid.periods[-1].shifted(len(grid.periods)),
    )


def _may_enter(segment: Segment) -> Verdict:
    if segment.archived_at is not None:
        return Verdict(False, "This segment is archived. Bring it back first.")
    return on_segment(actor(), segment, Action.ENTER_FIGURES)[Action.ENTER_FIGURES]
