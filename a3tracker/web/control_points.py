"""Planning when each control point is due."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from a3tracker.db.control_points import way_of
from a3tracker.domain.access import Action
from a3tracker.domain.control_points import When
from a3tracker.domain.errors import OutOfDate
from a3tracker.usecases import control_points as usecases
from a3tracker.usecases.a3s import open_a3
from a3tracker.web.forms.control_points import DatesForm
from a3tracker.web.guard import actor

blueprint = Blueprint("control_points", __name__)


@blueprint.route("/a3/<int:number>/dates", methods=["GET", "POST"])
def plan(number: int) -> ResponseReturnValue:
    """The dates due of the points that lie ahead."""
    a3 = open_a3(actor(), number, Action.COORDINATE_A3).a3
    title, way, status = a3.title, way_of(a3), 0
    ahead = [point for point in way if point.number and point.when is not When.DONE]
    data = {f"due_{point.number}": point.due for point in ahead}
    form = DatesForm(data={**data, "version": a3.version})
    form.keep(ahead)
    try:
        if form.taken(lambda: usecases.plan_dates(actor(), number, form.due, form.opened_version)):
            flash("The dates are planned.")
            return redirect(url_for("a3s.show", number=number, _anchor="agreement"))
    except OutOfDate as refusal:
        form.form_errors.append(str(refusal))
        form.version.data, status = str(refusal.version), 409
    return render_template(
        "control_points/plan.html", form=form, number=number, title=title, way=way
    ), status or form.status
