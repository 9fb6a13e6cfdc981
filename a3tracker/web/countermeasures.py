"""One countermeasure: its two marks, dropping it with a reason, taking it up again."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from a3tracker.db.a3s import Placed
from a3tracker.db.people import names_of
from a3tracker.domain.access import Action
from a3tracker.domain.errors import OutOfDate, WrongState
from a3tracker.rendering.countermeasures import facts_of
from a3tracker.usecases import countermeasures as usecases
from a3tracker.usecases.a3s import found_a3, open_a3
from a3tracker.usecases.transaction import now
from a3tracker.web.forms.countermeasures import DropForm, MarksForm
from a3tracker.web.guard import actor
from a3tracker.web.sheet_page import may_write

blueprint = Blueprint("countermeasures", __name__)


@blueprint.get("/a3/<int:number>/countermeasures/<int:row_id>")
def show(number: int, row_id: int) -> ResponseReturnValue:
    """What was planned, what became of it, and the two forms."""
    return _page(number, row_id)


@blueprint.post("/a3/<int:number>/countermeasures/<int:row_id>/mark")
def mark(number: int, row_id: int) -> ResponseReturnValue:
    """Say whether it was done and whether it worked."""
    open_a3(actor(), number, Action.WRITE_A3)
    form = MarksForm()
    try:
        if form.taken(lambda: usecases.mark(actor(), number, row_id, form.marks(), form.opened_version)):
            flash("Marked.")
            return _back(number, "check")
    except (OutOfDate, WrongState) as refusal:
        return _page(number, row_id, marks=form, error=str(refusal), status=409)
    return _page(number, row_id, marks=form, status=400)


@blueprint.post("/a3/<int:number>/countermeasures/<int:row_id>/drop")
def drop(number: int, row_id: int) -> ResponseReturnValue:
    """Drop it; it stays on the sheet with its reason."""
    open_a3(actor(), number, Action.WRITE_A3)
    form = DropForm()
    try:
        if form.taken(lambda: usecases.drop(actor(), number, row_id, form.dropped())):
            flash("Dropped. It stays on the sheet with its reason, and can be taken up again.")
            return _back(number, "plan")
    except WrongState as refusal:
        return _page(number, row_id, drop=form, error=str(refusal), status=409)
    return _page(number, row_id, drop=form, status=400)


@blueprint.post("/a3/<int:number>/countermeasures/<int:row_id>/take-up")
def take_up(number: int, row_id: int) -> ResponseReturnValue:
    """Pursue a dropped one again."""
    usecases.take_up(actor(), number, row_id)
    flash("Taken up again.")
    return _back(number, "plan")


def _page(
    number: int,
    row_id: int,
    marks: MarksForm | None = None,
    drop: DropForm | None = None,
    error: str = "",
    status: int = 200,
) -> ResponseReturnValue:
    placed, row = found_a3(actor(), number), usecases.found_countermeasure(actor(), number, row_id)
    fact = row.fact()
    named = names_of({one for one in (fact.who, fact.dropped.by if fact.dropped else None) if one})
    marks = marks or MarksForm(formdata=None, data=vars(fact.marks))
    marks.version.data = str(row.version)
    return render_template(
        "countermeasures/show.html",
        a3=placed.a3,
        fact=fact,
        row_id=row_id,
        facts=facts_of(fact, named, _today(placed)),
        may_write=may_write(actor(), placed),
        marks=marks,
        drop=drop or DropForm(formdata=None),
        error=error,
    ), status


def _today(placed: Placed) -> date:
    return placed.segment.today(now())


def _back(number: int, box: str) -> ResponseReturnValue:
    return redirect(url_for("a3s.show", number=number, _anchor=f"box-{box}"))
