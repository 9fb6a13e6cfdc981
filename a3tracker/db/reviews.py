"""Submissions of control points and what was decided on them; nothing is overwritten."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Select, String, Text, bindparam, select, text
from sqlalchemy.orm import Mapped, aliased, mapped_column

from a3tracker.db.a3_lists import A3Line, lines
from a3tracker.db.a3s import A3
from a3tracker.db.base import Base, Moment, db
from a3tracker.db.people import Person
from a3tracker.db.revisions import Revision
from a3tracker.db.streams import ValueStream
from a3tracker.domain.access import Actor


class Submission(Base):
    """One round of a control point: asked with a revision, and decided on that revision."""

    __tablename__ = "submissions"
    __table_args__ = (
        CheckConstraint("(decision IS NULL) = (decided_at IS NULL)", name="decision_has_its_moment"),
        CheckConstraint(
            "decision IS NULL OR decision = 'superseded' OR decided_by IS NOT NULL",
            name="decision_has_its_person",
        ),
        CheckConstraint(
            "decision IS NULL OR decision <> 'returned' OR reason <> ''", name="return_has_its_reason"
        ),
        CheckConstraint(
            "decision IS NULL OR decision IN ('agreed', 'returned', 'superseded')", name="decision_known"
        ),
        Index(
            "uq_submissions_one_open",
            "a3_id",
            unique=True,
            sqlite_where=text("decision IS NULL"),
            postgresql_where=text("decision IS NULL"),
        ),
    )

    a3_id: Mapped[int] = mapped_column(ForeignKey("a3s.id", ondelete="CASCADE"), index=True)
    point: Mapped[int]
    round: Mapped[int]
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id", ondelete="CASCADE"))
    outcome: Mapped[str | None] = mapped_column(String(30))
    #: When the next Check is due, where the outcome proposed goes round.
    next_check: Mapped[date | None]
    #: What the check said of the first prediction, noted when it was decided.
    verdict: Mapped[str | None] = mapped_column(String(30))
    note: Mapped[str] = mapped_column(Text, default="")
    submitted_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    submitted_at: Mapped[datetime] = mapped_column(Moment)
    decision: Mapped[str | None] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text, default="")
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    decided_at: Mapped[datetime | None] = mapped_column(Moment)


@dataclass(frozen=True)
class Round:
    """A submission with the names and the revision that its page shows."""

    submission: Submission
    revision: Revision
    asked_by: str
    decided_by: str | None


@dataclass(frozen=True)
class Waiting:
    """An A3 that waits for somebody, and why."""

    line: A3Line
    submission: Submission
    person: str


def rounds_of(a3: int) -> list[Round]:
    """All submissions of the A3, newest first."""
    return [Round(*row) for row in db.session.execute(_rounds(), {"a3": a3})]


def open_submission(a3: int) -> Submission | None:
    """The submission that waits for a decision."""
    return db.session.scalar(select(Submission).where(Submission.a3_id == a3, Submission.decision.is_(None)))


def newest_submission(a3: int) -> Submission | None:
    """The submission that came last, decided or not."""
    query = select(Submission).where(Submission.a3_id == a3).order_by(Submission.id.desc())
    return db.session.scalar(query.limit(1))


def waiting_for_decision(actor: Actor) -> list[Waiting]:
    """What the actor is asked to decide, oldest first: as manager, or as deputy of today."""
    deciding = actor.manages | actor.deputises
    query = _with_submission(Submission.submitted_by, Submission.decision.is_(None)).where(
        ValueStream.id.in_(deciding), A3.team_id.not_in(actor.teams)
    )
    return _waiting(query.order_by(Submission.submitted_at, Submission.id))


def returned_to(actor: Actor) -> list[Waiting]:
    """What came back with a reason and has not been submitted again, for owners and coordinators."""
    newest = select(Submission.id).where(Submission.a3_id == A3.id).order_by(Submission.id.desc()).limit(1)
    query = _with_submission(Submission.decided_by, Submission.decision == "returned").where(
        Submission.id == newest.correlate(A3).scalar_subquery(),
        (A3.owner_id == actor.id) | A3.team_id.in_(actor.coordinates),
    )
    return _waiting(query.order_by(Submission.decided_at, Submission.id))


@functools.cache
def _rounds() -> Select[*tuple[Any, ...]]:
    """Built once: every page of a sheet asks it."""
    asker, decider = aliased(Person), aliased(Person)
    return (
        select(Submission, Revision, asker.name, decider.name)
        .join(Revision, Submission.revision_id == Revision.id)
        .join(asker, Submission.submitted_by == asker.id)
        .outerjoin(decider, Submission.decided_by == decider.id)
        .where(Submission.a3_id == bindparam("a3"))
        .order_by(Submission.id.desc())
    )


def _with_submission(who: Any, state: Any) -> Select[*tuple[Any, ...]]:
    named = aliased(Person)
    return (
        lines()
        .add_columns(Submission, named.name)
        .join(Submission, Submission.a3_id == A3.id)
        .join(named, named.id == who)
        .where(state, A3.archived_at.is_(None))
    )


def _waiting(query: Select[*tuple[Any, ...]]) -> list[Waiting]:
    found = db.session.execute(query).all()
    return [Waiting(A3Line(*row[:-2]), row[-2], row[-1]) for row in found]
