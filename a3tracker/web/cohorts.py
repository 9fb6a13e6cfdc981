"""The cohorts of a segment: who stayed of those who began together."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from a3tracker.rendering.cohorts import triangle_of
from a3tracker.usecases.segments import found_segment
from a3tracker.web.guard import actor

blueprint = Blueprint("cohorts", __name__)


@blueprint.get("/segments/<int:segment_id>/cohorts")
def show(segment_id: int) -> ResponseReturnValue:
    """The heat table of the newest transactions."""
    segment = found_segment(actor(), segment_id)
    return render_template("cohorts/show.html", segment=segment, triangle=triangle_of(segment_id))
