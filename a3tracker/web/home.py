"""The home page: what waits for me, what is overdue, the streams I belong to."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from a3tracker.db.a3_lists import A3Line, my_open_lines, open_counts, triggered_lines
from a3tracker.db.audits import audits_asked_of
from a3tracker.db.countermeasures import late_lines
from a3tracker.db.experiments import looks_due
from a3tracker.db.meeting_notes import late_promises
from a3tracker.db.meetings import meetings_of_mine
from a3tracker.db.not_to_do import lines_without_yes
from a3tracker.db.reviews import returned_to, waiting_for_decision
from a3tracker.db.streams import streams_seen
from a3tracker.domain.control_points import POINT_WORDS
from a3tracker.rendering.countermeasures import also_words
from a3tracker.rendering.live import tracks_of
from a3tracker.usecases.transaction import now
from a3tracker.web.guard import actor

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """Each person sees their own; an A3 stands in the list once, with all that it asks for."""
    today, mine = now().date(), my_open_lines(actor())
    to_decide, returned = waiting_for_decision(actor()), returned_to(actor())
    called, waiting = triggered_lines(actor()), [item.line for item in (*to_decide, *returned)]
    waiting += [line for line, _at in called]
    asked = {line.number for line in waiting}
    audits = [(line, due) for line, due in audits_asked_of(actor(), today) if line.number not in asked]
    waiting += [line for line, _due in audits]
    asked = {line.number for line in waiting}
    overdue = [line for line in mine if line.late_since(today) and line.number not in asked]
    also, further = _beside(today, asked | {line.number for line in overdue})
    shown = asked | {line.number for line in (*overdue, *further)}
    return render_template(
        "home/index.html",
        today=today,
        to_decide=to_decide,
        returned=returned,
        called=called,
        overdue=overdue,
        audits=audits,
        further=further,
        also=also,
        mine=[line for line in mine if line.number not in shown],
        tracks=tracks_of([*mine, *further, *waiting], today.year),
        point_words=POINT_WORDS,
        **_around(today),
    )


def _around(today: date) -> dict[str, object]:
    """What is mine beside my A3s."""
    return {
        "looks": looks_due(actor(), today),
        "promises": late_promises(actor(), today),
        "meetings": meetings_of_mine(actor(), today, 7),
        "streams": streams_seen(actor()),
        "counts": open_counts(actor()),
    }


def _beside(today: date, asked: set[int]) -> tuple[dict[int, str], list[A3Line]]:
    """What each A3 asks beside its review, by number, and the lines of those not `asked` about otherwise."""
    to_stop, late = lines_without_yes(actor()), late_lines(actor(), today)
    lines = [line for line, _count in to_stop] + [line for line, *_about in late]
    further = {line.number: line for line in lines if line.number not in asked}
    return also_words(to_stop, late), [*further.values()]
