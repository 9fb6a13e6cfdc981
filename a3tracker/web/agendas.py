"""The agenda of a meeting: take what is proposed, add, take off, put in order, plan minutes."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from a3tracker.domain.errors import Invalid, OutOfDate
from a3tracker.usecases import agendas as usecases
from a3tracker.usecases.meetings import coming_meeting
from a3tracker.web.addresses import whole
from a3tracker.web.guard import actor
from a3tracker.web.meeting_page import shown_meeting

blueprint = Blueprint("agendas", __name__)


@blueprint.post("/meetings/<int:meeting_id>/agenda")
def take(meeting_id: int) -> ResponseReturnValue:
    """Put the chosen A3s on the agenda."""
    try:
        usecases.take_a3s(actor(), meeting_id, set(request.form.getlist("a3s", type=whole)))
    except Invalid as refusal:
        return shown_meeting(meeting_id, str(refusal), 400)
    return redirect(url_for("meetings.show", meeting_id=meeting_id, _anchor="agenda"))


@blueprint.post("/meetings/<int:meeting_id>/agenda/<int:item_id>/off")
def take_off(meeting_id: int, item_id: int) -> ResponseReturnValue:
    """Take an A3 off the agenda."""
    usecases.take_off(actor(), meeting_id, item_id)
    return redirect(url_for("meetings.show", meeting_id=meeting_id, _anchor="agenda"))


@blueprint.post("/meetings/<int:meeting_id>/agenda/<int:item_id>/up")
def up(meeting_id: int, item_id: int) -> ResponseReturnValue:
    """Move an A3 up by one."""
    return _moved(meeting_id, item_id, "up")


@blueprint.post("/meetings/<int:meeting_id>/agenda/<int:item_id>/down")
def down(meeting_id: int, item_id: int) -> ResponseReturnValue:
    """Move an A3 down by one."""
    return _moved(meeting_id, item_id, "down")


@blueprint.post("/meetings/<int:meeting_id>/agenda/minutes")
def plan(meeting_id: int) -> ResponseReturnValue:
    """Set how many minutes each A3 gets; an empty field takes them away."""
    coming_meeting(actor(), meeting_id)
    try:
        usecases.plan_minutes(actor(), meeting_id, _minutes())
    except Invalid as refusal:
        return shown_meeting(meeting_id, " ".join(refusal.fields.values()), 400)
    return redirect(url_for("meetings.show", meeting_id=meeting_id, _anchor="agenda"))


def _moved(meeting_id: int, item_id: int, way: str) -> ResponseReturnValue:
    """Back to the A3's line with its button, so that it can be moved on by the same key."""
    version = request.form.get("version", 0, type=whole)
    try:
        usecases.move_item(actor(), meeting_id, item_id, way == "up", version)
    except OutOfDate as refusal:
        return shown_meeting(meeting_id, str(refusal), 409)
    return redirect(url_for("meetings.show", meeting_id=meeting_id, moved=item_id, way=way))


def _minutes() -> dict[int, int | None]:
    """Item and minutes of each field; what is no number is refused with the others."""
    found: dict[int, int | None] = {}
    for name, typed in request.form.items():
        item = name.removeprefix("minutes-")
        if item != name and item.isdecimal() and len(item) < 10:
            typed = typed.strip()
            found[int(item)] = (int(typed) if typed.isdecimal() and len(typed) < 5 else 0) if typed else None
    return found
