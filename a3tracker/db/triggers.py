"""Triggers: figures that called for an answer, one for each expected range and period."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Select, String, Text, UniqueConstraint, func, or_, select
from sqlalchemy.orm import Mapped, aliased, mapped_column

from a3tracker.db.a3s import A3
from a3tracker.db.base import Base, Moment, db
from a3tracker.db.metrics import Metric
from a3tracker.db.people import Person
from a3tracker.db.predictions import ExpectedRange
from a3tracker.domain.metrics import is_rate
from a3tracker.domain.periods import CalendarPeriod, parse_period
from a3tracker.domain.triggers import WATCHED


class Trigger(Base):
    """One figure of a range's metric that called for an answer. `value` of a rate is 0..1."""

    __tablename__ = "triggers"
    __table_args__ = (
        UniqueConstraint("range_id", "period"),
        CheckConstraint(
            "sign IN ('below', 'above', 'outside', 'trend', 'two of three', 'shift')", name="sign_known"
        ),
        CheckConstraint(
            "how IS NULL OR how IN ('drafted', 'reason', 'corrected', 'decided')", name="how_known"
        ),
        CheckConstraint("(answered_at IS NULL) = (how IS NULL)", name="answer_has_its_moment"),
    )

    a3_id: Mapped[int] = mapped_column(ForeignKey("a3s.id", ondelete="CASCADE"), index=True)
    range_id: Mapped[int] = mapped_column(ForeignKey("expected_ranges.id", ondelete="CASCADE"))
    period: Mapped[str] = mapped_column(String(7))
    value: Mapped[float]
    sign: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(Moment)
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    how: Mapped[str | None] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text, default="")
    #: The PDCA that was drafted from it.
    drafted_id: Mapped[int | None] = mapped_column(ForeignKey("a3s.id", ondelete="SET NULL"), index=True)


@dataclass(frozen=True)
class Raised:
    """A trigger with what its sentence needs: its range, the metric, who answers, and the PDCA drafted."""

    trigger: Trigger
    range: ExpectedRange
    metric: Metric
    responsible: str
    drafted: int | None

    @property
    def period(self) -> CalendarPeriod:
        """The period of the figure."""
        return parse_period(self.trigger.period)

    @property
    def rate(self) -> bool:
        """Whether the figure is written as percent."""
        return is_rate(self.metric.kind, self.metric.source)


def watched_in(segment: int) -> list[tuple[ExpectedRange, Metric, A3]]:
    """The locked ranges that watch a metric of the segment, on standards in use; one statement."""
    query = (
        select(ExpectedRange, Metric, A3)
        .join(Metric, ExpectedRange.metric_id == Metric.id)
        .join(A3, ExpectedRange.a3_id == A3.id)
        .where(
            Metric.segment_id == segment,
            ExpectedRange.locked_at.is_not(None),
            ExpectedRange.ended_at.is_(None),
            A3.stage.in_([stage.value for stage in WATCHED]),
            A3.archived_at.is_(None),
        )
        .order_by(A3.id, ExpectedRange.id)
    )
    return [(row, metric, a3) for row, metric, a3 in db.session.execute(query)]


def triggers_of(ranges: Collection[int]) -> dict[tuple[int, str], Trigger]:
    """The triggers of these ranges by range and period, answered ones too."""
    found = db.session.scalars(select(Trigger).where(Trigger.range_id.in_(ranges)))
    return {(trigger.range_id, trigger.period): trigger for trigger in found}


def raised_on(a3: int) -> list[Raised]:
    """All triggers of an A3, open ones first, then the newest; one statement."""
    return _raised(_query().where(Trigger.a3_id == a3))


def open_on(a3: int) -> list[Raised]:
    """The triggers of an A3 that nobody has answered."""
    return _raised(_query().where(Trigger.a3_id == a3, Trigger.answered_at.is_(None)))


def open_at(a3: int, moment: datetime) -> list[Raised]:
    """The triggers of an A3 that were raised by then and had no answer."""
    waited = or_(Trigger.answered_at.is_(None), Trigger.answered_at > moment)
    return _raised(_query().where(Trigger.a3_id == a3, Trigger.at <= moment, waited))


def raised(a3: int, trigger: int) -> Raised | None:
    """One trigger of this A3, or None."""
    found = _raised(_query().where(Trigger.a3_id == a3, Trigger.id == trigger))
    return found[0] if found else None


def open_counts(a3s: Collection[int]) -> dict[int, int]:
    """How many open triggers each of these A3s has, by record id; none for those without."""
    query = select(Trigger.a3_id, func.count()).where(Trigger.a3_id.in_(a3s), Trigger.answered_at.is_(None))
    return dict(db.session.execute(query.group_by(Trigger.a3_id)).all())


_DRAFTED = aliased(A3)


def _query() -> Select[Trigger, ExpectedRange, Metric, str | None, int | None]:
    return (
        select(Trigger, ExpectedRange, Metric, Person.name, _DRAFTED.number)
        .join(ExpectedRange, Trigger.range_id == ExpectedRange.id)
        .join(Metric, ExpectedRange.metric_id == Metric.id)
        .outerjoin(Person, ExpectedRange.responsible_id == Person.id)
        .outerjoin(_DRAFTED, Trigger.drafted_id == _DRAFTED.id)
        .order_by(Trigger.answered_at.is_not(None), Trigger.period.desc(), Trigger.id)
    )


def _raised(query: Select[Trigger, ExpectedRange, Metric, str | None, int | None]) -> list[Raised]:
    rows = db.session.execute(query)
    return [Raised(trigger, row, metric, who or "", number) for trigger, row, metric, who, number in rows]
