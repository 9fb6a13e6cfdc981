"""Things on the shelf, put there without the way that leads to them. Call them inside an app context."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from a3tracker.db.base import db
from a3tracker.db.learnings import Learning
from a3tracker.db.reviews import Submission
from a3tracker.db.revisions import Revision, content_of
from a3tracker.domain.revisions import Content
from a3tracker.usecases.a3s import found_a3
from a3tracker.usecases.transaction import now
from tests import factories
from tests.walk import a3_of
from tests.world import World


def learned(world: World, words: str, strange: bool = False, days: int = 0, **more: Any) -> int:
    """The number of an A3 that closed so many days ago with this sentence; `more` are its columns."""
    at = now() - timedelta(days=days)
    segment, team, owner = _where(world, strange)
    closed = {"stage": "closed", "closed_at": at, "outcome": "adopted", "title": f"Closed {words}"[:140]}
    number = factories.a3(segment, team, owner, **closed)
    said = {"written_by": owner, "written_at": at, "published_at": at, "words": words}
    factories.added(Learning(a3_id=a3_of(number).id, **{**said, **more}))
    return number


def proven_standard(
    world: World,
    outcomes: tuple[str, ...] = ("held",),
    strange: bool = False,
    content: dict[str, Any] | None = None,
    **more: Any,
) -> int:
    """The number of a standard whose ends were agreed, one a round, as revisions of this content."""
    segment, team, owner = _where(world, strange)
    plain = {"cycle": "SDCA", "stage": "do", "outcome": outcomes[-1], "title": "Keep it healthy"}
    number = factories.a3(segment, team, owner, **{**plain, **more})
    a3 = a3_of(number).id
    for place, outcome in enumerate(outcomes, 1):
        revision = _revision(world, number, place, content or {})
        asked = {"submitted_by": owner, "submitted_at": now(), "decided_by": owner, "decided_at": now()}
        factories.added(
            Submission(
                a3_id=a3, point=5, round=place, revision_id=revision, outcome=outcome,
                decision="agreed", **asked,
            )
        )  # fmt: skip
    return number


def _where(world: World, strange: bool) -> tuple[int, int, int]:
    if strange:
        return world.strange_segment, world.strange_team, world.people["stranger"]
    return world.segment, world.team, world.people["owner"]


def _revision(world: World, number: int, place: int, more: dict[str, Any]) -> int:
    """What stands on the A3 now, with `more` written over it."""
    now_there = content_of(found_a3(world.actor("administrator"), number))
    content = Content(**{**vars(now_there), **more})
    row = Revision(a3_id=a3_of(number).id, number=place, content=content.canonical(), digest=content.digest())
    row.why, row.taken_at = "submitted", now()
    db.session.add(row)
    db.session.flush()
    return row.id
