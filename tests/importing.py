"""Imports at each step, as a use case test needs them. Call inside an app context."""

from __future__ import annotations

from typing import Any

from a3tracker.db.flows import flows_of
from a3tracker.db.imports import Import, import_by_id
from a3tracker.domain.flow_entries import FlowEntry
from a3tracker.domain.import_results import Result, Standing, brought
from a3tracker.domain.imports import ColumnMap
from a3tracker.domain.periods import Length, parse_period
from a3tracker.usecases import import_taking, import_work, imports
from a3tracker.usecases.transaction import now
from tests.world import World

HEAD = {
    "headings": ["who", "when", "how much"],
    "rows": [],
    "key": "k" * 64,
    "written": "Text",
    "headed": True,
}
COLUMNS = ColumnMap(("customer", "day", "amount"), window=30)


def bring(
    world: World, digest: str = "a" * 64, role: str = "member", shape: str = "transactions", size: int = 9
) -> int:
    return imports.bring_file(world.actor(role), world.segment, shape, "shop.csv", digest, size)


def one_of(import_id: int) -> Import:
    found = import_by_id(import_id)
    assert found
    return found


def result_of(world: World, flows: dict[str, FlowEntry], **more: Any) -> Result:
    coming = {parse_period(period): entry for period, entry in flows.items()}
    entries = {period: row.entry for period, row in flows_of(world.segment).items()}
    days = {"first": "2026-01-05", "last": "2026-02-20", "until": "2026-02-20", "rows": 2}
    result = brought(coming, Standing(Length.MONTH, now().date(), entries), "imported from shop.csv")
    return Result(**{**vars(result), **days, **more})


def previewed(world: World, flows: dict[str, FlowEntry], digest: str = "a" * 64, **more: Any) -> int:
    """An import whose preview shows these flows."""
    import_id = bring(world, digest)
    import_work.note_head(import_id, HEAD)
    imports.map_columns(world.actor("member"), world.segment, import_id, COLUMNS)
    seen = import_work.seen_of(world.segment)
    assert import_work.note_preview(import_id, result_of(world, flows, **more), seen)
    return import_id


def taken(world: World, flows: dict[str, FlowEntry], digest: str = "a" * 64, **more: Any) -> int:
    import_id = previewed(world, flows, digest, **more)
    imports.agree(world.actor("member"), world.segment, import_id, one_of(import_id).seen)
    assert import_taking.take(import_id)
    return import_id


def entry(*terms: int, **more: Any) -> FlowEntry:
    return FlowEntry(*terms, **more)


def kept(world: World) -> dict[str, tuple[int | None, int | None]]:
    return {str(period): (row.starts, row.ends) for period, row in flows_of(world.segment).items()}


FIRST = {"2026-01": entry(0, 9, 0, 0, 9), "2026-02": entry(9, 1, 0, 2, 8)}
