"""Comments: collecting them, threads with their answers, suggestions taken over or declined."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from a3tracker.db.comments import Comment, threads_of
from a3tracker.db.reviews import rounds_of
from a3tracker.domain.access import Action
from a3tracker.domain.errors import Invalid, OutOfDate, WrongState
from a3tracker.rendering.live import live_sheet
from a3tracker.rendering.text import RENDERER_VERSION, check_text, to_html
from a3tracker.usecases import comments as usecases
from a3tracker.usecases.a3s import found_a3, open_a3
from a3tracker.usecases.boxes import BoxText
from a3tracker.usecases.comments import change_of, commented_a3, own_collected, sent_root
from a3tracker.usecases.suggestions import decline as decline_suggestion
from a3tracker.usecases.suggestions import proposed
from a3tracker.usecases.suggestions import take as take_suggestion
from a3tracker.web.forms.comments import AnswerForm, CommentForm, ReviewForm
from a3tracker.web.guard import actor
from a3tracker.web.review_page import review_page
from a3tracker.web.sheet_page import base_address
from a3tracker.web.threads import talk_of_one

blueprint = Blueprint("comments", __name__)


@blueprint.post("/a3/<int:number>/comments")
def collect(number: int) -> ResponseReturnValue:
    """Add a comment to the review that is being written; a reason typed beside it is kept."""
    form = ReviewForm()
    form.offer(commented_a3(actor(), number).a3.cycle)
    try:
        if not form.taken(lambda: usecases.collect(actor(), number, form.read, form.change())):
            return review_page(number, form, status=400)
    except OutOfDate as refusal:
        return review_page(number, form, str(refusal), 409)
    if not (form.reason.data or "").strip():
        return redirect(url_for("reviews.show", number=number, _anchor="your-review"))
    form.clear_comment()
    return review_page(number, form)


@blueprint.get("/a3/<int:number>/comments/<int:comment_id>")
def show(number: int, comment_id: int) -> ResponseReturnValue:
    """One thread with its answers."""
    return _thread(number, comment_id, AnswerForm(formdata=None))


@blueprint.route("/a3/<int:number>/comments/<int:comment_id>/edit", methods=["GET", "POST"])
def edit(number: int, comment_id: int) -> ResponseReturnValue:
    """Change what is collected and not sent yet."""
    placed, comment = own_collected(actor(), number, comment_id)
    form = CommentForm(data={**vars(change_of(comment)), "box": comment.box or ""})
    form.offer(placed.a3.cycle)
    if form.taken(lambda: usecases.edit_collected(actor(), number, comment_id, form.change())):
        return redirect(url_for("reviews.show", number=number, _anchor="your-review"))
    return render_template("comments/edit.html", form=form, number=number, comment_id=comment_id), form.status


@blueprint.post("/a3/<int:number>/comments/<int:comment_id>/remove")
def remove(number: int, comment_id: int) -> ResponseReturnValue:
    """Take back what is not sent yet."""
    usecases.remove_collected(actor(), number, comment_id)
    flash("The comment was taken back.")
    return redirect(url_for("reviews.show", number=number, _anchor="your-review"))


@blueprint.post("/a3/<int:number>/comments/<int:comment_id>/answer")
def answer(number: int, comment_id: int) -> ResponseReturnValue:
    """Answer in a thread."""
    form = AnswerForm()
    commented_a3(actor(), number)
    if form.taken(lambda: usecases.answer(actor(), number, comment_id, form.body.data or "")):
        return _back(number, comment_id)
    return _thread(number, comment_id, form, status=400)


@blueprint.post("/a3/<int:number>/comments/<int:comment_id>/resolve")
def resolve(number: int, comment_id: int) -> ResponseReturnValue:
    """Lay a thread aside."""
    usecases.resolve(actor(), number, comment_id)
    flash("Resolved. It stays below the open comments.")
    return _back(number, comment_id)


@blueprint.post("/a3/<int:number>/comments/<int:comment_id>/open-again")
def open_again(number: int, comment_id: int) -> ResponseReturnValue:
    """Take a thread up again."""
    usecases.resolve(actor(), number, comment_id, resolved=False)
    return _back(number, comment_id)


@blueprint.post("/a3/<int:number>/comments/<int:comment_id>/take")
def take(number: int, comment_id: int) -> ResponseReturnValue:
    """Put the suggested wording into the box."""
    open_a3(actor(), number, Action.WRITE_A3)
    box = _commented(number, comment_id).box
    try:
        new = proposed(actor(), number, comment_id)
        if new is not None:
            check_text(new.text)
            written = BoxText(new.text, to_html(new.text), RENDERER_VERSION)
            take_suggestion(actor(), number, comment_id, written, new.version)
    except (OutOfDate, WrongState, Invalid) as refusal:
        status = 400 if isinstance(refusal, Invalid) else 409
        return _thread(number, comment_id, AnswerForm(formdata=None), str(refusal), status)
    flash("Taken over into the box.")
    return redirect(url_for("a3s.show", number=number, _anchor=f"box-{box}"))


@blueprint.post("/a3/<int:number>/comments/<int:comment_id>/decline")
def decline(number: int, comment_id: int) -> ResponseReturnValue:
    """Leave the box as it is."""
    decline_suggestion(actor(), number, comment_id, request.form.get("why", ""))
    flash("Declined. Who suggested it hears of it.")
    return _back(number, comment_id)


def _commented(number: int, comment_id: int) -> Comment:
    return sent_root(found_a3(actor(), number), comment_id)


def _back(number: int, comment_id: int) -> ResponseReturnValue:
    """To the page that the form stood on: the review, the sheet, or the thread's own."""
    where = {"review": "reviews.show", "sheet": "a3s.show"}.get(request.form.get("from", ""))
    if where is None:
        return redirect(url_for("comments.show", number=number, comment_id=comment_id))
    return redirect(url_for(where, number=number, _anchor=f"comment-{comment_id}"))


def _thread(
    number: int, comment_id: int, form: AnswerForm, error: str = "", status: int = 200
) -> ResponseReturnValue:
    placed = found_a3(actor(), number)
    root = sent_root(placed, comment_id)
    thread = next(one for one in threads_of(placed.a3.id, actor().id) if one.root.id == root.id)
    live = live_sheet(placed, base_address(), rounds_of(placed.a3.id))
    talk, shown = talk_of_one(actor(), placed, thread, live.sheet)
    return render_template(
        "comments/show.html", a3=placed.a3, shown=shown, talk=talk, form=form, error=error
    ), status
