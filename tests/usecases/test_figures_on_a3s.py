"""Figures of the segment on an A3: kept in a revision, left alone by a restore, told when newer ones came."""

from __future__ import annotations

from a3tracker.db.a3s import Placed
from a3tracker.db.metrics import metrics_of
from a3tracker.db.reviews import Round, rounds_of
from a3tracker.db.revisions import content_of, revision_numbered
from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.periods import parse_period
from a3tracker.domain.stages import Stage
from a3tracker.rendering.live import Since, changed_since, live_sheet, revision_sheet
from a3tracker.usecases.a3s import found_a3
from a3tracker.usecases.figures import TypedColumn, enter_figures
from tests.rewriting import restore, taken
from tests.walk import fill, walk, write
from tests.world import World

FIRST = parse_period("2022-01")


def enter(world: World, months: int, first: int = 0) -> None:
    """So many months in which a tenth of a hundred customers left."""
    cells = {"start": "100", "new": "10", "won_back": "0", "lost": "10"}
    columns = [TypedColumn(FIRST.shifted(first + at), cells, version=0) for at in range(months)]
    enter_figures(world.actor("member"), world.segment, columns, [])


def placed(world: World) -> Placed:
    return found_a3(world.actor("reader"), world.a3)


def act_box(world: World, revision: int | None = None) -> str:
    """The HTML of the box with the mark, of a revision or as it stands."""
    found = placed(world)
    if revision is None:
        sheet = live_sheet(found, "", []).sheet
    else:
        old = revision_numbered(found.a3.id, revision)
        assert old
        sheet = revision_sheet(found, old, "", [])
    return next(box.html for box in sheet.right if box.key == "act")


def test_a_revision_keeps_the_figures_that_it_was_taken_with(world: World) -> None:
    enter(world, 6)
    write(world.actor("member"), world.a3, "act", "{{figure: retention}}")
    assert taken(world) == 1
    enter(world, 1, first=6)
    assert taken(world) == 2
    assert "90.0 % in Jun 2022" in act_box(world, 1)
    assert "90.0 % in Jul 2022" in act_box(world, 2)


def test_restoring_an_old_revision_leaves_the_figures_alone(world: World) -> None:
    enter(world, 6)
    write(world.actor("member"), world.a3, "act", "{{figure: retention}}")
    taken(world)
    write(world.actor("member"), world.a3, "act", "Nothing", 1)
    enter(world, 1, first=6)
    restored = restore(world, 1)
    assert "90.0 % in Jul 2022" in act_box(world)
    assert "90.0 % in Jul 2022" in act_box(world, restored)


def since_agreed(world: World, rounds: list[Round]) -> Since | None:
    now_written = content_of(placed(world))
    return changed_since(rounds, now_written, now_written.digest())


def test_newer_figures_since_an_agreement_are_told_apart_from_writing(
    world: World,
) -> None:
    enter(world, 6)
    member = world.actor("member")
    fill(member, world.a3, *(box.key for box in CYCLES["PDCA"].boxes if box.key != "act"))
    write(member, world.a3, "act", "{{chart: retention}}")
    walk(world, Stage.ACT)
    rounds = rounds_of(placed(world).a3.id)
    assert since_agreed(world, rounds) is None
    enter(world, 1, first=6)
    since = since_agreed(world, rounds)
    assert since is not None
    assert since.words == "newer figures since"
    assert live_sheet(placed(world), "", rounds).sheet.agreed.endswith("newer figures since")
    write(member, world.a3, "act", "{{chart: retention}} and more", 1)
    since = since_agreed(world, rounds)
    assert since is not None
    assert since.words == "changed since"


def test_an_archived_metric_is_still_drawn_where_it_stands(world: World) -> None:
    enter(world, 6)
    write(world.actor("member"), world.a3, "act", "{{figure: retention}}")
    metrics_of(world.segment)[0].archived_at = placed(world).a3.created_at
    assert "90.0 % in Jun 2022" in act_box(world)
