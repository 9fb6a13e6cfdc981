"""Bringing an old revision of an A3 back as a new one: nothing that stands now is lost by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from a3tracker.db.a3s import Placed
from a3tracker.db.base import db
from a3tracker.db.boxes import Box, boxes_of
from a3tracker.db.causes import Cause, name_bones
from a3tracker.db.countermeasures import causes_used, keep_countermeasures
from a3tracker.db.people import names_of
from a3tracker.db.revisions import Revision, latest_revision, revision_numbered, written_now
from a3tracker.db.rows import TABLES, Row, rows_in
from a3tracker.domain import restoring as domain
from a3tracker.domain.access import Action, Actor
from a3tracker.domain.bones import read_bones
from a3tracker.domain.control_points import is_locked
from a3tracker.domain.cycle_changes import as_cycle
from a3tracker.domain.cycles import CYCLES, Panel
from a3tracker.domain.errors import NotFound, OutOfDate
from a3tracker.domain.facts import Fact
from a3tracker.domain.rests import WHY
from a3tracker.domain.revisions import Content, read_content
from a3tracker.domain.stages import Stage
from a3tracker.usecases.a3s import open_a3, touch
from a3tracker.usecases.boxes import note_writer
from a3tracker.usecases.revisions import take_revision
from a3tracker.usecases.transaction import journal, now, writing


@dataclass(frozen=True)
class Shown:
    """What stood on the A3 when the page with the button was made: newest revision and the content's hash."""

    newest: int
    digest: str


@dataclass(frozen=True)
class Drawn:
    """The safe HTML of the old revision's boxes by key, and the version of the renderer that made it."""

    html: Mapping[str, str]
    renderer: int


def restore_revision(actor: Actor, number: int, old: int, shown: Shown, drawn: Drawn) -> int:
    """Bring back title, texts and rows of a revision; returns the number of the revision that it is now.

    What stands now is kept as a revision first. What stands already is not restored again.
    """
    with writing():
        placed = open_a3(actor, number, Action.WRITE_A3)
        revision = revision_numbered(placed.a3.id, old)
        if revision is None:
            raise NotFound(f"There is no revision {old} of this A3.")
        digest, before = written_now(placed).content.digest(), latest_revision(placed.a3.id)
        if digest != revision.digest:
            _ensure_shown(digest, before, shown)
            before = take_revision(actor.id, placed, "before restoring")
            old_content = as_cycle(read_content(revision.content), placed.a3.cycle)
            _bring_back(actor, placed, old_content, drawn)
        restored = take_revision(actor.id, placed, "restored")
        if restored is not before:
            about = {"old": old, "new": restored.number}
            journal(actor.id, "restored", "a3", placed.a3.id, digest=restored.digest, **about)
        return restored.number


def shown_now(placed: Placed) -> Shown:
    """What the page with the button says of what stands now."""
    newest = latest_revision(placed.a3.id)
    return Shown(newest.number if newest else 0, written_now(placed).content.digest())


def _ensure_shown(digest: str, newest: Revision | None, shown: Shown) -> None:
    number = newest.number if newest else 0
    # A revision that was taken because nobody wrote is no reason to refuse.
    rested = newest is not None and newest.why == WHY
    if digest != shown.digest or (number != shown.newest and not rested):
        raise OutOfDate(
            "Somebody wrote on this A3 since you opened the revision. Nothing was restored: look at what "
            "changed, then restore it again.",
            version=number,
        )


def _bring_back(actor: Actor, placed: Placed, old: Content, drawn: Drawn) -> None:
    a3 = placed.a3
    if a3.title != old.title:
        a3.title, a3.version = old.title, a3.version + 1
    _bring_back_boxes(actor, placed, old, drawn)
    panels = {panel for box in CYCLES[a3.cycle].boxes for panel in box.panels}
    for panel in domain.BROUGHT_BACK:
        if panel in panels:
            _bring_back_rows(placed, panel, old.rows.get(panel.value) or [])
    name_bones(a3, read_bones(old.rows))
    touch(a3)
    note_writer(a3, actor)
    db.session.flush()
    if is_locked(Stage(a3.stage)):
        keep_countermeasures(a3.id, now())


def _bring_back_boxes(actor: Actor, placed: Placed, old: Content, drawn: Drawn) -> None:
    """Each text as it was. A box that was not opened yet begins at version 1, like one that is written in."""
    boxes = boxes_of(placed.a3.id)
    for key in (box.key for box in CYCLES[placed.a3.cycle].boxes):
        box, text = boxes.get(key), old.boxes.get(key, "")
        if (box.text if box else "") == text:
            continue
        if box is None:
            box = Box(a3_id=placed.a3.id, key=key, version=0)
            db.session.add(box)
        box.text, box.html = text, drawn.html.get(key, "")
        box.html_version = drawn.renderer if key in drawn.html else 0
        box.version, box.state = box.version + 1, "work"
        box.updated_at, box.updated_by = now(), actor.id


def _bring_back_rows(placed: Placed, panel: Panel, plain: list[dict[str, object]]) -> None:
    """Rows are the same by their id; one that was removed gets its old id again, and no other row's."""
    was = {int(str(row["id"])): domain.fact_from(panel, row) for row in plain}
    standing: dict[int, Row] = {row.id: row for row in rows_in(placed.a3.id, panel)}
    locked = any(_is_locked(row) for row in standing.values())
    was, left_alone = _with_people(was)
    for identity, row in standing.items():
        if _is_locked(row) or identity in left_alone or (identity not in was and _stays(row)):
            continue
        if identity not in was:
            db.session.delete(row)
        elif (fact := domain.brought_back(was[identity], row.fact())) != row.fact():
            row.write(fact)  # type: ignore[arg-type]
            row.version += 1
    for identity, fact in was.items():
        if identity not in standing and domain.comes_back(fact, locked):
            _add_again(placed, panel, identity, fact)


def _with_people(was: dict[int, Fact]) -> tuple[dict[int, Fact], set[int]]:
    """The rows whose person is still on record, and the ids of the others: they cannot come back."""
    named = {identity: domain.person_of(fact) for identity, fact in was.items()}
    known = names_of({person for person in named.values() if person is not None})
    gone = {identity for identity, person in named.items() if person is not None and person not in known}
    return {identity: fact for identity, fact in was.items() if identity not in gone}, gone


def _add_again(placed: Placed, panel: Panel, identity: int, fact: Fact) -> None:
    """The version begins where no form that is still open somewhere can have been opened."""
    if db.session.get(TABLES[panel], identity) is not None:
        return
    newest = latest_revision(placed.a3.id)
    row = TABLES[panel](id=identity, a3_id=placed.a3.id, version=1000 * (newest.number if newest else 1))
    row.write(fact)  # type: ignore[arg-type]
    db.session.add(row)


def _stays(row: Row) -> bool:
    """A countermeasure that is kept is dropped with a reason and never taken away, nor are its causes."""
    if isinstance(row, Cause) and row.id in causes_used(row.a3_id):
        return True
    return getattr(row, "kept_at", None) is not None or domain.stays(row.fact())


def _is_locked(row: Row) -> bool:
    return getattr(row, "locked_at", None) is not None
