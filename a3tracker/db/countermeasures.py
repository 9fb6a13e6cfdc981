"""Countermeasures as rows. A trigger refuses that one which is kept is removed or numbered anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    String,
    Text,
    UniqueConstraint,
    and_,
    case,
    exists,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, aliased, mapped_column

from a3tracker.db.a3_lists import A3Line, lines
from a3tracker.db.a3s import A3
from a3tracker.db.base import Base, Moment, db
from a3tracker.db.causes import Cause
from a3tracker.db.streams import visible_to
from a3tracker.db.teams import Team
from a3tracker.domain import countermeasures as domain
from a3tracker.domain.access import Actor
from a3tracker.domain.stages import Stage

#: A reminder of a day that passed before this tells nothing new, such as after an upgrade.
ASKED_WITHIN = timedelta(weeks=2)
#: Nobody can answer on a closed A3: what was dropped there asks for so long from its day on.
_ASKS_WHEN_CLOSED = timedelta(weeks=4)


class Countermeasure(Base):
    """One line of the plan. `kept_at`: since then it can be dropped with a reason, and never removed."""

    __tablename__ = "countermeasures"
    __table_args__ = (
        UniqueConstraint("a3_id", "number"),
        CheckConstraint("done IN ('', 'yes', 'partly', 'no')", name="done_known"),
        CheckConstraint("worked IN ('', 'yes', 'no', 'unclear')", name="worked_known"),
        CheckConstraint(
            "done IN ('', 'no') OR (done_on IS NOT NULL AND done_evidence <> '')",
            name="done_has_its_evidence",
        ),
        CheckConstraint("worked <> 'yes' OR worked_evidence <> ''", name="worked_has_its_evidence"),
        CheckConstraint(
            "(dropped_on IS NULL) = (dropped_by IS NULL) AND (dropped_on IS NULL) = (dropped_why = '')"
            " AND (dropped_on IS NULL) = (again_on IS NULL AND again_when = '')",
            name="dropped_says_why_and_when_to_think_again",
        ),
    )

    a3_id: Mapped[int] = mapped_column(ForeignKey("a3s.id", ondelete="CASCADE"))
    number: Mapped[int]
    what: Mapped[str] = mapped_column(String(300))
    causes: Mapped[list[int]] = mapped_column(JSON)
    who_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    place: Mapped[str] = mapped_column(String(120), default="")
    start: Mapped[date | None]
    due: Mapped[date | None] = mapped_column(index=True)
    effect: Mapped[str] = mapped_column(String(200), default="")
    done: Mapped[str] = mapped_column(String(10), default="")
    done_on: Mapped[date | None]
    done_evidence: Mapped[str] = mapped_column(Text, default="")
    worked: Mapped[str] = mapped_column(String(10), default="")
    worked_evidence: Mapped[str] = mapped_column(Text, default="")
    dropped_on: Mapped[date | None]
    dropped_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    dropped_why: Mapped[str] = mapped_column(Text, default="")
    again_on: Mapped[date | None]
    again_when: Mapped[str] = mapped_column(String(200), default="")
    kept_at: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(default=1)

    def fact(self) -> domain.Countermeasure:
        """The row as the domain knows it."""
        return domain.Countermeasure(
            self.number,
            self.what,
            tuple(self.causes),
            self.who_id,
            self.place,
            self.start,
            self.due,
            self.effect,
            domain.Marks(self.done, self.done_on, self.done_evidence, self.worked, self.worked_evidence),
            _dropped(self),
        )

    def write(self, fact: domain.Countermeasure) -> None:
        """Take the fact's columns over."""
        self.number, self.what, self.causes, self.who_id = fact.number, fact.what, [*fact.causes], fact.who
        self.place, self.start, self.due, self.effect = fact.where, fact.start, fact.due, fact.effect
        for name, value in vars(fact.marks).items():
            setattr(self, name, value)
        said = fact.dropped
        self.dropped_on, self.dropped_by = (said.on, said.by) if said else (None, None)
        self.dropped_why, self.again_when = (said.why, said.again_when) if said else ("", "")
        self.again_on = said.again_on if said else None


@dataclass(frozen=True)
class Late:
    """A countermeasure whose day has passed; `who` and the team's `coordinator` are asked about it.

    One that was dropped is asked about `again` on the day named for it, and the coordinator alone is asked.
    """

    id: int
    number: int
    due: date
    a3: int
    who: int | None
    coordinator: int
    again: bool


