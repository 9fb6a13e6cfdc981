"""Comments with their threads, the reviews that were sent, and what each person read last."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Select,
    String,
    Text,
    UniqueConstraint,
    bindparam,
    func,
    select,
)
from sqlalchemy.orm import Mapped, aliased, mapped_column

from a3tracker.db.base import Base, Moment, db, read
from a3tracker.db.people import Person
from a3tracker.db.revisions import Revision


class SentReview(Base):
    """All that one person sent at once, with one verdict, about one revision."""

    __tablename__ = "sent_reviews"
    __table_args__ = (
        CheckConstraint("verdict IN ('agree', 'comment', 'return')", name="verdict_known"),
        CheckConstraint("verdict <> 'return' OR reason <> ''", name="return_has_its_reason"),
        CheckConstraint("verdict = 'comment' OR submission_id IS NOT NULL", name="decision_has_submission"),
    )

    a3_id: Mapped[int] = mapped_column(ForeignKey("a3s.id", ondelete="CASCADE"), index=True)
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submissions.id", ondelete="CASCADE"))
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    verdict: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(Moment)


class Comment(Base):
    """What somebody says about a box of one revision, or an answer to it.

    While `sent_at` is empty it is collected, and nobody but its author may see it.
    """

    __tablename__ = "comments"
    __table_args__ = (
        CheckConstraint("(resolved_at IS NULL) = (resolved_by IS NULL)", name="resolved_by_somebody"),
        CheckConstraint("(taken_at IS NULL) = (taken_by IS NULL)", name="taken_by_somebody"),
        CheckConstraint("(declined_at IS NULL) = (declined_by IS NULL)", name="declined_by_somebody"),
        CheckConstraint("taken_at IS NULL OR declined_at IS NULL", name="taken_or_declined"),
        CheckConstraint("wording = '' OR passage <> ''", name="wording_has_its_passage"),
        CheckConstraint("passage = '' OR box IS NOT NULL", name="passage_has_its_box"),
        CheckConstraint("root_id IS NULL OR sent_at IS NOT NULL", name="answer_is_sent"),
        CheckConstraint("occurrence >= 1", name="occurrence_from_one"),
    )

    a3_id: Mapped[int] = mapped_column(ForeignKey("a3s.id", ondelete="CASCADE"), index=True)
    root_id: Mapped[int | None] = mapped_column(ForeignKey("comments.id", ondelete="CASCADE"), index=True)
    review_id: Mapped[int | None] = mapped_column(
        ForeignKey("sent_reviews.id", ondelete="CASCADE"), index=True
    )
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id", ondelete="CASCADE"))
    box: Mapped[str | None] = mapped_column(String(30))
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    body: Mapped[str] = mapped_column(Text)
    passage: Mapped[str] = mapped_column(Text, default="")
    occurrence: Mapped[int] = mapped_column(default=1)
    wording: Mapped[str] = mapped_column(Text, default="")
    sent_at: Mapped[datetime | None] = mapped_column(Moment)
    resolved_at: Mapped[datetime | None] = mapped_column(Moment)
    resolved_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    taken_at: Mapped[datetime | None] = mapped_column(Moment)
    taken_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    declined_at: Mapped[datetime | None] = mapped_column(Moment)
    declined_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    declined_why: Mapped[str] = mapped_column(Text, default="")


class Reading(Base):
    """The newest revision of an A3 that a person has read, and the one read before it."""

    __tablename__ = "readings"
    __table_args__ = (UniqueConstraint("a3_id", "person_id"),)

    a3_id: Mapped[int] = mapped_column(ForeignKey("a3s.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    revision: Mapped[int]
    before: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(Moment)


@dataclass
class Thread:
    """A comment, by its columns, with the names that its page shows and the answers to it, oldest first."""

    root: Any
    author: str
    revision: int
    settled_by: str | None = None
    answers: list[Thread] = field(default_factory=list)


@dataclass(frozen=True)
class Sent:
    """A review that was sent, who sent it, and how many comments went with it."""

    review: SentReview
    person: str
    revision: int
    comments: int


def threads_of(a3: int, person: int) -> list[Thread]:
    """What was sent on the A3, and what this person has collected there, oldest first, in one statement."""
    threads: dict[int, Thread] = {}
    for comment in read(_threads(), a3=a3, person=person):
        thread = Thread(comment, comment.author, comment.revision, comment.settled)
        if comment.root_id is None:
            threads[comment.id] = thread
        elif comment.root_id in threads:
            threads[comment.root_id].answers.append(thread)
    return list(threads.values())


def comment_of(a3: int, comment: int) -> Comment | None:
    """One comment of this A3, or None."""
    return db.session.scalar(select(Comment).where(Comment.id == comment, Comment.a3_id == a3))


def collected_by(a3: int, person: int) -> list[Comment]:
    """What this person has collected on the A3 and not sent yet, in the order of writing."""
    query = select(Comment).where(Comment.a3_id == a3, Comment.author_id == person, Comment.sent_at.is_(None))
    return list(db.session.scalars(query.order_by(Comment.id)))


def people_in_thread(root: int) -> set[int]:
    """Who wrote in the thread."""
    query = select(Comment.author_id).where((Comment.id == root) | (Comment.root_id == root))
    return set(db.session.scalars(query))


def newest_answer(root: int) -> Comment | None:
    """The last answer in the thread."""
    query = select(Comment).where(Comment.root_id == root).order_by(Comment.id.desc()).limit(1)
    return db.session.scalar(query)


def comment_count(a3: int) -> int:
    """How many comments and answers the A3 holds, collected ones included."""
    return db.session.scalar(select(func.count()).where(Comment.a3_id == a3)) or 0


def sent_reviews_of(a3: int) -> list[Sent]:
    """All reviews that were sent on the A3, newest first."""
    return [Sent(*row) for row in db.session.execute(_sent(), {"a3": a3})]


def last_sent_by(a3: int, person: int) -> SentReview | None:
    """The newest review that this person sent on the A3."""
    query = select(SentReview).where(SentReview.a3_id == a3, SentReview.person_id == person)
    return db.session.scalar(query.order_by(SentReview.id.desc()).limit(1))


def comments_with(review: int) -> list[Comment]:
    """What was sent with this review."""
    return list(db.session.scalars(select(Comment).where(Comment.review_id == review)))


def reading_of(a3: int, person: int) -> Reading | None:
    """What this person read last on the A3."""
    return db.session.scalar(select(Reading).where(Reading.a3_id == a3, Reading.person_id == person))


@functools.cache
def _threads() -> Select[*tuple[Any, ...]]:
    """Built once: every page of a sheet asks it."""
    author, settler = aliased(Person), aliased(Person)
    settled = func.coalesce(Comment.taken_by, Comment.declined_by, Comment.resolved_by)
    return (
        select(
            Comment,
            author.name.label("author"),
            Revision.number.label("revision"),
            settler.name.label("settled"),
        )
        .join(author, Comment.author_id == author.id)
        .join(Revision, Comment.revision_id == Revision.id)
        .outerjoin(settler, settler.id == settled)
        .where(
            Comment.a3_id == bindparam("a3"),
            Comment.sent_at.is_not(None) | (Comment.author_id == bindparam("person")),
        )
        .order_by(Comment.id)
    )


@functools.cache
def _sent() -> Select[*tuple[Any, ...]]:
    comments = select(func.count()).where(Comment.review_id == SentReview.id).correlate(SentReview)
    return (
        select(SentReview, Person.name, Revision.number, comments.scalar_subquery())
        .join(Person, SentReview.person_id == Person.id)
        .join(Revision, SentReview.revision_id == Revision.id)
        .where(SentReview.a3_id == bindparam("a3"))
        .order_by(SentReview.id.desc())
    )
