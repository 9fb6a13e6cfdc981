"""Submitting, the review page, deciding, and the coordinator's moves."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from a3tracker.db.reviews import Round, rounds_of
from a3tracker.db.revisions import content_of, revision_numbered
from a3tracker.domain.access import Action
from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.errors import Invalid, NotFound, OutOfDate
from a3tracker.domain.reviews import POINT_WORDS, Move
from a3tracker.domain.revisions import changed_parts, read_content
from a3tracker.domain.stages import Stage
from a3tracker.rendering.live import revision_sheet
from a3tracker.usecases import reviews as usecases
from a3tracker.usecases.a3s import found_a3, open_a3
from a3tracker.web.addresses import whole
from a3tracker.web.guard import actor
from a3tracker.web.sheet_page import base_address

blueprint = Blueprint("reviews", __name__)


@blueprint.get("/a3/<int:number>/review")
def show(number: int) -> ResponseReturnValue:
    """What was submitted, who asked, and the decision; the rounds before it."""
    return _page(number, "", 200)


@blueprint.post("/a3/<int:number>/submit")
def submit(number: int) -> ResponseReturnValue:
    """Ask for agreement."""
    form = request.form
    revision = usecases.submit(actor(), number, form.get("note", ""), form.get("outcome") or None)
    flash(f"Submitted as revision {revision}. The manager sees it under “waiting for me”.")
    return redirect(url_for("a3s.show", number=number))


@blueprint.post("/a3/<int:number>/decide")
def decide(number: int) -> ResponseReturnValue:
    """Agree, or return with a reason."""
    form = request.form
    open_a3(actor(), number, Action.DECIDE_A3)
    try:
        move = _decision(form.get("decision"))
        read = form.get("revision", 0, type=whole)
        choice = usecases.Choice(move, read, form.get("digest", ""), form.get("reason", ""))
        stage = usecases.decide(actor(), number, choice)
    except OutOfDate as refusal:
        return _page(number, f"{refusal} {_changed_since(number, read)}", 409)
    except Invalid as refusal:
        return _page(number, str(refusal), 400)
    flash(f"Agreed. The A3 stands at {stage.label}." if move is Move.AGREE else "Returned with your reason.")
    return redirect(url_for("reviews.show", number=number))


@blueprint.post("/a3/<int:number>/move")
def move(number: int) -> ResponseReturnValue:
    """The coordinator's own moves: lock, and go on to Check."""
    wanted = request.form.get("move")
    if wanted not in (Move.LOCK.value, Move.CHECK.value):
        raise Invalid("There is no such move.")
    stage: Stage = usecases.move(actor(), number, Move(wanted))
    flash(f"The A3 stands at {stage.label}.")
    return redirect(url_for("a3s.show", number=number))


def _page(number: int, error: str, status: int) -> ResponseReturnValue:
    placed = found_a3(actor(), number)
    rounds = rounds_of(placed.a3.id)
    if not rounds:
        raise NotFound("Nothing was submitted on this A3 yet.")
    shown = rounds[0]
    submitted, now_written = read_content(shown.revision.content), content_of(placed)
    waiting = shown.submission if shown.submission.decision is None else None
    return render_template(
        "reviews/show.html",
        a3=placed.a3,
        placed=placed,
        rounds=rounds,
        shown=shown,
        waiting=waiting,
        error=error,
        sheet=revision_sheet(placed, shown.revision, base_address(), rounds),
        point_words=POINT_WORDS,
        newer=[_part_words(placed.a3.cycle, part) for part in changed_parts(submitted, now_written)],
        outcome=_outcome(placed.a3.cycle, shown),
        verdict=usecases.may_decide(actor(), placed, waiting),
        reason=request.form.get("reason", ""),
    ), status


def _decision(typed: str | None) -> Move:
    if typed not in ("agree", "return"):
        raise Invalid("Choose whether you agree, or return it with a reason.")
    return Move.AGREE if typed == "agree" else Move.RETURN


def _changed_since(number: int, read: int) -> str:
    """What the newest submission changed against the revision that was read."""
    a3 = found_a3(actor(), number).a3
    before, newest = revision_numbered(a3.id, read), rounds_of(a3.id)[0].revision
    if before is None:
        return ""
    parts = changed_parts(read_content(before.content), read_content(newest.content))
    return f"Changed: {', '.join(_part_words(a3.cycle, part) for part in parts)}."


def _part_words(cycle: str, part: str) -> str:
    """What a changed part is called on the page."""
    labels = {box.key: box.label for box in CYCLES[cycle].boxes}
    return labels.get(part, part.replace("_", " "))


def _outcome(cycle: str, shown: Round) -> str:
    """The word of the outcome that was proposed, if one was."""
    labels = {outcome.key: outcome.label for outcome in CYCLES[cycle].outcomes}
    return labels.get(shown.submission.outcome or "", "")
