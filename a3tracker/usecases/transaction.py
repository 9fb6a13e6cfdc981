"""A writing transaction: short, with SQLite's lock from its start, committed or undone as a whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from a3tracker.db.base import begin_writing, db
from a3tracker.db.journal import JournalLine


@contextmanager
def writing() -> Iterator[None]:
    """Begin to write; commit at the end, or undo everything when something is raised.

    What was read before is let go first: a reading transaction cannot become a writing one in
    SQLite without the risk of failing as locked. Use cases look up again what they change.
    """
    db.session.rollback()
    try:
        begin_writing()
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise


def let_go() -> None:
    """End the reading transaction: nobody waits for its lock while a password is hashed."""
    db.session.rollback()


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def journal(
    person: int | None,
    act: str,
    thing: str,
    thing_id: int | None = None,
    *,
    digest: str | None = None,
    **detail: int | str | bool | None,
) -> None:
    """Add one line to the journal; `detail` holds ids, keys and counts, never names or texts."""
    db.session.add(
        JournalLine(
            at=now(),
            person_id=person,
            act=act,
            thing=thing,
            thing_id=thing_id,
            digest=digest,
            detail=json.dumps(detail, sort_keys=True),
        )
    )
