"""Taking an immutable revision of what stands on an A3 now."""

from __future__ import annotations

from a3tracker.db.a3s import Placed
from a3tracker.db.base import db
from a3tracker.db.revisions import Revision, content_of, latest_revision
from a3tracker.usecases.transaction import journal, now


def take_revision(person: int | None, placed: Placed, why: str) -> Revision:
    """The newest revision when nothing changed since, else a new one. Called inside a writing transaction."""
    content = content_of(placed)
    digest = content.digest()
    newest = latest_revision(placed.a3.id)
    if newest is not None and newest.digest == digest:
        return newest
    revision = Revision(
        a3_id=placed.a3.id,
        number=newest.number + 1 if newest else 1,
        content=content.canonical(),
        digest=digest,
        why=why,
        taken_at=now(),
        taken_by=person,
    )
    db.session.add(revision)
    db.session.flush()
    journal(person, "took a revision of", "a3", placed.a3.id, digest=digest, revision=revision.number)
    return revision
