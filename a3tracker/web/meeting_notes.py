"""Meeting notes: typed in from paper or one by one, put right, and what becomes of each."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from a3tracker.db.a3s import Placed
from a3tracker.db.base import db
from a3tracker.db.meeting_notes import MeetingNote
from a3tracker.db.people import Person, people_of_stream
from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.errors import OutOfDate
from a3tracker.rendering.wording import day_words
from a3tracker.usecases import meeting_notes as usecases
from a3tracker.usecases.a3s import found_a3
from a3tracker.usecases.comments import commented_a3
from a3tracker.usecases.transaction import now
from a3tracker.web.addresses import whole
from a3tracker.web.forms import choices
from a3tracker.web.forms.meeting_notes import NoteForm, SayForm, begun, paper_form
from a3tracker.web.guard import actor
from a3tracker.web.note_lines import notes_on, page_of
from a3tracker.web.sheet_page import may_write

blueprint = Blueprint("meeting_notes", __name__)


@blueprint.get("/a3/<int:number>/notes")
def index(number: int) -> ResponseReturnValue:
    """The notes of the A3, newest first; ?from= is the note with which an older page begins."""
    placed = found_a3(actor(), number)
    notes = notes_on(actor(), placed, writes=may_write(actor(), placed).ok)
    lines, older = page_of(notes.lines, request.args.get("from", type=whole))
    page = {"lines": lines, "older": older, "newest": lines[:1] == notes.lines[:1]}
    return render_template("meeting_notes/index.html", a3=placed.a3, notes=notes, **page)


@blueprint.route("/a3/<int:number>/notes/new", methods=["GET", "POST"])
def new(number: int) -> ResponseReturnValue:
    """Type in one note."""
    placed = commented_a3(actor(), number)
    form = _form(placed, {**_begun(placed), "box": request.args.get("box", "")})
    if form.taken(lambda: usecases.add_note(actor(), number, form.note())):
        flash("The note is kept.")
        return _to_box(number, form.box.data)
    return render_template("meeting_notes/form.html", form=form, a3=placed.a3, note=None), form.status


@blueprint.route("/a3/<int:number>/notes/paper", methods=["GET", "POST"])
def paper(number: int) -> ResponseReturnValue:
    """Type in what stands on a paper, box by box."""
    placed = commented_a3(actor(), number)
    form = paper_form(placed.a3.cycle)(data=_begun(placed))
    form.said_by.choices = choices(people_of_stream(placed.stream.id), "nobody in particular")
    kept = form.taken(lambda: form.keep(lambda notes: usecases.add_notes(actor(), number, notes)))
    if kept:
        flash("The note is kept." if len(kept) == 1 else f"The {len(kept)} notes are kept.")
        return redirect(url_for("meeting_notes.index", number=number))
    boxes = CYCLES[placed.a3.cycle].boxes
    return render_template("meeting_notes/paper.html", form=form, a3=placed.a3, boxes=boxes), form.status


@blueprint.route("/a3/<int:number>/notes/<int:note_id>", methods=["GET", "POST"])
def edit(number: int, note_id: int) -> ResponseReturnValue:
    """Put a note right."""
    placed, row = usecases.note_to_edit(actor(), number, note_id)
    form, stands = _form(placed, {**vars(row.note()), "box": row.box or "", "version": row.version}, row), ""
    try:
        note = form.note(row.meeting_id)
        if form.taken(lambda: usecases.edit_note(actor(), number, note_id, note, form.opened_version)):
            return _to_note(number, note_id)
    except OutOfDate as refusal:
        form.form_errors.append(str(refusal))
        form.version.data, stands = str(refusal.version), refusal.theirs
    page = render_template("meeting_notes/form.html", form=form, a3=placed.a3, note=row, stands=stands)
    return page, 409 if stands else form.status


@blueprint.post("/a3/<int:number>/notes/<int:note_id>/remove")
def remove(number: int, note_id: int) -> ResponseReturnValue:
    """Take a note away."""
    usecases.remove_note(actor(), number, note_id)
    flash("The note was removed.")
    return redirect(url_for("meeting_notes.index", number=number))


@blueprint.post("/a3/<int:number>/notes/<int:note_id>/settle")
def settle(number: int, note_id: int) -> ResponseReturnValue:
    """A promise was kept, or nothing is to be done about a note."""
    usecases.settle_note(actor(), number, note_id)
    return _to_note(number, note_id)


@blueprint.post("/a3/<int:number>/notes/<int:note_id>/open-again")
def open_again(number: int, note_id: int) -> ResponseReturnValue:
    """Take that back."""
    usecases.settle_note(actor(), number, note_id, settled=False)
    return _to_note(number, note_id)


@blueprint.post("/a3/<int:number>/notes/<int:note_id>/taken-in")
def take_in(number: int, note_id: int) -> ResponseReturnValue:
    """The sheet was changed as the note asks."""
    usecases.take_note_in(actor(), number, note_id)
    flash("The note is marked as taken in.")
    return _to_note(number, note_id)


@blueprint.route("/a3/<int:number>/notes/<int:note_id>/comment", methods=["GET", "POST"])
def say(number: int, note_id: int) -> ResponseReturnValue:
    """Make a comment of a note, with its words filled in."""
    placed, row = commented_a3(actor(), number), usecases.found_note(actor(), number, note_id)[1]
    form = SayForm(data={"body": _as_comment(row)})
    sent = form.taken(lambda: usecases.say_note(actor(), number, note_id, form.body.data or ""))
    if sent:
        flash("The comment is sent.")
        return redirect(url_for("comments.show", number=number, comment_id=sent))
    if not form.is_submitted():
        usecases.note_to_become(actor(), number, note_id)
    return render_template("meeting_notes/comment.html", form=form, a3=placed.a3, note=row), form.status


def _form(placed: Placed, data: dict[str, Any], row: MeetingNote | None = None) -> NoteForm:
    form = NoteForm(data=data)
    present = db.session.get(Person, row.said_by) if row and row.said_by else None
    form.offer(placed.a3.cycle, people_of_stream(placed.stream.id), present)
    return form


def _begun(placed: Placed) -> dict[str, Any]:
    return begun(placed.segment.today(now()), request.args.get("revision", type=whole))


def _as_comment(row: MeetingNote) -> str:
    """The words of the note, and below them where they come from."""
    who = db.session.get_one(Person, row.said_by).name if row.said_by else row.said_by_words
    held = "the meeting" if row.meeting_id else "a note"
    source = f"From {held} of {day_words(row.day)}{f', said by {who}' if who else ''}."
    return f"{row.words}\n\n{source}"


def _to_box(number: int, key: str | None) -> ResponseReturnValue:
    return redirect(url_for("a3s.show", number=number, _anchor=f"box-{key}" if key else None))


def _to_note(number: int, note_id: int) -> ResponseReturnValue:
    """To the box on the sheet when the button stood there, else to the note in the list."""
    box = request.form.get("box")
    if box is not None and request.form.get("from") == "sheet":
        return _to_box(number, box)
    return redirect(url_for("meeting_notes.index", number=number, _anchor=f"note-{note_id}"))
