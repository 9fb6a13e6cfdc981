"""A person's calendar feed: whoever has the secret address reads it, without signing in."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from a3tracker.db.calendars import calendar_reader, entries
from a3tracker.db.meetings import meetings_in_calendar
from a3tracker.db.people import actor_of
from a3tracker.domain.calendars import Entry, Meets
from a3tracker.domain.errors import NotFound
from a3tracker.rendering.calendar import as_ical
from a3tracker.usecases.sign_in import hash_of
from a3tracker.usecases.transaction import now
from a3tracker.web.guard import public
from a3tracker.web.sheet_page import base_address

blueprint = Blueprint("calendar", __name__)

#: So long meetings stay in the feed.
REMEMBERED = timedelta(days=90)


@blueprint.get("/calendar/<token>.ics")
@public
def feed(token: str) -> ResponseReturnValue:
    """Control points and review dates of this person's A3s, and the meetings, as they stand today."""
    person = calendar_reader(hash_of(token))
    if person is None:
        raise NotFound("There is no such calendar: its address was made anew or removed.")
    today = now().date()
    reader = actor_of(person, today)
    dated: list[Entry | Meets] = [*entries(reader), *meetings_in_calendar(reader, today - REMEMBERED)]
    answer = Response(as_ical(dated, base_address()), mimetype="text/calendar")
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.add_etag()
    return answer.make_conditional(request)
