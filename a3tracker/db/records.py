"""What the checks of a team's closed A3s said when they were decided on."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from a3tracker.db.a3s import A3
from a3tracker.db.base import db
from a3tracker.db.reviews import Submission
from a3tracker.domain.stages import Stage
from a3tracker.domain.verdicts import Verdict


@dataclass(frozen=True)
class CheckedA3:
    """A closed A3 with the verdict that stood when its end was agreed."""

    number: int
    title: str
    verdict: Verdict


def checked_a3s(team: int) -> list[CheckedA3]:
    """The team's closed A3s whose first prediction was checked, by number; one statement."""
    query = (
        select(A3.number, A3.title, Submission.verdict)
        .join(Submission, Submission.a3_id == A3.id)
        .where(A3.team_id == team, A3.stage == Stage.CLOSED.value)
        .where(Submission.outcome.is_not(None), Submission.decision == "agreed")
        .order_by(A3.number, Submission.id)
    )
    # An A3 that went round was agreed to more than once; the last time counts.
    last = {number: (title, verdict) for number, title, verdict in db.session.execute(query)}
    return [
        CheckedA3(number, title, Verdict(verdict)) for number, (title, verdict) in last.items() if verdict
    ]
