"""Changing the cycle of an A3 on its way, with a reason: texts go with it, and its left side starts anew."""

from __future__ import annotations

from collections.abc import Mapping

from a3tracker.db.a3s import A3, Placed
from a3tracker.db.base import db
from a3tracker.db.boxes import Box, boxes_of
from a3tracker.db.cycle_changes import CycleChange
from a3tracker.db.meeting_notes import notes_of
from a3tracker.db.reviews import open_submission
from a3tracker.db.revisions import written_now
from a3tracker.domain import cycle_changes as domain
from a3tracker.domain.access import Action, Actor
from a3tracker.domain.errors import OutOfDate
from a3tracker.domain.reviews import Decision
from a3tracker.domain.stages import Stage
from a3tracker.usecases.a3s import open_a3, touch
from a3tracker.usecases.boxes import BoxText, note_writer
from a3tracker.usecases.revisions import take_revision
from a3tracker.usecases.transaction import journal, now, writing


def carried_texts(placed: Placed, after: str) -> dict[str, str]:
    """The texts by the box of the new cycle, with what rows say that it does not draw."""
    return domain.carried(written_now(placed).content, after)


def change_cycle(actor: Actor, number: int, after: str, reason: str, drawn: Mapping[str, BoxText]) -> None:
    """The coordinator changes the cycle. A revision of what stood there is taken first.

    `drawn` are the texts of `carried_texts`, rendered. The A3 goes back to its left side.
    """
    with writing():
        placed = open_a3(actor, number, Action.COORDINATE_A3)
        a3, before = placed.a3, placed.a3.cycle
        reason = domain.checked_change(before, after, reason)
        if {key: text.text for key, text in drawn.items()} != carried_texts(placed, after):
            raise OutOfDate("Somebody wrote on this A3 meanwhile. Nothing was changed: look, then try again.")
        revision = take_revision(actor.id, placed, "cycle changed")
        waiting = open_submission(a3.id)
        if waiting is not None:
            waiting.decision, waiting.decided_at = Decision.SUPERSEDED.value, now()
        _carry_boxes(actor, a3, after, drawn)
        a3.lap += a3.stage != Stage.LEFT_SIDE.value
        a3.cycle, a3.stage, a3.outcome = after, Stage.LEFT_SIDE.value, None
        a3.round += 1
        change = CycleChange(a3_id=a3.id, before=before, after=after, reason=reason)
        change.changed_by, change.changed_at = actor.id, now()
        db.session.add(change)
        touch(a3)
        note_writer(a3, actor)
        journal(
            actor.id, "changed the cycle of", "a3", a3.id, digest=revision.digest, before=before, after=after
        )


def _carry_boxes(actor: Actor, a3: A3, after: str, drawn: Mapping[str, BoxText]) -> None:
    """Each box moves to its counterpart; keys pass through names that no cycle has, since they may swap.

    What was noted about a box goes with it.
    """
    for noted in notes_of(a3.id):
        if noted.row.box is not None:
            noted.row.box = domain.counterpart(a3.cycle, noted.row.box, after)
    boxes = boxes_of(a3.id)
    moved = {domain.counterpart(a3.cycle, key, after): box for key, box in boxes.items()}
    for key, box in boxes.items():
        box.key = f"~{key}"
    db.session.flush()
    for key in {**moved, **drawn}:
        box = moved.get(key) or Box(a3_id=a3.id, version=0, text="", updated_at=now(), updated_by=actor.id)
        db.session.add(box)
        box.key, box.version, box.state = key, box.version + 1, "work"
        text = drawn.get(key)
        if text is not None and text.text != box.text:
            box.text, box.html, box.html_version = text.text, text.html, text.renderer
            box.updated_at, box.updated_by = now(), actor.id
    db.session.flush()
