"""Another cycle on the way: a revision first, then every text in the box of the same place."""

from __future__ import annotations

import pytest

from a3tracker.db.boxes import boxes_of
from a3tracker.db.cycle_changes import cycle_changes_of
from a3tracker.db.reviews import open_submission
from a3tracker.db.revisions import Revision, latest_revision, revision_numbered
from a3tracker.domain.access import Actor
from a3tracker.domain.errors import Invalid, NotAllowed, OutOfDate, WrongState
from a3tracker.domain.revisions import read_content
from a3tracker.domain.stages import Stage
from a3tracker.usecases import reviews
from a3tracker.usecases.a3s import found_a3
from a3tracker.usecases.cycle_changes import carried_texts, change_cycle
from tests.journal import acts
from tests.notes import noted, row
from tests.rewriting import restore
from tests.walk import a3_of, fill, walk, write, written
from tests.world import World


def change(
    world: World, after: str, reason: str = "We do not know the cause", actor: Actor | None = None
) -> None:
    actor = actor or world.actor("coordinator")
    texts = carried_texts(found_a3(actor, world.a3), after)
    change_cycle(actor, world.a3, after, reason, {key: written(text) for key, text in texts.items()})


def newest(world: World) -> Revision:
    found = latest_revision(a3_of(world.a3).id)
    assert found
    return found


def test_every_text_goes_to_the_box_in_the_same_place(world: World) -> None:
    fill(world.actor("member"), world.a3)
    change(world, "EDCA")
    texts = {key: box.text for key, box in boxes_of(a3_of(world.a3).id).items()}
    assert (texts["sense"], texts["explore"]) == ("What stands in perceive", "What stands in plan")
    assert len(texts) == 9
    assert (a3_of(world.a3).cycle, a3_of(world.a3).stage) == ("EDCA", "left_side")


def test_what_was_noted_about_a_box_goes_with_it(world: World) -> None:
    member = world.actor("member")
    one, whole = noted(member, world.a3, box="plan"), noted(member, world.a3, "Fewer words")
    change(world, "EDCA")
    assert (row(one).box, row(whole).box) == ("explore", None)


def test_what_stood_before_is_a_revision_and_the_reason_is_kept(world: World) -> None:
    fill(world.actor("member"), world.a3)
    change(world, "EDCA")
    assert (newest(world).why, read_content(newest(world).content).cycle) == ("cycle changed", "PDCA")
    (kept,) = cycle_changes_of(a3_of(world.a3).id)
    assert (kept.before, kept.after, kept.reason) == ("PDCA", "EDCA", "We do not know the cause")
    assert acts()[-1][0] == "changed the cycle of"


def test_on_its_way_it_goes_back_to_its_left_side_and_what_was_expected_is_told(world: World) -> None:
    fill(world.actor("member"), world.a3)
    walk(world, Stage.DO)
    change(world, "SDCA")
    a3 = a3_of(world.a3)
    assert (a3.stage, a3.lap) == ("left_side", 2)
    assert "Win rate" in boxes_of(a3.id)["standard"].text


def test_a_submission_that_waited_is_superseded(world: World) -> None:
    fill(world.actor("member"), world.a3)
    reviews.submit(world.actor("coordinator"), world.a3)
    change(world, "EDCA")
    assert open_submission(a3_of(world.a3).id) is None


def test_there_and_back_the_texts_are_the_same(world: World) -> None:
    fill(world.actor("member"), world.a3)
    change(world, "EDCA")
    change(world, "PDCA", "Now we do")
    texts = {key: box.text for key, box in boxes_of(a3_of(world.a3).id).items()}
    assert texts["plan"] == "What stands in plan"


def test_a_revision_of_the_cycle_before_comes_back_in_the_boxes_of_now(world: World) -> None:
    fill(world.actor("member"), world.a3)
    change(world, "EDCA")
    first = revision_numbered(a3_of(world.a3).id, 1)
    assert first
    box = boxes_of(a3_of(world.a3).id)["sense"]
    write(world.actor("member"), world.a3, "sense", "Written over", box.version)
    restore(world, 1)
    assert boxes_of(a3_of(world.a3).id)["sense"].text == "What stands in perceive"


def test_a_text_that_came_meanwhile_is_not_overwritten(world: World) -> None:
    fill(world.actor("member"), world.a3)
    with pytest.raises(OutOfDate):
        change_cycle(world.actor("coordinator"), world.a3, "EDCA", "Why", {"sense": written("Old")})
    assert boxes_of(a3_of(world.a3).id)["perceive"].text == "What stands in perceive"


@pytest.mark.parametrize("role", ["member", "manager", "reader"])
def test_only_the_coordinator_changes_it(world: World, role: str) -> None:
    with pytest.raises(NotAllowed):
        change(world, "EDCA", actor=world.actor(role))


def test_it_needs_a_reason(world: World) -> None:
    with pytest.raises(Invalid):
        change(world, "EDCA", " ")


def test_a_closed_one_stays_what_it_is(world: World) -> None:
    fill(world.actor("member"), world.a3)
    walk(world, Stage.CLOSED)
    with pytest.raises(WrongState):
        change(world, "EDCA")
