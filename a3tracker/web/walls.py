"""A meeting on the wall: one A3 at a time, as large as the screen allows, what was said at its side."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from a3tracker.db.agendas import AgendaLine, agenda_of, submitted_since
from a3tracker.db.meeting_notes import notes_in
from a3tracker.db.reviews import rounds_of
from a3tracker.domain.access import Action, may
from a3tracker.domain.meetings import State
from a3tracker.rendering.drawn import Sheet
from a3tracker.rendering.live import live_sheet
from a3tracker.usecases.a3s import found_a3
from a3tracker.usecases.comments import commented_a3
from a3tracker.usecases.meetings import found_meeting
from a3tracker.usecases.minutes import note_in_meeting
from a3tracker.web.addresses import whole
from a3tracker.web.forms.meetings import MeetingNoteForm
from a3tracker.web.guard import actor
from a3tracker.web.meeting_forms import note_form
from a3tracker.web.meeting_page import notes_by_a3
from a3tracker.web.sheet_page import base_address

blueprint = Blueprint("walls", __name__)


@blueprint.get("/meetings/<int:meeting_id>/wall")
def show(meeting_id: int) -> ResponseReturnValue:
    """One A3 of the agenda; ?a3= and ?look= hold the place."""
    found_meeting(actor(), meeting_id)
    agenda = agenda_of(meeting_id)
    if not agenda:
        return redirect(url_for("meetings.show", meeting_id=meeting_id))
    asked = request.args.get("a3", type=whole)
    place = next((place for place, line in enumerate(agenda) if line.number == asked), 0)
    return _wall(meeting_id, agenda, place)


@blueprint.post("/meetings/<int:meeting_id>/wall/<int:number>")
def note(meeting_id: int, number: int) -> ResponseReturnValue:
    """Write a note on the A3 that is on the wall, and stay there."""
    found_meeting(actor(), meeting_id)
    form = note_form(commented_a3(actor(), number))
    if form.taken(lambda: note_in_meeting(actor(), meeting_id, number, form.note())):
        look = request.args.get("look")
        return redirect(url_for("walls.show", meeting_id=meeting_id, a3=number, look=look))
    agenda = agenda_of(meeting_id)
    place = next((place for place, line in enumerate(agenda) if line.number == number), 0)
    return _wall(meeting_id, agenda, place, form)


def _wall(
    meeting_id: int, agenda: list[AgendaLine], place: int, form: MeetingNoteForm | None = None
) -> ResponseReturnValue:
    """The A3 at this place of the agenda, counted from 0."""
    held, line = found_meeting(actor(), meeting_id), agenda[place]
    placed = found_a3(actor(), line.number)
    sheet = live_sheet(placed, base_address(), rounds_of(placed.a3.id)).sheet
    boxes = [box.key for box in (*sheet.left, *sheet.right)]
    look = _look(boxes)
    may_note = may(actor(), Action.COMMENT_A3, placed.place) and not line.archived
    writes = may_note and held.meeting.state is not State.CANCELLED
    return render_template(
        "walls/show.html",
        held=held,
        agenda=agenda,
        place=place,
        line=line,
        sheet=looked_at(sheet, look),
        look=look,
        nearby=_nearby(boxes, look),
        form=(form or note_form(placed, look if look in boxes else "")) if writes else None,
        said_here=notes_by_a3(notes_in(meeting_id)).get(line.a3, []),
        waits=line.a3 in submitted_since([line.a3]),
    ), form.status if form else 200


def looked_at(sheet: Sheet, look: str) -> Sheet:
    """The sheet with the side or the box that is looked at alone."""
    left = tuple(box for box in sheet.left if look in ("", "left", box.key))
    right = tuple(box for box in sheet.right if look in ("", "right", box.key))
    return replace(sheet, left=left, right=right)


def _look(boxes: list[str]) -> str:
    """What the address asks to look at: nothing for the whole sheet, a side, or a box."""
    asked = request.args.get("look", "")
    return asked if asked in {"left", "right", *boxes} else ""


def _nearby(boxes: list[str], look: str) -> tuple[str | None, str]:
    """The box before and the box after what is looked at; the whole sheet lies before the first."""
    if look not in boxes:
        return None, boxes[len(boxes) // 2] if look == "right" else boxes[0]
    at = boxes.index(look)
    return (boxes[at - 1] if at else None), boxes[(at + 1) % len(boxes)]
