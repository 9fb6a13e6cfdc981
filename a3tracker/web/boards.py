"""The pathway board of a stream, on the page and as PDF."""

from __future__ import annotations

from flask import Blueprint, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from a3tracker.doctor import CANNOT_PRINT, printing_works
from a3tracker.domain.errors import WrongState
from a3tracker.rendering.board_cards import board_of
from a3tracker.usecases.boards import want_board
from a3tracker.usecases.streams import found_stream
from a3tracker.usecases.transaction import now
from a3tracker.web.guard import actor

blueprint = Blueprint("boards", __name__)


@blueprint.get("/streams/<int:stream_id>/board")
def show(stream_id: int) -> ResponseReturnValue:
    """Segments by cycle, each open A3 a card."""
    stream = found_stream(actor(), stream_id)
    return render_template("boards/show.html", board=board_of(stream, now()))


@blueprint.post("/streams/<int:stream_id>/board/print")
def want(stream_id: int) -> ResponseReturnValue:
    """Ask for the board on one A3."""
    if not printing_works():
        raise WrongState(CANNOT_PRINT)
    wanted = want_board(actor(), stream_id)
    current_app.extensions["enqueue"]("printout", wanted)
    return redirect(url_for("printouts.show", printout_id=wanted), 303)
