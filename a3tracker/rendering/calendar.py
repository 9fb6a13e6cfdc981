"""A calendar feed (iCalendar, RFC 5545): the same entries give the same bytes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from icalendar import Calendar, Event

from a3tracker.domain.calendars import Entry


def as_ical(entries: Iterable[Entry], base_url: str) -> bytes:
    """The feed; days of an A3 block nobody's time."""
    calendar = Calendar()
    calendar.add("prodid", "-//a3tracker//calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "A3s")
    for entry in entries:
        calendar.add_component(_event(entry, base_url))
    made: bytes = calendar.to_ical()
    return made


def _event(entry: Entry, base_url: str) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.changed.replace(microsecond=0))
    event.add("last-modified", entry.changed.replace(microsecond=0))
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", entry.summary)
    event.add("url", f"{base_url}{entry.path}")
    event.add("transp", "TRANSPARENT")
    return event
