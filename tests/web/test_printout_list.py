"""My printouts: what I asked for of every kind, newest first, how far it is, and once more what failed."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask

from a3tracker.db import printout_lists
from a3tracker.db.base import db
from a3tracker.db.printouts import Printout, printout
from a3tracker.db.streams import StreamReader
from a3tracker.usecases import printouts as usecases
from a3tracker.usecases.transaction import now
from a3tracker.web import printouts
from tests import factories
from tests.meetings import stream_meeting, team_meeting
from tests.sites import Site
from tests.visitor import Visitor
from tests.walk import fill
from tests.web.test_queries import asked
from tests.world import World

As = Callable[[str], Visitor]
KEY = "f" * 64


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits in a test, and every machine says that it can print."""
    monkeypatch.setattr(printouts, "PATIENCE", 0)
    monkeypatch.setattr(printouts, "printing_works", lambda: True)


def given(app: Flask, world: World, role: str, **more: Any) -> int:
    """A printout of this person."""
    with app.app_context():
        row = factories.added(Printout(wanted_by=world.people[role], wanted_at=now(), **more))
        db.session.commit()
        return int(row.id)


def of_every_kind(app: Flask, world: World) -> None:
    done = {"state": "done", "cache_key": KEY}
    given(app, world, "reader", kind="blank", blank_cycle="EDCA", paper="letter", **done)
    given(app, world, "reader", kind="board", stream_id=world.stream, state="failed", message="Too large.")
    given(app, world, "reader", kind="card", team_id=world.team, paper="a4")
    with app.app_context():
        meetings = [make(world, day=date(2026, 6, 30)) for make in (team_meeting, stream_meeting)]
    for meeting in meetings:
        given(app, world, "reader", kind="pack", meeting_id=meeting, pages=50, pages_done=12)
    with app.app_context():
        sheet = usecases.want_printout(world.actor("reader"), world.a3, "ledger", half_filled=True)
        row = printout(sheet)
        assert row
        row.state, row.cache_key, row.size_pt = "done", KEY, 8.6
        db.session.commit()


def rows_of(page: str) -> list[str]:
    """The words of each line."""
    body = page.split("<tbody>")[1].split("</tbody>")[0]
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in body.split("</tr>") if row.strip()]


def test_i_find_what_i_asked_for_of_every_kind_newest_first(app: Flask, as_: As, world: World) -> None:
    of_every_kind(app, world)
    sheet, theirs, pack, card, board, blank = rows_of(as_("reader").read("/printouts"))
    assert sheet.startswith(
        "✓ ready A3-1, revision 1, half-filled New account holders stop early 11×17, 8.6 pt"
    )
    assert pack.startswith("being made, 12 of 50 pages Pack for the meeting of First edit on 30 Jun A3")
    assert "Pack for the meeting of Newcomers on 30 Jun" in theirs
    assert card.startswith("waiting Coach’s card of First edit A4")
    assert board.startswith("failed Pathway board of Newcomers Too large. Print again A3")
    assert blank.startswith("✓ ready Blank sheet, EDCA Letter")


def test_i_see_neither_what_others_asked_for_nor_what_the_program_made(
    app: Flask, as_: As, world: World
) -> None:
    blank = {"kind": "blank", "blank_cycle": "PDCA"}
    given(app, world, "owner", **blank)
    with app.app_context():
        factories.added(Printout(**blank, wanted_at=now()))
        db.session.commit()
    page = as_("reader").read("/printouts")
    assert "Nothing printed yet" in page
    assert "<tbody>" not in page


def test_what_i_no_longer_see_is_not_named(app: Flask, as_: As, world: World) -> None:
    of_every_kind(app, world)
    with app.app_context():
        db.session.query(StreamReader).delete()
        db.session.commit()
    page = as_("reader").read("/printouts")
    assert "New account holders" not in page
    assert "Newcomers" not in page
    assert len(rows_of(page)) == 1


def test_the_list_says_how_long_a_printout_is_kept_and_is_found_from_my_page(as_: As, world: World) -> None:
    assert "kept for 30 days" in as_("reader").read("/printouts")
    assert 'href="/printouts"' in as_("reader").read("/me")


