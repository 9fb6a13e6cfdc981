"""Writing in boxes: nothing is lost, nothing is overwritten unseen."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from a3tracker.db.base import db
from a3tracker.db.boxes import Box, box_of, boxes_of, writers_of
from a3tracker.db.revisions import Revision
from a3tracker.domain.cycles import Panel
from a3tracker.domain.errors import Invalid, NotAllowed, NotFound, OutOfDate, WrongState
from a3tracker.domain.rows import PersonRow
from a3tracker.domain.stages import Stage
from a3tracker.usecases.a3s import archive_a3
from a3tracker.usecases.boxes import mark_box, save_box
from a3tracker.usecases.rows import add_row
from tests.journal import lines
from tests.walk import a3_of, fill, walk, write, written
from tests.world import World


def stored(world: World, key: str = "plan") -> Box:
    box = box_of(a3_of(world.a3).id, key)
    assert box
    return box


def test_a_member_writes_and_the_text_stands(world: World) -> None:
    saved = write(world.actor("member"), world.a3, "plan", "Ask first")
    box = stored(world)
    assert (box.text, box.html, box.html_version, box.version, box.state) == (
        "Ask first", "<p>Ask first</p>", 1, saved.version, "work",
    )  # fmt: skip
    assert box.updated_by == world.people["member"]
    assert saved.version == 1


def test_each_save_raises_the_version_and_makes_no_revision(world: World) -> None:
    member = world.actor("member")
    versions = [write(member, world.a3, "plan", text, version).version for version, text in enumerate("abc")]
    assert versions == [1, 2, 3]
    assert db.session.scalar(select(func.count()).select_from(Revision)) == 0


def test_the_same_text_twice_is_harmless(world: World) -> None:
    member = world.actor("member")
    first = write(member, world.a3, "plan", "Ask first")
    again = write(member, world.a3, "plan", "Ask first")
    assert (again.version, again.at) == (first.version, first.at)
    assert [line.act for line in lines("a3")] == ["wrote in a box of"]


def test_the_second_writer_of_a_box_gets_both_texts_and_nothing_is_overwritten(world: World) -> None:
    write(world.actor("member"), world.a3, "plan", "Hers")
    with pytest.raises(OutOfDate) as refused:
        write(world.actor("owner"), world.a3, "plan", "His")
    assert (refused.value.yours, refused.value.theirs, refused.value.version) == ("His", "Hers", 1)
    assert stored(world).text == "Hers"


def test_after_the_choice_the_second_writer_is_taken(world: World) -> None:
    write(world.actor("member"), world.a3, "plan", "Hers")
    write(world.actor("owner"), world.a3, "plan", "Hers\n\nHis", version=1)
    assert stored(world).text == "Hers\n\nHis"


def test_a_version_of_the_future_is_refused_too(world: World) -> None:
    with pytest.raises(OutOfDate):
        write(world.actor("member"), world.a3, "plan", "Ask first", version=7)


def test_two_people_in_two_boxes_do_not_disturb_each_other(world: World) -> None:
    write(world.actor("member"), world.a3, "plan", "Hers")
    write(world.actor("owner"), world.a3, "do", "His")
    assert {key: box.text for key, box in boxes_of(a3_of(world.a3).id).items()} == {
        "plan": "Hers",
        "do": "His",
    }


def test_a_text_is_taken_out_again_by_saving_nothing(world: World) -> None:
    member = world.actor("member")
    write(member, world.a3, "plan", "Ask first")
    write(member, world.a3, "plan", "", version=1)
    assert stored(world).text == ""


def test_a_box_belongs_to_its_cycle(world: World) -> None:
    with pytest.raises(NotFound, match="no such box"):
        write(world.actor("member"), world.a3, "sense", "A box of EDCA")


@pytest.mark.parametrize(
    ("role", "refusal"),
    [
        ("stranger", NotFound),
        ("stranger_manager", NotFound),
        ("nobody", NotFound),
        ("reader", NotAllowed),
        ("colleague", NotAllowed),
        ("manager", NotAllowed),
        ("deputy", NotAllowed),
        ("administrator", NotAllowed),
    ],
)
def test_only_the_team_writes(world: World, role: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        write(world.actor(role), world.a3, "plan", "Mine")
    with pytest.raises(refusal):
        mark_box(world.actor(role), world.a3, "plan", "work")
    assert not boxes_of(a3_of(world.a3).id)


def test_nobody_writes_on_an_archived_a3(world: World) -> None:
    archive_a3(world.actor("coordinator"), world.a3)
    with pytest.raises(WrongState, match="A3-1 is archived"):
        write(world.actor("member"), world.a3, "plan", "Too late")


def test_nobody_writes_on_a_closed_a3(world: World) -> None:
    fill(world.actor("member"), world.a3)
    walk(world, Stage.CLOSED)
    with pytest.raises(WrongState, match="A3-1 is closed"):
        write(world.actor("member"), world.a3, "plan", "Too late", version=1)


@pytest.mark.parametrize("stage", [Stage.LEFT_SIDE, Stage.PREDICTION, Stage.DO, Stage.CHECK, Stage.ACT])
def test_writing_goes_on_at_every_other_stage(world: World, stage: Stage) -> None:
    fill(world.actor("member"), world.a3)
    walk(world, stage)
    assert write(world.actor("member"), world.a3, "plan", "Still", version=1).version == 2


def test_who_wrote_is_remembered_for_this_round_once(world: World) -> None:
    for text in ("a", "b"):
        save_box(world.actor("member"), world.a3, "plan", written(text), 0 if text == "a" else 1)
    a3 = a3_of(world.a3)
    assert writers_of(a3.id, 1) == {world.people["member"]}
    assert writers_of(a3.id, 2) == set()


def test_a_written_box_is_marked_ready_and_a_new_text_puts_it_back_to_work(world: World) -> None:
    member = world.actor("member")
    write(member, world.a3, "plan", "Ask first")
    mark_box(member, world.a3, "plan", "ready")
    assert (stored(world).state, stored(world).version) == ("ready", 1)
    assert write(member, world.a3, "plan", "Ask later", version=1).state == "work"


@pytest.mark.parametrize("text", ["", "  \n "])
def test_an_empty_box_is_never_ready(world: World, text: str) -> None:
    member = world.actor("member")
    write(member, world.a3, "plan", text)
    with pytest.raises(Invalid, match="still empty"):
        mark_box(member, world.a3, "plan", "ready")


def test_a_box_with_rows_and_no_text_can_be_ready(world: World) -> None:
    member = world.actor("member")
    add_row(member, world.a3, Panel.PEOPLE, PersonRow(world.people["owner"], "", "asks"))
    mark_box(member, world.a3, "locate", "ready")
    assert stored(world, "locate").state == "ready"
    assert write(member, world.a3, "locate", "And a word", version=0).version == 1


def test_a_state_that_does_not_exist_is_refused(world: World) -> None:
    with pytest.raises(Invalid):
        mark_box(world.actor("member"), world.a3, "plan", "done")


def test_the_journal_holds_ids_and_keys_and_never_the_text(world: World) -> None:
    write(world.actor("member"), world.a3, "plan", "A customer's secret words")
    line = lines("a3")[-1]
    assert (line.person_id, line.thing_id) == (world.people["member"], a3_of(world.a3).id)
    assert "secret" not in line.detail
