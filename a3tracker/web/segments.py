"""Pages of customer segments."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from a3tracker.db.a3_lists import Filters, a3_lines
from a3tracker.db.base import db
from a3tracker.db.handovers import chains_in
from a3tracker.db.segments import Segment, segments_seen
from a3tracker.db.streams import ValueStream, stream_names
from a3tracker.domain.access import Action, Place, Verdict, may
from a3tracker.domain.chains import Link
from a3tracker.rendering.live import tracks_of
from a3tracker.rendering.metric_cards import segment_figures
from a3tracker.rendering.pull import known_pull
from a3tracker.usecases import segments as usecases
from a3tracker.usecases.streams import stream_in_use
from a3tracker.usecases.transaction import now
from a3tracker.web.addresses import whole
from a3tracker.web.chain_links import drawn_chain
from a3tracker.web.forms import choices
from a3tracker.web.forms.pull import tried
from a3tracker.web.forms.segments import SegmentForm
from a3tracker.web.guard import actor
from a3tracker.web.places import ensure_anywhere, may_anywhere, may_start, streams_to_set_up

blueprint = Blueprint("segments", __name__)
FIELDS = ("name", "job", "handling", "leading_cycle", "persona", "customers_customers",
          "time_zone", "currency", "period")  # fmt: skip


@blueprint.get("/segments")
def index() -> ResponseReturnValue:
    """All segments that the actor sees, by stream."""
    archived = "archived" in request.args
    segments = segments_seen(actor(), archived)
    return render_template(
        "segments/index.html",
        segments=segments,
        names=stream_names({segment.stream_id for segment in segments}),
        archived=archived,
        may_add=may_anywhere(actor(), Action.SET_UP_SEGMENTS),
    )


@blueprint.route("/segments/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Add a segment; ?stream= chooses its stream."""
    ensure_anywhere(actor(), Action.SET_UP_SEGMENTS)
    stream_id = request.args.get("stream", type=whole)
    if stream_id:
        stream_in_use(actor(), stream_id, Action.SET_UP_SEGMENTS)
    form = _form({"stream": stream_id, "time_zone": "UTC", "currency": "EUR", "period": "month"})
    segment_id = form.taken(lambda: usecases.add_segment(actor(), form.change()))
    if segment_id:
        flash("The segment was added.")
        return redirect(url_for("segments.show", segment_id=segment_id))
    return render_template("segments/form.html", form=form, segment_id=None, name=""), form.status


@blueprint.get("/segments/<int:segment_id>")
def show(segment_id: int) -> ResponseReturnValue:
    """One segment with everything said about it, and its A3s."""
    segment = usecases.found_segment(actor(), segment_id)
    known = segment_figures(segment, usecases.today_of(segment))
    lines, more = a3_lines(actor(), Filters(segment=segment_id))
    return render_template(
        "segments/show.html",
        segment=segment,
        stream=db.session.get_one(ValueStream, segment.stream_id),
        lines=lines,
        tracks=tracks_of(lines, now().year),
        more=more,
        may_edit=may(actor(), Action.SET_UP_SEGMENTS, Place(segment.stream_id)),
        may_start=_may_start(segment),
        chain=drawn_chain(_linked(segment)),
        cards=known.shown,
        tried=tried(known_pull(known), request.args),
        may_do=usecases.on_segment(actor(), segment, Action.ENTER_FIGURES, Action.DEFINE_TERMS),
        Action=Action,
    )


@blueprint.get("/segments/<int:segment_id>/pull")
def pull(segment_id: int) -> ResponseReturnValue:
    """The answer alone, for the sliders of the segment's page."""
    segment = usecases.found_segment(actor(), segment_id)
    known = known_pull(segment_figures(segment, usecases.today_of(segment)))
    return render_template("segments/pull_answer.html", segment=segment, tried=tried(known, request.args))


@blueprint.route("/segments/<int:segment_id>/edit", methods=["GET", "POST"])
def edit(segment_id: int) -> ResponseReturnValue:
    """Change a segment."""
    segment = usecases.set_up_segment(actor(), segment_id)
    name = segment.name
    stream = db.session.get(ValueStream, segment.stream_id)
    form = _form({"stream": segment.stream_id, **{key: getattr(segment, key) for key in FIELDS}}, stream)
    if form.taken(lambda: usecases.edit_segment(actor(), segment_id, form.change())):
        flash("Saved.")
        return redirect(url_for("segments.show", segment_id=segment_id))
    return render_template("segments/form.html", form=form, segment_id=segment_id, name=name), form.status


@blueprint.post("/segments/<int:segment_id>/archive")
def archive(segment_id: int) -> ResponseReturnValue:
    """Put a segment aside."""
    usecases.archive_segment(actor(), segment_id)
    flash("Archived. Nothing is lost: it can be brought back here.")
    return redirect(url_for("segments.show", segment_id=segment_id))


@blueprint.post("/segments/<int:segment_id>/bring-back")
def bring_back(segment_id: int) -> ResponseReturnValue:
    """Take an archived segment into use again."""
    usecases.bring_back_segment(actor(), segment_id)
    flash("Brought back.")
    return redirect(url_for("segments.show", segment_id=segment_id))


def _linked(segment: Segment) -> list[Link]:
    """The A3s of the segment's chains; one that stands alone is in the list and needs no drawing."""
    links = chains_in(segment.id)
    parents = {link.parent for link in links}
    return [link for link in links if link.id in parents or link.parent in {one.id for one in links}]


def _form(data: dict[str, object], stream: ValueStream | None = None) -> SegmentForm:
    form = SegmentForm(data=data)
    form.stream.choices = choices(
        streams_to_set_up(actor(), Action.SET_UP_SEGMENTS), "choose a stream", present=stream
    )
    return form


def _may_start(segment: Segment) -> Verdict:
    """A team of the segment's stream starts A3s; an archived segment takes none."""
    if segment.archived_at is not None:
        return Verdict(False, "This segment is archived. Bring it back first.")
    return may_start(actor(), segment.stream_id)
