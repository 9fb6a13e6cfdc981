"""Operational definitions of a segment, with versions that are never mixed in one chart."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from a3tracker.db.base import Base, Moment, db
from a3tracker.domain.definitions import PARTS, Meaning


class Definition(Base):
    """A term that means the same to all who count it; what it means stands in its versions."""

    __tablename__ = "definitions"
    __table_args__ = (UniqueConstraint("segment_id", "term"),)

    segment_id: Mapped[int] = mapped_column(ForeignKey("segments.id", ondelete="CASCADE"))
    term: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime] = mapped_column(Moment)
    archived_at: Mapped[datetime | None] = mapped_column(Moment)


class DefinitionVersion(Base):
    """What a term meant from a day on: a test, a criterion, a yes/no decision. Never changed."""

    __tablename__ = "definition_versions"
    __table_args__ = (UniqueConstraint("definition_id", "number"),)

    definition_id: Mapped[int] = mapped_column(ForeignKey("definitions.id", ondelete="CASCADE"))
    number: Mapped[int]
    valid_from: Mapped[date]
    purpose: Mapped[str] = mapped_column(Text, default="")
    test: Mapped[str] = mapped_column(Text, default="")
    criterion: Mapped[str] = mapped_column(Text, default="")
    decision_rule: Mapped[str] = mapped_column(Text, default="")
    unit: Mapped[str] = mapped_column(String(60), default="")
    source: Mapped[str] = mapped_column(Text, default="")
    period: Mapped[str] = mapped_column(String(60), default="")
    measured_by: Mapped[str] = mapped_column(String(120), default="")
    example: Mapped[str] = mapped_column(Text, default="")
    counter_example: Mapped[str] = mapped_column(Text, default="")
    made_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime] = mapped_column(Moment)

    @property
    def meaning(self) -> Meaning:
        """Its parts as the domain knows them."""
        return Meaning(**{part: getattr(self, part) for part in PARTS})


def definitions_of(segment: int, archived: bool = False) -> list[Definition]:
    """The definitions of a segment, by term."""
    gone = Definition.archived_at.is_not(None) if archived else Definition.archived_at.is_(None)
    query = select(Definition).where(Definition.segment_id == segment, gone)
    return list(db.session.scalars(query.order_by(func.lower(Definition.term), Definition.id)))


def definition_in(segment: int, definition: int) -> Definition | None:
    """The definition with this id, if it belongs to the segment."""
    query = select(Definition).where(Definition.segment_id == segment, Definition.id == definition)
    return db.session.scalar(query)


def versions_of(definition: int) -> list[DefinitionVersion]:
    """All versions, the newest first."""
    query = select(DefinitionVersion).where(DefinitionVersion.definition_id == definition)
    return list(db.session.scalars(query.order_by(DefinitionVersion.number.desc())))


def versions_in(*segments: int) -> dict[int, list[DefinitionVersion]]:
    """The versions of every definition of segments, by definition and oldest first; one statement."""
    query = select(DefinitionVersion).join(Definition).where(Definition.segment_id.in_(segments))
    found: dict[int, list[DefinitionVersion]] = {}
    for version in db.session.scalars(query.order_by(DefinitionVersion.number)):
        found.setdefault(version.definition_id, []).append(version)
    return found
