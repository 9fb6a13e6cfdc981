"""What the page says beside the plan: what stops for it, and which countermeasures still lack a mark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from a3tracker.db.a3s import Placed
from a3tracker.db.revisions import Written
from a3tracker.domain.countermeasures import missing_marks
from a3tracker.domain.revisions import Content
from a3tracker.domain.stages import Stage

WHAT_STOPS: Final = "What stops, so that this can start? Work added without work removed fails."


@dataclass(frozen=True)
class Hint:
    """A sentence with one deed: a link, or a button where it `posts`."""

    words: str
    address: str = ""
    label: str = ""
    posts: bool = False


def not_to_do_hints(content: Content) -> tuple[Hint, ...]:
    """A plan without anything that stops is asked; what has no yes yet is named."""
    stops = content.rows.get("not_to_do", [])
    if not stops:
        return (Hint(WHAT_STOPS),) if content.rows.get("countermeasures") else ()
    waiting = [f"“{row['what']}”" for row in stops if not row.get("agreed_on")]
    return (Hint(f"Waits for the manager's yes: {', '.join(waiting)}."),) if waiting else ()


def mark_hints(placed: Placed, written: Written) -> tuple[Hint, ...]:
    """Which marks are missing, said before the Act asks for them."""
    if Stage(placed.a3.stage) not in (Stage.CHECK, Stage.ACT):
        return ()
    missing = missing_marks(written.countermeasures)
    return (Hint(f"{' '.join(missing)} The Act cannot be submitted without them."),) if missing else ()
