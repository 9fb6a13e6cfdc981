"""Wanted and finished PDF files: rows that the worker's jobs are derived from."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Select, String, Text, bindparam, select
from sqlalchemy.orm import Mapped, mapped_column

from a3tracker.db.a3s import A3
from a3tracker.db.base import Base, Moment, db, read
from a3tracker.db.revisions import Revision
from a3tracker.db.teams import Team
from a3tracker.domain.access import Actor


class Printout(Base):
    """One PDF of a kind; what it is of follows from the kind. `cache_key` names its file once it is done.

    sheet: a revision. blank: a cycle. board: a stream. card: a team. pack: a meeting. page: a page of a pack,
    kept so that the next pack need not make it. `wanted_by` is nobody where the program made it ahead.
    """

    __tablename__ = "printouts"
    __table_args__ = (
        CheckConstraint("kind IN ('sheet', 'blank', 'board', 'card', 'pack', 'page')", name="kind_known"),
        CheckConstraint("(kind = 'page') = (pack_id IS NOT NULL)", name="page_of_a_pack"),
        CheckConstraint(
            "kind = 'page' OR ((kind = 'sheet') = (revision_id IS NOT NULL)"
            " AND (kind = 'board') = (stream_id IS NOT NULL))",
            name="sheet_or_board",
        ),
        CheckConstraint(
            "(kind = 'blank') = (blank_cycle IS NOT NULL) AND (kind = 'card') = (team_id IS NOT NULL)"
            " AND (kind = 'pack') = (meeting_id IS NOT NULL)",
            name="of_what_its_kind_says",
        ),
        CheckConstraint("pages_done >= 0 AND pages >= pages_done", name="pages_can_be"),
        CheckConstraint("state IN ('wanted', 'done', 'failed')", name="state_known"),
        CheckConstraint("state <> 'done' OR cache_key IS NOT NULL", name="done_has_its_file"),
    )

    kind: Mapped[str] = mapped_column(String(10), default="sheet")
    revision_id: Mapped[int | None] = mapped_column(
        ForeignKey("revisions.id", ondelete="CASCADE"), index=True
    )
    blank_cycle: Mapped[str | None] = mapped_column(String(20))
    stream_id: Mapped[int | None] = mapped_column(ForeignKey("streams.id", ondelete="CASCADE"), index=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("teams.id", ondelete="CASCADE"), index=True)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    pack_id: Mapped[int | None] = mapped_column(ForeignKey("printouts.id", ondelete="CASCADE"), index=True)
    paper: Mapped[str] = mapped_column(String(20), default="a3")
    half_filled: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(String(10), default="wanted", index=True)
    cache_key: Mapped[str | None] = mapped_column(String(64), index=True)
    size_pt: Mapped[float | None]
    missing: Mapped[str] = mapped_column(Text, default="{}")
    message: Mapped[str] = mapped_column(Text, default="")
    pages: Mapped[int] = mapped_column(default=0)
    pages_done: Mapped[int] = mapped_column(default=0)
    wanted_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    wanted_at: Mapped[datetime] = mapped_column(Moment)
    done_at: Mapped[datetime | None] = mapped_column(Moment)
    opened_at: Mapped[datetime | None] = mapped_column(Moment)


def printout(identity: int) -> Printout | None:
    """The printout with this id."""
    return db.session.get(Printout, identity)


def wanted_printouts() -> list[int]:
    """What still waits to be made, oldest first: queued again when the worker starts."""
    return list(
        db.session.scalars(select(Printout.id).where(Printout.state == "wanted").order_by(Printout.id))
    )


def waiting_since(before: datetime) -> list[int]:
    """Single printouts that were wanted before this moment and still wait; a pack may take its time."""
    waits = (Printout.state == "wanted", Printout.wanted_at < before, Printout.kind.not_in(("pack", "page")))
    return list(db.session.scalars(select(Printout.id).where(*waits).order_by(Printout.id)))


def last_pack_of(meeting: int, until: datetime) -> Printout | None:
    """The pack of a meeting that was made last before this moment."""
    query = select(Printout).where(
        Printout.kind == "pack",
        Printout.meeting_id == meeting,
        Printout.state == "done",
        Printout.done_at <= until,
    )
    return db.session.scalar(query.order_by(Printout.id.desc()).limit(1))


def waiting_pack(by: int | None, meeting: int, paper: str) -> int | None:
    """The pack of a meeting that this person asked for and that no worker has begun."""
    query = select(Printout.id).where(
        Printout.kind == "pack",
        Printout.meeting_id == meeting,
        Printout.paper == paper,
        Printout.wanted_by == by,
        Printout.state == "wanted",
        Printout.pages == 0,
    )
    return db.session.scalar(query.limit(1))


def known_size(revision: int, paper: str, half_filled: bool = False) -> float | None:
    """The type size at which this revision was printed on this paper before."""
    same = (
        Printout.kind == "sheet",
        Printout.revision_id == revision,
        Printout.paper == paper,
        Printout.half_filled == half_filled,
        Printout.state == "done",
    )
    return db.session.scalar(select(Printout.size_pt).where(*same).limit(1))


def near_size(a3: int, paper: str, half_filled: bool = False) -> float | None:
    """The type size at which a revision of this A3 was last printed on this paper."""
    query = select(Printout.size_pt).join(Revision, Printout.revision_id == Revision.id)
    query = query.where(
        Printout.kind == "sheet",
        Revision.a3_id == a3,
        Printout.paper == paper,
        Printout.half_filled == half_filled,
        Printout.state == "done",
    )
    return db.session.scalar(query.order_by(Printout.id.desc()).limit(1))


@dataclass(frozen=True)
class SheetFile:
    """The file of a printed sheet, and what it is called after."""

    cache_key: str
    number: int
    revision: int
    paper: str
    half_filled: bool


def sheet_file(actor: Actor, identity: int) -> SheetFile | None:
    """The file of a finished sheet that the actor sees, in one statement: each look at a PDF asks it."""
    streams = {} if actor.is_admin else {"streams": actor.streams}
    found = read(_sheet_file(actor.is_admin), printout=identity, **streams)
    return SheetFile(*found[0]) if found else None


@functools.cache
def _sheet_file(sees_all: bool) -> Select[*tuple[Any, ...]]:
    query = (
        select(Printout.cache_key, A3.number, Revision.number, Printout.paper, Printout.half_filled)
        .join(Revision, Printout.revision_id == Revision.id)
        .join(A3, Revision.a3_id == A3.id)
        .join(Team, A3.team_id == Team.id)
        .where(Printout.id == bindparam("printout"), Printout.kind == "sheet", Printout.state == "done")
    )
    return query if sees_all else query.where(Team.stream_id.in_(bindparam("streams", expanding=True)))


@dataclass(frozen=True)
class Made:
    """A finished file: its cache key, the type size on a sheet in points, the lines lost by box key."""

    cache_key: str
    size_pt: float | None
    missing: dict[str, int]


def done_with_key(cache_key: str) -> Made | None:
    """What is known of the file with this key from an earlier printout."""
    query = select(Printout.size_pt, Printout.missing).where(
        Printout.cache_key == cache_key, Printout.state == "done"
    )
    found = db.session.execute(query.limit(1)).first()
    return Made(cache_key, found[0], json.loads(found[1])) if found else None
