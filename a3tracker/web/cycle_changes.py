"""Changing the cycle of an A3 on its way."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from a3tracker.db.a3s import Placed
from a3tracker.db.cycle_changes import cycle_changes_of
from a3tracker.domain.access import Action
from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.errors import OutOfDate
from a3tracker.rendering.text import RENDERER_VERSION, to_html
from a3tracker.usecases import cycle_changes as usecases
from a3tracker.usecases.a3s import open_a3
from a3tracker.usecases.boxes import BoxText
from a3tracker.web.forms.cycle_changes import CycleForm
from a3tracker.web.guard import actor

blueprint = Blueprint("cycle_changes", __name__)


@blueprint.route("/a3/<int:number>/cycle", methods=["GET", "POST"])
def new(number: int) -> ResponseReturnValue:
    """Choose another cycle and say why."""
    placed = open_a3(actor(), number, Action.COORDINATE_A3)
    form, status = CycleForm(), 0
    form.offer(placed.a3.cycle)
    try:
        if form.taken(lambda: _change(placed, form)):
            flash("The cycle is another one now. Every text went with it; read the left side anew.")
            return redirect(url_for("a3s.show", number=number))
    except OutOfDate as refusal:
        form.form_errors.append(str(refusal))
        status = 409
    changes = cycle_changes_of(placed.a3.id)
    return render_template(
        "cycle_changes/new.html", placed=placed, form=form, cycles=CYCLES, changes=changes
    ), status or form.status


def _change(placed: Placed, form: CycleForm) -> None:
    after = form.cycle.data or ""
    texts = usecases.carried_texts(placed, after)
    drawn = {key: BoxText(text, to_html(text), RENDERER_VERSION) for key, text in texts.items()}
    usecases.change_cycle(actor(), placed.a3.number, after, form.reason.data or "", drawn)
