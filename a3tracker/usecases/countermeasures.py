"""Countermeasures: planned, marked with evidence, dropped with a reason, taken up again; none vanishes."""

from __future__ import annotations

from dataclasses import replace

from a3tracker.db.a3s import Placed
from a3tracker.db.base import db
from a3tracker.db.countermeasures import (
    Countermeasure,
    cause_choices,
    countermeasure_of,
    next_countermeasure,
)
from a3tracker.db.people import people_of_stream
from a3tracker.domain import countermeasures as domain
from a3tracker.domain.access import Action, Actor
from a3tracker.domain.control_points import is_locked
from a3tracker.domain.countermeasures import Dropped, Marks
from a3tracker.domain.errors import Invalid, NotFound, OutOfDate, WrongState
from a3tracker.domain.stages import Stage
from a3tracker.usecases.a3s import found_a3, open_a3, touch
from a3tracker.usecases.boxes import note_writer
from a3tracker.usecases.transaction import journal, now, writing


def found_countermeasure(actor: Actor, number: int, row_id: int) -> Countermeasure:
    """One countermeasure of an A3 that the actor sees."""
    row = countermeasure_of(found_a3(actor, number).a3.id, row_id)
    if row is None:
        raise NotFound("There is no such countermeasure on this A3.")
    return row


def planned(
    placed: Placed, fact: domain.Countermeasure, before: domain.Countermeasure | None
) -> domain.Countermeasure:
    """The plan's part after its rules, with a number; called inside a writing transaction.

    Marks and what was dropped stay as they are.
    """
    known = {person.id for person in people_of_stream(placed.stream.id)} | {None}
    if fact.who not in known | ({before.who} if before else set()):
        raise Invalid("Choose somebody from the list.", {"who": "Choose somebody from the list."})
    if not set(fact.causes) <= cause_choices(placed.a3.id).keys() | set(before.causes if before else ()):
        raise Invalid("Choose causes of this A3.", {"causes": "Choose from the list."})
    checked = domain.checked_countermeasure(fact)
    if before is None:
        return replace(checked, number=next_countermeasure(placed.a3), marks=Marks(), dropped=None)
    return replace(checked, number=before.number, marks=before.marks, dropped=before.dropped)


def keep_from_lock(placed: Placed, row: object) -> None:
    """A countermeasure that is added after control point 2 is kept from the start."""
    if isinstance(row, Countermeasure) and is_locked(Stage(placed.a3.stage)):
        row.kept_at = now()


def ensure_removable(placed: Placed, row: Countermeasure) -> None:
    """`WrongState` for one that stood on a locked plan, or was marked or dropped: it can be dropped."""
    if row.kept_at is not None or is_locked(Stage(placed.a3.stage)):
        raise WrongState(
            f"Countermeasure {row.number} stays on the sheet, so that nothing vanishes. "
            "Drop it with a reason instead."
        )


def mark(actor: Actor, number: int, row_id: int, marks: Marks, version: int) -> None:
    """Say whether it was done and whether it worked. The same marks twice are harmless."""
    with writing():
        placed, row = _opened(actor, number, row_id)
        checked = domain.checked_marks(marks, placed.segment.today(now()))
        fact = row.fact()
        if checked == fact.marks:
            return
        if fact.dropped:
            raise WrongState(f"Countermeasure {row.number} is dropped. Take it up again before you mark it.")
        if row.version != version:
            raise OutOfDate(
                "Somebody else changed this countermeasure meanwhile. Look at what stands there now, "
                "then save yours again.",
                version=row.version,
            )
        _changed(actor, placed, row, replace(fact, marks=checked), "marked a countermeasure of")


def drop(actor: Actor, number: int, row_id: int, dropped: Dropped) -> None:
    """Drop it with a reason and a date or condition to think again; it stays on the sheet, struck through."""
    with writing():
        placed, row = _opened(actor, number, row_id)
        checked = domain.checked_dropped(replace(dropped, by=actor.id, on=placed.segment.today(now())))
        fact = row.fact()
        if fact.dropped == checked:
            return
        if fact.dropped:
            raise WrongState(f"Countermeasure {row.number} was dropped already. Its reason stands there.")
        _changed(actor, placed, row, replace(fact, dropped=checked), "dropped a countermeasure of")


def take_up(actor: Actor, number: int, row_id: int) -> None:
    """Pursue a dropped one again. Twice is once."""
    with writing():
        placed, row = _opened(actor, number, row_id)
        fact = row.fact()
        if fact.dropped:
            _changed(actor, placed, row, replace(fact, dropped=None), "took up a countermeasure of")


def _opened(actor: Actor, number: int, row_id: int) -> tuple[Placed, Countermeasure]:
    placed = open_a3(actor, number, Action.WRITE_A3)
    return placed, found_countermeasure(actor, number, row_id)


def _changed(
    actor: Actor, placed: Placed, row: Countermeasure, fact: domain.Countermeasure, act: str
) -> None:
    """Write it down; from now on it is kept."""
    row.write(fact)
    row.kept_at, row.version = row.kept_at or now(), row.version + 1
    db.session.flush()
    touch(placed.a3)
    note_writer(placed.a3, actor)
    journal(actor.id, act, "a3", placed.a3.id, row=row.id)
