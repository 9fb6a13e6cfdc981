"""A person's calendar address: made, made anew, taken away. Only its hash is kept."""

from __future__ import annotations

import secrets

from a3tracker.db.base import db
from a3tracker.db.calendars import Calendar, calendar_of
from a3tracker.domain.access import Actor
from a3tracker.usecases.sign_in import hash_of
from a3tracker.usecases.transaction import journal, now, writing


def make_calendar(actor: Actor) -> str:
    """A new secret address, shown this once; the one before leads nowhere from now on."""
    token = secrets.token_urlsafe(32)
    with writing():
        calendar = calendar_of(actor.id)
        if calendar is None:
            db.session.add(Calendar(person_id=actor.id, token_hash=hash_of(token), made_at=now()))
        else:
            calendar.token_hash, calendar.made_at = hash_of(token), now()
        journal(actor.id, "made a calendar address for", "person", actor.id)
    return token


def remove_calendar(actor: Actor) -> None:
    """Take the address away; harmless when there is none."""
    with writing():
        calendar = calendar_of(actor.id)
        if calendar is not None:
            db.session.delete(calendar)
            journal(actor.id, "removed the calendar address of", "person", actor.id)
