"""Undoing an import: figures go back, rows no longer count, and what somebody changed since stays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from a3tracker.db.base import db
from a3tracker.db.import_rows import Purchase, purchases_kept
from a3tracker.db.metrics import Metric, measurements_of
from a3tracker.domain.errors import WrongState
from a3tracker.domain.imports import State
from a3tracker.domain.periods import parse_period
from a3tracker.usecases import import_taking, import_work, imports
from a3tracker.usecases.figures import TypedColumn, TypedMeasurement, enter_figures
from a3tracker.usecases.transaction import now
from tests import factories
from tests.importing import FIRST, entry, kept, one_of, previewed, result_of, taken
from tests.journal import acts
from tests.world import World


def test_undoing_puts_back_what_stood_before(world: World) -> None:
    cells = {"start": "5", "new": "0", "won_back": "0", "lost": "0"}
    enter_figures(world.actor("manager"), world.segment, [TypedColumn(parse_period("2026-01"), cells)])
    import_id = taken(world, FIRST)
    assert kept(world) == {"2026-01": (0, 9), "2026-02": (9, 8)}
    assert import_taking.undo(world.actor("member"), world.segment, import_id) == []
    assert kept(world) == {"2026-01": (5, 5)}
    assert acts()[-1] == ("undid", "import", import_id)
    with pytest.raises(WrongState):
        import_taking.undo(world.actor("member"), world.segment, import_id)


def test_what_somebody_changed_since_stays_and_is_named(world: World) -> None:
    import_id = taken(world, FIRST)
    cells = {"start": "9", "new": "3", "won_back": "0", "lost": "2"}
    enter_figures(world.actor("manager"), world.segment, [TypedColumn(parse_period("2026-02"), cells, "", 1)])
    assert import_taking.undo(world.actor("member"), world.segment, import_id) == ["Feb 2026"]
    assert kept(world) == {"2026-02": (9, 10)}
    assert "Feb 2026" in one_of(import_id).message


def test_a_newer_file_is_undone_first(world: World) -> None:
    older = taken(world, FIRST)
    newer = taken(world, {"2026-02": entry(9, 2, 0, 2, 9)}, "b" * 64)
    with pytest.raises(WrongState, match="Undo that one first"):
        import_taking.undo(world.actor("member"), world.segment, older)
    import_taking.undo(world.actor("member"), world.segment, newer)
    assert kept(world) == {"2026-01": (0, 9), "2026-02": (9, 8)}
    import_taking.undo(world.actor("member"), world.segment, older)
    assert kept(world) == {}


def test_own_measures_come_in_and_go_again(world: World) -> None:
    metric = factories.added(
        Metric(segment_id=world.segment, name="Trials", kind="count", side="other", created_at=now())
    )
    db.session.commit()
    typed = [TypedMeasurement(metric.id, parse_period("2026-01"), "3")]
    enter_figures(world.actor("member"), world.segment, [], typed)
    figure = {"x": None, "n": None, "value": 12.0}
    measures = {str(metric.id): {"2026-01": figure, "2026-02": figure}}
    import_id = taken(world, {}, measures=measures)
    assert {period: row.value for period, row in measurements_of(world.segment)[metric.id].items()} == {
        "2026-01": 12.0, "2026-02": 12.0,
    }  # fmt: skip
    import_taking.undo(world.actor("member"), world.segment, import_id)
    assert {period: row.value for period, row in measurements_of(world.segment)[metric.id].items()} == {
        "2026-01": 3.0
    }


def rows(*days: str) -> Sequence[Sequence[Any]]:
    return [("anna", day, 1.0) for day in days]


def counted(world: World) -> list[date]:
    return sorted(day for batch in purchases_kept(world.segment) for _, day, _ in batch)


def staged(world: World, digest: str, *days: str) -> int:
    import_id = previewed(world, {}, digest, first=min(days), last=max(days))
    one_of(import_id).state = State.CHECKING
    db.session.commit()
    import_work.begin_staging(import_id, len(days))
    import_work.stage_rows(import_id, rows(*days), last=True)
    import_work.note_preview(
        import_id, result_of(world, {}, first=min(days), last=max(days)), import_work.seen_of(world.segment)
    )
    return import_id


def test_rows_count_from_the_moment_that_their_file_is_taken_and_newer_ones_replace_their_days(
    world: World,
) -> None:
    first = staged(world, "a" * 64, "2026-01-01", "2026-01-15", "2026-01-31")
    assert counted(world) == []
    imports.agree(world.actor("member"), world.segment, first, one_of(first).seen)
    import_taking.take(first)
    assert len(counted(world)) == 3
    second = staged(world, "b" * 64, "2026-01-10", "2026-01-20")
    imports.agree(world.actor("member"), world.segment, second, one_of(second).seen)
    import_taking.take(second)
    assert [day.day for day in counted(world)] == [1, 10, 20, 31]
    import_taking.undo(world.actor("member"), world.segment, second)
    assert [day.day for day in counted(world)] == [1, 15, 31]
    while import_work.sweep_rows(second):
        pass
    assert db.session.query(Purchase).count() == 3
    assert not import_work.sweep_rows(first)
