"""The pathway board of a stream, on the page and as PDF."""

from __future__ import annotations

import time

from flask import Blueprint, current_app, redirect, render_template, send_from_directory, url_for
from flask.typing import ResponseReturnValue

from a3tracker.config import Config
from a3tracker.db.base import db
from a3tracker.doctor import CANNOT_PRINT, printing_works
from a3tracker.domain.errors import NotFound, WrongState
from a3tracker.rendering.board_cards import board_of
from a3tracker.usecases.boards import found_board, want_board
from a3tracker.usecases.streams import found_stream
from a3tracker.usecases.transaction import now
from a3tracker.web.guard import actor

blueprint = Blueprint("boards", __name__)

PATIENCE, LOOK = 2.0, 0.1


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
    current_app.extensions["enqueue"]("board", wanted)
    return redirect(url_for("boards.printout", stream_id=stream_id, printout_id=wanted), 303)


@blueprint.get("/streams/<int:stream_id>/board/<int:printout_id>")
def printout(stream_id: int, printout_id: int) -> ResponseReturnValue:
    """The PDF as soon as it is there; after two seconds a page that looks again by itself."""
    wanted = found_board(actor(), stream_id, printout_id)
    until = time.monotonic() + PATIENCE
    while wanted.state == "wanted" and time.monotonic() < until:
        db.session.rollback()
        time.sleep(LOOK)
        wanted = found_board(actor(), stream_id, printout_id)
    if wanted.state == "done":
        return redirect(url_for("boards.pdf", stream_id=stream_id, printout_id=printout_id))
    return render_template("boards/printout.html", printout=wanted)


@blueprint.get("/streams/<int:stream_id>/board/<int:printout_id>.pdf")
def pdf(stream_id: int, printout_id: int) -> ResponseReturnValue:
    """The file; its cache key is its ETag."""
    wanted = found_board(actor(), stream_id, printout_id)
    if wanted.state != "done" or wanted.cache_key is None:
        raise NotFound("This printout is not ready.")
    config: Config = current_app.extensions["a3tracker"]
    answer = send_from_directory(
        config.printouts,
        f"{wanted.cache_key}.pdf",
        mimetype="application/pdf",
        download_name=f"board-{stream_id}.pdf",
        etag=wanted.cache_key,
        max_age=0,
    )
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer
