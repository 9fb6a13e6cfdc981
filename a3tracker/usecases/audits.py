"""How often a standard is looked at: the coordinator says it."""

from __future__ import annotations

from a3tracker.db.a3s import Placed
from a3tracker.domain.access import Action, Actor
from a3tracker.domain.audits import checked_rhythm
from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.errors import WrongState
from a3tracker.usecases.a3s import open_a3, touch
from a3tracker.usecases.transaction import journal, writing


def set_rhythm(actor: Actor, number: int, days: int | None) -> None:
    """Ask for an adherence check every so many days, or for none; the same twice is harmless."""
    with writing():
        placed = open_a3(actor, number, Action.COORDINATE_A3)
        ensure_asks(placed)
        if placed.a3.audit_days == checked_rhythm(days):
            return
        placed.a3.audit_days = days
        touch(placed.a3)
        journal(actor.id, "set the audit rhythm of", "a3", placed.a3.id, days=days)


def ensure_asks(placed: Placed) -> None:
    """`WrongState` for an A3 that holds no standard."""
    if not CYCLES[placed.a3.cycle].has_versions:
        raise WrongState("Only a standard has an audit rhythm.")
