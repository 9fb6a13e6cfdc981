"""Immutable revisions of an A3: canonical content with its SHA-256."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import chain, compress
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Select,
    String,
    Text,
    UniqueConstraint,
    and_,
    bindparam,
    func,
    select,
)
from sqlalchemy.orm import Mapped, aliased, mapped_column

from a3tracker.db.a3s import A3, Placed
from a3tracker.db.base import Base, Moment, db
from a3tracker.db.boxes import BoxLine, box_lines
from a3tracker.db.causes import bones_of
from a3tracker.db.hints import DismissedHint
from a3tracker.db.learnings import Learning
from a3tracker.db.meeting_notes import MeetingNote
from a3tracker.db.ratings import BoxRating
from a3tracker.db.row_lines import RowLine, drawn_kinds, kinds_kept, rows_of, there_are
from a3tracker.db.series import series_named
from a3tracker.domain.bones import RENAMED, plain_bones
from a3tracker.domain.countermeasures import Countermeasure
from a3tracker.domain.cycles import CYCLES, Panel
from a3tracker.domain.marks import names_marked
from a3tracker.domain.not_to_do import NotToDo
from a3tracker.domain.periods import Length, period_of
from a3tracker.domain.predictions import Expected, ExpectedRange
from a3tracker.domain.revisions import FIGURES, LEARNINGS, Content, read_content


class Revision(Base):
    """The content of an A3 at one moment; a trigger refuses that it is changed."""

    __tablename__ = "revisions"
    __table_args__ = (
        UniqueConstraint("a3_id", "number"),
        CheckConstraint("length(digest) = 64", name="digest_whole"),
    )

    a3_id: Mapped[int] = mapped_column(ForeignKey("a3s.id", ondelete="CASCADE"))
    number: Mapped[int]
    content: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))
    why: Mapped[str] = mapped_column(String(20))
    taken_at: Mapped[datetime] = mapped_column(Moment)
    taken_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class RevisionHtml(Base):
    """The safe HTML of a revision's boxes, as `renderer` made it: an old revision prints what it showed."""

    __tablename__ = "revision_html"

    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id", ondelete="CASCADE"), unique=True)
    renderer: Mapped[int]
    #: HTML by box key, as JSON.
    html: Mapped[str] = mapped_column(Text)


@dataclass(frozen=True)
class Written:
    """What stands on an A3 now: its boxes by key, and the content that a revision would store.

    `expected` are its predictions or expected ranges; `locked` says which of their ids are, and since when.
    `newest` is its newest revision, None when none was taken yet; `without_yes` waits for the manager's.
    `noted`, `rated`, `dismissed`: whether there are meeting notes, ratings, dismissed hints to ask for.
    """

    boxes: dict[str, BoxLine]
    content: Content
    expected: tuple[Expected, ...] = ()
    locked: Mapping[int, date] = field(default_factory=dict)
    countermeasures: tuple[Countermeasure, ...] = ()
    newest: Revision | None = None
    without_yes: tuple[Any, ...] = ()
    noted: bool = True
    rated: bool = True
    dismissed: bool = True

    @property
    def keys(self) -> frozenset[str]:
        """The keys of the boxes that hold text or rows."""
        texts = {key for key, text in self.content.boxes.items() if text.strip()}
        drawn = {
            box.key
            for box in CYCLES[self.content.cycle].boxes
            if any(self.content.rows.get(panel.value) for panel in box.panels)
        }
        return frozenset(texts | drawn)


def written_now(placed: Placed) -> Written:
    """Boxes and content of the A3 as it stands."""
    a3, boxes = placed.a3, box_lines(placed.a3.id)
    newest, learning, *there = db.session.execute(_standing(a3.cycle), {"a3": a3.id}).one()
    others, kept = there[: len(_OTHERS)], there[len(_OTHERS) :]
    rows = rows_of(a3.id, a3.cycle, set(compress(drawn_kinds(a3.cycle), kept)))
    content = _content(placed, boxes, rows)
    content.rows[LEARNINGS] = [learning.fact().plain()] if learning else []
    content.rows[RENAMED] = plain_bones(bones_of(a3))
    known = list(chain(*rows.values()))
    expected = [line for line in known if isinstance(line.fact, Expected)]
    locked = {row.id: placed.segment.today(row.locked_at) for _, row in expected if row.locked_at}
    content.rows[FIGURES] = _figures(placed, content, _freezes(expected, locked), newest)
    facts = tuple(line.fact for line in known if isinstance(line.fact, Expected))
    plan = tuple(line.fact for line in known if isinstance(line.fact, Countermeasure))
    asked = tuple(row for fact, row in known if isinstance(fact, NotToDo) and fact.agreed_on is None)
    return Written(boxes, content, facts, locked, plan, newest, asked, *others)


