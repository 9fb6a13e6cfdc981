"""Coaching: the coordinator's note after the five questions, seen by team, coordinator and manager."""

from __future__ import annotations

from a3tracker.db.a3s import Placed
from a3tracker.db.base import db
from a3tracker.db.coaching import CoachingNote, coaching_of
from a3tracker.db.streams import deciders_of
from a3tracker.db.teams import members_of
from a3tracker.domain.a3s import label
from a3tracker.domain.access import Action, Actor, ensure
from a3tracker.domain.coaching import Coaching, checked_coaching
from a3tracker.domain.errors import WrongState
from a3tracker.domain.notices import Kind
from a3tracker.usecases.a3s import found_a3
from a3tracker.usecases.mentions import names_reached
from a3tracker.usecases.notices import tell
from a3tracker.usecases.transaction import journal, now, writing


def coached_a3(actor: Actor, number: int) -> Placed:
    """The A3 when the actor may read its coaching notes."""
    placed = found_a3(actor, number)
    ensure(actor, Action.SEE_COACHING, placed.place)
    return placed


def coach(actor: Actor, number: int, note: Coaching) -> int:
    """Keep a note; owner, members of the team and whom it names hear of it once each. Twice is one note."""
    with writing():
        placed = found_a3(actor, number)
        ensure(actor, Action.COACH_A3, placed.place)
        if placed.a3.archived_at is not None:
            raise WrongState(f"{label(number)} is archived. Bring it back first.")
        checked = checked_coaching(note, now().date())
        newest = next((one.note for one in coaching_of(placed.a3.id)), None)
        if newest is not None and (newest.person_id, _said(newest)) == (actor.id, checked):
            return newest.id
        row = CoachingNote(a3_id=placed.a3.id, person_id=actor.id, at=now(), **vars(checked))
        db.session.add(row)
        db.session.flush()
        tell(_hearers(placed, checked), Kind.COACHED, placed.a3.id, actor.id, note=row.id)
        journal(actor.id, "coached", "a3", placed.a3.id, note=row.id)
        return row.id


def _said(note: CoachingNote) -> Coaching:
    return Coaching(note.words, note.obstacle, note.next_look)


def _hearers(placed: Placed, note: Coaching) -> set[int]:
    """The team, and those whom the note names among the others who may read it."""
    team = {member.person_id for member in members_of(placed.team.id)} | {placed.a3.owner_id}
    readers = deciders_of(placed.stream, now().date()) | {placed.team.coordinator_id}
    return team | (names_reached(placed).mentioned(note.words, note.obstacle) & readers)
