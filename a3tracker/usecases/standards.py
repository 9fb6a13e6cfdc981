"""Holding a standard: its steps in their order, adherence checks and deviations."""

from __future__ import annotations

from dataclasses import replace

from a3tracker.db.a3s import Placed
from a3tracker.db.people import people_of_stream
from a3tracker.db.standards import Step, next_place, steps_of
from a3tracker.db.versions import version_of
from a3tracker.domain import standards as domain
from a3tracker.domain.access import Action, Actor
from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.errors import Invalid, NotFound
from a3tracker.domain.rows import PersonRow
from a3tracker.usecases.a3s import open_a3, touch
from a3tracker.usecases.boxes import note_writer
from a3tracker.usecases.transaction import journal, now, writing


def move_step(actor: Actor, number: int, step: int, up: bool) -> None:
    """Change the step with the one before it, or after it; at the end of the list it stays where it is."""
    with writing():
        placed = open_a3(actor, number, Action.WRITE_A3)
        steps = steps_of(placed.a3.id)
        at = next((place for place, one in enumerate(steps) if one.id == step), None)
        if at is None:
            raise NotFound("This step is not there any more. Somebody removed it.")
        other = at - 1 if up else at + 1
        if not 0 <= other < len(steps):
            return
        steps[at], steps[other] = steps[other], steps[at]
        _number(steps)
        touch(placed.a3)
        note_writer(placed.a3, actor)
        journal(actor.id, "moved a step of", "a3", placed.a3.id, row=step, place=other + 1)


def checked_held(placed: Placed, fact: domain.Held, before: object) -> domain.Held:
    """A row of a standard after its rules; `before` is the fact that it takes the place of."""
    if isinstance(fact, domain.Step):
        place = before.place if isinstance(before, domain.Step) else next_place(placed.a3.id)
        return domain.checked_step(fact, place)
    known = {person.id for person in people_of_stream(placed.stream.id)} | {getattr(before, "by", None), None}
    if fact.by not in known:
        raise Invalid("Choose somebody from the list.", {"by": "Choose somebody from the list."})
    today = placed.segment.today(now())
    if isinstance(fact, domain.Adherence):
        return domain.checked_adherence(fact, today)
    if fact.step is not None and fact.step not in {step.id for step in steps_of(placed.a3.id)}:
        raise Invalid("Choose the step.", {"step": "Choose a step from the list."})
    return domain.checked_deviation(fact, today)


def checked_training(placed: Placed, row: PersonRow) -> PersonRow:
    """The person with the version on which he or she was trained; only a standard has versions."""
    if not CYCLES[placed.a3.cycle].has_versions:
        return replace(row, trained=None, trained_on=None)
    if row.trained is None and row.trained_on is not None:
        raise Invalid("Choose the version.", {"trained": "Choose the version of that day."})
    if row.trained is not None and not 1 <= row.trained <= version_of(placed.a3).number:
        raise Invalid("Choose the version.", {"trained": "Choose a version from the list."})
    if row.trained_on is not None and row.trained_on > placed.segment.today(now()):
        raise Invalid("This day is still to come.", {"trained_on": "Give the day once it has come."})
    return row


def _number(steps: list[Step]) -> None:
    """The steps in the order of the list."""
    for place, step in enumerate(steps, start=1):
        step.place = place
