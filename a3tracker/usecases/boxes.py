"""Writing in a box: nothing is ever overwritten unseen (handbook, safety.md section 1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from a3tracker.db.a3s import A3
from a3tracker.db.base import db
from a3tracker.db.boxes import Box, RoundWriter, box_of, writers_of
from a3tracker.db.revisions import written_now
from a3tracker.domain.access import Action, Actor
from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.errors import Invalid, NotFound, OutOfDate
from a3tracker.usecases.a3s import open_a3, touch
from a3tracker.usecases.transaction import journal, now, writing


@dataclass(frozen=True)
class BoxText:
    """A text ready to be stored: the Markdown and the safe HTML that renderer `renderer` made of it."""

    text: str
    html: str
    renderer: int


@dataclass(frozen=True)
class Saved:
    """What the page is told after a save."""

    version: int
    state: str
    at: datetime


def save_box(actor: Actor, number: int, key: str, written: BoxText, version: int) -> Saved:
    """Store the text if the box still has the version it was opened with.

    The same text sent twice is harmless; another text on an old version raises `OutOfDate` with
    both texts. A save makes no revision, it only raises the box's version.
    """
    with writing():
        placed = open_a3(actor, number, Action.WRITE_A3)
        return write_box(actor, placed.a3, key, written, version)


def write_box(actor: Actor, a3: A3, key: str, written: BoxText, version: int) -> Saved:
    """The inner part of a save. Called inside a writing transaction, by somebody who may write."""
    box = _box(a3, key, actor)
    if box.text == written.text:
        return Saved(box.version, box.state, box.updated_at)
    if box.version != version:
        raise OutOfDate(
            "Somebody else wrote in this box meanwhile. Both texts are kept: choose, or join them.",
            yours=written.text,
            theirs=box.text,
            version=box.version,
        )
    box.text, box.html, box.html_version = written.text, written.html, written.renderer
    box.version, box.state = box.version + 1, "work"
    box.updated_at, box.updated_by = now(), actor.id
    touch(a3)
    note_writer(a3, actor)
    journal(actor.id, "wrote in a box of", "a3", a3.id, box=key, version=box.version)
    return Saved(box.version, box.state, box.updated_at)


def mark_box(actor: Actor, number: int, key: str, state: str) -> None:
    """Say whether a box is in work or ready; an empty box cannot be ready."""
    with writing():
        placed = open_a3(actor, number, Action.WRITE_A3)
        if state not in ("work", "ready"):
            raise Invalid("A box is in work or ready.")
        box = _box(placed.a3, key, actor)
        if state == "ready" and key not in written_now(placed).keys:
            raise Invalid("This box is still empty. Write in it, or add a row, before it is ready.")
        box.state = state
        journal(actor.id, "marked a box of", "a3", placed.a3.id, box=key, state=state)


def note_writer(a3: A3, actor: Actor) -> None:
    """Remember who wrote since the last decision: that person cannot decide this round."""
    if actor.id not in writers_of(a3.id, a3.round):
        db.session.add(RoundWriter(a3_id=a3.id, round=a3.round, person_id=actor.id))


def _box(a3: A3, key: str, actor: Actor) -> Box:
    """The box, made when nobody has written in it yet."""
    if key not in {box.key for box in CYCLES[a3.cycle].boxes}:
        raise NotFound("This cycle has no such box.")
    box = box_of(a3.id, key)
    if box is None:
        box = Box(
            a3_id=a3.id,
            key=key,
            text="",
            html="",
            html_version=0,
            version=0,
            state="work",
            updated_at=now(),
            updated_by=actor.id,
        )
        db.session.add(box)
    return box
