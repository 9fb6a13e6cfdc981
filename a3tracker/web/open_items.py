"""What waits for the manager's yes on a sheet, for those who may give it."""

from __future__ import annotations

from typing import Any

from a3tracker.db.a3s import Placed
from a3tracker.db.not_to_do import items_without_yes
from a3tracker.db.people import names_of
from a3tracker.domain.access import Action, Actor, may
from a3tracker.domain.cycles import CYCLES, Panel
from a3tracker.domain.stages import Stage
from a3tracker.usecases.reviews import may_decide


def asked_for_yes(actor: Actor, placed: Placed) -> dict[str, Any]:
    """The rows without a yes as `asked`, and `plates`, the names of those who are relieved."""
    holds = any(Panel.NOT_TO_DO in box.panels for box in CYCLES[placed.a3.cycle].boxes)
    over = placed.a3.archived_at is not None or placed.a3.stage == Stage.CLOSED.value
    # The role is asked first: it takes no question to the database.
    if not holds or over or not may(actor, Action.DECIDE_A3, placed.place):
        return {"asked": [], "plates": {}}
    asked = items_without_yes(placed.a3.id)
    if not asked or not may_decide(actor, placed, None):
        return {"asked": [], "plates": {}}
    return {"asked": asked, "plates": names_of({row.person_id for row in asked if row.person_id})}
