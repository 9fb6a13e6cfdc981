"""Submitting, the review page, sending a review, and the coordinator's moves."""

from __future__ import annotations

from flask import Blueprint, flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from a3tracker.domain.comments import Said
from a3tracker.domain.errors import Invalid, OutOfDate, WrongState
from a3tracker.domain.reviews import Move
from a3tracker.domain.stages import Stage
from a3tracker.usecases import reviews as usecases
from a3tracker.usecases.comments import commented_a3
from a3tracker.usecases.sent_reviews import note_read, send_review
from a3tracker.web.addresses import day_typed, whole
from a3tracker.web.forms.comments import ReviewForm
from a3tracker.web.guard import actor
from a3tracker.web.review_page import changed_since, review_page

blueprint = Blueprint("reviews", __name__)


@blueprint.get("/a3/<int:number>/review")
def show(number: int) -> ResponseReturnValue:
    """What was submitted, who asked, and the decision; the rounds before it."""
    return review_page(number)


@blueprint.post("/a3/<int:number>/submit")
def submit(number: int) -> ResponseReturnValue:
    """Ask for agreement."""
    form = request.form
    next_check = day_typed(form.get("next_check"), "next_check")
    outcome = form.get("outcome") or None
    revision = usecases.submit(actor(), number, form.get("note", ""), outcome, next_check)
    flash(f"Submitted as revision {revision}. The manager sees it under “waiting for me”.")
    return redirect(url_for("a3s.show", number=number))


@blueprint.post("/a3/<int:number>/decide")
def decide(number: int) -> ResponseReturnValue:
    """Send the review: agree, comment, or return with a reason."""
    form = ReviewForm()
    form.offer(commented_a3(actor(), number).a3.cycle)
    try:
        review = form.review(request.form.get("decision"))
        stage = send_review(actor(), number, review)
    except (OutOfDate, WrongState) as refusal:
        return review_page(number, form, f"{refusal} {changed_since(number, form.read)}".strip(), 409)
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
    check_on = day_typed(request.form.get("check_on"), "check_on")
    stage: Stage = usecases.move(actor(), number, Move(wanted), check_on)
    flash(f"The A3 stands at {stage.label}.")
    return redirect(url_for("a3s.show", number=number))


def _said(said: Said, stage: Stage) -> str:
    if said is Said.AGREE:
        return f"Agreed. The A3 stands at {stage.label}."
    return "Returned with your reason." if said is Said.RETURN else "Your comments were sent."
