"""The shelf: published learnings and proven standards of all streams, which everybody signed in may read.

A standard is proven while it is in use (locked, not retired) and *held* or *restored* was agreed once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import (
    CompoundSelect,
    Integer,
    Row,
    Select,
    String,
    Subquery,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from a3tracker.db.a3s import A3
from a3tracker.db.base import db
from a3tracker.db.learnings import Learning
from a3tracker.db.reviews import Submission
from a3tracker.db.revisions import Revision
from a3tracker.db.segments import Segment
from a3tracker.db.streams import ValueStream
from a3tracker.db.teams import Team
from a3tracker.domain.learnings import IN_USE, ShelfItem, Shelved
from a3tracker.domain.revisions import read_content

PAGE = 50
#: A longer search is cut: nobody types one.
LONGEST_SEARCH, MOST_WORDS = 200, 8
#: So many choices a filter offers; a new A3 is compared with so many of its segment, and newest of all.
_CHOICES, _OF_SEGMENT, _NEWEST = 200, 100, 200
_PROVEN = ("held", "restored")


@dataclass(frozen=True)
class ShelfFilters:
    """What the address of the shelf asks for; empty or None for all."""

    words: str = ""
    kind: Shelved | None = None
    segment: int | None = None
    touchpoint: str = ""
    cause: str = ""
    page: int = 1


@dataclass(frozen=True)
class Choices:
    """Key and words of what the filters offer: segments, touchpoints and causes that lie on the shelf."""

    segments: tuple[tuple[int, str], ...]
    touchpoints: tuple[tuple[str, str], ...]
    causes: tuple[tuple[str, str], ...]


def shelf_items(asked: ShelfFilters) -> tuple[list[ShelfItem], bool]:
    """One page of the shelf, newest first, and whether there is a next one; two statements at most."""
    shelf = _shelf(asked.kind).subquery()
    query = _narrow(select(shelf), shelf, asked).order_by(shelf.c.at.desc(), shelf.c.a3.desc(), shelf.c.kind)
    rows = db.session.execute(query.offset((asked.page - 1) * PAGE).limit(PAGE + 1)).all()
    return as_agreed(rows[:PAGE]), len(rows) > PAGE


def shelf_choices() -> Choices:
    """What there is to choose from, in three statements."""
    shelf = _shelf(None).subquery()
    columns = (shelf.c.segment, shelf.c.segment_name, shelf.c.stream_name)
    found = db.session.execute(select(*columns).distinct().order_by(*columns[1:], columns[0]).limit(_CHOICES))
    segments = tuple((segment, f"{name} · {stream}") for segment, name, stream in found)
    return Choices(segments, _tags(Learning.touchpoint), _tags(Learning.cause))


def proven_standard(number: int) -> tuple[ShelfItem, Revision] | None:
    """The standard with this A3 number and its revision agreed last; None when it is not proven."""
    row = db.session.execute(_standards().where(A3.number == number)).first()
    if row is None:
        return None
    return as_agreed([row])[0], db.session.get_one(Revision, row.revision)


def near_candidates(segment: int) -> list[Row[Any]]:
    """What a new A3 of this segment is compared with, in one statement."""
    newest = _learnings().order_by(Learning.published_at.desc(), Learning.id.desc())
    parts = (
        newest.where(A3.segment_id == segment).limit(_OF_SEGMENT),
        newest.limit(_NEWEST),
        _standards().order_by(Submission.decided_at.desc(), Submission.id.desc()).limit(_NEWEST),
    )
    return list(db.session.execute(union_all(*(select(part.subquery()) for part in parts))))


def as_agreed(rows: Iterable[Any]) -> list[ShelfItem]:
    """The rows as items; a standard is called as it was agreed, whatever its A3 is called by now."""
    rows = list(rows)
    revisions = {row.revision for row in rows if row.revision}
    query = select(Revision.id, Revision.content).where(Revision.id.in_(revisions))
    titles = {one: read_content(text).title for one, text in db.session.execute(query)} if revisions else {}
    items = [(item_of(row), row.revision) for row in rows]
    return [replace(item, words=titles[one]) if one else item for item, one in items]


def item_of(row: Any) -> ShelfItem:
    """One row of the shelf."""
    plain = {name: value for name, value in row._mapping.items() if name != "revision"}
    return ShelfItem(**{**plain, "kind": Shelved(row.kind)})


def _shelf(kind: Shelved | None) -> Select[Any] | CompoundSelect[Any]:
    parts = {Shelved.LEARNING: _learnings, Shelved.STANDARD: _standards}
    return parts[kind]() if kind else union_all(*(part() for part in parts.values()))


def _learnings() -> Select[Any]:
    tags, none = (Learning.words, Learning.touchpoint, Learning.cause), cast(null(), Integer)
    query = _lying(Shelved.LEARNING, tags, (Learning.published_at, literal(0, Integer), none))
    return query.join(Learning, Learning.a3_id == A3.id).where(Learning.published_at.is_not(None))


def _standards() -> Select[Any]:
    agreed = (Submission.decision == "agreed", Submission.outcome.in_(_PROVEN))
    last = select(func.max(Submission.id).label("id"), Submission.a3_id).where(*agreed)
    newest, earlier = last.group_by(Submission.a3_id).subquery(), aliased(Submission)
    before = (
        select(func.count(earlier.id) + 1)
        .where(earlier.a3_id == A3.id, earlier.id < Submission.id)
        .where(earlier.decision == "agreed", earlier.outcome == "new_version")
        .correlate(A3, Submission)
        .scalar_subquery()
    )
    tags = (A3.title, literal("", String), literal("", String))
    query = _lying(Shelved.STANDARD, tags, (Submission.decided_at, before, Submission.revision_id))
    query = query.join(newest, newest.c.a3_id == A3.id).join(Submission, Submission.id == newest.c.id)
    return query.where(A3.cycle == "SDCA", A3.stage.in_([stage.value for stage in IN_USE]))


def _lying(kind: Shelved, tags: tuple[Any, ...], more: tuple[Any, ...]) -> Select[Any]:
    """The columns of `ShelfItem` and the revision, with the joins that both kinds share."""
    names = ("words", "touchpoint", "cause"), ("at", "version", "revision")
    return (
        select(
            literal(kind.value, String).label("kind"),
            A3.id.label("a3"),
            A3.number.label("number"),
            *(column.label(name) for name, column in zip(names[0], tags, strict=True)),
            Segment.id.label("segment"),
            Segment.name.label("segment_name"),
            ValueStream.id.label("stream"),
            ValueStream.name.label("stream_name"),
            *(column.label(name) for name, column in zip(names[1], more, strict=True)),
            Segment.job.label("job"),
            A3.title.label("title"),
        )
        .select_from(A3)
        .join(Segment, A3.segment_id == Segment.id)
        .join(Team, A3.team_id == Team.id)
        .join(ValueStream, Team.stream_id == ValueStream.id)
        .where(A3.archived_at.is_(None))
    )


def _narrow(query: Select[Any], shelf: Subquery, asked: ShelfFilters) -> Select[Any]:
    """Every word of the search is somewhere in what is shown; signs of LIKE mean themselves."""
    for word in asked.words[:LONGEST_SEARCH].split()[:MOST_WORDS]:
        shown = ("words", "touchpoint", "cause", "segment_name", "stream_name")
        query = query.where(or_(*(shelf.c[name].icontains(word, autoescape=True) for name in shown)))
    for name in ("segment", "touchpoint", "cause"):
        value = getattr(asked, name)
        query = query.where(shelf.c[name] == value) if value else query
    return query


def _tags(column: Any) -> tuple[tuple[str, str], ...]:
    """The touchpoints, or the causes, of what lies on the shelf."""
    query = select(column).join(A3, Learning.a3_id == A3.id).distinct()
    query = query.where(Learning.published_at.is_not(None), A3.archived_at.is_(None), column != "")
    return tuple((words, words) for words in db.session.scalars(query.order_by(column).limit(_CHOICES)))
