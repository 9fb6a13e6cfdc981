"""A review, sent once: the verdict, everything that was collected, and one notice for each person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from a3tracker.db.a3s import Placed
from a3tracker.db.base import db
from a3tracker.db.comments import (
    Comment,
    Reading,
    SentReview,
    collected_by,
    comments_with,
    last_sent_by,
    reading_of,
)
from a3tracker.db.reviews import Submission, open_submission
from a3tracker.db.revisions import Revision, latest_revision
from a3tracker.domain.access import Action, Actor
from a3tracker.domain.comments import REASON, CommentChange, Said, checked_comment
from a3tracker.domain.errors import Invalid
from a3tracker.domain.notices import Kind
from a3tracker.domain.reviews import Move
from a3tracker.domain.revisions import read_content
from a3tracker.domain.rows import text_of
from a3tracker.domain.stages import Stage
from a3tracker.usecases.a3s import found_a3, open_a3, touch
from a3tracker.usecases.comments import (
    change_of,
    collected,
    commented_a3,
    commented_revision,
    read_revision,
)
from a3tracker.usecases.mentions import tell_mentioned
from a3tracker.usecases.notices import tell
from a3tracker.usecases.reviews import Choice, asked_by, decided
from a3tracker.usecases.transaction import journal, now, writing

_MOVES = {Said.AGREE: Move.AGREE, Said.RETURN: Move.RETURN}
#: The number on the screen before any revision was taken.
_NONE_TAKEN = 0
#: Who sends the same remark within this time has pressed the button twice; later it is said again.
_TWICE = timedelta(minutes=10)
_KINDS = {Said.AGREE: Kind.AGREED, Said.RETURN: Kind.RETURNED, Said.COMMENT: Kind.COMMENTED}


@dataclass(frozen=True)
class Review:
    """The verdict about what was on the screen; `last` is a comment not collected before.

    `submission` is the id of the submission that was shown, 0 when there was none.
    """

    said: Said
    submission: int
    revision: int
    digest: str
    reason: str = ""
    last: CommentChange | None = None


def send_review(actor: Actor, number: int, review: Review) -> Stage:
    """Send all that was collected with one verdict; where the A3 stands afterwards. Twice is harmless.

    Agreeing and returning decide the open submission; a comment leaves it waiting.
    """
    with writing():
        placed = found_a3(actor, number)
        if not collected_by(placed.a3.id, actor.id) and _was_sent(actor, placed, review):
            return Stage(placed.a3.stage)
        placed = _reviewed_a3(actor, number, review.said)
        if review.last is not None:
            collected(actor, placed, commented_revision(actor, placed, review.revision), review.last)
        comments = collected_by(placed.a3.id, actor.id)
        submission = _verdict(actor, placed, review, bool(comments))
        revision = commented_revision(actor, placed, review.revision)
        sent = SentReview(a3_id=placed.a3.id, person_id=actor.id, verdict=review.said.value, at=now())
        sent.submission_id = submission.id if submission else None
        sent.revision_id = revision.id
        sent.reason = text_of(review.reason, "reason", REASON)
        db.session.add(sent)
        db.session.flush()
        for comment in comments:
            comment.sent_at, comment.review_id = sent.at, sent.id
        note_reading(actor, placed, revision.number)
        _tell(actor, placed, sent, submission, comments)
        return Stage(placed.a3.stage)


def sent_at_once(actor: Actor, placed: Placed, change: CommentChange) -> Comment:
    """One comment about the newest revision, sent by itself; what else the actor collected waits.

    Called inside a writing transaction.
    """
    newest = latest_revision(placed.a3.id)
    revision = newest or commented_revision(actor, placed, _NONE_TAKEN)
    comment, submission = collected(actor, placed, revision, change), open_submission(placed.a3.id)
    sent = SentReview(a3_id=placed.a3.id, person_id=actor.id, verdict=Said.COMMENT.value, at=now())
    sent.submission_id, sent.revision_id = submission.id if submission else None, revision.id
    db.session.add(sent)
    db.session.flush()
    comment.sent_at, comment.review_id = sent.at, sent.id
    _tell(actor, placed, sent, submission, [comment])
    return comment


def note_read(actor: Actor, number: int, revision: int) -> None:
    """Remember that the actor has read this revision. It changes nothing on the A3, so no journal line."""
    with writing():
        placed = found_a3(actor, number)
        read_revision(placed, revision)
        note_reading(actor, placed, revision)


def note_reading(actor: Actor, placed: Placed, revision: int) -> None:
    """The newest revision that was read; an older one read again is none. Inside a writing transaction."""
    reading = reading_of(placed.a3.id, actor.id)
    if reading is None:
        db.session.add(Reading(a3_id=placed.a3.id, person_id=actor.id, revision=revision, at=now()))
    elif reading.revision < revision:
        reading.before, reading.revision, reading.at = reading.revision, revision, now()


def _reviewed_a3(actor: Actor, number: int, said: Said) -> Placed:
    """The A3, for somebody who may comment on it, or decide it now."""
    if said is Said.COMMENT:
        return commented_a3(actor, number)
    return open_a3(actor, number, Action.DECIDE_A3)


def _verdict(actor: Actor, placed: Placed, review: Review, has_comments: bool) -> Submission | None:
    """Decide, or say that it is a comment; the submission that it is about, if there is one."""
    move = _MOVES.get(review.said)
    if move is not None:
        shown = (review.submission, review.revision, review.digest)
        return decided(actor, placed, Choice(move, *shown, review.reason))
    if not has_comments and not text_of(review.reason, "reason", REASON):
        raise Invalid("There is nothing to send yet. Write a comment first.")
    touch(placed.a3)
    journal(actor.id, "commented on", "a3", placed.a3.id, revision=review.revision)
    return open_submission(placed.a3.id)


def _was_sent(actor: Actor, placed: Placed, review: Review) -> bool:
    """Whether exactly this was the last that the actor sent: the button was pressed twice.

    The same remark may be meant again later; a decision stands until something is submitted anew.
    """
    last = last_sent_by(placed.a3.id, actor.id)
    if last is None or last.verdict != review.said.value:
        return False
    revision = db.session.get_one(Revision, last.revision_id)
    said = (review.submission, text_of(review.reason, "reason", REASON))
    same = (last.submission_id or 0, last.reason) == said
    same = same and review.revision in (revision.number, _NONE_TAKEN)
    if same and review.last is not None:
        boxes = read_content(revision.content).boxes
        typed = checked_comment(review.last, placed.a3.cycle, boxes)
        same = typed in [change_of(comment) for comment in comments_with(last.id)]
    if review.said is Said.COMMENT:
        return same and now() - last.at < _TWICE
    return same and open_submission(placed.a3.id) is None


def _tell(
    actor: Actor, placed: Placed, sent: SentReview, submission: Submission | None, comments: list[Comment]
) -> None:
    told = asked_by(placed, submission) if submission else {placed.team.coordinator_id, placed.a3.owner_id}
    point = submission.point if submission else None
    tell(told, _KINDS[Said(sent.verdict)], placed.a3.id, actor.id, point=point, comments=len(comments))
    texts = [sent.reason, *(comment.body for comment in comments)]
    tell_mentioned(actor, placed, texts, told, point=point)
