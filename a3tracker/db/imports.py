"""Files that figures came from: where each import stands, what it found, and what it wrote."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint, and_, or_, select, true
from sqlalchemy.orm import Mapped, mapped_column

from a3tracker.db.base import Base, Moment, db
from a3tracker.db.people import Person
from a3tracker.domain.imports import AT_WORK, OVER, WAITING, ColumnMap, State, map_of

_STATES = ", ".join(f"'{state}'" for state in State)


class Import(Base):
    """One file for one segment. Its rows count as soon as `state` says done, and no longer once undone."""

    __tablename__ = "imports"
    __table_args__ = (
        CheckConstraint("shape IN ('figures', 'transactions', 'subscriptions')", name="shape_known"),
        CheckConstraint(f"state IN ({_STATES})", name="state_known"),
        CheckConstraint("(first_day IS NULL) = (last_day IS NULL)", name="days_are_two"),
    )

    segment_id: Mapped[int] = mapped_column(ForeignKey("segments.id", ondelete="CASCADE"), index=True)
    shape: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(200))
    digest: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int]
    state: Mapped[str] = mapped_column(String(10), default=State.READING.value, index=True)
    #: What the file begins with: headings, first rows, and how it is written.
    head: Mapped[str] = mapped_column(Text, default="{}")
    mapping: Mapped[str] = mapped_column(Text, default="{}")
    #: What would come in, or what did.
    found: Mapped[str] = mapped_column(Text, default="{}")
    #: Bad cells, or fields of the mapping that the file asks about.
    wrong: Mapped[str] = mapped_column(Text, default="{}")
    message: Mapped[str] = mapped_column(Text, default="")
    #: The versions of the figures that `found` was made from, as a hash.
    seen: Mapped[str] = mapped_column(String(64), default="")
    staged: Mapped[bool] = mapped_column(default=False)
    rows_total: Mapped[int] = mapped_column(default=0)
    rows_done: Mapped[int] = mapped_column(default=0)
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
    brought_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    brought_at: Mapped[datetime] = mapped_column(Moment)
    #: Its place among those that were taken: a later one replaces the days of an earlier one.
    taken_at: Mapped[datetime | None] = mapped_column(Moment)
    undone_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    undone_at: Mapped[datetime | None] = mapped_column(Moment)

    @property
    def columns(self) -> ColumnMap | None:
        """The map of its columns, once somebody has made it."""
        kept = json.loads(self.mapping)
        return map_of(kept) if kept else None

    @property
    def begins(self) -> dict[str, Any]:
        """What the file begins with."""
        begins: dict[str, Any] = json.loads(self.head)
        return begins


class ImportMapping(Base):
    """How a person mapped a file with these headings, to be offered for the next one."""

    __tablename__ = "import_mappings"
    __table_args__ = (UniqueConstraint("segment_id", "shape", "headings"),)

    segment_id: Mapped[int] = mapped_column(ForeignKey("segments.id", ondelete="CASCADE"))
    shape: Mapped[str] = mapped_column(String(20))
    #: A hash of the headings.
    headings: Mapped[str] = mapped_column(String(64))
    mapping: Mapped[str] = mapped_column(Text)
    used_at: Mapped[datetime] = mapped_column(Moment)


class ImportFigure(Base):
    """A figure that an import wrote: what stood before, and what it wrote; `metric_id` is NULL for a flow."""

    __tablename__ = "import_figures"
    __table_args__ = (UniqueConstraint("import_id", "metric_id", "period"),)

    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id", ondelete="CASCADE"))
    metric_id: Mapped[int | None] = mapped_column(ForeignKey("metrics.id", ondelete="CASCADE"), index=True)
    period: Mapped[str] = mapped_column(String(7))
    before: Mapped[str | None] = mapped_column(Text)
    after: Mapped[str] = mapped_column(Text)


def import_in(segment: int, identity: int) -> Import | None:
    """The import with this id, if it belongs to the segment."""
    return db.session.scalar(select(Import).where(Import.segment_id == segment, Import.id == identity))


def import_by_id(identity: int) -> Import | None:
    """The import with this id, read anew."""
    return db.session.get(Import, identity, populate_existing=True)


def imports_of(segment: int, limit: int = 50) -> list[tuple[Import, str]]:
    """The imports of a segment that still matter, newest first, with who brought them."""
    shown = Import.state != State.CANCELLED.value
    query = select(Import, Person.name).join(Person, Person.id == Import.brought_by)
    rows = db.session.execute(
        query.where(Import.segment_id == segment, shown).order_by(Import.id.desc()).limit(limit)
    )
    return [(row[0], row[1]) for row in rows]


def taken_of(segment: int, shape: str) -> list[Import]:
    """The imports of a shape that count, in the order in which they were taken."""
    query = select(Import).where(
        Import.segment_id == segment, Import.shape == shape, Import.state == State.DONE.value
    )
    return list(db.session.scalars(query.order_by(Import.taken_at, Import.id)))


def newest_of_each(segment: int) -> list[Import]:
    """The newest import of each shape that counts, in one statement."""
    mine = (Import.segment_id == segment, Import.state == State.DONE.value)
    newest = {
        one.shape: one
        for one in db.session.scalars(select(Import).where(*mine).order_by(Import.taken_at, Import.id))
    }
    return list(newest.values())


def taken_with(segment: int, digest: str) -> Import | None:
    """The import of the same file that counts."""
    same = (Import.segment_id == segment, Import.digest == digest, Import.state == State.DONE.value)
    return db.session.scalar(select(Import).where(*same).limit(1))


def in_hand(segment: int, person: int) -> int:
    """How many files of a segment a person has begun with and not brought to an end."""
    # One that was refused waits for the file that was put right, which has to find room.
    open_ = Import.state.in_([*AT_WORK, *(WAITING - {State.REFUSED})])
    query = select(Import.id).where(Import.segment_id == segment, Import.brought_by == person, open_)
    return len(list(db.session.scalars(query)))


def wanted_imports() -> list[int]:
    """What the program is asked to do, oldest first: queued again when the worker starts."""
    query = select(Import.id).where(Import.state.in_(AT_WORK)).order_by(Import.id)
    return list(db.session.scalars(query))


def left_behind(before: datetime) -> list[int]:
    """Imports whose file is to go: nobody decided for a day."""
    return list(
        db.session.scalars(select(Import.id).where(Import.state.in_(WAITING), Import.brought_at < before))
    )


def still_open(among: Collection[int]) -> set[int]:
    """Which of these imports still need their file."""
    query = select(Import.id).where(Import.id.in_(among), Import.state.not_in(OVER))
    return set(db.session.scalars(query))


def with_idle_rows() -> list[int]:
    """Imports that do not count and still have the rows that were staged for them."""
    idle = Import.state.in_(OVER - {State.DONE})
    return list(db.session.scalars(select(Import.id).where(idle, Import.staged)))


def remembered(segment: int, shape: str, headings: str) -> ImportMapping | None:
    """How a file with these headings was mapped before."""
    same = (
        ImportMapping.segment_id == segment,
        ImportMapping.shape == shape,
        ImportMapping.headings == headings,
    )
    return db.session.scalar(select(ImportMapping).where(*same))


def figures_written(import_id: int) -> Sequence[ImportFigure]:
    """What an import wrote."""
    query = select(ImportFigure).where(ImportFigure.import_id == import_id)
    return list(db.session.scalars(query.order_by(ImportFigure.period, ImportFigure.id)))


def replaced_days(taken: Sequence[Import], one: Import) -> list[tuple[date, date]]:
    """The days of an import that later ones have replaced."""
    later = taken[[other.id for other in taken].index(one.id) + 1 :]
    return [(other.first_day, other.last_day) for other in later if other.first_day and other.last_day]


def outside(day: Any, spans: Sequence[tuple[date, date]]) -> Any:
    """The condition that a day lies in none of the spans."""
    return and_(true(), *(or_(day < first, day > last) for first, last in spans))
