"""Submitting, the review page, sending a review, and the coordinator's moves."""

from __future__ import annotations

from flask import Blueprint, flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from a3tracker.db.a3s import Placed
from a3tracker.domain.access import Action, ensure
from a3tracker.domain.comments import Said
from a3tracker.domain.errors import Invalid, OutOfDate, WrongState
from a3tracker.domain.reviews import Move
from a3tracker.domain.stages import ORDER, Stage
from a3tracker.usecases import reviews as usecases
from a3tracker.usecases.a3s import found_a3
from a3tracker.usecases.sent_reviews import note_read, send_review
from a3tracker.web.addresses import whole
from a3tracker.web.forms.comments import ReviewForm
from a3tracker.web.forms.offers import OfferForm
from a3tracker.web.guard import actor
from a3tracker.web.review_page import review_page
from a3tracker.web.shown_sheet import shown_sheet

blueprint = Blueprint("reviews", __name__)


@blueprint.get("/a3/<int:number>/review")
def show(number: int) -> ResponseReturnValue:
    """What was submitted, who asked, and the decision; the rounds before it."""
    return review_page(number)


@blueprint.post("/a3/<int:number>/submit")
def submit(number: int) -> ResponseReturnValue:
    """Ask for agreement."""
    form = OfferForm()
    form.offer(_allowed(number, Action.COORDINATE_A3).a3.cycle)
    try:
        revision = form.taken(lambda: usecases.submit(actor(), number, *form.asked))
    except (OutOfDate, WrongState) as refusal:
        return shown_sheet(number, form, str(refusal), 409)
    if revision is None:
        return shown_sheet(number, form, status=400)
    flash(f"Submitted as revision {revision}. The manager sees it under “waiting for me”.")
    return redirect(url_for("a3s.show", number=number))


@blueprint.post("/a3/<int:number>/decide")
def decide(number: int) -> ResponseReturnValue:
    """Send the review: agree, comment, or return with a reason."""
    form, said = ReviewForm(), request.form.get("decision")
    decides = said in (Said.AGREE, Said.RETURN)
    form.offer(_allowed(number, Action.DECIDE_A3 if decides else Action.COMMENT_A3).a3.cycle)
    try:
        review = form.review(said)
        stage = send_review(actor(), number, review)
    except (OutOfDate, WrongState) as refusal:
        return review_page(number, form, str(refusal), 409)
    except Invalid as refusal:
        form.refuse(refusal)
        return review_page(number, form, status=400)
    flash(_said(review.said, stage))
    return redirect(url_for("reviews.show", number=number))


@blueprint.post("/a3/<int:number>/read")
def read(number: int) -> ResponseReturnValue:
    """Remember which revision was read, so that the next visit shows what changed since."""
    note_read(actor(), number, request.form.get("revision", 0, type=whole))
    if request.accept_mimetypes.best == "application/json":
        return jsonify(read=True)
    return redirect(url_for("reviews.show", number=number))


@blueprint.post("/a3/<int:number>/move")
def move(number: int) -> ResponseReturnValue:
    """The coordinator's own moves: lock, and go on to Check."""
    wanted = request.form.get("move")
    if wanted not in (Move.LOCK.value, Move.CHECK.value):
        raise Invalid("There is no such move.")
    form = OfferForm()
    form.offer(_allowed(number, Action.COORDINATE_A3).a3.cycle)
    try:
        stage = form.taken(lambda: usecases.move(actor(), number, Move(wanted), form.check_on.data))
    except (OutOfDate, WrongState) as refusal:
        return shown_sheet(number, form, _done_already(number, Move(wanted)) or str(refusal), 409)
    if stage is None:
        return shown_sheet(number, form, status=400)
    flash(f"The A3 stands at {stage.label}.")
    return redirect(url_for("a3s.show", number=number))


def _allowed(number: int, action: Action) -> Placed:
    """The A3 for somebody who may do this, whatever was typed; what state it is in, the use case judges."""
    placed = found_a3(actor(), number)
    ensure(actor(), action, placed.place)
    return placed


def _done_already(number: int, wanted: Move) -> str:
    """What somebody is told who pressed the button twice; nothing when the move is refused otherwise."""
    a3 = found_a3(actor(), number).a3
    stage = Stage(a3.stage)
    before = Stage.PREDICTION if wanted is Move.LOCK else Stage.DO
    if a3.archived_at is not None or stage is Stage.CLOSED or ORDER.index(stage) <= ORDER.index(before):
        return ""
    done = "It is locked already" if wanted is Move.LOCK else "It has moved on already"
    return f"{done}: the A3 stands at {stage.label}. Nothing was done twice."


def _said(said: Said, stage: Stage) -> str:
    if said is Said.AGREE:
        return f"Agreed. The A3 stands at {stage.label}."
    return "Returned with your reason." if said is Said.RETURN else "Your comments were sent."
