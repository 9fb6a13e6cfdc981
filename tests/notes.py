"""Meeting notes for tests. Call inside an app context."""

from datetime import timedelta
from typing import Any

from a3tracker.db.base import db
from a3tracker.db.meeting_notes import MeetingNote as Row
from a3tracker.domain.access import Actor
from a3tracker.domain.meeting_notes import MeetingNote
from a3tracker.usecases.meeting_notes import add_note
from a3tracker.usecases.transaction import now
from tests.walk import a3_of


def note(words: str = "Ask them on the day they stop", **more: Any) -> MeetingNote:
    """A note of today."""
    return MeetingNote(words, **{"day": now().date(), **more})


def promise(by: int, days: int = 7, **more: Any) -> MeetingNote:
    """A promise by this person, made a month ago, that is to be kept in so many days from now."""
    today = now().date()
    given = {"day": today - timedelta(days=30), "due": today + timedelta(days=days), "said_by": by, **more}
    return MeetingNote("Bring the list of last month", kind="promise", **given)


def noted(actor: Actor, number: int, words: str = "Ask them on the day they stop", **more: Any) -> int:
    """A note that this person typed in."""
    return add_note(actor, number, note(words, **more))


def row(identity: int) -> Row:
    """The note as it is stored."""
    db.session.expire_all()
    return db.session.get_one(Row, identity)


def close(number: int) -> None:
    """The A3 has come to its end."""
    a3 = a3_of(number)
    a3.stage, a3.outcome, a3.closed_at = "closed", "adopted", now()
    db.session.commit()
