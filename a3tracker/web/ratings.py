"""Rating one box, as the coach or for the team."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from a3tracker.db.a3s import Placed
from a3tracker.db.revisions import written_now
from a3tracker.domain.ratings import Rater
from a3tracker.usecases import ratings as usecases
from a3tracker.web.box_ratings import box_ratings
from a3tracker.web.forms.ratings import RatingForm
from a3tracker.web.guard import actor

blueprint = Blueprint("ratings", __name__)


@blueprint.get("/a3/<int:number>/coaching/<key>")
def show(number: int, key: str) -> ResponseReturnValue:
    """The four steps, with what both sides said last."""
    return _page(usecases.rated_a3(actor(), number, key), key, RatingForm())


@blueprint.post("/a3/<int:number>/coaching/<key>")
def rate(number: int, key: str) -> ResponseReturnValue:
    """Keep the rating."""
    placed, form = usecases.rated_a3(actor(), number, key), RatingForm()
    if form.taken(lambda: usecases.rate_box(actor(), number, key, form.rating)):
        flash("The rating is kept. Coach and team see both.")
        return redirect(url_for("coaching.show", number=number, _anchor=f"rated-{key}"))
    return _page(placed, key, form)


def _page(placed: Placed, key: str, form: RatingForm) -> ResponseReturnValue:
    rated = next(one for one in box_ratings(placed, written_now(placed)) if one.box.key == key)
    coaches = usecases.rater_of(actor(), placed) is Rater.COACH
    mine = rated.coach if coaches else rated.team
    if mine is not None and not form.is_submitted():
        form.step.data, form.words.data = str(mine.row.step), mine.row.words
    return render_template(
        "coaching/rate.html",
        a3=placed.a3,
        placed=placed,
        rated=rated,
        coaches=coaches,
        form=form,
    ), form.status
