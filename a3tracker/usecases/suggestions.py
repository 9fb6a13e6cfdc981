"""Suggested wording: taken over into the box with one click, or declined."""

from __future__ import annotations

from dataclasses import dataclass

from a3tracker.db.a3s import Placed
from a3tracker.db.boxes import box_of
from a3tracker.db.comments import Comment
from a3tracker.domain.access import Action, Actor
from a3tracker.domain.errors import OutOfDate, WrongState
from a3tracker.domain.notices import Kind
from a3tracker.domain.passages import replaced
from a3tracker.domain.rows import LONG, text_of
from a3tracker.usecases.a3s import open_a3
from a3tracker.usecases.boxes import BoxText, write_box
from a3tracker.usecases.comments import sent_root
from a3tracker.usecases.mentions import tell_mentioned
from a3tracker.usecases.notices import tell
from a3tracker.usecases.transaction import journal, now, writing


@dataclass(frozen=True)
class Proposed:
    """How a box reads with the suggestion, and the version of the box that this was made from."""

    text: str
    version: int


def proposed(actor: Actor, number: int, comment_id: int) -> Proposed | None:
    """The text of the box with the suggestion in it; None when it was taken over already."""
    placed = open_a3(actor, number, Action.WRITE_A3)
    comment = _suggestion(placed, comment_id)
    if comment.taken_at is not None:
        return None
    box = box_of(placed.a3.id, comment.box or "")
    text = replaced(box.text, comment.passage, comment.occurrence, comment.wording) if box else None
    if box is None or text is None:
        raise WrongState(
            "The passage changed since, so nothing was replaced. The suggested wording is shown to copy."
        )
    return Proposed(text, box.version)


def take(actor: Actor, number: int, comment_id: int, written: BoxText, version: int) -> None:
    """Store the box with the suggestion in it and lay the thread aside; taking it over twice is harmless.

    Who takes it over wrote this round; who suggested it did not.
    """
    with writing():
        placed = open_a3(actor, number, Action.WRITE_A3)
        comment = _suggestion(placed, comment_id)
        if comment.taken_at is not None:
            return
        _ensure_open(comment)
        box = box_of(placed.a3.id, comment.box or "")
        if box is None or box.version != version:
            raise OutOfDate(
                "Somebody wrote in this box at the same moment, so nothing was replaced. "
                "Look at the box, then take the suggestion over again."
            )
        write_box(actor, placed.a3, box.key, written, version)
        comment.taken_at, comment.taken_by = now(), actor.id
        comment.resolved_at, comment.resolved_by = comment.taken_at, actor.id
        journal(actor.id, "took a suggestion over on", "a3", placed.a3.id, comment=comment_id)


def decline(actor: Actor, number: int, comment_id: int, why: str = "") -> None:
    """Leave the box as it is; who suggested it is told, and whom the reason names."""
    with writing():
        placed = open_a3(actor, number, Action.WRITE_A3)
        comment = _suggestion(placed, comment_id)
        if comment.declined_at is not None:
            return
        _ensure_open(comment)
        comment.declined_why = text_of(why, "why", LONG)
        comment.declined_at, comment.declined_by = now(), actor.id
        journal(actor.id, "declined a suggestion on", "a3", placed.a3.id, comment=comment_id)
        told = {comment.author_id}
        tell(told, Kind.ANSWERED, placed.a3.id, actor.id, comment=comment_id)
        tell_mentioned(actor, placed, [comment.declined_why], told, comment=comment_id)


def _suggestion(placed: Placed, comment_id: int) -> Comment:
    comment = sent_root(placed, comment_id)
    if not comment.wording:
        raise WrongState("This comment suggests no wording.")
    return comment


def _ensure_open(comment: Comment) -> None:
    if comment.taken_at is not None:
        raise WrongState("This suggestion was taken over already.")
    if comment.declined_at is not None:
        raise WrongState("This suggestion was declined already. Edit the box to use its wording.")
