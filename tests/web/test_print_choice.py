"""The print page: which paper, which revision, whether to write on it, and the PDF as its own preview."""

from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from flask import Flask

from a3tracker.db.base import db
from a3tracker.db.printouts import Made, Printout, printout
from a3tracker.domain.papers import PAPERS
from a3tracker.usecases import printouts as usecases
from a3tracker.web import printouts
from tests.sites import Site
from tests.visitor import Visitor
from tests.walk import write
from tests.web.test_queries import asked
from tests.world import World

As = Callable[[str], Visitor]
KEY = "f" * 64


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits in a test, and every machine says that it can print."""
    monkeypatch.setattr(printouts, "PATIENCE", 0)
    monkeypatch.setattr(printouts, "printing_works", lambda: True)


def made(app: Flask, site: Site, identity: int, size: float, missing: dict[str, int] | None = None) -> None:
    """The worker made this printout."""
    folder = Path(site.instance) / "printouts"
    folder.mkdir(exist_ok=True)
    (folder / f"{KEY}.pdf").write_bytes(b"%PDF-1.7 a sheet")
    with app.app_context():
        usecases.finish_printout(identity, Made(KEY, size, missing or {}))


def test_every_paper_can_be_chosen_and_the_link_alone_makes_nothing(
    app: Flask, as_: As, world: World, site: Site
) -> None:
    page = as_("reader").read("/a3/1/print")
    for paper in PAPERS:
        assert f'id="paper-{paper}"' in page
    assert "Two A4 halves" in page
    assert "type size known once it is printed" in page
    assert not site.enqueued
    with app.app_context():
        assert db.session.get(Printout, 1) is None


def test_it_says_before_printing_what_an_earlier_print_told(
    app: Flask, as_: As, world: World, site: Site
) -> None:
    browser = as_("reader")
    for identity, (paper, size) in enumerate([("a3", 6.6), ("a4", 4.7)], 1):
        browser.send("/a3/1/print", {"paper": paper})
        made(app, site, identity, size, {"plan": 9, "do": 1})
    page = unescape(browser.read("/a3/1/print"))
    assert "6.6 pt · Plan: 9 lines more on screen · Do: 1 line more on screen" in page
    assert "4.7 pt · hard to read: take two A4 halves · Plan: 9 lines" in page
    with app.app_context():
        write(world.actor("member"), 1, "plan", "Written since")
    assert "9 lines more" not in browser.read("/a3/1/print")
    assert "9 lines more" in browser.read("/a3/1/print?revision=1")


def test_a_half_filled_print_tells_nothing_of_a_whole_one(
    app: Flask, as_: As, world: World, site: Site
) -> None:
    browser = as_("reader")
    browser.send("/a3/1/print", {"paper": "a3", "half_filled": "y"})
    made(app, site, 1, 7.4)
    assert "7.4 pt" not in browser.read("/a3/1/print")


def test_a_half_filled_sheet_is_wanted_and_named_so(app: Flask, as_: As, world: World, site: Site) -> None:
    browser = as_("reader")
    browser.send("/a3/1/print", {"paper": "a4-halves", "half_filled": "y"})
    with app.app_context():
        wanted = printout(1)
        assert wanted
        assert (wanted.paper, wanted.half_filled) == ("a4-halves", True)
    made(app, site, 1, 9.0)
    assert browser.get("/printouts/1").location == "/printouts/1/A3-1-r1-a4-halves-half-filled.pdf"


def test_an_old_revision_is_chosen_and_printed(app: Flask, as_: As, world: World, site: Site) -> None:
    browser = as_("reader")
    browser.send("/a3/1/print")
    with app.app_context():
        write(world.actor("member"), 1, "plan", "Written since")
    page = browser.read("/a3/1/print?revision=1")
    assert "Revision 1, as it was" in page
    assert '<input type="hidden" name="revision" value="1">' in page
    assert "Written since" not in page
    assert "Written since" in browser.read("/a3/1/print?revision=")
    browser.send("/a3/1/print", {"revision": "1", "paper": "ledger"})
    with app.app_context():
        wanted = printout(2)
        assert wanted
        assert wanted.revision_id == 1


@pytest.mark.parametrize("revision", ["9", "x", "-1", "9" * 30])
def test_a_revision_that_is_not_there_is_not_found(as_: As, world: World, revision: str) -> None:
    assert as_("reader").get(f"/a3/1/print?revision={revision}").status_code == 404


def test_the_paper_of_the_last_print_is_proposed(as_: As, world: World) -> None:
    browser = as_("reader")
    assert '<option value="a3" selected>' in browser.read("/a3/1")
    browser.send("/a3/1/print", {"paper": "letter-halves"})
    assert '<option value="letter-halves" selected>' in browser.read("/a3/1")
    assert 'value="letter-halves" aria-describedby="size-letter-halves" checked' in browser.read(
        "/a3/1/print"
    )
    assert browser.send("/a3/1/print", {"paper": "a5"}).status_code == 400
    assert '<option value="letter-halves" selected>' in browser.read("/a3/1/r/1")


def test_a_preview_is_the_pdf_itself_with_its_paper_and_size(
    app: Flask, as_: As, world: World, site: Site
) -> None:
    browser = as_("reader")
    answer = browser.send("/a3/1/print", {"paper": "a3", "preview": "yes"})
    assert (answer.status_code, answer.location) == (303, "/printouts/1?preview=yes")
    assert "/printouts/1?preview=yes" in browser.read("/printouts/1?preview=yes")
    made(app, site, 1, 8.6)
    page = browser.read("/printouts/1?preview=yes")
    assert "It is set in 8.6 pt on A3." in page
    assert 'data-preview-pdf="/printouts/1/A3-1-r1-a3.pdf"' in page
    assert "Open the PDF" in page
    assert "/a3/1/print?revision=1" in page
    assert browser.get("/printouts/1").status_code == 302


def test_type_that_is_hard_to_read_is_said_and_two_halves_are_offered(
    app: Flask, as_: As, world: World, site: Site
) -> None:
    browser = as_("reader")
    browser.send("/a3/1/print", {"paper": "letter"})
    made(app, site, 1, 6.4)
    page = browser.read("/printouts/1")
    assert "Type of 6.4 pt is hard to read" in page
    assert "Print two Letter halves" in page
    assert 'name="paper" value="letter-halves"' in page
    browser.send("/a3/1/print", {"paper": "a4"})
    made(app, site, 2, 6.5)
    assert browser.get("/printouts/2").location == "/printouts/2/A3-1-r1-a4.pdf"


def test_a_board_and_a_blank_sheet_have_a_preview_too(app: Flask, as_: As, world: World, site: Site) -> None:
    browser = as_("reader")
    browser.send("/blank/PDCA", {"paper": "a4"})
    made(app, site, 1, 7.4)
    page = browser.read("/printouts/1?preview=yes")
    assert "Another paper" not in page
    assert "PDCA-blank-a4.pdf" in page
    with app.app_context():
        identity = db.session.get_one(Printout, 1)
        db.session.add(
            Printout(
                kind="board",
                stream_id=world.stream,
                state="done",
                cache_key=KEY,
                wanted_at=identity.wanted_at,
            )
        )
        db.session.commit()
    assert "The sheet is ready" in browser.read("/printouts/2?preview=yes")


def test_only_the_pdf_may_be_framed_and_only_by_us(app: Flask, as_: As, world: World, site: Site) -> None:
    browser = as_("reader")
    browser.send("/a3/1/print")
    made(app, site, 1, 8.6)
    with browser.get("/printouts/1/A3-1-r1-a3.pdf") as file:
        assert "frame-ancestors 'self'" in file.headers["Content-Security-Policy"]
        assert "object-src" not in file.headers["Content-Security-Policy"]
    page = browser.get("/printouts/1?preview=yes")
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]


def test_strangers_see_nothing_and_a_form_needs_its_token(as_: As, world: World, site: Site) -> None:
    assert as_("stranger").get("/a3/1/print").status_code == 404
    assert as_("reader").post("/a3/1/print").status_code == 400
    assert as_("reader").put("/a3/1/print").status_code == 405
    assert not site.enqueued


def test_the_page_asks_the_same_number_of_questions_however_often_it_was_printed(
    app: Flask, as_: As, world: World, site: Site
) -> None:
    browser = as_("reader")
    browser.send("/a3/1/print")
    made(app, site, 1, 8.6)
    before = asked(app, browser, "/a3/1/print")
    for identity, paper in enumerate(PAPERS, 2):
        with app.app_context():
            write(world.actor("member"), 1, "plan", f"Text {identity}", identity - 2)
        browser.send("/a3/1/print", {"paper": paper})
        made(app, site, identity, 8.6)
    assert asked(app, browser, "/a3/1/print") == before


def test_blank_sheets_and_the_card_propose_the_paper_that_was_used_last(as_: As, world: World) -> None:
    browser = as_("member")
    team = f"/teams/{world.team}"
    assert '<option value="a4" selected>' in browser.read(team)
    browser.send("/blank/PDCA", {"paper": "letter-halves"})
    assert browser.read("/blank").count('value="letter-halves" selected') == 3
    assert '<option value="letter" selected>' in browser.read(team)
    assert 'aria-describedby="size-letter-halves" checked' in browser.read("/a3/1/print")
