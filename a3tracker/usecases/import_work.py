"""What the worker writes down while it reads a file: each in a transaction that nobody notices."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from a3tracker.db.base import db
from a3tracker.db.flows import flows_of
from a3tracker.db.import_rows import contracts_kept, purchases_kept, stage, unstage
from a3tracker.db.imports import Import, import_by_id, left_behind, remembered, taken_of
from a3tracker.db.metrics import measurements_of, metrics_of
from a3tracker.db.segments import Segment
from a3tracker.domain.errors import Invalid
from a3tracker.domain.import_results import Result, Standing
from a3tracker.domain.imports import BadCells, ColumnMap, Shape, State, guessed
from a3tracker.domain.metrics import Kind
from a3tracker.domain.periods import Length
from a3tracker.domain.subscriptions import Subscription
from a3tracker.usecases.imports import fields_for
from a3tracker.usecases.segments import today_of
from a3tracker.usecases.transaction import let_go, now, writing

#: So many rows of one segment are counted together.
MOST_STORED = 2_000_000
#: A file that nobody decides on is kept for so long.
KEPT = timedelta(days=1)


def note_head(import_id: int, head: dict[str, Any]) -> None:
    """The file begins like this: a person says what the columns hold. What was said before is offered."""
    with writing():
        one = _in(import_id, State.READING)
        if one is None:
            return
        columns = guessed(head["headings"], fields_for(one))
        kept = remembered(one.segment_id, one.shape, head["key"])
        offered = kept.mapping if kept else json.dumps(ColumnMap(columns).plain())
        one.head, one.mapping, one.state = (
            json.dumps({**head, "known": kept is not None}),
            offered,
            State.MAPPING.value,
        )


def fail_import(import_id: int, message: str) -> None:
    """The file cannot be taken at all; `message` says why and what to do."""
    with writing():
        one = import_by_id(import_id)
        if one is not None and one.state in (State.READING, State.CHECKING, State.TAKING):
            one.state, one.message = State.FAILED.value, message


def note_question(import_id: int, refusal: Invalid) -> None:
    """The file does not tell how it is to be read: the person is asked at the columns."""
    with writing():
        one = _in(import_id, State.CHECKING)
        if one is not None:
            one.state, one.message, one.wrong = State.MAPPING.value, str(refusal), json.dumps(refusal.fields)


def note_refused(import_id: int, bad: BadCells) -> None:
    """Some cells cannot be taken, so nothing is."""
    with writing():
        one = _in(import_id, State.CHECKING)
        if one is not None:
            one.state = State.REFUSED.value
            one.wrong = json.dumps({**asdict(bad)})


def note_preview(import_id: int, result: Result, seen: str) -> bool:
    """What the file would bring; False when figures changed while it was read, and it is to be read again."""
    with writing():
        one = _in(import_id, State.CHECKING)
        if one is None:
            return True
        if seen != seen_of(one.segment_id):
            return False
        one.found, one.seen, one.state = json.dumps(result.plain()), seen, State.PREVIEW.value
        if one.shape != Shape.FIGURES:
            one.first_day, one.last_day = date.fromisoformat(result.first), date.fromisoformat(result.last)
        return True


def begin_staging(import_id: int, rows: int) -> None:
    """Nothing of an earlier attempt counts."""
    while True:
        with writing():
            if not unstage(import_id):
                one = _in(import_id, State.CHECKING)
                if one is not None:
                    one.rows_total, one.rows_done = rows, 0
                return


def stage_rows(import_id: int, rows: Sequence[Sequence[Any]], last: bool) -> bool:
    """Put one batch beside the import; False when it was left meanwhile."""
    with writing():
        one = _in(import_id, State.CHECKING)
        if one is None:
            return False
        if rows:
            stage(import_id, one.shape, rows)
        one.rows_done += len(rows)
        one.staged = last
        return True


def sweep_rows(import_id: int) -> bool:
    """Delete a batch of rows of an import that does not count; False when none is left."""
    with writing():
        one = import_by_id(import_id)
        if one is None or one.state not in (State.CANCELLED, State.UNDONE, State.FAILED):
            return False
        one.staged = unstage(import_id) > 0
        return one.staged


def expire_imports() -> list[int]:
    """Cancel what nobody decided on for a day; returns whose rows and files are to go."""
    with writing():
        found = left_behind(now() - KEPT)
        for import_id in found:
            one = import_by_id(import_id)
            if one is not None:
                one.state, one.message = State.CANCELLED.value, "Nobody decided for a day."
        return found


def standing_of(one: Import) -> Standing:
    """What the segment holds before the file comes; the database is let go between batches."""
    segment = db.session.get_one(Segment, one.segment_id)
    segment_id, length, today, shape = segment.id, Length(segment.period), today_of(segment), one.shape
    own = [metric for metric in metrics_of(segment_id) if metric.kind != Kind.FLOW]
    entries = {period: row.entry for period, row in flows_of(segment_id).items() if period.length is length}
    measures = {metric.id: (metric.kind, metric.name) for metric in own}
    bought: list[tuple[str, date, float]] = []
    contracts: list[Subscription] = []
    if shape == Shape.TRANSACTIONS:
        for purchases in purchases_kept(segment_id):
            bought += purchases
            let_go()
    elif shape == Shape.SUBSCRIPTIONS:
        for batch in contracts_kept(segment_id):
            contracts += batch
            let_go()
    if len(bought) + len(contracts) > MOST_STORED:
        raise Invalid(f"More than {MOST_STORED:,} rows would be counted together. Undo older imports first.")
    return Standing(length, today, entries, bought, contracts, measures)


def seen_of(segment_id: int) -> str:
    """A hash of the versions of all figures of a segment and of the files that count."""
    flows = [(str(period), row.version) for period, row in flows_of(segment_id).items()]
    own = [
        (key, period, row.version)
        for key, rows in measurements_of(segment_id).items()
        for period, row in rows.items()
    ]
    files = [(one.id, str(one.taken_at)) for shape in Shape for one in taken_of(segment_id, shape.value)]
    return hashlib.sha256(json.dumps([flows, sorted(own), files]).encode()).hexdigest()


def _in(import_id: int, state: State) -> Import | None:
    one = import_by_id(import_id)
    return one if one is not None and one.state == state else None
