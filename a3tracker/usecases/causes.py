"""Causes of an A3: what a cause must be among the others, and what the bones of its fishbone are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from a3tracker.db.a3s import Placed
from a3tracker.db.causes import Cause as Row
from a3tracker.db.causes import bones_of, name_bones
from a3tracker.db.countermeasures import causes_used
from a3tracker.db.people import people_of_stream
from a3tracker.db.rows import rows_in
from a3tracker.domain.access import Action, Actor
from a3tracker.domain.bones import checked_bones
from a3tracker.domain.causes import Cause, checked_cause, may_go, tree_of
from a3tracker.domain.cycles import CYCLES, Panel
from a3tracker.domain.errors import Invalid, NotFound, OutOfDate, WrongState
from a3tracker.usecases.a3s import open_a3, touch
from a3tracker.usecases.boxes import note_writer
from a3tracker.usecases.transaction import journal, writing


def causes_of(a3: int) -> dict[int, Cause]:
    """The causes of an A3 by their ids."""
    return {row.id: row.fact() for row in rows_in(a3, Panel.CAUSES) if isinstance(row, Row)}


def cause_in(placed: Placed, fact: Cause, before: Cause | None) -> Cause:
    """A cause after its rules, with its number: a new one gets the next, which none had before."""
    others = causes_of(placed.a3.id)
    own = next((one for one, known in others.items() if before and known.number == before.number), None)
    checked = checked_cause(fact, others, own)
    known = {person.id for person in people_of_stream(placed.stream.id)}
    if checked.verified_by not in {None, *known, before.verified_by if before else None}:
        raise Invalid("Choose somebody from the list.", {"verified_by": "Choose somebody from the list."})
    if before is not None:
        return replace(checked, number=before.number)
    placed.a3.causes_given += 1
    return replace(checked, number=placed.a3.causes_given)


def ensure_may_go(placed: Placed, cause: Row) -> None:
    """`WrongState` with the reason for a cause that something else stands on."""
    nodes = (node for top in tree_of(causes_of(placed.a3.id)) for node in top.walk())
    verdict = may_go(next(node for node in nodes if node.id == cause.id), causes_used(placed.a3.id))
    if not verdict:
        raise WrongState(verdict.reason)


def rename_bones(actor: Actor, number: int, named: Mapping[str, str], seen: Mapping[str, str]) -> None:
    """Call the bones otherwise; `seen` is what they were called on the page that was sent."""
    with writing():
        placed = open_a3(actor, number, Action.WRITE_A3)
        if not has_causes(placed):
            raise NotFound("No box of this cycle holds causes.")
        checked, standing = checked_bones(named), bones_of(placed.a3)
        if checked == standing:
            return
        if checked_bones(seen) != standing:
            raise OutOfDate(
                "Somebody else renamed the bones meanwhile. They are shown as they are called now."
            )
        name_bones(placed.a3, checked)
        touch(placed.a3)
        note_writer(placed.a3, actor)
        journal(actor.id, "renamed the bones of", "a3", placed.a3.id)


def has_causes(placed: Placed) -> bool:
    """Whether a box of the A3's cycle holds causes."""
    return any(Panel.CAUSES in box.panels for box in CYCLES[placed.a3.cycle].boxes)