def _content(
    placed: Placed, boxes: Mapping[str, BoxLine], rows: Mapping[Panel, Sequence[RowLine]]
) -> Content:
    """The header, the texts and the rows."""
    a3 = placed.a3
    return Content(
        cycle=a3.cycle,
        loop=a3.loop,
        title=a3.title,
        language=a3.language,
        segment=a3.segment_id,
        team=a3.team_id,
        owner=a3.owner_id,
        coordinator=placed.team.coordinator_id,
        manager=placed.stream.manager_id,
        start=_iso(a3.start),
        target_end=_iso(a3.target_end),
        next_review=_iso(a3.next_review),
        parent=a3.parent_id,
        boxes={key: box.text for key, box in boxes.items()},
        rows={panel.value: [fact.plain(row.id) for fact, row in found] for panel, found in rows.items()},
    )


#: What others ask for where there is any, in the order of `Written`.
_OTHERS = (MeetingNote, BoxRating, DismissedHint)


@functools.cache
def _standing(cycle: str) -> Select[*tuple[Any, ...]]:
    """The newest revision, the learning that stands, and what else there is on the A3, in one row."""
    later = aliased(Revision)
    number = select(func.max(later.number)).where(later.a3_id == bindparam("a3")).scalar_subquery()
    others = (there_are(table) for table in _OTHERS)
    return (
        select(Revision, Learning, *others, *kinds_kept(cycle))
        .select_from(A3)
        .outerjoin(Revision, and_(Revision.a3_id == A3.id, Revision.number == number))
        .outerjoin(Learning, and_(Learning.a3_id == A3.id, Learning.withdrawn_at.is_(None)))
        .where(A3.id == bindparam("a3"))
    )


def _freezes(expected: list[RowLine], locked: Mapping[int, date]) -> dict[int, date]:
    """The day by which each metric's chart is frozen; 0 stands for every other metric.

    A prediction counts as it was first locked, an expected range as the one that is in force: the last.
    """
    if not locked:
        return {}
    ranges = [row for fact, row in expected if isinstance(fact, ExpectedRange) and row.id in locked]
    return {0: min(locked.values())} | {row.metric_id: locked[row.id] for row in ranges if row.metric_id}


def _figures(
    placed: Placed, content: Content, freezes: Mapping[int, date], newest: Revision | None
) -> list[dict[str, Any]]:
    """The series that rows and marks refer to, each frozen where what was expected of it was locked."""
    found = (row.get("metric") for rows in content.rows.values() for row in rows)
    identities, names = {metric for metric in found if metric}, names_marked(content.boxes.values())
    if not identities and not names:
        return []
    if placed.a3.closed_at is not None:
        # It stays as it was agreed, whatever is entered afterwards.
        return list(read_content(newest.content).rows.get(FIGURES, [])) if newest else []
    today = placed.segment.today(datetime.now(UTC))
    known = series_named(placed.segment, today, identities, names)
    if freezes:
        days = (freezes.get(series.metric, freezes[0]) for series in known)
        before = [period_of(day, Length(placed.segment.period)).before() for day in days]
        known = [series.frozen_at(last) for series, last in zip(known, before, strict=True)]
    return [series.plain() for series in known]


def content_of(placed: Placed) -> Content:
    """What stands on the A3 now, in the shape that a revision stores."""
    return written_now(placed).content


_NEWEST = select(Revision).where(Revision.a3_id == bindparam("a3")).order_by(Revision.number.desc()).limit(1)


def latest_revision(a3: int) -> Revision | None:
    """The newest revision, or None when none was taken yet."""
    return db.session.scalar(_NEWEST, {"a3": a3})


def revision_numbered(a3: int, number: int) -> Revision | None:
    """The revision with this number."""
    return db.session.scalar(select(Revision).where(Revision.a3_id == a3, Revision.number == number))


def revision_at(a3: int, moment: datetime) -> Revision | None:
    """The revision that stood at this moment; None when none was taken by then."""
    query = select(Revision).where(Revision.a3_id == a3, Revision.taken_at <= moment)
    return db.session.scalar(query.order_by(Revision.number.desc()).limit(1))


_HTML = select(RevisionHtml.html).where(
    RevisionHtml.revision_id == bindparam("revision"), RevisionHtml.renderer == bindparam("renderer")
)


def html_of(revision: int, renderer: int) -> dict[str, str]:
    """The stored HTML of the revision by box key; nothing when another renderer made it, or none did."""
    found = db.session.scalar(_HTML, {"revision": revision, "renderer": renderer})
    html: dict[str, str] = json.loads(found) if found else {}
    return html


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
