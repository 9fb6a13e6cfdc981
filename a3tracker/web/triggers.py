"""A trigger of a standard: what called, and the two ways to answer it."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from a3tracker.db.people import names_of
from a3tracker.db.triggers import raised_on
from a3tracker.domain.a3s import label
from a3tracker.domain.access import Action, ensure
from a3tracker.domain.errors import NotAllowed, WrongState
from a3tracker.rendering.drafts import draft_texts, draft_title
from a3tracker.rendering.text import RENDERER_VERSION, to_html
from a3tracker.rendering.triggers import answered, called
from a3tracker.rendering.wording import range_words
from a3tracker.usecases import triggers as usecases
from a3tracker.usecases.a3s import found_a3
from a3tracker.usecases.boxes import BoxText
from a3tracker.usecases.triggers import Draft
from a3tracker.web.forms.triggers import AnswerForm
from a3tracker.web.guard import actor
from a3tracker.web.trigger_lines import may_draft

blueprint = Blueprint("triggers", __name__)


@blueprint.get("/a3/<int:number>/triggers")
def index(number: int) -> ResponseReturnValue:
    """Every figure that called on this standard, and what became of it."""
    placed = found_a3(actor(), number)
    found = raised_on(placed.a3.id)
    names = names_of({one.trigger.answered_by for one in found if one.trigger.answered_by})
    lines = [(one, called(one), answered(one, names)) for one in found]
    return render_template("triggers/index.html", a3=placed.a3, lines=lines)


@blueprint.get("/a3/<int:number>/triggers/<int:trigger_id>")
def show(number: int, trigger_id: int) -> ResponseReturnValue:
    """What called, who answers, and what became of it."""
    return _page(number, trigger_id, AnswerForm())


@blueprint.post("/a3/<int:number>/triggers/<int:trigger_id>/answer")
def answer(number: int, trigger_id: int) -> ResponseReturnValue:
    """Answer it without a PDCA."""
    form, found = AnswerForm(), usecases.found_trigger(actor(), number, trigger_id)
    verdict = usecases.may_answer(actor(), found_a3(actor(), number), found.range)
    if not verdict:
        raise NotAllowed(verdict.reason)
    try:
        if form.taken(lambda: usecases.answer(actor(), number, trigger_id, form.reason.data or "")):
            flash("Answered. The reason stands with the trigger.")
            return redirect(url_for("a3s.show", number=number))
    except WrongState as refusal:
        return _page(number, trigger_id, form, str(refusal), 409)
    return _page(number, trigger_id, form, status=400)


@blueprint.post("/a3/<int:number>/triggers/<int:trigger_id>/draft")
def draft(number: int, trigger_id: int) -> ResponseReturnValue:
    """Draft the left side of a PDCA from it, and go on writing there."""
    placed, found = found_a3(actor(), number), usecases.found_trigger(actor(), number, trigger_id)
    ensure(actor(), Action.COORDINATE_A3, placed.place)
    texts = draft_texts(placed, found)
    boxes = {key: BoxText(text, to_html(text), RENDERER_VERSION) for key, text in texts.items()}
    try:
        drafted = usecases.draft_pdca(actor(), number, trigger_id, Draft(draft_title(found), boxes))
    except WrongState as refusal:
        return _page(number, trigger_id, AnswerForm(), str(refusal), 409)
    flash(f"{label(drafted)} is drafted from what is known. Write on: what is missing, only people know.")
    return redirect(url_for("boxes.edit", number=drafted, key="perceive"))


def _page(
    number: int, trigger_id: int, form: AnswerForm, error: str = "", status: int = 200
) -> ResponseReturnValue:
    placed, found = found_a3(actor(), number), usecases.found_trigger(actor(), number, trigger_id)
    row = found.trigger
    return render_template(
        "triggers/show.html",
        a3=placed.a3,
        placed=placed,
        found=found,
        expected=range_words(found.range.low, found.range.high, found.range.unit),
        called=called(found),
        answered=answered(found, names_of({row.answered_by} if row.answered_by else set())),
        may_answer=usecases.may_answer(actor(), placed, found.range),
        may_draft=may_draft(actor(), placed),
        form=form,
        error=error,
    ), status
