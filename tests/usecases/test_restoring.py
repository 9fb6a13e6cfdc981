"""Bringing an old revision back: what returns, what stays, and that nothing is lost."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from a3tracker.db.base import db
from a3tracker.db.boxes import box_of, writers_of
from a3tracker.db.revisions import Revision, content_of
from a3tracker.db.rows import rows_in
from a3tracker.domain.cycles import Panel
from a3tracker.domain.errors import NotAllowed, NotFound, OutOfDate, WrongState
from a3tracker.domain.rows import PersonRow
from a3tracker.domain.stages import Stage
from a3tracker.usecases import a3s, rows
from a3tracker.usecases.a3s import found_a3
from a3tracker.usecases.restoring import Drawn, restore_revision, shown_now
from tests.journal import lines
from tests.rewriting import everything, overwrite, restore, taken
from tests.walk import a3_of, fill, walk, write
from tests.world import World


def numbers() -> list[tuple[int, str]]:
    query = select(Revision.number, Revision.why).order_by(Revision.number)
    return [(number, why) for number, why in db.session.execute(query)]


def digest_of(number: int) -> str:
    return db.session.scalars(select(Revision.digest).where(Revision.number == number)).one()


def test_an_old_revision_comes_back_whole_and_what_stood_is_kept_first(world: World) -> None:
    everything(world)
    taken(world)
    overwrite(world)
    stood = content_of(found_a3(world.actor("member"), world.a3)).digest()
    assert restore(world, 1) == 3
    assert numbers() == [(1, "printed"), (2, "before restoring"), (3, "restored")]
    assert (digest_of(2), digest_of(3)) == (stood, digest_of(1))
    assert a3_of(world.a3).title == "New account holders stop early"


def test_a_kept_revision_is_not_taken_twice(world: World) -> None:
    everything(world)
    taken(world)
    overwrite(world)
    taken(world)
    assert restore(world, 1) == 3
    assert [why for _number, why in numbers()] == ["printed", "printed", "restored"]
    assert restore(world, 2) == 4
    assert digest_of(4) == digest_of(2)


def test_every_version_rises_so_that_an_open_form_cannot_overwrite_what_came_back(world: World) -> None:
    everything(world)
    taken(world)
    overwrite(world)
    restore(world, 1)
    a3 = a3_of(world.a3)
    plan, do = box_of(a3.id, "plan"), box_of(a3.id, "do")
    assert plan
    assert do
    assert (plan.text, plan.html, plan.html_version, plan.version, plan.state) == (
        "Ask first", "<p>drawn</p>", 1, 3, "work",
    )  # fmt: skip
    assert (plan.updated_by, do.text, do.html_version) == (world.people["member"], "", 0)
    assert a3.version == 3
    (person,) = rows_in(a3.id, Panel.PEOPLE)
    assert (person.id, person.version >= 1000) == (1, True)
    with pytest.raises(OutOfDate):
        write(world.actor("owner"), world.a3, "plan", "Mine", 2)
    with pytest.raises(OutOfDate):
        rows.edit_row(
            world.actor("owner"), world.a3, Panel.PEOPLE, 1, PersonRow(world.people["owner"], "x", ""), 1
        )


def test_whoever_restores_has_written_in_this_round(world: World) -> None:
    everything(world)
    taken(world)
    write(world.actor("member"), world.a3, "plan", "Ask later", 1)
    assert world.people["coordinator"] not in writers_of(a3_of(world.a3).id, 1)
    restore(world, 1, "coordinator")
    assert world.people["coordinator"] in writers_of(a3_of(world.a3).id, 1)


def test_one_line_of_the_journal_names_the_old_number_and_the_new(world: World) -> None:
    everything(world)
    taken(world)
    overwrite(world)
    restore(world, 1)
    (line,) = [line for line in lines("a3") if line.act == "restored"]
    assert json.loads(line.detail) == {"new": 3, "old": 1}
    assert (line.digest, line.person_id) == (digest_of(1), world.people["member"])


def test_restoring_what_stands_already_is_harmless(world: World) -> None:
    everything(world)
    taken(world)
    before = len(lines("a3"))
    assert restore(world, 1) == 1
    assert numbers() == [(1, "printed")]
    assert len(lines("a3")) == before


def test_the_same_restore_sent_twice_is_harmless(world: World) -> None:
    everything(world)
    taken(world)
    overwrite(world)
    shown = shown_now(found_a3(world.actor("member"), world.a3))
    for _ in range(2):
        assert restore_revision(world.actor("member"), world.a3, 1, shown, Drawn({}, 1)) == 3
    assert len([line for line in lines("a3") if line.act == "restored"]) == 1


def test_of_two_people_the_second_is_told_and_nothing_is_lost(world: World) -> None:
    everything(world)
    taken(world)
    overwrite(world)
    taken(world)
    shown = shown_now(found_a3(world.actor("member"), world.a3))
    write(world.actor("owner"), world.a3, "act", "Written meanwhile")
    with pytest.raises(OutOfDate, match="Nothing was restored"):
        restore_revision(world.actor("member"), world.a3, 1, shown, Drawn({}, 1))
    assert [number for number, _why in numbers()] == [1, 2]
    assert box_of(a3_of(world.a3).id, "act").text == "Written meanwhile"  # type: ignore[union-attr]


@pytest.mark.parametrize("role", ["reader", "manager", "deputy", "administrator", "colleague"])
def test_nobody_else_restores(world: World, role: str) -> None:
    taken(world)
    with pytest.raises(NotAllowed):
        restore(world, 1, role)


def test_strangers_and_unknown_revisions_are_not_found(world: World) -> None:
    taken(world)
    with pytest.raises(NotFound):
        restore(world, 1, "stranger")
    with pytest.raises(NotFound, match="no revision 9"):
        restore(world, 9)


def test_nothing_is_restored_on_an_archived_or_a_closed_a3(world: World) -> None:
    fill(world.actor("member"), world.a3)
    walk(world, Stage.CLOSED)
    with pytest.raises(WrongState, match="closed"):
        restore(world, 1)
    a3s.archive_a3(world.actor("coordinator"), world.a3)
    with pytest.raises(WrongState, match="archived"):
        restore(world, 1)
