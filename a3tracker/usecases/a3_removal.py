"""Deleting an A3 for good: administrators alone; the journal's lines stay."""

from __future__ import annotations

from a3tracker.db.a3s import A3
from a3tracker.db.base import db
from a3tracker.domain.access import Action, Actor, ensure
from a3tracker.usecases.a3s import found_a3
from a3tracker.usecases.transaction import journal, writing


def delete_a3(actor: Actor, number: int) -> None:
    """Delete the A3 with its boxes, rows, revisions and printouts; its number never comes again."""
    with writing():
        placed = found_a3(actor, number)
        ensure(actor, Action.DELETE_A3, placed.place)
        journal(actor.id, "deleted", "a3", placed.a3.id, number=number)
        db.session.delete(db.session.get_one(A3, placed.a3.id))