def cause_choices(a3: int) -> dict[int, str]:
    """Number and words of the A3's causes by id, in the order of their numbers."""
    rows = db.session.scalars(select(Cause).where(Cause.a3_id == a3).order_by(Cause.number))
    return {row.id: f"{row.number} {row.words}" for row in rows}


def causes_used(a3: int) -> frozenset[int]:
    """The ids of the causes that countermeasures of this A3 are tied to."""
    named = db.session.scalars(select(Countermeasure.causes).where(Countermeasure.a3_id == a3))
    return frozenset(cause for causes in named for cause in causes)


def countermeasure_of(a3: int, row: int) -> Countermeasure | None:
    """One countermeasure of this A3, or None."""
    query = select(Countermeasure).where(Countermeasure.id == row, Countermeasure.a3_id == a3)
    return db.session.scalar(query)


def next_countermeasure(a3: A3) -> int:
    """A number that no countermeasure of this A3 has had; called inside a writing transaction."""
    a3.countermeasures_given += 1
    return a3.countermeasures_given


def keep_countermeasures(a3: int, moment: datetime) -> None:
    """From now on none that stands on this A3 is removed any more."""
    kept = update(Countermeasure).where(Countermeasure.a3_id == a3, Countermeasure.kept_at.is_(None))
    db.session.execute(kept.values(kept_at=moment))


def late_countermeasures(today: date) -> list[Late]:
    """What is overdue on open A3s, or to be thought of again, the oldest first; one statement.

    A day to think again that passed longer ago than `ASKED_WITHIN` is not told any more: it stands at home.
    """
    row, again = Countermeasure, Countermeasure.dropped_on.is_not(None)
    day = case((again, row.again_on), else_=row.due)
    query = (
        select(row.id, row.number, day, row.a3_id, row.who_id, Team.coordinator_id, again)
        .join(A3, row.a3_id == A3.id)
        .join(Team, A3.team_id == Team.id)
        .where(or_(_overdue(today), _to_think_of(today) & (row.again_on > today - ASKED_WITHIN)))
    )
    found: Sequence[Any] = db.session.execute(query.order_by(day, row.id)).all()
    return [Late(*line) for line in found]


def late_lines(actor: Actor, today: date) -> list[tuple[A3Line, int, bool]]:
    """A3s with the number of each countermeasure that asks the actor, and whether it was dropped.

    An overdue one asks whoever does it and the coordinator; a dropped one asks the coordinator.
    """
    coordinates = A3.team_id.in_(actor.coordinates)
    mine = or_(Countermeasure.who_id == actor.id, coordinates) & _overdue(today)
    query = (
        lines()
        .add_columns(Countermeasure.number, Countermeasure.dropped_on.is_not(None))
        .join(Countermeasure, Countermeasure.a3_id == A3.id)
        .where(or_(mine, coordinates & _to_think_of(today)))
        .order_by(A3.id, Countermeasure.number)
    )
    return [(A3Line(*row[:-2]), *row[-2:]) for row in db.session.execute(visible_to(actor, query))]


def _overdue(today: date) -> ColumnElement[bool]:
    return and_(
        Countermeasure.due < today,
        Countermeasure.done != "yes",
        Countermeasure.dropped_on.is_(None),
        A3.stage != Stage.CLOSED.value,
        A3.archived_at.is_(None),
    )


def _to_think_of(today: date) -> ColumnElement[bool]:
    """The day to think again has come, and no next loop took the countermeasure along."""
    later = aliased(A3)
    went_on = exists().where(later.parent_id == A3.id, later.loop > A3.loop, later.archived_at.is_(None))
    return and_(
        Countermeasure.dropped_on.is_not(None),
        Countermeasure.again_on <= today,
        or_(A3.stage != Stage.CLOSED.value, Countermeasure.again_on > today - _ASKS_WHEN_CLOSED),
        A3.archived_at.is_(None),
        ~went_on,
    )


def _dropped(row: Any) -> domain.Dropped | None:
    if row.dropped_on is None or row.dropped_by is None:
        return None
    return domain.Dropped(row.dropped_why, row.dropped_on, row.dropped_by, row.again_on, row.again_when)
