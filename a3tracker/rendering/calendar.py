"""A calendar feed (iCalendar, RFC 5545): the same entries give the same bytes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from icalendar import Calendar, Event

from a3tracker.domain.calendars import Entry, Meets

#: How long a meeting is shown to last; its own end is not planned.
USUAL_LENGTH = timedelta(hours=1)


def as_ical(entries: Iterable[Entry | Meets], base_url: str) -> bytes:
    """The feed; days of an A3 block nobody's time, meetings with an hour do."""
    calendar = Calendar()
    calendar.add("prodid", "-//a3tracker//calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "A3s")
    for entry in entries:
        calendar.add_component(_event(entry, base_url))
    made: bytes = calendar.to_ical()
    return made


def _event(entry: Entry | Meets, base_url: str) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.changed.replace(microsecond=0))
    event.add("last-modified", entry.changed.replace(microsecond=0))
    event.add("summary", entry.summary)
    event.add("url", f"{base_url}{entry.path}")
    starts = entry.starts if isinstance(entry, Meets) else None
    begin = datetime.combine(entry.day, starts) if starts else entry.day
    event.add("dtstart", begin)
    event.add("dtend", begin + (USUAL_LENGTH if starts else timedelta(days=1)))
    if isinstance(entry, Meets):
        event.add("location", entry.place)
        event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("transp", "OPAQUE" if starts else "TRANSPARENT")
    return event
