"""What the database refuses of comments and reviews, and that they go with their A3."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError

from a3tracker.db.a3s import A3
from a3tracker.db.base import db
from a3tracker.db.comments import Comment, Reading, SentReview
from a3tracker.db.reviews import Submission
from a3tracker.db.revisions import Revision
from tests.factories import added
from tests.world import World

NOON = datetime(2026, 6, 30, 12, tzinfo=UTC)


@pytest.fixture
def about(world: World) -> dict[str, Any]:
    """What every comment and review is about."""
    a3 = db.session.scalars(select(A3.id).where(A3.number == world.a3)).one()
    revision = added(
        Revision(a3_id=a3, number=1, content="{}", digest="0" * 64, why="printed", taken_at=NOON)
    )
    return {"a3_id": a3, "revision_id": revision.id}


def comment(about: dict[str, Any], **more: Any) -> Comment:
    return Comment(**{**about, "author_id": 1, "body": "Why?", "box": "plan", **more})


@pytest.mark.parametrize(
    "more",
    [
        {"resolved_at": NOON},
        {"resolved_by": 1},
        {"taken_at": NOON},
        {"declined_by": 1},
        {"passage": "this", "taken_at": NOON, "taken_by": 1, "declined_at": NOON, "declined_by": 1},
        {"wording": "that"},
        {"passage": "this", "box": None},
        {"occurrence": 0},
    ],
    ids=str,
)
def test_a_comment_that_cannot_be_is_refused(about: dict[str, Any], more: dict[str, Any]) -> None:
    db.session.add(comment(about, **more))
    with pytest.raises(IntegrityError):
        db.session.flush()


def test_an_answer_is_never_hidden(about: dict[str, Any]) -> None:
    root = added(comment(about, sent_at=NOON))
    added(comment(about, root_id=root.id, sent_at=NOON))
    db.session.add(comment(about, root_id=root.id))
    with pytest.raises(IntegrityError):
        db.session.flush()


@pytest.mark.parametrize("more", [{"verdict": "maybe"}, {"verdict": "return"}, {"verdict": "agree"}], ids=str)
def test_a_review_that_cannot_be_is_refused(about: dict[str, Any], more: dict[str, Any]) -> None:
    db.session.add(SentReview(**about, person_id=1, at=NOON, **more))
    with pytest.raises(IntegrityError):
        db.session.flush()


def test_a_person_has_one_reading_of_an_a3(about: dict[str, Any]) -> None:
    for _ in range(2):
        db.session.add(Reading(a3_id=about["a3_id"], person_id=1, revision=1, at=NOON))
    with pytest.raises(IntegrityError):
        db.session.flush()


def test_everything_that_was_said_goes_with_its_a3(about: dict[str, Any]) -> None:
    a3 = about["a3_id"]
    asked = {"point": 1, "round": 1, "submitted_by": 1, "submitted_at": NOON}
    submission = added(Submission(**about, **asked))
    sent = added(SentReview(**about, person_id=1, at=NOON, verdict="agree", submission_id=submission.id))
    root = added(comment(about, review_id=sent.id, sent_at=NOON))
    added(comment(about, root_id=root.id, sent_at=NOON))
    added(Reading(a3_id=a3, person_id=1, revision=1, at=NOON))
    db.session.execute(delete(A3).where(A3.id == a3))
    for table in (Comment, SentReview, Reading):
        assert db.session.scalar(select(func.count()).select_from(table)) == 0
