"""Bringing figures from a file: who may, what is remembered, what is taken at once."""

from __future__ import annotations

from typing import Any

import pytest

from a3tracker.db.base import db
from a3tracker.db.flows import flows_of
from a3tracker.db.metrics import metrics_of
from a3tracker.db.teams import TeamMember
from a3tracker.domain.errors import Invalid, NotAllowed, NotFound, OutOfDate, WrongState
from a3tracker.domain.imports import BadCell, BadCells, ColumnMap, State
from a3tracker.domain.periods import parse_period
from a3tracker.usecases import import_taking, import_work, imports
from a3tracker.usecases.figures import TypedColumn, enter_figures
from a3tracker.usecases.segments import archive_segment
from tests import factories
from tests.importing import COLUMNS, FIRST, HEAD, bring, kept, one_of, previewed, taken
from tests.journal import acts
from tests.world import World


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


def test_who_may_no_longer_enter_figures_takes_nothing(world: World) -> None:
    import_id = previewed(world, FIRST)
    imports.agree(world.actor("member"), world.segment, import_id, one_of(import_id).seen)
    db.session.execute(db.delete(TeamMember).where(TeamMember.person_id == world.people["member"]))
    db.session.commit()
    assert import_taking.take(import_id)
    assert kept(world) == {}
    assert one_of(import_id).state == State.FAILED
    assert "may no longer enter figures here" in one_of(import_id).message


def test_a_segment_that_was_archived_meanwhile_takes_nothing(world: World) -> None:
    import_id = previewed(world, FIRST)
    imports.agree(world.actor("member"), world.segment, import_id, one_of(import_id).seen)
    archive_segment(world.actor("manager"), world.segment)
    assert import_taking.take(import_id)
    assert kept(world) == {}
    assert "This segment is archived" in one_of(import_id).message


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


def test_a_file_that_is_to_be_put_right_makes_room_for_the_one_that_was(world: World) -> None:
    for number in range(5):
        bring(world, f"{number}" * 64)
    one_of(1).state = State.REFUSED
    db.session.commit()
    assert bring(world, "9" * 64)


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
