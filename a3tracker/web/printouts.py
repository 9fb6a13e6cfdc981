"""Printing: a POST that wants a PDF, a page that waits for it, the file itself."""

from __future__ import annotations

import json
import sqlite3
from contextlib import suppress

from flask import (
    Blueprint,
    Response,
    current_app,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from a3tracker.db.printout_lists import printout_lines
from a3tracker.db.revision_history import history_of
from a3tracker.doctor import CANNOT_PRINT, printing_works
from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.errors import NotFound, WrongState
from a3tracker.domain.keeping import KEPT
from a3tracker.domain.papers import HALVES, HARD_TO_READ, PAPERS
from a3tracker.usecases import printouts as usecases
from a3tracker.usecases.a3s import found_a3
from a3tracker.usecases.ahead import wanted_meanwhile
from a3tracker.web.addresses import whole
from a3tracker.web.guard import actor
from a3tracker.web.print_choice import keep_paper, last_paper, print_choice
from a3tracker.web.printout_files import is_gone, is_there, note_opened, sent, waited_for, waits
from a3tracker.web.printout_names import key_and_name, named

blueprint = Blueprint("printouts", __name__)

PATIENCE = 2.0


@blueprint.get("/a3/<int:number>/print")
def choose(number: int) -> ResponseReturnValue:
    """Choose the paper, which revision, and whether to write on it; says what would be cut."""
    placed = found_a3(actor(), number)
    return render_template(
        "printouts/choose.html",
        a3=placed.a3,
        placed=placed,
        choice=print_choice(placed, _old(request.args.get("revision"))),
        taken=history_of(placed.a3.id),
        last=last_paper(),
    )


@blueprint.post("/a3/<int:number>/print")
def want(number: int) -> ResponseReturnValue:
    """Ask for the PDF of what stands now, or of the old revision that the form names."""
    _ensure_printing()
    paper, old = request.form.get("paper", "a3"), _old(request.form.get("revision"))
    wanted = usecases.want_printout(actor(), number, paper, old, bool(request.form.get("half_filled")))
    keep_paper(paper)
    current_app.extensions["enqueue"]("printout", wanted)
    preview = "yes" if request.form.get("preview") else None
    return redirect(url_for("printouts.show", printout_id=wanted, preview=preview), 303)


@blueprint.get("/blank")
def blanks() -> ResponseReturnValue:
    """Blank sheets of each cycle, to write on by hand."""
    return render_template("printouts/blanks.html", cycles=CYCLES.values(), papers=PAPERS, last=last_paper())


@blueprint.post("/blank/<cycle>")
def blank(cycle: str) -> ResponseReturnValue:
    """Ask for a blank sheet."""
    _ensure_printing()
    paper = request.form.get("paper", "a3")
    wanted = usecases.want_blank(actor(), cycle, paper)
    keep_paper(paper)
    current_app.extensions["enqueue"]("printout", wanted)
    return redirect(url_for("printouts.show", printout_id=wanted), 303)


@blueprint.get("/printouts")
def index() -> ResponseReturnValue:
    """What I asked for, newest first."""
    before = request.args.get("before", type=whole)
    lines, more = printout_lines(actor(), before)
    return render_template(
        "printouts/index.html", lines=lines, more=more, before=before, papers=PAPERS, kept=KEPT.days
    )


@blueprint.get("/printouts/<int:printout_id>")
def show(printout_id: int) -> ResponseReturnValue:
    """The PDF as soon as it is there; after two seconds a page that looks again by itself.

    A preview stays on the page, and so does what was cut or is hard to read.
    """
    wanted = usecases.found_printout(actor(), printout_id)
    if is_gone(wanted):
        _ensure_printing()
        current_app.extensions["enqueue"]("printout", printout_id)
    wanted = waited_for(wanted, PATIENCE)
    missing, called, comes = json.loads(wanted.missing), named(wanted), waits(wanted)
    small = wanted.kind != "pack" and (wanted.size_pt or HARD_TO_READ) < HARD_TO_READ
    halves = HALVES.get(wanted.paper) if small else None
    said = comes or missing or halves or wanted.message
    if wanted.state == "done" and not (said or "preview" in request.args):
        return redirect(url_for("printouts.pdf", printout_id=printout_id, name=called.name))
    fields = {"printout": wanted, "missing": missing, "halves": halves, "named": called, "waits": comes}
    return render_template("printouts/show.html", papers=PAPERS, **fields)


@blueprint.post("/printouts/<int:printout_id>/again")
def again(printout_id: int) -> ResponseReturnValue:
    """Try once more what could not be made."""
    _ensure_printing()
    usecases.print_again(actor(), printout_id)
    current_app.extensions["enqueue"]("printout", printout_id)
    return redirect(url_for("printouts.show", printout_id=printout_id), 303)


@blueprint.get("/printouts/<int:printout_id>/<name>.pdf")
def pdf(printout_id: int, name: str) -> ResponseReturnValue:
    """The file; its cache key is its ETag."""
    key, called = key_and_name(printout_id)
    if key is None or name != called:
        raise NotFound("This printout is not ready, or has another name.")
    if not is_there(key):
        return redirect(url_for("printouts.show", printout_id=printout_id))
    note_opened(key)
    return sent(key, name)


@blueprint.get("/p/<int:number>/<int:revision>")
def from_paper(number: int, revision: int) -> ResponseReturnValue:
    """From the code on a printed sheet to the live A3, which says what the paper is."""
    found_a3(actor(), number)
    return redirect(url_for("a3s.show", number=number, paper=revision))


@blueprint.after_app_request
def hurry(response: Response) -> Response:
    """Have new revisions made before somebody asks. When the queue cannot be written, Print makes them."""
    for printout_id in wanted_meanwhile():
        with suppress(sqlite3.Error, OSError):
            current_app.extensions["enqueue"]("ahead", printout_id)
    return response


def _ensure_printing() -> None:
    """Say at once that this machine cannot print, instead of waiting for ever."""
    if not printing_works():
        raise WrongState(CANNOT_PRINT)


def _old(typed: str | None) -> int | None:
    """The number of an old revision; None for what stands now."""
    try:
        return whole(typed) if typed else None
    except ValueError:
        raise NotFound("There is no such revision.") from None
