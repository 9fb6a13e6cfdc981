"""Rating a box: the coach for the coach, everybody else who writes for the team."""

from __future__ import annotations

from a3tracker.db.a3s import Placed
from a3tracker.db.base import db
from a3tracker.db.ratings import BoxRating, ratings_on
from a3tracker.db.revisions import written_now
from a3tracker.domain.access import Action, Actor, may
from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.errors import NotFound
from a3tracker.domain.ratings import Rater, Rating, box_digest, checked_rating
from a3tracker.usecases.a3s import open_a3
from a3tracker.usecases.transaction import journal, now, writing


def rated_a3(actor: Actor, number: int, box: str) -> Placed:
    """The A3 when the actor may rate this box of it now."""
    placed = open_a3(actor, number, Action.WRITE_A3)
    if box not in {one.key for one in CYCLES[placed.a3.cycle].boxes}:
        raise NotFound("This cycle has no such box.")
    return placed


def rater_of(actor: Actor, placed: Placed) -> Rater:
    """For whom somebody who writes this A3 rates."""
    return Rater.COACH if may(actor, Action.COACH_A3, placed.place) else Rater.TEAM


def rate_box(actor: Actor, number: int, box: str, rating: Rating) -> None:
    """Keep how clear the box is now. The same rating of the same box, sent twice, is kept once."""
    with writing():
        placed = rated_a3(actor, number, box)
        checked, rater, written = checked_rating(rating), rater_of(actor, placed), written_now(placed)
        newest, digest = ratings_on(placed.a3.id).get((box, rater)), box_digest(written.content, box)
        said = (checked.step.value, checked.words, digest)
        if newest and (newest.row.step, newest.row.words, newest.row.box_digest) == said:
            return
        row = BoxRating(a3_id=placed.a3.id, box=box, rater=rater.value, step=said[0], words=said[1])
        row.box_version = written.boxes[box].version if box in written.boxes else 0
        row.box_digest, row.rated_by, row.rated_at = digest, actor.id, now()
        db.session.add(row)
        # How it was rated is between coach and team; administrators read the journal.
        journal(actor.id, "rated a box of", "a3", placed.a3.id, box=box, rater=rater.value)
