"""The five questions of an A3, and the coordinator's notes."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from a3tracker.db.a3s import Placed
from a3tracker.db.coaching import coaching_of
from a3tracker.db.revisions import written_now
from a3tracker.domain.access import Action, Verdict, may
from a3tracker.domain.coaching import QUESTIONS
from a3tracker.rendering.coach_facts import named_by
from a3tracker.rendering.kata import NO_LAST_STEP, NOTHING, answers, kata
from a3tracker.usecases import coaching as usecases
from a3tracker.usecases.transaction import now
from a3tracker.web.box_ratings import box_ratings
from a3tracker.web.forms.coaching import CoachingForm
from a3tracker.web.guard import actor
from a3tracker.web.sheet_page import may_write

blueprint = Blueprint("coaching", __name__)


@blueprint.get("/a3/<int:number>/coaching")
def show(number: int) -> ResponseReturnValue:
    """The questions with what is known beside them, and the notes, newest first."""
    return _page(usecases.coached_a3(actor(), number), CoachingForm())


@blueprint.post("/a3/<int:number>/coaching")
def add(number: int) -> ResponseReturnValue:
    """Keep a note."""
    form = CoachingForm()
    if form.taken(lambda: usecases.coach(actor(), number, form.note)):
        flash("The note is kept. The team hears of it.")
        return redirect(url_for("coaching.show", number=number))
    return _page(usecases.coached_a3(actor(), number), form)


def _page(placed: Placed, form: CoachingForm) -> ResponseReturnValue:
    notes = coaching_of(placed.a3.id)
    last, written = notes[0].note if notes else None, written_now(placed)
    known, named = kata(written.content, now().year), named_by(last, placed.a3.next_review)
    if last is not None and not form.is_submitted():
        form.obstacle.data = last.obstacle
    return render_template(
        "coaching/show.html",
        a3=placed.a3,
        placed=placed,
        questions=QUESTIONS,
        answers=answers(known, named, now().year),
        last_step=known.last_step,
        nothing=NOTHING,
        no_last_step=NO_LAST_STEP,
        notes=notes,
        form=form,
        verdict=_may_coach(placed),
        ratings=box_ratings(placed, written),
        may_rate=may_write(actor(), placed).ok,
    ), form.status


def _may_coach(placed: Placed) -> Verdict:
    if placed.a3.archived_at is not None:
        return Verdict(False, "This A3 is archived. Bring it back to coach on it.")
    return may(actor(), Action.COACH_A3, placed.place)
