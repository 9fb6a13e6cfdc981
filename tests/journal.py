"""What the journal says, for tests."""

from sqlalchemy import select

from a3tracker.db.base import db
from a3tracker.db.journal import JournalLine


def acts() -> list[tuple[str, str, int | None]]:
    """Act, thing and id of each line, oldest first."""
    columns = select(JournalLine.act, JournalLine.thing, JournalLine.thing_id).order_by(JournalLine.id)
    return [(act, thing, thing_id) for act, thing, thing_id in db.session.execute(columns)]


def lines(thing: str) -> list[JournalLine]:
    """The whole lines about one kind of thing, oldest first."""
    query = select(JournalLine).where(JournalLine.thing == thing).order_by(JournalLine.id)
    return list(db.session.scalars(query))
