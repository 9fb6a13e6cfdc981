"""What was refused is journalled too: somebody may need help, or a watchful eye."""

from __future__ import annotations

from contextlib import suppress

from sqlalchemy.exc import OperationalError

from a3tracker.domain.access import Actor
from a3tracker.usecases.transaction import journal, writing


def note_refusal(actor: Actor, page: str) -> None:
    """Note that the actor was not allowed this page; the refusal stands even when nothing can be written."""
    with suppress(OperationalError), writing():
        journal(actor.id, "was refused", "page", page=page)
