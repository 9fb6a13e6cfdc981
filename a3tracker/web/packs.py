"""One click makes the pack of a meeting; the page of the printout waits for it."""

from __future__ import annotations

from flask import Blueprint, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from a3tracker.doctor import CANNOT_PRINT, printing_works
from a3tracker.domain.errors import WrongState
from a3tracker.domain.papers import PACK_PAPERS
from a3tracker.usecases import packs as usecases
from a3tracker.web.guard import actor

blueprint = Blueprint("packs", __name__)


@blueprint.app_template_global()
def pack_papers() -> dict[str, str]:
    """The papers that a pack is printed on, by key."""
    return PACK_PAPERS


@blueprint.post("/meetings/<int:meeting_id>/pack")
def want(meeting_id: int) -> ResponseReturnValue:
    """Ask for the pack of the agenda as it stands."""
    if not printing_works():
        raise WrongState(CANNOT_PRINT)
    wanted = usecases.want_pack(actor(), meeting_id, request.form.get("paper", "a3"))
    current_app.extensions["enqueue"]("printout", wanted)
    return redirect(url_for("printouts.show", printout_id=wanted), 303)
