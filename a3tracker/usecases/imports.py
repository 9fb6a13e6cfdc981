"""Bringing figures from a file: what a person does, step by step; the worker does the rest in between."""

from __future__ import annotations

import json
from dataclasses import replace

from a3tracker.db.base import db
from a3tracker.db.imports import Import, ImportMapping, import_in, in_hand, remembered, taken_with
from a3tracker.db.metrics import metrics_of
from a3tracker.domain.access import Action, Actor
from a3tracker.domain.errors import Invalid, NotFound, OutOfDate, WrongState
from a3tracker.domain.imports import (
    AT_WORK,
    LARGEST_FILE,
    SHAPES,
    WAITING,
    ColumnMap,
    Field,
    Shape,
    State,
    checked_map,
    fields_of,
)
from a3tracker.domain.metrics import Kind
from a3tracker.domain.rows import text_of
from a3tracker.usecases.segments import segment_to_write
from a3tracker.usecases.transaction import journal, now, writing

#: So many files of one person may wait for one segment.
MOST_IN_HAND = 5


def bring_file(actor: Actor, segment_id: int, shape: str, name: str, digest: str, size: int) -> int:
    """Begin an import; its file is put in place by the caller. The same file is taken once."""
    with writing():
        segment_to_write(actor, segment_id, Action.ENTER_FIGURES)
        _ensure_welcome(actor, segment_id, shape, digest, size)
        one = Import(
            segment_id=segment_id, shape=shape, name=text_of(name, "file", 10_000)[-200:] or "file",
            digest=digest, size=size, brought_by=actor.id, brought_at=now(),
        )  # fmt: skip
        db.session.add(one)
        db.session.flush()
        journal(actor.id, "brought a file to", "segment", segment_id, digest=digest, file=one.id, shape=shape)
        return one.id


def found_import(actor: Actor, segment_id: int, import_id: int) -> Import:
    """The import, for somebody who enters figures there: its rows may name customers."""
    segment_to_write(actor, segment_id, Action.ENTER_FIGURES)
    one = import_in(segment_id, import_id)
    if one is None:
        raise NotFound("There is no such import.")
    return one


def map_columns(actor: Actor, segment_id: int, import_id: int, columns: ColumnMap) -> None:
    """Say what the columns hold; the file is read like this, and the map is offered for the next one."""
    with writing():
        one = _in_state(actor, segment_id, import_id, WAITING)
        begins = one.begins
        if not begins:
            raise WrongState("This file was not read yet.")
        checked = checked_map(columns, fields_for(one), len(begins["headings"]))
        before = one.columns
        one.staged = one.staged and before is not None and _same_rows(before, checked)
        one.mapping = json.dumps(checked.plain())
        one.state, one.wrong, one.message = State.CHECKING.value, "{}", ""
        one.rows_done = 0
        _remember(one, begins["key"], checked)
        journal(actor.id, "mapped the columns of", "import", import_id, segment=segment_id)


def map_again(actor: Actor, segment_id: int, import_id: int) -> None:
    """Back from the preview, or from what was refused, to the columns."""
    with writing():
        one = _in_state(actor, segment_id, import_id, WAITING)
        one.state = State.MAPPING.value
        journal(actor.id, "went back to the columns of", "import", import_id, segment=segment_id)


def agree(actor: Actor, segment_id: int, import_id: int, seen: str) -> None:
    """Take what the preview showed; `seen` says what stood when it was made."""
    with writing():
        one = _in_state(actor, segment_id, import_id, {State.PREVIEW})
        if seen != one.seen:
            raise OutOfDate("The preview is a newer one. Look at it again, then take it.")
        _ensure_new(segment_id, one.digest)
        one.state, one.brought_by, one.message = State.TAKING.value, actor.id, ""
        journal(actor.id, "agreed to", "import", import_id, segment=segment_id)


def cancel(actor: Actor, segment_id: int, import_id: int) -> None:
    """Leave the file; nothing of it comes in. Doing it twice is harmless."""
    with writing():
        one = found_import(actor, segment_id, import_id)
        if one.state == State.CANCELLED:
            return
        if one.state not in (*WAITING, State.READING, State.FAILED):
            raise WrongState("This file is being read or was taken. It can be undone once it was taken.")
        one.state = State.CANCELLED.value
        journal(actor.id, "cancelled", "import", import_id, segment=segment_id)


def fields_for(one: Import) -> tuple[Field, ...]:
    """What the columns of this file may hold."""
    own = [metric for metric in metrics_of(one.segment_id) if metric.kind != Kind.FLOW]
    return fields_of(Shape(one.shape), {metric.id: metric.name for metric in own})


def _in_state(actor: Actor, segment_id: int, import_id: int, states: frozenset[State] | set[State]) -> Import:
    one = found_import(actor, segment_id, import_id)
    if one.state in AT_WORK:
        raise WrongState("The file is being read. Wait until it is, then go on.")
    if one.state not in states:
        raise WrongState("This import has gone on meanwhile. Look at it again.")
    return one


def _ensure_welcome(actor: Actor, segment_id: int, shape: str, digest: str, size: int) -> None:
    if shape not in set(SHAPES):
        raise Invalid("Choose what one row is.", {"shape": "Choose what one row of the file is."})
    if not size:
        raise Invalid("The file is empty.", {"file": "The file is empty. Choose another one."})
    if size > LARGEST_FILE:
        raise Invalid(
            "The file is too large.", {"file": "Bring at most 64 megabytes at once; split the file."}
        )
    if in_hand(segment_id, actor.id) >= MOST_IN_HAND:
        said = f"{MOST_IN_HAND} of your files wait already. Take or cancel one of them first."
        raise Invalid("Too many files wait.", {"file": said})
    _ensure_new(segment_id, digest)


def _ensure_new(segment_id: int, digest: str) -> None:
    same = taken_with(segment_id, digest)
    if same is not None and same.taken_at:
        taken = f"{same.taken_at:%Y-%m-%d}, as {same.name}"
        said = f"This very file was taken already on {taken}. Undo that import first."
        raise Invalid("The file was taken already.", {"file": said})


def _same_rows(before: ColumnMap, after: ColumnMap) -> bool:
    """Whether the rows stay what they are, because only what is made of them changes."""
    aside = {"window": None, "until": None, "counted": ""}
    return replace(before, **aside) == replace(after, **aside)  # type: ignore[arg-type]


def _remember(one: Import, headings: str, columns: ColumnMap) -> None:
    kept = remembered(one.segment_id, one.shape, headings)
    if kept is None:
        kept = ImportMapping(segment_id=one.segment_id, shape=one.shape, headings=headings)
        db.session.add(kept)
    kept.mapping, kept.used_at = json.dumps(replace(columns, until=None).plain()), now()
