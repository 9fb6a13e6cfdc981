"""Adding, changing and removing the rows of a sheet; one view for all kinds."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from a3tracker.db.a3s import Placed
from a3tracker.domain.access import Action
from a3tracker.domain.cycles import CYCLES, Panel
from a3tracker.domain.errors import NotFound, OutOfDate
from a3tracker.usecases import rows as usecases
from a3tracker.usecases.a3s import open_a3
from a3tracker.usecases.check_rows import check_prediction
from a3tracker.web import row_forms
from a3tracker.web.forms.kinds import FORMS, typed_again
from a3tracker.web.forms.rows import RowForm
from a3tracker.web.guard import actor

blueprint = Blueprint("rows", __name__)


@blueprint.route("/a3/<int:number>/rows/<kind>/new", methods=["GET", "POST"])
def new(number: int, kind: str) -> ResponseReturnValue:
    """Add a row."""
    placed, panel = open_a3(actor(), number, Action.WRITE_A3), _panel(kind)
    form = _form(panel, placed, row_forms.begun(panel, placed, request.args))
    if form.taken(lambda: usecases.add_row(actor(), number, panel, form.fact(), form.contact_name)):
        return _back(number, placed, panel)
    return render_template("rows/form.html", form=form, number=number, panel=panel, row_id=None), form.status


@blueprint.route("/a3/<int:number>/rows/<kind>/<int:row_id>", methods=["GET", "POST"])
def edit(number: int, kind: str, row_id: int) -> ResponseReturnValue:
    """Change a row."""
    placed, panel = open_a3(actor(), number, Action.WRITE_A3), _panel(kind)
    row = usecases.row_to_edit(actor(), number, panel, row_id)
    form = _form(panel, placed, {**typed_again(row.fact()), "version": row.version})
    cycle, status = placed.a3.cycle, 200
    try:
        if form.taken(
            lambda: usecases.edit_row(
                actor(), number, panel, row_id, form.fact(), form.opened_version, form.contact_name
            )
        ):
            return redirect(url_for("a3s.show", number=number, _anchor=f"box-{_box_key(cycle, panel)}"))
    except OutOfDate as refusal:
        form.form_errors.append(str(refusal))
        form.version.data, status = str(refusal.version), 409
    return render_template(
        "rows/form.html",
        form=form,
        number=number,
        panel=panel,
        row_id=row_id,
        kept=row if getattr(row, "kept_at", None) else None,
        stands=usecases.found_row(actor(), number, panel, row_id) if status == 409 else None,
    ), max(status, form.status)


@blueprint.post("/a3/<int:number>/predictions/<int:row_id>/check")
def check(number: int, row_id: int) -> ResponseReturnValue:
    """Add the measure that checks a locked prediction, filled in."""
    placed = open_a3(actor(), number, Action.WRITE_A3)
    check_prediction(actor(), number, row_id)
    flash("The measure was added. Its figures come from the segment.")
    return _back(number, placed, Panel.CHECKS)


@blueprint.post("/a3/<int:number>/rows/<kind>/<int:row_id>/remove")
def remove(number: int, kind: str, row_id: int) -> ResponseReturnValue:
    """Remove a row."""
    placed, panel = open_a3(actor(), number, Action.WRITE_A3), _panel(kind)
    back = _back(number, placed, panel)
    usecases.remove_row(actor(), number, panel, row_id)
    flash("The row was removed.")
    return back


def _form(panel: Panel, placed: Placed, data: dict[str, Any] | None = None) -> RowForm:
    form = FORMS[panel](data=data)
    row_forms.offer(form, placed, data or {})
    return form


def _panel(kind: str) -> Panel:
    try:
        return Panel(kind)
    except ValueError:
        raise NotFound("There are no such rows.") from None


def _box_key(cycle: str, panel: Panel) -> str:
    return next((box.key for box in CYCLES[cycle].boxes if panel in box.panels), "")


def _back(number: int, placed: Placed, panel: Panel) -> ResponseReturnValue:
    if panel is Panel.CAUSES:
        # A why is seldom the last one.
        return redirect(url_for("causes.show", number=number))
    return redirect(url_for("a3s.show", number=number, _anchor=f"box-{_box_key(placed.a3.cycle, panel)}"))
