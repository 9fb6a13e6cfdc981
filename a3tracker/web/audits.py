"""The audit rhythm of a standard."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from a3tracker.domain.access import Action
from a3tracker.usecases.a3s import open_a3
from a3tracker.usecases.audits import ensure_asks, set_rhythm
from a3tracker.web.forms.standards import RhythmForm
from a3tracker.web.guard import actor

blueprint = Blueprint("audits", __name__)


@blueprint.route("/a3/<int:number>/audits", methods=["GET", "POST"])
def rhythm(number: int) -> ResponseReturnValue:
    """How often the standard is looked at."""
    placed = open_a3(actor(), number, Action.COORDINATE_A3)
    ensure_asks(placed)
    form = RhythmForm(data={"rhythm": str(placed.a3.audit_days or "")})
    title = placed.a3.title
    if form.taken(lambda: set_rhythm(actor(), number, form.rhythm.data)):
        flash("The audit rhythm is set.")
        return redirect(url_for("a3s.show", number=number, _anchor="agreement"))
    return render_template("audits/rhythm.html", form=form, number=number, title=title), form.status
