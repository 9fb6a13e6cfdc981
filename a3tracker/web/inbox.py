"""The inbox: what I was told, unread first. Reading is a button: a link marks nothing."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from a3tracker.db.notices import inbox
from a3tracker.domain.notices import Page, Told
from a3tracker.usecases import notices as usecases
from a3tracker.web.addresses import whole
from a3tracker.web.guard import actor

blueprint = Blueprint("inbox", __name__)

ENDPOINTS = {
    Page.SHEET: "a3s.show",
    Page.REVIEW: "reviews.show",
    Page.COACHING: "coaching.show",
    Page.NOTES: "meeting_notes.index",
}


@blueprint.get("/inbox")
def index() -> ResponseReturnValue:
    """A page of the inbox."""
    page = min(max(1, request.args.get("page", 1, type=whole)), 10_000)
    received, more = inbox(actor(), page)
    return render_template("inbox/index.html", received=received, page=page, more=more)


@blueprint.post("/inbox/<int:notice_id>/open")
def open_notice(notice_id: int) -> ResponseReturnValue:
    """Mark it as read and go to what it tells about."""
    told = usecases.open_notice(actor(), notice_id).told
    return redirect(address_of(told), 303)


def address_of(told: Told) -> str:
    """The page on which one sees what the notice tells about."""
    if told.meeting is not None:
        return url_for("meetings.show", meeting_id=told.meeting)
    return url_for(ENDPOINTS[told.page], number=told.number, _anchor=told.anchor)


@blueprint.post("/inbox/read")
def read_all() -> ResponseReturnValue:
    """Mark everything as read."""
    usecases.read_all(actor())
    return redirect(url_for("inbox.index"))
