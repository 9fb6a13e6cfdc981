"""The manager's yes to a line of the not-to-do list."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from a3tracker.domain.errors import OutOfDate
from a3tracker.usecases.not_to_do import say_yes
from a3tracker.web.addresses import whole
from a3tracker.web.guard import actor
from a3tracker.web.review_page import review_page
from a3tracker.web.shown_sheet import shown_sheet

blueprint = Blueprint("not_to_do", __name__)


@blueprint.post("/a3/<int:number>/not-to-do/<int:row_id>/agree")
def agree(number: int, row_id: int) -> ResponseReturnValue:
    """Say yes to the words that were on the screen; from the review one goes on reviewing."""
    reviews = request.form.get("origin") == "review"
    try:
        say_yes(actor(), number, row_id, request.form.get("version", 0, type=whole))
    except OutOfDate as refusal:
        shown = review_page if reviews else shown_sheet
        return shown(number, error=str(refusal), status=409)
    flash("Your yes stands on the sheet.")
    if reviews:
        return redirect(url_for("reviews.show", number=number))
    return redirect(url_for("a3s.show", number=number, _anchor="box-plan"))
