"""One click on the page of a meeting makes its pack; the page that waits says how far it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from a3tracker.db.base import db
from a3tracker.db.printouts import Made, Printout
from a3tracker.usecases.agendas import take_a3s
from a3tracker.usecases.meetings import end_meeting
from a3tracker.usecases.packs import keep_page, note_progress, note_refused
from a3tracker.usecases.printouts import finish_printout
from a3tracker.web import packs, printouts
from tests.journal import acts
from tests.meetings import stream_meeting
from tests.visitor import Visitor
from tests.world import World

As = Callable[[str], Visitor]
PACK = "/meetings/1/pack"


@pytest.fixture(autouse=True)
def _prints(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packs, "printing_works", lambda: True)
    monkeypatch.setattr(printouts, "PATIENCE", 0)


@pytest.fixture
def meeting(app: Flask, world: World) -> int:
    with app.app_context():
        found = stream_meeting(world)
        take_a3s(world.actor("manager"), found, [world.a3])
        return found


def test_a_reader_makes_the_pack_and_waits_for_it(app: Flask, as_: As, meeting: int) -> None:
    browser = as_("reader")
    assert "Make the pack" in browser.read(f"/meetings/{meeting}")
    answer = browser.send(PACK, {"paper": "ledger"})
    assert (answer.status_code, answer.location) == (303, "/printouts/1")
    assert "It is being made" in browser.read("/printouts/1")
    with app.app_context():
        assert acts()[-1] == ("printed the pack of", "meeting", meeting)
        note_progress(1, 2, 5)
    assert "2 of 5 pages" in browser.read("/printouts/1")


def test_a_pack_can_be_made_after_the_meeting_too(app: Flask, as_: As, world: World, meeting: int) -> None:
    with app.app_context():
        end_meeting(world.actor("manager"), meeting)
    assert as_("member").send(PACK).status_code == 303


def test_what_could_not_be_printed_or_was_cut_is_said_with_the_pack(
    app: Flask, as_: As, meeting: int
) -> None:
    browser = as_("member")
    browser.send(PACK)
    with app.app_context():
        note_refused(1, {"A3-9": "Box “Do” is the largest."})
        keep_page(1, "a3", Made("b" * 64, 6.6, {"plan": 9}))
        finish_printout(1, Made("a" * 64, 6.6, {"A3-7, Plan": 9}))
        folder = app.extensions["a3tracker"].printouts
        folder.mkdir(exist_ok=True)
        (folder / f"{'a' * 64}.pdf").write_bytes(b"%PDF")
    page = browser.read("/printouts/1")
    assert "The pack is ready" in page
    assert "A3-9 could not be printed: Box “Do” is the largest." in page
    assert "A3-7, Plan: 9 lines more on screen" in page
    assert browser.get("/printouts/2").status_code == 404, "a page of a pack is nothing to look at"


def test_the_pack_of_an_empty_agenda_is_refused_in_words(app: Flask, as_: As, world: World) -> None:
    with app.app_context():
        stream_meeting(world)
    browser = as_("manager")
    assert "Make the pack" not in browser.read("/meetings/1")
    answer = browser.send(PACK)
    assert (answer.status_code, "Put A3s on it" in answer.text) == (409, True)


@pytest.mark.parametrize("paper", ["a5", "a4-halves", ""])
def test_a_paper_that_no_pack_is_printed_on_is_refused(as_: As, meeting: int, paper: str) -> None:
    assert as_("manager").send(PACK, {"paper": paper}).status_code == 400


def test_nobody_else_and_no_other_way(as_: As, meeting: int) -> None:
    assert as_("stranger").send(PACK).status_code == 404
    assert as_("manager").send("/meetings/99/pack").status_code == 404
    assert as_("manager").get(PACK).status_code == 405
    assert as_("manager").post(PACK).status_code == 400, "no token"


def test_a_machine_that_cannot_print_says_so(as_: As, meeting: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packs, "printing_works", lambda: False)
    assert as_("manager").send(PACK).status_code == 409


def test_a_page_of_a_pack_goes_with_it(app: Flask, as_: As, meeting: int) -> None:
    as_("manager").send(PACK)
    with app.app_context():
        keep_page(1, "a3", Made("b" * 64, 6.6, {}))
        db.session.delete(db.session.get_one(Printout, 1))
        db.session.commit()
        assert db.session.query(Printout).count() == 0
