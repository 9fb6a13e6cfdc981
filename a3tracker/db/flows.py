"""The customer flow of a segment, one row for each period."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields
from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from a3tracker.db.base import Base, Moment, db
from a3tracker.domain.flow_entries import FlowEntry
from a3tracker.domain.periods import CalendarPeriod, parse_period


class Flow(Base):
    """Customers of one period: E = S + N + W − L + moved in − moved out. What is not known is NULL.

    A period may hold demand, spend or revenue alone; its five terms are then unknown, all of them.
    """

    __tablename__ = "flows"
    __table_args__ = (
        UniqueConstraint("segment_id", "period"),
        CheckConstraint(
            "(starts IS NULL) = (ends IS NULL) AND (starts IS NULL) = (new IS NULL)"
            " AND (starts IS NULL) = (won_back IS NULL) AND (starts IS NULL) = (lost IS NULL)",
            name="whole_or_unknown",
        ),
        CheckConstraint("ends = starts + new + won_back - lost + moved_in - moved_out", name="balances"),
        CheckConstraint("lost >= 0 AND lost <= starts", name="lost_out_of_start"),
        CheckConstraint("new >= 0 AND won_back >= 0 AND moved_in >= 0 AND moved_out >= 0", name="counts"),
    )

    segment_id: Mapped[int] = mapped_column(ForeignKey("segments.id", ondelete="CASCADE"))
    period: Mapped[str] = mapped_column(String(7))
    starts: Mapped[int | None] = mapped_column(BigInteger)
    new: Mapped[int | None] = mapped_column(BigInteger)
    won_back: Mapped[int | None] = mapped_column(BigInteger)
    lost: Mapped[int | None] = mapped_column(BigInteger)
    ends: Mapped[int | None] = mapped_column(BigInteger)
    moved_in: Mapped[int] = mapped_column(BigInteger, default=0)
    moved_out: Mapped[int] = mapped_column(BigInteger, default=0)
    joined_and_left: Mapped[int | None] = mapped_column(BigInteger)
    #: Which of the five terms the program computed: its name, or nothing.
    computed: Mapped[str] = mapped_column(String(10), default="")
    own_demand: Mapped[float | None]
    market_demand: Mapped[float | None]
    reachable: Mapped[int | None] = mapped_column(BigInteger)
    prospects: Mapped[int | None] = mapped_column(BigInteger)
    former: Mapped[int | None] = mapped_column(BigInteger)
    spend: Mapped[float | None]
    revenue_start: Mapped[float | None]
    revenue_expansion: Mapped[float | None]
    revenue_contraction: Mapped[float | None]
    revenue_churned: Mapped[float | None]
    #: Why S differs from the E before it; dated by `entered_at`.
    break_reason: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    entered_at: Mapped[datetime] = mapped_column(Moment)

    @property
    def entry(self) -> FlowEntry:
        """The figures as the domain knows them."""
        return FlowEntry(**{name: getattr(self, column) for name, column in _COLUMNS.items()})

    def write(self, entry: FlowEntry) -> None:
        """Take over the figures; the caller raises the version."""
        for name, column in _COLUMNS.items():
            setattr(self, column, getattr(entry, name))


#: The domain's word -> the column: start and end are words of SQL.
_COLUMNS = {
    field.name: {"start": "starts", "end": "ends"}.get(field.name, field.name) for field in fields(FlowEntry)
}


def flows_of(segment: int) -> dict[CalendarPeriod, Flow]:
    """The flows of a segment by period, in order."""
    query = select(Flow).where(Flow.segment_id == segment).order_by(Flow.period)
    return {parse_period(flow.period): flow for flow in db.session.scalars(query)}


def flows_in(segments: Collection[int]) -> dict[int, dict[CalendarPeriod, Flow]]:
    """The flows of several segments, by segment and period; one statement."""
    found: dict[int, dict[CalendarPeriod, Flow]] = {segment: {} for segment in segments}
    query = select(Flow).where(Flow.segment_id.in_(segments)).order_by(Flow.period)
    for flow in db.session.scalars(query):
        found[flow.segment_id][parse_period(flow.period)] = flow
    return found
