"""Meetings: the list, making one, its page, ending it and making the next one."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from a3tracker.db.meetings import coming_meetings, past_meetings, people_invited
from a3tracker.db.people import people_of_stream
from a3tracker.domain.access import Place
from a3tracker.domain.errors import OutOfDate
from a3tracker.usecases import meetings as usecases
from a3tracker.usecases.transaction import now
from a3tracker.web.addresses import whole
from a3tracker.web.forms import choices
from a3tracker.web.forms.meetings import MeetingForm
from a3tracker.web.guard import actor
from a3tracker.web.meeting_page import shown_meeting
from a3tracker.web.meeting_places import ensure_meets, may_meet, places_to_meet

blueprint = Blueprint("meetings", __name__)


@blueprint.get("/meetings")
def index() -> ResponseReturnValue:
    """Coming and past meetings of what the actor sees; the filters stand in the address."""
    asked = {name: request.args.get(name, type=whole) for name in ("stream", "team")}
    page = min(max(1, request.args.get("page", 1, type=whole)), 10_000)
    past, more = past_meetings(actor(), page, **asked)
    return render_template(
        "meetings/index.html",
        coming=coming_meetings(actor(), **asked) if page == 1 else [],
        past=past,
        more=more,
        page=page,
        asked={name: value for name, value in asked.items() if value},
        may_make=may_meet(actor()),
        today=now().date(),
    )


@blueprint.route("/meetings/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Make a meeting; ?team= or ?stream= says whose."""
    place = Place(request.args.get("stream", type=whole), request.args.get("team", type=whole))
    if place == Place():
        return _choose_whose()
    stream, team = usecases.found_scope(actor(), place)
    usual = usecases.usual_people(stream, team)
    form = MeetingForm(data={"rhythm": "once", "people": usual, "day": now().date()})
    form.people.choices = choices(people_of_stream(stream.id))
    whose = team.name if team else stream.name
    made = form.taken(lambda: usecases.add_meeting(actor(), place, form.change()))
    if made:
        flash("The meeting is made. Its agenda comes next.")
        return redirect(url_for("meetings.show", meeting_id=made))
    back = url_for("meetings.index")
    return render_template("meetings/form.html", form=form, whose=whose, back=back, made=False), form.status


@blueprint.get("/meetings/<int:meeting_id>")
def show(meeting_id: int) -> ResponseReturnValue:
    """The meeting: what was promised, the agenda, what was said."""
    return shown_meeting(meeting_id)


@blueprint.route("/meetings/<int:meeting_id>/edit", methods=["GET", "POST"])
def edit(meeting_id: int) -> ResponseReturnValue:
    """Change day, hour, place, rhythm and people."""
    held, status = usecases.coming_meeting(actor(), meeting_id), 0
    whose, back = held.whose, url_for("meetings.show", meeting_id=meeting_id)
    form = MeetingForm(data={**vars(usecases.change_of(held.meeting)), "version": held.meeting.version})
    people = {one.id: one for one in (*people_of_stream(held.stream.id), *people_invited(meeting_id))}
    form.people.choices = choices([*people.values()])
    try:
        if form.taken(lambda: usecases.edit_meeting(actor(), meeting_id, form.change(), form.opened_version)):
            return redirect(back)
    except OutOfDate as refusal:
        form.form_errors.append(str(refusal))
        form.version.data, status = str(refusal.version), 409
    page = render_template("meetings/form.html", form=form, whose=whose, back=back, made=True)
    return page, status or form.status


@blueprint.post("/meetings/<int:meeting_id>/cancel")
def cancel(meeting_id: int) -> ResponseReturnValue:
    """Say that it is not held."""
    usecases.cancel_meeting(actor(), meeting_id)
    flash("Cancelled. It can be taken up again here.")
    return redirect(url_for("meetings.show", meeting_id=meeting_id))


@blueprint.post("/meetings/<int:meeting_id>/end")
def end(meeting_id: int) -> ResponseReturnValue:
    """Say that it is over."""
    usecases.end_meeting(actor(), meeting_id)
    flash("The meeting has ended. Its notes can still be put right.")
    return redirect(url_for("meetings.show", meeting_id=meeting_id))


@blueprint.post("/meetings/<int:meeting_id>/again")
def again(meeting_id: int) -> ResponseReturnValue:
    """Undo its end, or that it was cancelled."""
    usecases.take_up_again(actor(), meeting_id)
    return redirect(url_for("meetings.show", meeting_id=meeting_id))


@blueprint.post("/meetings/<int:meeting_id>/next")
def make_next(meeting_id: int) -> ResponseReturnValue:
    """Make the next one in the rhythm, with the same people; made once."""
    made = usecases.make_next(actor(), meeting_id)
    flash("This is the next meeting, with the same place and people.")
    return redirect(url_for("meetings.show", meeting_id=made))


def _choose_whose() -> ResponseReturnValue:
    """The streams and teams for which the actor may make a meeting; the only one is taken by itself."""
    ensure_meets(actor())
    places = places_to_meet(actor())
    if len(places) == 1 and request.method == "GET":
        return redirect(url_for("meetings.new", stream=places[0].stream, team=places[0].team))
    return render_template("meetings/whose.html", places=places), 200 if request.method == "GET" else 400
