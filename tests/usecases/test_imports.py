"""Bringing figures from a file: who may, what is remembered, what is taken at once, what can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from a3tracker.db.base import db
from a3tracker.db.flows import flows_of
from a3tracker.db.import_rows import Purchase, purchases_kept
from a3tracker.db.imports import Import, import_by_id
from a3tracker.db.metrics import Metric, measurements_of, metrics_of
from a3tracker.domain.errors import Invalid, NotAllowed, NotFound, OutOfDate, WrongState
from a3tracker.domain.flow_entries import FlowEntry
from a3tracker.domain.import_results import Result, Standing, brought
from a3tracker.domain.imports import BadCell, BadCells, ColumnMap, State
from a3tracker.domain.periods import Length, parse_period
from a3tracker.usecases import import_taking, import_work, imports
from a3tracker.usecases.figures import TypedColumn, TypedMeasurement, enter_figures
from a3tracker.usecases.segments import archive_segment
from a3tracker.usecases.transaction import now
from tests import factories
from tests.journal import acts
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


def test_what_the_preview_showed_is_taken_in_one_go(world: World) -> None:
    import_id = taken(world, FIRST)
    assert one_of(import_id).state == State.DONE
    assert kept(world) == {"2026-01": (0, 9), "2026-02": (9, 8)}
    assert "retention" in [metric.source for metric in metrics_of(world.segment)]
    assert acts()[-1] == ("took", "import", import_id)
    assert import_taking.take(import_id)
    assert flows_of(world.segment)[parse_period("2026-01")].version == 1


def test_nothing_is_taken_when_figures_changed_since_the_preview(world: World) -> None:
    import_id = previewed(world, FIRST)
    imports.agree(world.actor("member"), world.segment, import_id, one_of(import_id).seen)
    cells = {"start": "5", "new": "0", "won_back": "0", "lost": "0"}
    enter_figures(world.actor("manager"), world.segment, [TypedColumn(parse_period("2026-01"), cells)])
    assert not import_taking.take(import_id)
    assert kept(world) == {"2026-01": (5, 5)}
    assert one_of(import_id).state == State.CHECKING
    assert "new preview" in one_of(import_id).message


def test_a_preview_that_was_made_anew_is_not_taken_unseen(world: World) -> None:
    import_id = previewed(world, FIRST)
    with pytest.raises(OutOfDate):
        imports.agree(world.actor("member"), world.segment, import_id, "an older one")


def test_the_same_file_is_taken_once_unless_it_is_undone(world: World) -> None:
    import_id = taken(world, FIRST)
    with pytest.raises(Invalid, match="taken already") as refusal:
        bring(world)
    assert "Undo that import first" in refusal.value.fields["file"]
    import_taking.undo(world.actor("member"), world.segment, import_id)
    assert bring(world)


def test_the_same_file_for_another_segment_is_another_thing(world: World) -> None:
    taken(world, FIRST)
    other = factories.segment(world.stream, "Night editors")
    db.session.commit()
    assert imports.bring_file(world.actor("manager"), other, "transactions", "shop.csv", "a" * 64, 9)


def test_two_who_bring_the_same_file_take_it_once(world: World) -> None:
    one, two = previewed(world, FIRST), previewed(world, FIRST)
    seen = one_of(two).seen
    imports.agree(world.actor("member"), world.segment, two, seen)
    imports.agree(world.actor("member"), world.segment, one, one_of(one).seen)
    assert import_taking.take(one)
    assert import_taking.take(two)
    assert one_of(two).state == State.FAILED
    assert "taken meanwhile" in one_of(two).message


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


def test_columns_are_offered_as_they_were_mapped_before(world: World) -> None:
    first = bring(world)
    import_work.note_head(first, HEAD)
    assert one_of(first).columns == ColumnMap(("", "", "")) or one_of(first).columns
    imports.map_columns(
        world.actor("member"), world.segment, first, ColumnMap(("customer", "day", ""), "dmy")
    )
    second = bring(world, "b" * 64)
    import_work.note_head(second, HEAD)
    assert one_of(second).columns == ColumnMap(("customer", "day", ""), "dmy")
    assert one_of(second).begins["known"]


def test_what_is_wrong_is_kept_for_the_person(world: World) -> None:
    import_id = bring(world)
    import_work.note_head(import_id, HEAD)
    imports.map_columns(world.actor("member"), world.segment, import_id, COLUMNS)
    bad = BadCells()
    bad.add([BadCell(2, "when", "a day", "soon", "Write a day.")])
    import_work.note_refused(import_id, bad)
    assert one_of(import_id).state == State.REFUSED
    imports.map_again(world.actor("member"), world.segment, import_id)
    assert one_of(import_id).state == State.MAPPING


@pytest.mark.parametrize(
    ("more", "field"),
    [({"shape": "stories"}, "shape"), ({"size": 0}, "file"), ({"size": 65 * 1024**2}, "file")],
)
def test_a_file_of_no_shape_no_size_or_too_much_of_it_is_refused(world: World, more: Any, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        bring(world, **more)
    assert list(refusal.value.fields) == [field]


def test_a_person_has_five_files_in_hand_at_most(world: World) -> None:
    for number in range(5):
        bring(world, f"{number}" * 64)
    with pytest.raises(Invalid, match="Too many files wait"):
        bring(world, "9" * 64)
    assert bring(world, "9" * 64, role="coordinator")


def test_a_file_that_is_left_out_brings_nothing(world: World) -> None:
    import_id = previewed(world, FIRST)
    imports.cancel(world.actor("member"), world.segment, import_id)
    imports.cancel(world.actor("member"), world.segment, import_id)
    with pytest.raises(WrongState):
        imports.agree(world.actor("member"), world.segment, import_id, one_of(import_id).seen)
    assert kept(world) == {}


def test_nobody_goes_on_while_the_program_reads(world: World) -> None:
    import_id = bring(world)
    with pytest.raises(WrongState, match="being read"):
        imports.map_columns(world.actor("member"), world.segment, import_id, COLUMNS)


@pytest.mark.parametrize("role", ["manager", "deputy", "coordinator", "member"])
def test_these_bring_files(world: World, role: str) -> None:
    assert bring(world, role=role)


@pytest.mark.parametrize("role", ["reader", "colleague", "administrator"])
def test_those_who_only_see_the_segment_do_not(world: World, role: str) -> None:
    import_id = bring(world)
    with pytest.raises(NotAllowed):
        bring(world, role=role)
    with pytest.raises(NotAllowed):
        imports.found_import(world.actor(role), world.segment, import_id)


@pytest.mark.parametrize("role", ["stranger", "stranger_manager", "nobody"])
def test_to_a_stranger_it_is_not_there(world: World, role: str) -> None:
    import_id = bring(world)
    with pytest.raises(NotFound):
        imports.found_import(world.actor(role), world.segment, import_id)


def test_an_import_of_another_segment_is_not_there(world: World) -> None:
    other = factories.segment(world.stream, "Night editors")
    db.session.commit()
    with pytest.raises(NotFound):
        imports.found_import(world.actor("manager"), other, bring(world))


def test_an_archived_segment_takes_no_file(world: World) -> None:
    archive_segment(world.actor("manager"), world.segment)
    with pytest.raises(WrongState):
        bring(world, role="manager")
