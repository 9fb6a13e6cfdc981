"""What is said in a meeting: beside its A3s, on each of them, and which promise was kept."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from a3tracker.domain.errors import OutOfDate
from a3tracker.usecases.comments import commented_a3
from a3tracker.usecases.meeting_notes import settle_note
from a3tracker.usecases.meetings import found_meeting, run_meeting
from a3tracker.usecases.minutes import note_in_meeting, write_minutes
from a3tracker.web.forms.meetings import MinutesForm
from a3tracker.web.guard import actor
from a3tracker.web.meeting_forms import note_form
from a3tracker.web.meeting_page import shown_meeting

blueprint = Blueprint("minutes", __name__)


@blueprint.post("/meetings/<int:meeting_id>/minutes")
def write(meeting_id: int) -> ResponseReturnValue:
    """Write what was said beside the A3s."""
    run_meeting(actor(), meeting_id)
    form = MinutesForm()
    typed = form.minutes.data or "", form.opened_version
    try:
        if form.taken(lambda: write_minutes(actor(), meeting_id, *typed)):
            flash("Saved.")
            return redirect(url_for("meetings.show", meeting_id=meeting_id, _anchor="minutes"))
    except OutOfDate as refusal:
        form.minutes.data = f"{refusal.theirs}\n\n{refusal.yours}".strip()
        form.version.data = str(refusal.version)
        return shown_meeting(meeting_id, str(refusal), 409, form)
    return shown_meeting(meeting_id, " ".join(map(str, form.minutes.errors)), 400, form)


@blueprint.route("/meetings/<int:meeting_id>/a3/<int:number>/note", methods=["GET", "POST"])
def note(meeting_id: int, number: int) -> ResponseReturnValue:
    """Write what was said, decided or promised on one A3 of the agenda."""
    held, placed = found_meeting(actor(), meeting_id), commented_a3(actor(), number)
    back = url_for("meetings.show", meeting_id=meeting_id, _anchor=f"a3-{number}")
    title, form = placed.a3.title, note_form(placed)
    if form.taken(lambda: note_in_meeting(actor(), meeting_id, number, form.note())):
        return redirect(back)
    page = render_template("meetings/note.html", form=form, held=held, number=number, title=title, back=back)
    return page, form.status


@blueprint.post("/meetings/<int:meeting_id>/a3/<int:number>/promises/<int:note_id>/kept")
def kept(meeting_id: int, number: int, note_id: int) -> ResponseReturnValue:
    """Say that a promise was kept."""
    found_meeting(actor(), meeting_id)
    settle_note(actor(), number, note_id)
    flash("Noted as kept.")
    return redirect(url_for("meetings.show", meeting_id=meeting_id, _anchor="promises"))
