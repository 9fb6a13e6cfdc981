"""Wanted printouts: a row first, a file in the end, and a revision only when something changed."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import func, select

from a3tracker.db.base import db
from a3tracker.db.printouts import Made, Printout, printout, wanted_printouts
from a3tracker.db.revisions import Revision, latest_revision
from a3tracker.db.streams import ValueStream
from a3tracker.domain.cycles import CYCLES, Panel
from a3tracker.domain.errors import Invalid, NotFound
from a3tracker.domain.papers import PAPERS
from a3tracker.domain.revisions import read_content
from a3tracker.domain.rows import PersonRow
from a3tracker.usecases import a3s, printouts, rows
from tests.journal import lines
from tests.walk import a3_of, write
from tests.world import World


def wanted(world: World, role: str = "reader", paper: str = "a3") -> Printout:
    found = printout(printouts.want_printout(world.actor(role), world.a3, paper))
    assert found
    return found


def revisions() -> int:
    return db.session.scalar(select(func.count()).select_from(Revision)) or 0


@pytest.mark.parametrize("paper", PAPERS)
def test_a_print_is_wanted_on_every_paper(world: World, paper: str) -> None:
    row = wanted(world, paper=paper)
    assert (row.paper, row.state, row.cache_key, row.wanted_by) == (
        paper, "wanted", None, world.people["reader"],
    )  # fmt: skip
    assert wanted_printouts() == [row.id]


@pytest.mark.parametrize("paper", ["", "a5", "A3", "../a3"])
def test_an_unknown_paper_is_refused_before_anything_is_written(world: World, paper: str) -> None:
    with pytest.raises(Invalid) as refused:
        printouts.want_printout(world.actor("reader"), world.a3, paper)
    assert list(refused.value.fields) == ["paper"]
    assert revisions() == 0


@pytest.mark.parametrize(
    "role", ["administrator", "manager", "deputy", "reader", "coordinator", "member", "colleague"]
)
def test_everybody_who_sees_the_a3_prints_it(world: World, role: str) -> None:
    assert wanted(world, role).revision_id


@pytest.mark.parametrize("role", ["stranger", "stranger_manager", "nobody"])
def test_strangers_print_nothing(world: World, role: str) -> None:
    with pytest.raises(NotFound):
        printouts.want_printout(world.actor(role), world.a3, "a3")
    assert revisions() == 0


def test_printing_unchanged_content_takes_no_second_revision(world: World) -> None:
    first, second = wanted(world).revision_id, wanted(world, "manager", "ledger").revision_id
    assert first == second
    assert revisions() == 1


def test_printing_changed_content_takes_the_next_revision(world: World) -> None:
    wanted(world)
    write(world.actor("member"), world.a3, "plan", "Ask first")
    rows.add_row(world.actor("member"), world.a3, Panel.PEOPLE, PersonRow(world.people["owner"], "", "asks"))
    wanted(world)
    newest = latest_revision(a3_of(world.a3).id)
    assert newest
    assert (newest.number, newest.why, newest.taken_by) == (2, "printed", world.people["reader"])
    content = read_content(newest.content)
    assert (content.boxes["plan"], content.rows["people"][0]["person"]) == (
        "Ask first",
        world.people["owner"],
    )
    assert content.digest() == newest.digest


def test_going_back_to_an_earlier_text_takes_a_revision_of_its_own(world: World) -> None:
    for version, text in enumerate(["one", "two", "one"]):
        write(world.actor("member"), world.a3, "plan", text, version)
        wanted(world)
    digests = db.session.scalars(select(Revision.digest).order_by(Revision.number)).all()
    assert len(digests) == 3
    assert digests[0] == digests[2]


def test_a_revision_records_who_coordinates_and_manages(world: World) -> None:
    revision = db.session.get_one(Revision, wanted(world).revision_id)
    content = read_content(revision.content)
    assert (content.coordinator, content.manager) == (world.people["coordinator"], world.people["manager"])
    assert "Cem" not in revision.content


def test_an_archived_a3_can_still_be_printed(world: World) -> None:
    a3s.archive_a3(world.actor("coordinator"), world.a3)
    assert wanted(world).state == "wanted"


def test_an_a3_of_a_stream_without_a_manager_is_printed(world: World) -> None:
    db.session.get_one(ValueStream, world.stream).manager_id = None
    db.session.commit()
    assert wanted(world).revision_id


@pytest.mark.parametrize("cycle", CYCLES)
def test_a_blank_sheet_of_each_cycle_belongs_to_nobody(world: World, cycle: str) -> None:
    row = printout(printouts.want_blank(world.actor("nobody"), cycle, "a4"))
    assert row
    assert (row.blank_cycle, row.revision_id, row.paper) == (cycle, None, "a4")


def test_there_is_no_blank_sheet_of_an_unknown_cycle(world: World) -> None:
    with pytest.raises(NotFound):
        printouts.want_blank(world.actor("member"), "OODA", "a3")


def test_a_finished_print_names_its_file_and_what_was_cut(world: World) -> None:
    row = wanted(world)
    printouts.finish_printout(row.id, Made("f" * 64, 7.5, {"plan": 3}))
    assert (row.state, row.cache_key, row.size_pt, json.loads(row.missing)) == (
        "done", "f" * 64, 7.5, {"plan": 3},
    )  # fmt: skip
    assert row.done_at
    assert wanted_printouts() == []


def test_a_failed_print_says_why(world: World) -> None:
    row = wanted(world)
    printouts.fail_printout(row.id, "Too large to print: box Plan.")
    assert (row.state, row.message) == ("failed", "Too large to print: box Plan.")
    assert wanted_printouts() == []


def test_a_print_of_an_a3_that_was_deleted_meanwhile_is_let_go(world: World) -> None:
    printouts.finish_printout(99, Made("f" * 64, 10.5, {}))
    printouts.fail_printout(99, "No longer there.")
    assert wanted_printouts() == []


def test_the_command_line_prints_the_revision_of_what_stands_now(world: World) -> None:
    revision = printouts.printable_revision(world.a3)
    assert revision
    assert db.session.get_one(Revision, revision).taken_by is None
    assert printouts.printable_revision(99) is None


def test_each_print_and_each_revision_stands_in_the_journal_with_its_hash(world: World) -> None:
    row = wanted(world)
    digest = db.session.get_one(Revision, row.revision_id).digest
    assert [(line.act, line.digest) for line in lines("a3")] == [
        ("took a revision of", digest),
        ("printed", digest),
    ]
