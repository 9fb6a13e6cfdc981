"""The coach's card of a team as PDF."""

from __future__ import annotations

from flask import Blueprint, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from a3tracker.doctor import CANNOT_PRINT, printing_works
from a3tracker.domain.errors import WrongState
from a3tracker.usecases.coach_cards import want_card
from a3tracker.web.guard import actor

blueprint = Blueprint("coach_cards", __name__)


@blueprint.post("/teams/<int:team_id>/card")
def want(team_id: int) -> ResponseReturnValue:
    """Ask for the card on one upright page."""
    if not printing_works():
        raise WrongState(CANNOT_PRINT)
    wanted = want_card(actor(), team_id, request.form.get("paper", "a4"))
    current_app.extensions["enqueue"]("printout", wanted)
    return redirect(url_for("printouts.show", printout_id=wanted), 303)
