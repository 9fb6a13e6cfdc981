"""Hand-overs that were made, and the chain of A3s that they form."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Select, String, bindparam, func, select
from sqlalchemy.orm import Mapped, mapped_column

from a3tracker.db.a3s import A3
from a3tracker.db.base import Base, Moment, db, read
from a3tracker.db.segments import Segment
from a3tracker.domain.chains import Link
from a3tracker.domain.handovers import HandOver as Line

#: A chain that is longer is cut: no paper holds it, and no page is read to its end.
MOST_LINKS = 200


class HandOver(Base):
    """One hand-over: by which line of the table, from which revision, into which A3."""

    __tablename__ = "handovers"

    a3_id: Mapped[int] = mapped_column(ForeignKey("a3s.id", ondelete="CASCADE"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id", ondelete="CASCADE"))
    target_id: Mapped[int] = mapped_column(ForeignKey("a3s.id", ondelete="CASCADE"), unique=True)
    key: Mapped[str] = mapped_column(String(30))
    made_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime] = mapped_column(Moment)


@dataclass(frozen=True)
class Made:
    """What followed from an A3: number, cycle, segment, stream and state, and the key of its hand-over.

    An A3 that was linked before hand-overs were noted has no key.
    """

    key: str | None
    number: int
    cycle: str
    segment: int
    segment_name: str
    stream: int
    archived: bool
    made_at: datetime

    def is_by(self, line: Line, segment: int) -> bool:
        """Whether it came by this line from an A3 of that segment; one without a key is told by its cycle."""
        if self.key is not None:
            return self.key == line.key
        return self.cycle == line.after and line.elsewhere == (self.segment != segment)


def made_from(a3: int) -> list[Made]:
    """What followed from this A3, oldest first."""
    query = (
        select(
            HandOver.key,
            A3.number,
            A3.cycle,
            A3.segment_id,
            Segment.name,
            Segment.stream_id,
            A3.archived_at.is_not(None),
            func.coalesce(HandOver.made_at, A3.created_at, type_=Moment),
        )
        .select_from(A3)
        .join(Segment, Segment.id == A3.segment_id)
        .outerjoin(HandOver, HandOver.target_id == A3.id)
        .where(A3.parent_id == a3)
        .order_by(A3.id)
    )
    return [Made(*row) for row in db.session.execute(query)]


def chain_of(a3: int) -> tuple[Link, ...]:
    """The whole chain that an A3 stands in, by number, in one statement: its roots and all that followed."""
    return tuple(Link(*row) for row in read(_chain(), a3=a3))


def chains_in(segment: int) -> tuple[Link, ...]:
    """All chains with an A3 of this segment in them, by number."""
    return tuple(Link(*row) for row in read(_chains(), segment=segment))


@functools.cache
def _chain() -> Select[*tuple[Any, ...]]:
    return _linked(select(A3.id, A3.parent_id).where(A3.id == bindparam("a3")))


@functools.cache
def _chains() -> Select[*tuple[Any, ...]]:
    return _linked(select(A3.id, A3.parent_id).where(A3.segment_id == bindparam("segment")))


def _linked(start: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Up to the roots and down again; UNION keeps each once, so that even a circle would end."""
    up = start.cte("up", recursive=True)
    up = up.union(select(A3.id, A3.parent_id).join(up, A3.id == up.c.parent_id))
    down = select(up.c.id).cte("down", recursive=True)
    down = down.union(select(A3.id).join(down, A3.parent_id == down.c.id))
    return (
        select(
            A3.id,
            A3.number,
            A3.cycle,
            A3.loop,
            A3.parent_id,
            A3.title,
            A3.stage,
            A3.outcome,
            A3.segment_id,
            Segment.name,
            Segment.stream_id,
            A3.created_at,
            HandOver.key,
        )
        .join(Segment, Segment.id == A3.segment_id)
        .outerjoin(HandOver, HandOver.target_id == A3.id)
        .where(A3.id.in_(select(down.c.id)), A3.archived_at.is_(None) | (A3.id.in_(select(up.c.id))))
        .order_by(A3.number)
        .limit(MOST_LINKS)
    )
