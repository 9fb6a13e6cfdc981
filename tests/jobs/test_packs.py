"""The pack of a meeting: from a wanted row to one PDF, whatever one of its A3s holds."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from dataclasses import replace

import pikepdf
import pytest
from flask import Flask
from pypdf import PdfReader

from a3tracker.config import Config
from a3tracker.db.base import db
from a3tracker.db.printouts import Printout, printout, wanted_printouts
from a3tracker.jobs import pack_orders, packs, printing
from a3tracker.jobs.desks import at_work, room
from a3tracker.rendering.bounded import TooLarge, run_bounded
from a3tracker.rendering.pdf import PrintJob
from a3tracker.usecases.agendas import take_a3s
from a3tracker.usecases.meetings import end_meeting, make_next
from a3tracker.usecases.packs import note_progress, want_pack
from tests.meetings import second_a3, stream_meeting
from tests.walk import write
from tests.world import World

pytestmark = pytest.mark.pdf


@pytest.fixture(autouse=True)
def _inside(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def meeting(world: World, a3s: int = 2) -> int:
    """A meeting of the stream with so many A3s on its agenda."""
    found = stream_meeting(world)
    numbers = [world.a3]
    for place in range(1, a3s):
        numbers.append(second_a3(world, title=f"Problem {place}"))
    write(world.actor("member"), world.a3, "perceive", "Visitors leave early.")
    take_a3s(world.actor("manager"), found, numbers)
    return found


def made(world: World, meeting_id: int) -> Printout:
    """The pack of the meeting, as the worker makes it."""
    identity = want_pack(world.actor("reader"), meeting_id, "a3")
    printing.make_printout(identity)
    found = printout(identity)
    assert found is not None
    return found


def reader(app: Flask, pack: Printout) -> PdfReader:
    config: Config = app.extensions["a3tracker"]
    return PdfReader(io.BytesIO((config.printouts / f"{pack.cache_key}.pdf").read_bytes()))


def words(pdf: PdfReader, page: int) -> str:
    return " ".join(pdf.pages[page].extract_text().split())


def test_a_pack_has_its_agenda_the_board_and_a_page_for_each_a3(app: Flask, world: World) -> None:
    pack = made(world, meeting(world))
    assert (pack.state, pack.pages_done, pack.pages, pack.message) == ("done", 4, 4, "")
    pdf = reader(app, pack)
    assert "Agenda" in words(pdf, 0)
    assert "Pathway board" in words(pdf, 1)
    assert "Visitors leave early." in words(pdf, 2)
    assert "Problem 1" in words(pdf, 3)
    assert [words(pdf, page).count(f"{page + 1} of 4") for page in range(4)] == [1, 1, 1, 1]


def test_the_next_pack_takes_the_pages_that_are_there(
    app: Flask, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = meeting(world)
    first = made(world, found)
    again = made(world, found)
    assert again.cache_key == first.cache_key

    asked: list[str] = []
    before = pack_orders.sheet_page

    def noted(job: PrintJob) -> bytes:
        asked.append(job.sheet.number)
        return before(job)

    monkeypatch.setattr(pack_orders, "sheet_page", noted)
    write(world.actor("member"), world.a3, "analyse", "They see no way back.")
    monkeypatch.setattr(packs, "run_each", _here)
    third = made(world, found)
    assert asked == [f"A3-{world.a3}"]
    assert third.cache_key != first.cache_key


def _here(works, _at_once, _bounds):  # type: ignore[no-untyped-def]
    return ((place, work()) for place, work in enumerate(works))


def test_a_pack_leaves_a_child_to_each_other_that_prints(app: Flask) -> None:
    config = replace(app.extensions["a3tracker"], workers=2)
    with at_work(config):
        assert room(config) == 2
        with at_work(config):
            assert room(config) == 1
        assert room(config) == 2


def test_what_a_worker_left_behind_is_queued_again_and_done(app: Flask, world: World) -> None:
    identity = want_pack(world.actor("reader"), meeting(world), "a3")

    def dies(_identity: int, done: int, _pages: int) -> None:
        if done:
            raise KeyboardInterrupt

    wanted = db.session.get_one(Printout, identity)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("a3tracker.jobs.meeting_packs.note_progress", dies)
        with pytest.raises(KeyboardInterrupt):
            printing.make_printout(identity)
    db.session.rollback()
    assert identity in wanted_printouts()
    kept = db.session.query(Printout).filter_by(kind="page").count()
    assert kept > 0
    printing.make_printout(identity)
    db.session.refresh(wanted)
    assert (wanted.state, len(reader(app, wanted).pages)) == ("done", 4)


def test_a_second_press_is_the_same_pack_until_it_is_begun(world: World) -> None:
    found, coordinator = meeting(world), world.actor("coordinator")
    first = want_pack(coordinator, found, "a3")
    assert want_pack(coordinator, found, "a3") == first
    assert want_pack(coordinator, found, "a4") != first
    assert want_pack(world.actor("manager"), found, "a3") != first
    printing.make_printout(first)
    later = want_pack(coordinator, found, "a3")
    assert later != first
    note_progress(later, 0, 4)
    assert want_pack(coordinator, found, "a3") != later, "the agenda may have changed since it began"


def test_two_workers_at_the_same_pack_do_not_take_each_others_file(
    app: Flask, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    halves: list[str] = []

    def noted(work, bounds):  # type: ignore[no-untyped-def]
        done = run_bounded(work, bounds)
        halves.extend(path.name for path in app.extensions["a3tracker"].printouts.glob(".*.pdf.*"))
        return done

    monkeypatch.setattr(packs, "run_bounded", noted)
    pack = made(world, meeting(world))
    assert pack.state == "done"
    assert halves == [f".{pack.cache_key}.pdf.{os.getpid()}"]


def test_an_a3_that_cannot_be_printed_says_so_in_its_place(
    app: Flask, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = pack_orders.sheet_page

    def fails(job: PrintJob) -> bytes:
        if job.sheet.number == f"A3-{world.a3}":
            raise TooLarge("It takes more time or memory than one sheet may.")
        return before(job)

    monkeypatch.setattr(pack_orders, "sheet_page", fails)
    pack = made(world, meeting(world))
    pdf = reader(app, pack)
    assert pack.state == "done"
    assert f"A3-{world.a3} could not be printed: This sheet is too large" in pack.message
    assert "This A3 could not be printed." in words(pdf, 2)
    assert f"A3-{world.a3}" in words(pdf, 2)
    assert "Problem 1" in words(pdf, 3)


def test_the_pack_marks_what_changed_since_the_last_meeting(app: Flask, world: World) -> None:
    found = meeting(world)
    made(world, found)
    write(world.actor("member"), world.a3, "perceive", "Visitors leave at once.", 1)
    end_meeting(world.actor("manager"), found)
    following = make_next(world.actor("manager"), found)
    take_a3s(world.actor("manager"), following, [world.a3])
    pdf = reader(app, made(world, following))
    sheet = words(pdf, 2)
    assert sheet.count("changed since r1") == 1
    assert "A bar marks what changed since revision 1" in sheet
    assert "marks what changed since the meeting of" in words(pdf, 0)


def test_the_strip_names_the_point_that_waits_and_has_room_to_sign(app: Flask, world: World) -> None:
    sheet = words(reader(app, made(world, meeting(world, 1))), 2)
    for word in ("agree", "comment", "return", "Name", "Date", "Signature", "No control point waits."):
        assert word in sheet


def test_tags_of_all_pages_stay(app: Flask, world: World) -> None:
    pack = made(world, meeting(world))
    config: Config = app.extensions["a3tracker"]
    with pikepdf.open(config.printouts / f"{pack.cache_key}.pdf") as pdf:
        (document,) = pdf.Root.StructTreeRoot.K
        assert [str(part.S) for part in document.K] == ["/Part"] * 4
