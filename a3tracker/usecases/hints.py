"""Dismissing a hint with a word, and taking that back. It holds for the A3, however the text changes."""

from __future__ import annotations

from a3tracker.db.a3s import Placed
from a3tracker.db.base import db
from a3tracker.db.hints import DismissedHint, dismissed_on
from a3tracker.db.revisions import content_of
from a3tracker.domain.access import Action, Actor, ensure
from a3tracker.domain.errors import NotFound, WrongState
from a3tracker.domain.hints import KEYS, checked_dismissal, hints_for
from a3tracker.usecases.a3s import found_a3, open_a3
from a3tracker.usecases.transaction import journal, now, writing


def hinted_a3(actor: Actor, number: int) -> Placed:
    """The A3 when the actor is one of those who write it; also when it is closed or archived."""
    placed = found_a3(actor, number)
    ensure(actor, Action.WRITE_A3, placed.place)
    return placed


def dismiss_hint(actor: Actor, number: int, key: str, words: str) -> None:
    """Say why a hint does not apply here. The first word stands until it is taken back."""
    with writing():
        placed = _placed(actor, number, key)
        if key in dismissed_on(placed.a3.id):
            return
        checked = checked_dismissal(words)
        if key not in {hint.key for hint in hints_for(content_of(placed))}:
            raise WrongState("This hint has gone by itself: what it asked for stands on the sheet now.")
        row = DismissedHint(a3_id=placed.a3.id, key=key, words=checked)
        row.dismissed_by, row.dismissed_at = actor.id, now()
        db.session.add(row)
        journal(actor.id, "dismissed a hint on", "a3", placed.a3.id, hint=key)


def take_back(actor: Actor, number: int, key: str) -> None:
    """Let the hint speak again. Twice is once."""
    with writing():
        placed = _placed(actor, number, key)
        dismissed = dismissed_on(placed.a3.id).get(key)
        if dismissed is not None:
            db.session.delete(dismissed.row)
            journal(actor.id, "took back a dismissed hint on", "a3", placed.a3.id, hint=key)


def _placed(actor: Actor, number: int, key: str) -> Placed:
    placed = open_a3(actor, number, Action.WRITE_A3)
    if key not in KEYS:
        raise NotFound("There is no such hint.")
    return placed
