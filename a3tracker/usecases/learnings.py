"""The learning that an end is submitted with, and its publication once the A3 closes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from a3tracker.db.a3s import A3
from a3tracker.db.base import db
from a3tracker.db.learnings import Learning, standing_learning
from a3tracker.db.reviews import Submission
from a3tracker.domain import learnings as domain
from a3tracker.domain.reviews import outcome_of
from a3tracker.domain.stages import Stage
from a3tracker.usecases.control_points import ensure_ahead
from a3tracker.usecases.transaction import journal, now


@dataclass(frozen=True)
class End:
    """What the coordinator proposes of how an A3 ends, as it was typed."""

    outcome: str | None
    next_check: date | None
    learning: domain.Learning | None


def proposed_end(person: int, a3: A3, end: End) -> dict[str, Any]:
    """What a submission says of the end; what was learned stands on the sheet from now on.

    Called inside a writing transaction. `Invalid` names what the outcome still asks for.
    """
    proposed = outcome_of(a3.cycle, end.outcome)
    ends: dict[str, Any] = {"outcome": proposed.key}
    if proposed.leads_to is Stage.DO:
        ends["next_check"] = ensure_ahead(end.next_check, "next_check")
    put_down(person, a3, domain.checked_learning(end.learning, proposed.leads_to))
    return ends


def put_down(person: int, a3: A3, learning: domain.Learning | None) -> None:
    """What stands on the sheet from now on; the same words stay the same row, none takes them away.

    Called inside a writing transaction, before the revision is taken: the agreement covers it.
    """
    before = standing_learning(a3.id)
    if learning == (before.fact() if before else None):
        return
    if before is not None:
        before.withdrawn_at = now()
        db.session.flush()
    if learning is not None:
        db.session.add(Learning(a3_id=a3.id, written_by=person, written_at=now(), **vars(learning)))
    db.session.flush()


def ask_with(submission: Submission) -> None:
    """Say which submission asks for what stands to be agreed. Inside a writing transaction."""
    standing = standing_learning(submission.a3_id) if submission.outcome else None
    if standing is not None:
        standing.submission_id = submission.id


def publish_learning(person: int, a3: A3) -> None:
    """The A3 has closed: what it learned lies on the shelf. Inside a writing transaction."""
    standing = standing_learning(a3.id)
    if standing is not None:
        standing.published_at = now()
        journal(person, "published the learning of", "a3", a3.id, learning=standing.id)
