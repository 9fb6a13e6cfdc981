"""The to and fro on the demo's A3s: reviews with comments, coaching notes, what waits in an inbox."""

from __future__ import annotations

import json
from typing import Any

from a3tracker.db.a3s import A3, a3_by_id
from a3tracker.db.base import db
from a3tracker.db.coaching import CoachingNote
from a3tracker.db.comments import Comment, Reading, SentReview, reading_of
from a3tracker.db.notices import Notice
from a3tracker.db.reviews import Submission
from a3tracker.db.revisions import Revision
from a3tracker.domain.notices import Kind
from a3tracker.usecases.demo_setting import Filled, moment

VERDICTS = {"agreed": "agree", "returned": "return"}


def fill_review(a3: A3, submission: Submission, line: dict[str, Any], filled: Filled) -> None:
    """A decision as it was sent, with its comments."""
    at = moment(filled, line["days"], hour=15)
    review = SentReview(
        a3_id=a3.id,
        submission_id=submission.id,
        revision_id=submission.revision_id,
        person_id=filled.people[line["by"]],
        verdict=VERDICTS[line["decision"]],
        reason=line.get("reason", ""),
        at=at,
    )
    db.session.add(review)
    db.session.flush()
    _note_reading(a3, submission, review)
    for comment in line.get("comments", ()):
        root = Comment(
            a3_id=a3.id,
            review_id=review.id,
            revision_id=submission.revision_id,
            author_id=review.person_id,
            sent_at=at,
            **{name: comment[name] for name in ("box", "body", "passage", "wording") if name in comment},
        )
        _settle(root, comment, filled)
        db.session.add(root)
        db.session.flush()
        _fill_answers(root, comment.get("answers", ()), filled)


def fill_coaching(a3: A3, note: dict[str, Any], filled: Filled) -> None:
    """A coaching note."""
    db.session.add(
        CoachingNote(
            a3_id=a3.id,
            person_id=filled.people[note["by"]],
            words=note["words"],
            obstacle=note.get("obstacle", ""),
            next_look=filled.day(note.get("next_look")),
            at=moment(filled, note["days"], hour=11),
        )
    )


def fill_inboxes(a3: A3, submission: Submission | None) -> None:
    """Who has not read yet that the last submission waits, or came back."""
    if submission is None or submission.decision == "agreed":
        return
    placed = a3_by_id(a3.id)
    waits = submission.decision is None
    people = {placed.stream.manager_id} if waits else {placed.team.coordinator_id, a3.owner_id}
    for person in sorted(person for person in people if person):
        db.session.add(
            Notice(
                person_id=person,
                kind=(Kind.SUBMITTED if waits else Kind.RETURNED).value,
                a3_id=a3.id,
                by_id=submission.submitted_by if waits else submission.decided_by,
                about=json.dumps({"point": submission.point}),
                at=submission.submitted_at if waits else submission.decided_at,
            )
        )


def _note_reading(a3: A3, submission: Submission, review: SentReview) -> None:
    """Whoever decided has read what was submitted; the next review page shows what changed since."""
    number = db.session.get_one(Revision, submission.revision_id).number
    reading = reading_of(a3.id, review.person_id)
    if reading is None:
        reading = Reading(a3_id=a3.id, person_id=review.person_id)
        db.session.add(reading)
    reading.revision, reading.at = number, review.at


def _settle(root: Comment, comment: dict[str, Any], filled: Filled) -> None:
    """Taken over, or resolved, by whom and when."""
    for name in ("taken", "resolved"):
        if name in comment:
            setattr(root, f"{name}_by", filled.people[comment[name]["by"]])
            setattr(root, f"{name}_at", moment(filled, comment[name]["days"], hour=10))


def _fill_answers(root: Comment, answers: Any, filled: Filled) -> None:
    for answer in answers:
        db.session.add(
            Comment(
                a3_id=root.a3_id,
                root_id=root.id,
                revision_id=root.revision_id,
                box=root.box,
                author_id=filled.people[answer["by"]],
                body=answer["body"],
                sent_at=moment(filled, answer["days"], hour=12),
            )
        )
