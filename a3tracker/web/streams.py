"""Pages of value streams: list, one stream, its deputies and readers."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from a3tracker.db.base import db
from a3tracker.db.people import Person, names_of, people_who_sign_in
from a3tracker.db.segments import segments_seen
from a3tracker.db.streams import ValueStream, deputies_of, readers_of, streams_seen
from a3tracker.db.teams import teams_seen
from a3tracker.domain.access import Action, Place, ensure, may
from a3tracker.usecases import streams as usecases
from a3tracker.usecases.transaction import now
from a3tracker.web.forms import choices
from a3tracker.web.forms.streams import DeputyForm, ReaderForm, StreamForm
from a3tracker.web.guard import actor, needs

blueprint = Blueprint("streams", __name__)


@blueprint.get("/streams")
def index() -> ResponseReturnValue:
    """All streams that the actor sees."""
    archived = "archived" in request.args
    streams = streams_seen(actor(), archived)
    names = names_of({stream.manager_id for stream in streams if stream.manager_id})
    may_add = may(actor(), Action.SET_UP_STREAMS)
    return render_template(
        "streams/index.html", streams=streams, names=names, archived=archived, may_add=may_add
    )


@blueprint.route("/streams/new", methods=["GET", "POST"])
@needs(Action.SET_UP_STREAMS)
def new() -> ResponseReturnValue:
    """Add a stream."""
    form = _form()
    stream_id = form.taken(lambda: usecases.add_stream(actor(), form.change()))
    if stream_id:
        flash("The value stream was added. Add its first segment and its first team next.")
        return redirect(url_for("streams.show", stream_id=stream_id))
    return render_template("streams/form.html", form=form, stream_id=None, name=""), form.status


@blueprint.get("/streams/<int:stream_id>")
def show(stream_id: int) -> ResponseReturnValue:
    """One stream with its segments, teams, deputies and readers."""
    stream = usecases.found_stream(actor(), stream_id)
    return render_template("streams/show.html", stream=stream, **_surroundings(stream))


@blueprint.route("/streams/<int:stream_id>/edit", methods=["GET", "POST"])
def edit(stream_id: int) -> ResponseReturnValue:
    """Change a stream."""
    stream = usecases.set_up_stream(actor(), stream_id)
    name, form = stream.name, _form(stream)
    if form.taken(lambda: usecases.edit_stream(actor(), stream_id, form.change())):
        flash("Saved.")
        return redirect(url_for("streams.show", stream_id=stream_id))
    return render_template("streams/form.html", form=form, stream_id=stream_id, name=name), form.status


@blueprint.post("/streams/<int:stream_id>/archive")
def archive(stream_id: int) -> ResponseReturnValue:
    """Put a stream aside."""
    usecases.archive_stream(actor(), stream_id)
    flash("Archived. Nothing is lost: it can be brought back here.")
    return redirect(url_for("streams.show", stream_id=stream_id))


@blueprint.post("/streams/<int:stream_id>/bring-back")
def bring_back(stream_id: int) -> ResponseReturnValue:
    """Take an archived stream into use again."""
    usecases.bring_back_stream(actor(), stream_id)
    flash("Brought back.")
    return redirect(url_for("streams.show", stream_id=stream_id))


@blueprint.route("/streams/<int:stream_id>/deputies/new", methods=["GET", "POST"])
def name_deputy(stream_id: int) -> ResponseReturnValue:
    """Name who stands in for the manager."""
    name = _found_to_name(stream_id)
    form = DeputyForm()
    form.person.choices = choices(people_who_sign_in(), "choose somebody")
    if form.taken(lambda: usecases.name_deputy(actor(), stream_id, form.change())):
        flash("The deputy may decide on those days.")
        return redirect(url_for("streams.show", stream_id=stream_id))
    return render_template("streams/deputy.html", form=form, stream_id=stream_id, name=name), form.status


@blueprint.post("/streams/<int:stream_id>/deputies/<int:deputy_id>/end")
def end_deputy(stream_id: int, deputy_id: int) -> ResponseReturnValue:
    """Take a deputy back."""
    usecases.end_deputy(actor(), stream_id, deputy_id)
    flash("The deputy was taken back.")
    return redirect(url_for("streams.show", stream_id=stream_id))


@blueprint.route("/streams/<int:stream_id>/readers/new", methods=["GET", "POST"])
def invite_reader(stream_id: int) -> ResponseReturnValue:
    """Let somebody read the stream."""
    name = _found_to_name(stream_id)
    form = ReaderForm()
    form.person.choices = choices(people_who_sign_in(), "choose somebody")
    who = form.person.data or 0
    if form.taken(lambda: usecases.invite_reader(actor(), stream_id, who, bool(form.may_comment.data))):
        flash("The reader sees this stream from now on.")
        return redirect(url_for("streams.show", stream_id=stream_id))
    return render_template("streams/reader.html", form=form, stream_id=stream_id, name=name), form.status


@blueprint.post("/streams/<int:stream_id>/readers/<int:reader_id>/remove")
def remove_reader(stream_id: int, reader_id: int) -> ResponseReturnValue:
    """Take an invitation back."""
    usecases.remove_reader(actor(), stream_id, reader_id)
    flash("The reader no longer sees this stream. Invite again at any time.")
    return redirect(url_for("streams.show", stream_id=stream_id))


def _form(stream: ValueStream | None = None) -> StreamForm:
    form = StreamForm(
        data={"name": stream.name, "market": stream.market, "manager": stream.manager_id} if stream else None
    )
    manager = db.session.get(Person, stream.manager_id) if stream and stream.manager_id else None
    form.manager.choices = choices(people_who_sign_in(), "nobody yet", present=manager, gone="disabled")
    return form


def _found_to_name(stream_id: int) -> str:
    """The stream's name, for somebody who may name deputies and readers."""
    stream = usecases.found_stream(actor(), stream_id)
    ensure(actor(), Action.NAME_DEPUTY, Place(stream_id))
    return stream.name


def _surroundings(stream: ValueStream) -> dict[str, Any]:
    """What belongs to the stream, with names, and what the actor may do with it."""
    deputies, readers = deputies_of(stream.id, now().date()), readers_of(stream.id)
    teams = teams_seen(actor(), stream=stream.id)
    people = {deputy.person_id for deputy in deputies} | {reader.person_id for reader in readers}
    people |= {team.coordinator_id for team in teams}
    return {
        "segments": segments_seen(actor(), stream=stream.id),
        "teams": teams,
        "deputies": deputies,
        "readers": readers,
        "names": names_of(people | ({stream.manager_id} if stream.manager_id else set())),
        "may": {
            action.name: may(actor(), action, Place(stream.id))
            for action in (
                Action.SET_UP_STREAMS,
                Action.NAME_DEPUTY,
                Action.SET_UP_SEGMENTS,
                Action.SET_UP_TEAMS,
            )
        },
    }
