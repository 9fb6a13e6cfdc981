"""What calls for an answer on a standard, for the pages on which it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from a3tracker.db.a3s import Placed
from a3tracker.db.triggers import Raised, open_on
from a3tracker.domain.access import Action, Actor, Verdict, may
from a3tracker.domain.cycles import CYCLES, Panel
from a3tracker.domain.stages import Stage
from a3tracker.domain.triggers import DRAFTS
from a3tracker.rendering.triggers import called
from a3tracker.usecases.triggers import may_answer


@dataclass(frozen=True)
class TriggerLine:
    """One open trigger in words, and whether the actor may answer it or draft a PDCA from it."""

    id: int
    called: str
    responsible: str
    may_answer: Verdict
    may_draft: Verdict


def trigger_lines(actor: Actor, placed: Placed, known: Iterable[Raised] | None = None) -> list[TriggerLine]:
    """The open triggers of an A3, those that are `known` where somebody asked already.

    Without a question to the database where there can be none.
    """
    if CYCLES[placed.a3.cycle].expected is not Panel.RANGES:
        return []
    drafts = may_draft(actor, placed)
    return [
        TriggerLine(
            found.trigger.id, called(found), found.responsible, may_answer(actor, placed, found.range), drafts
        )
        for found in (open_on(placed.a3.id) if known is None else known)
    ]


def may_draft(actor: Actor, placed: Placed) -> Verdict:
    """Whether the actor may draft a PDCA from a trigger now: the coordinator, from Do, Check or Act."""
    if placed.a3.archived_at is not None:
        return Verdict(False, "This A3 is archived. Bring it back to answer its triggers.")
    if Stage(placed.a3.stage) not in DRAFTS:
        return Verdict(False, "A PDCA is drafted from a standard at Do, Check or Act.")
    if not may(actor, Action.COORDINATE_A3, placed.place):
        return Verdict(False, "Only the team coordinator may hand over to a PDCA. Ask the coordinator.")
    return Verdict(True)
