"""Meeting notes with what became of each, and what was promised and is overdue."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Select,
    String,
    Text,
    bindparam,
    func,
    select,
)
from sqlalchemy.orm import Mapped, aliased, mapped_column

from a3tracker.db.a3_lists import A3Line, lines
from a3tracker.db.a3s import A3
from a3tracker.db.base import Base, Moment, db
from a3tracker.db.experiments import Experiment
from a3tracker.db.meetings import Meeting
from a3tracker.db.people import Person
from a3tracker.db.streams import ValueStream, visible_to
from a3tracker.db.teams import Team
from a3tracker.domain import meeting_notes as domain
from a3tracker.domain.access import Actor
from a3tracker.domain.meeting_notes import NoteKind
from a3tracker.domain.stages import Stage


class MeetingNote(Base):
    """One note. `done_at` says that a promise was kept, or that nothing is to be done about a note."""

    __tablename__ = "meeting_notes"
    __table_args__ = (
        CheckConstraint("kind IN ('note', 'decision', 'promise')", name="kind_known"),
        CheckConstraint("words <> ''", name="says_something"),
        CheckConstraint("said_by IS NULL OR said_by_words = ''", name="said_by_one"),
        CheckConstraint("kind = 'note' OR said_by IS NOT NULL OR said_by_words <> ''", name="has_who"),
        CheckConstraint("(kind = 'promise') = (due IS NOT NULL)", name="promise_has_its_day"),
        CheckConstraint("became IN ('experiment', 'comment', 'change')", name="became_known"),
        CheckConstraint("(became IS NULL) = (became_at IS NULL)", name="became_some_day"),
    )

    a3_id: Mapped[int] = mapped_column(ForeignKey("a3s.id", ondelete="CASCADE"), index=True)
    box: Mapped[str | None] = mapped_column(String(30))
    kind: Mapped[str] = mapped_column(String(10), default="note")
    words: Mapped[str] = mapped_column(Text)
    said_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    said_by_words: Mapped[str] = mapped_column(String(120), default="")
    day: Mapped[date]
    due: Mapped[date | None] = mapped_column(index=True)
    revision: Mapped[int | None]
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id", ondelete="SET NULL"), index=True)
    became: Mapped[str | None] = mapped_column(String(10))
    became_at: Mapped[datetime | None] = mapped_column(Moment)
    experiment_id: Mapped[int | None] = mapped_column(ForeignKey("experiments.id", ondelete="SET NULL"))
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comments.id", ondelete="SET NULL"))
    done_at: Mapped[datetime | None] = mapped_column(Moment)
    typed_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    typed_at: Mapped[datetime] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(default=1)

    def note(self) -> domain.MeetingNote:
        """The row as the domain knows it."""
        return domain.MeetingNote(
            self.words,
            self.day,
            self.box,
            self.kind,
            self.said_by,
            self.said_by_words,
            self.due,
            self.revision,
            self.meeting_id,
        )

    def write(self, note: domain.MeetingNote) -> None:
        """Take the note's columns over; it was checked, so it has a day."""
        assert note.day is not None
        self.words, self.day, self.box, self.kind = note.words, note.day, note.box, note.kind
        self.said_by, self.said_by_words, self.due = note.said_by, note.said_by_words, note.due
        self.revision, self.meeting_id = note.revision, note.meeting

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something about it."""
        return domain.is_open(self.kind, self.became, self.done_at is not None)


@dataclass(frozen=True)
class Noted:
    """A note with the name of who said it, empty where nobody knows, and of who typed it in.

    `tried` are the words of the experiment that it became, while that stands; `meeting` is the team or the
    stream whose meeting it was said in.
    """

    row: MeetingNote
    who: str
    typed_by: str
    tried: str
    meeting: str


@dataclass(frozen=True)
class Promised:
    """A promise whose day has passed, and the person who made it."""

    id: int
    due: date
    a3: int
    who: int


def notes_of(a3: int) -> list[Noted]:
    """All notes of the A3, newest first, in one statement."""
    return _noted(_notes_on(), a3=a3)


def notes_in(meeting: int) -> list[Noted]:
    """All notes of a meeting, on whichever A3, newest first, in one statement."""
    return _noted(_notes().where(MeetingNote.meeting_id == meeting))


def open_promises(a3s: Sequence[int]) -> list[Noted]:
    """What was promised on these A3s and is not kept yet, newest first; `a3s` are record ids."""
    return _noted(
        _notes().where(
            MeetingNote.a3_id.in_(a3s),
            MeetingNote.kind == NoteKind.PROMISE.value,
            MeetingNote.done_at.is_(None),
        )
    )


def note_of(a3: int, note: int) -> MeetingNote | None:
    """One note of this A3, or None."""
    return db.session.scalar(select(MeetingNote).where(MeetingNote.id == note, MeetingNote.a3_id == a3))


def same_note(a3: int, typed_by: int, note: domain.MeetingNote) -> MeetingNote | None:
    """The note that this person has typed in just so."""
    query = select(MeetingNote).where(
        MeetingNote.a3_id == a3, MeetingNote.typed_by == typed_by, MeetingNote.words == note.words
    )
    return next((row for row in db.session.scalars(query) if row.note() == note), None)


def note_count(a3: int) -> int:
    """How many notes the A3 holds."""
    return db.session.scalar(select(func.count()).where(MeetingNote.a3_id == a3)) or 0


def overdue_promises(today: date) -> list[Promised]:
    """What people of the program promised on open A3s and did not keep in time, the oldest first."""
    row = MeetingNote
    query = select(row.id, row.due, row.a3_id, row.said_by).join(A3, row.a3_id == A3.id)
    query = query.where(row.said_by.is_not(None), *_overdue(today)).order_by(row.due, row.id)
    found: Sequence[Any] = db.session.execute(query).all()
    return [Promised(*line) for line in found]


def late_promises(actor: Actor, today: date) -> list[tuple[A3Line, MeetingNote]]:
    """What the actor promised on open A3s and did not keep in time, the oldest first, in one statement."""
    query = (
        lines()
        .add_columns(MeetingNote)
        .join(MeetingNote, MeetingNote.a3_id == A3.id)
        .where(MeetingNote.said_by == actor.id, *_overdue(today))
        .order_by(MeetingNote.due, MeetingNote.id)
    )
    return [(A3Line(*row[:-1]), row[-1]) for row in db.session.execute(visible_to(actor, query))]


def _overdue(today: date) -> tuple[ColumnElement[bool], ...]:
    return (
        MeetingNote.kind == NoteKind.PROMISE.value,
        MeetingNote.due < today,
        MeetingNote.done_at.is_(None),
        A3.stage != Stage.CLOSED.value,
        A3.archived_at.is_(None),
    )


def _noted(query: Select[*tuple[Any, ...]], **values: int) -> list[Noted]:
    found = db.session.execute(query, values).all()
    return [
        Noted(row, name or row.said_by_words, typist, tried or "", meeting or "")
        for row, name, typist, tried, meeting in found
    ]


@functools.cache
def _notes_on() -> Select[*tuple[Any, ...]]:
    """Built once: every page of a sheet asks it."""
    return _notes().where(MeetingNote.a3_id == bindparam("a3"))


def _notes() -> Select[*tuple[Any, ...]]:
    said, typed = aliased(Person), aliased(Person)
    return (
        select(
            MeetingNote, said.name, typed.name, Experiment.tried, func.coalesce(Team.name, ValueStream.name)
        )
        .outerjoin(said, MeetingNote.said_by == said.id)
        .join(typed, MeetingNote.typed_by == typed.id)
        .outerjoin(Experiment, MeetingNote.experiment_id == Experiment.id)
        .outerjoin(Meeting, MeetingNote.meeting_id == Meeting.id)
        .outerjoin(Team, Meeting.team_id == Team.id)
        .outerjoin(ValueStream, Meeting.stream_id == ValueStream.id)
        .order_by(MeetingNote.day.desc(), MeetingNote.id.desc())
    )