def test_older_ones_stand_on_the_next_page(
    app: Flask, as_: As, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printout_lists, "PAGE", 2)
    for cycle in ("EDCA", "PDCA", "SDCA"):
        given(app, world, "reader", kind="blank", blank_cycle=cycle)
    browser = as_("reader")
    first = browser.read("/printouts")
    assert [row.split()[3] for row in rows_of(first)] == ["SDCA", "PDCA"]
    assert "before=2" in first
    second = browser.read("/printouts?before=2")
    assert [row.split()[3] for row in rows_of(second)] == ["EDCA"]
    assert "Newest" in second
    assert "Older" not in second
    assert "Nothing older is kept" in browser.read("/printouts?before=1")


@pytest.mark.parametrize("before", ["", "x", "-1", "9" * 30])
def test_an_address_that_means_nothing_shows_the_list(as_: As, world: World, before: str) -> None:
    assert as_("reader").get(f"/printouts?before={before}").status_code == 200


def test_the_list_asks_the_same_however_long_it_is(app: Flask, as_: As, world: World) -> None:
    browser = as_("reader")
    before = asked(app, browser, "/printouts")
    for _ in range(3):
        of_every_kind(app, world)
    assert asked(app, browser, "/printouts") == before


def test_the_page_that_waits_shows_how_many_pages_are_made(app: Flask, as_: As, world: World) -> None:
    sheet = given_sheet(app, world, pages=50, pages_done=12)
    page = as_("reader").read(f"/printouts/{sheet}")
    assert '<progress max="50" value="12" aria-label="Pages made">' in page
    assert "12 of 50 pages" in page
    assert 'href="/printouts"' in page


def given_sheet(app: Flask, world: World, **more: Any) -> int:
    with app.app_context():
        sheet = usecases.want_printout(world.actor("reader"), world.a3, "a3")
        row = printout(sheet)
        for name, value in more.items():
            setattr(row, name, value)
        db.session.commit()
        return sheet


def test_what_failed_is_printed_again(app: Flask, as_: As, world: World, site: Site) -> None:
    sheet = given_sheet(app, world, state="failed", message="Too large to print: box Plan.")
    browser = as_("reader")
    assert "Print again" in browser.read(f"/printouts/{sheet}")
    answer = browser.send(f"/printouts/{sheet}/again")
    assert (answer.status_code, answer.location) == (303, f"/printouts/{sheet}")
    assert site.enqueued == [("printout", sheet)]
    page = browser.read(f"/printouts/{sheet}")
    assert "Too large" not in page
    assert "js/wait.js" in page


def test_what_did_not_fail_is_not_printed_again(app: Flask, as_: As, world: World, site: Site) -> None:
    sheet = given_sheet(app, world)
    assert as_("reader").send(f"/printouts/{sheet}/again").status_code == 409
    assert not site.enqueued


def test_a_machine_that_cannot_print_does_not_try_again(
    app: Flask, as_: As, world: World, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = given_sheet(app, world, state="failed")
    monkeypatch.setattr(printouts, "printing_works", lambda: False)
    assert as_("reader").send(f"/printouts/{sheet}/again").status_code == 409
    assert not site.enqueued


def test_strangers_find_nothing_and_a_link_prints_nothing(
    app: Flask, as_: As, world: World, site: Site
) -> None:
    sheet = given_sheet(app, world, state="failed")
    assert as_("stranger").send(f"/printouts/{sheet}/again").status_code == 404
    assert as_("reader").get(f"/printouts/{sheet}/again").status_code == 405
    assert as_("reader").post(f"/printouts/{sheet}/again").status_code == 400
    assert as_("reader").send("/printouts/99/again").status_code == 404
    assert as_("reader").post("/printouts").status_code == 405
    assert not site.enqueued


def test_opening_a_file_keeps_it_for_longer(app: Flask, as_: As, world: World, site: Site) -> None:
    sheet = given_sheet(app, world, state="done", cache_key=KEY)
    path = site.instance / "printouts" / f"{KEY}.pdf"
    path.parent.mkdir()
    path.write_bytes(b"%PDF-1.7 a sheet")
    before = time.time() - 20 * 24 * 3600
    os.utime(path, (before, before))
    with as_("reader").get(f"/printouts/{sheet}/A3-1-r1-a3.pdf") as file:
        assert file.status_code == 200
    assert path.stat().st_mtime > before + 24 * 3600


def test_a_submission_has_its_sheet_made_in_the_background(
    app: Flask, as_: As, world: World, site: Site
) -> None:
    with app.app_context():
        fill(world.actor("member"), world.a3)
    as_("coordinator").send("/a3/1/submit", {"note": ""})
    assert site.enqueued == [("ahead", 1)]
