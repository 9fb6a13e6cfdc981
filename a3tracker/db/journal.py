"""The journal: who did what when. Append-only; a trigger refuses update and delete."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Index, String, Text, func, select
from sqlalchemy.orm import Mapped, mapped_column

from a3tracker.db.a3s import A3
from a3tracker.db.base import Base, Moment, db
from a3tracker.db.people import Person


class JournalLine(Base):
    """One act. It holds ids, never names or a customer's words; `thing_id` outlives the thing."""

    __tablename__ = "journal"
    __table_args__ = (Index("ix_journal_thing_thing_id", "thing", "thing_id"),)

    at: Mapped[datetime] = mapped_column(Moment, index=True)
    person_id: Mapped[int | None] = mapped_column(index=True)
    act: Mapped[str] = mapped_column(String(40), index=True)
    thing: Mapped[str] = mapped_column(String(20))
    thing_id: Mapped[int | None]
    detail: Mapped[str] = mapped_column(Text, default="{}")
    digest: Mapped[str | None] = mapped_column(String(64))


@dataclass(frozen=True)
class JournalFilter:
    """Which lines are asked for. `nobody` stands for what happened while nobody was signed in."""

    person: int | None = None
    nobody: bool = False
    act: str | None = None
    thing: str | None = None
    thing_id: int | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class Line:
    """One line with the person's present name and, where the A3 still exists, its number."""

    id: int
    at: datetime
    person: int | None
    name: str | None
    act: str
    thing: str
    thing_id: int | None
    number: int | None
    detail: str
    digest: str | None


@dataclass(frozen=True)
class JournalChoices:
    """What occurs in the journal, so that a filter offers nothing else."""

    people: Sequence[tuple[int, str]]
    acts: Sequence[str]
    things: Sequence[str]


_EVERYTHING = JournalFilter()


def journal_length(asked: JournalFilter = _EVERYTHING) -> int:
    """How many lines are asked for."""
    return db.session.scalar(select(func.count()).select_from(JournalLine).where(*_where(asked))) or 0


def journal_lines(page: int, size: int = 100, asked: JournalFilter = _EVERYTHING) -> list[Line]:
    """A page of what is asked for, newest first."""
    return _lines(*_where(asked), size=size, skipped=(page - 1) * size)


def journal_before(line: int, size: int, asked: JournalFilter = _EVERYTHING) -> list[Line]:
    """The next lines below this one, newest first: however long the journal is, this stays quick."""
    return _lines(JournalLine.id < line, *_where(asked), size=size, skipped=0)


def newest_line() -> int:
    """The id of the newest line; 0 when there is none."""
    return db.session.scalar(select(func.max(JournalLine.id))) or 0


def journal_choices() -> JournalChoices:
    """What a filter offers, each in its order, in three statements."""
    named = select(JournalLine.person_id).distinct()
    people = select(Person.id, Person.name).where(Person.id.in_(named)).order_by(func.lower(Person.name))
    return JournalChoices(
        [(identity, name) for identity, name in db.session.execute(people)],
        db.session.scalars(select(JournalLine.act).distinct().order_by(JournalLine.act)).all(),
        db.session.scalars(select(JournalLine.thing).distinct().order_by(JournalLine.thing)).all(),
    )


def a3_ever(number: int) -> int | None:
    """The record id of the A3 that has, or had, this number: the line of its deletion names it."""
    found = db.session.scalar(select(A3.id).where(A3.number == number))
    deleted = select(JournalLine.thing_id).where(
        JournalLine.thing == "a3",
        JournalLine.act == "deleted",
        JournalLine.detail == json.dumps({"number": number}),
    )
    return found or db.session.scalar(deleted.limit(1))


def _lines(*conditions: ColumnElement[bool], size: int, skipped: int) -> list[Line]:
    line = JournalLine
    query = (
        select(line.id, line.at, line.person_id, Person.name, line.act, line.thing, line.thing_id)
        .add_columns(A3.number, line.detail, line.digest)
        .outerjoin(Person, Person.id == line.person_id)
        .outerjoin(A3, (A3.id == line.thing_id) & (line.thing == "a3"))
        .where(*conditions)
        .order_by(line.id.desc())
        .offset(skipped)
        .limit(size)
    )
    return [Line(*row) for row in db.session.execute(query)]


def _where(asked: JournalFilter) -> list[ColumnElement[bool]]:
    """Days are whole days in UTC."""
    line: Any = JournalLine
    conditions = {
        "person": line.person_id == asked.person,
        "nobody": line.person_id.is_(None),
        "act": line.act == asked.act,
        "thing": line.thing == asked.thing,
        "thing_id": line.thing_id == asked.thing_id,
    }
    values = vars(asked)
    # Person 0 is the command line.
    wanted = [
        test for name, test in conditions.items() if values[name] is not None and values[name] is not False
    ]
    if asked.first is not None:
        wanted.append(line.at >= datetime.combine(asked.first, time.min, UTC))
    if asked.last is not None:
        wanted.append(line.at <= datetime.combine(asked.last, time.max, UTC))
    return wanted
