"""What waits for the manager's yes on a sheet, for those who may give it."""

from __future__ import annotations

from typing import Any

from a3tracker.db.a3s import Placed
from a3tracker.db.not_to_do import items_without_yes
from a3tracker.db.people import names_of
from a3tracker.domain.access import Verdict
from a3tracker.domain.cycles import CYCLES, Panel
from a3tracker.domain.stages import Stage
from a3tracker.rendering.live import Live


def asked_for_yes(placed: Placed, may_decide: Verdict, live: Live | None = None) -> dict[str, Any]:
    """The rows without a yes as `asked`, and `plates`, the names of those who are relieved.

    Nothing is asked of the database where the sheet is `live` already.
    """
    holds = any(Panel.NOT_TO_DO in box.panels for box in CYCLES[placed.a3.cycle].boxes)
    over = placed.a3.archived_at is not None or placed.a3.stage == Stage.CLOSED.value
    if not holds or over or not may_decide:
        return {"asked": [], "plates": {}}
    if live is not None:
        return {"asked": live.written.without_yes, "plates": live.names}
    asked = items_without_yes(placed.a3.id)
    people = {row.person_id for row in asked if row.person_id}
    return {"asked": asked, "plates": names_of(people) if people else {}}
