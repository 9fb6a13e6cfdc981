"""A check sheet to tally on, with a phone in the other hand: one more, one less, another line."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from a3tracker.domain.access import Action
from a3tracker.domain.tallies import MOST_LINES, parse_lines
from a3tracker.rendering.pareto import pareto_figure
from a3tracker.usecases import tallies as usecases
from a3tracker.usecases.a3s import open_a3
from a3tracker.web.forms.tallies import LinesForm
from a3tracker.web.guard import actor
from a3tracker.web.sheet_page import may_write

blueprint = Blueprint("tallies", __name__)


@blueprint.get("/a3/<int:number>/tallies/<int:tally_id>")
def show(number: int, tally_id: int) -> ResponseReturnValue:
    """The lines with their buttons, and the Pareto."""
    return _page(number, tally_id, LinesForm(formdata=None))


@blueprint.post("/a3/<int:number>/tallies/<int:tally_id>/count")
def count(number: int, tally_id: int) -> ResponseReturnValue:
    """One more or one less on a line."""
    words, step = request.form.get("words", ""), request.form.get("step", 0, type=int)
    usecases.count_line(actor(), number, tally_id, words, step)
    return redirect(url_for("tallies.show", number=number, tally_id=tally_id, _anchor="tally"))


@blueprint.post("/a3/<int:number>/tallies/<int:tally_id>/lines")
def bring(number: int, tally_id: int) -> ResponseReturnValue:
    """Add lines; the count of one that is there is replaced by the count that is given."""
    open_a3(actor(), number, Action.WRITE_A3)
    form = LinesForm()
    if form.taken(
        lambda: usecases.bring_lines(actor(), number, tally_id, parse_lines(form.lines.data or ""))
    ):
        flash("The lines are there.")
        return redirect(url_for("tallies.show", number=number, tally_id=tally_id, _anchor="tally"))
    return _page(number, tally_id, form)


def _page(number: int, tally_id: int, form: LinesForm) -> ResponseReturnValue:
    placed, row = usecases.found_tally(actor(), number, tally_id)
    sheet = row.fact()
    return render_template(
        "tallies/show.html",
        a3=placed.a3,
        row=row,
        sheet=sheet,
        pareto=Markup(pareto_figure(sheet)),
        form=form,
        most=MOST_LINES,
        writes=may_write(actor(), placed),
    ), form.status
