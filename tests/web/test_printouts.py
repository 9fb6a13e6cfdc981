"""Printing from the page: a wish, a page that waits, the file; and the way back from the paper."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from a3tracker.db.printouts import Made
from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.papers import PAPERS
from a3tracker.usecases import printouts as usecases
from a3tracker.usecases.a3_removal import delete_a3
from a3tracker.web import printouts
from tests.sites import Site
from tests.visitor import Visitor
from tests.walk import write
from tests.world import World

As = Callable[[str], Visitor]
KEY = "f" * 64


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits in a test, and every machine says that it can print."""
    monkeypatch.setattr(printouts, "PATIENCE", 0)
    monkeypatch.setattr(printouts, "printing_works", lambda: True)


def made(app: Flask, site: Site, missing: dict[str, int] | None = None) -> None:
    """The worker made printout 1."""
    folder = Path(site.instance) / "printouts"
    folder.mkdir(exist_ok=True)
    (folder / f"{KEY}.pdf").write_bytes(b"%PDF-1.7 a sheet")
    with app.app_context():
        usecases.finish_printout(1, Made(KEY, 7.5, missing or {}))


@pytest.mark.parametrize("paper", PAPERS)
def test_a_print_is_wanted_and_its_page_waits(as_: As, world: World, site: Site, paper: str) -> None:
    browser = as_("reader")
    answer = browser.send("/a3/1/print", {"paper": paper})
    assert (answer.status_code, answer.location) == (303, "/printouts/1")
    assert site.enqueued == [("printout", 1)]
    page = browser.read("/printouts/1")
    assert "js/wait.js" in page
    assert "Look again" in page
    assert "This page looks again by itself" in page


def test_a_finished_print_leads_to_its_file(app: Flask, as_: As, world: World, site: Site) -> None:
    browser = as_("reader")
    browser.send("/a3/1/print", {"paper": "a3"})
    made(app, site)
    answer = browser.get("/printouts/1")
    assert (answer.status_code, answer.location) == (302, "/printouts/1/A3-1-r1-a3.pdf")
    with browser.get(answer.location) as file:
        assert file.data == b"%PDF-1.7 a sheet"
        assert file.mimetype == "application/pdf"
        assert file.get_etag()[0] == KEY
        assert file.headers["X-Content-Type-Options"] == "nosniff"
        assert "inline" in file.headers.get("Content-Disposition", "inline")
    with browser.get(answer.location, headers={"If-None-Match": f'"{KEY}"'}) as unchanged:
        assert (unchanged.status_code, unchanged.data, unchanged.get_etag()[0]) == (304, b"", KEY)
        # The browser takes these over for the file that it has.
        for name in ("Content-Security-Policy", "Cache-Control"):
            assert unchanged.headers[name] == file.headers[name]


def test_a_sheet_that_was_cut_says_where_and_how_much(app: Flask, as_: As, world: World, site: Site) -> None:
    browser = as_("reader")
    browser.send("/a3/1/print")
    made(app, site, {"plan": 3, "do": 1})
    page = browser.read("/printouts/1")
    assert "Plan: 3 lines more on screen" in page
    assert "Do: 1 line more on screen" in page
    assert "7.5 pt" in page
    assert "/printouts/1/A3-1-r1-a3.pdf" in page


def test_a_print_that_failed_says_why(app: Flask, as_: As, world: World) -> None:
    browser = as_("reader")
    browser.send("/a3/1/print")
    with app.app_context():
        usecases.fail_printout(1, "Too large to print: box Plan.")
    assert "Too large to print: box Plan." in browser.read("/printouts/1")
    assert browser.get("/printouts/1/A3-1-r1-a3.pdf").status_code == 404


def test_a_machine_that_cannot_print_says_so_at_once(
    as_: As, world: World, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printouts, "printing_works", lambda: False)
    assert as_("reader").send("/a3/1/print").status_code == 409
    assert as_("reader").send("/blank/PDCA").status_code == 409
    assert not site.enqueued


@pytest.mark.parametrize("name", ["A3-1-r2-a3", "A3-1-r1-a4", "secret", f"{KEY}"])
def test_another_name_leads_to_no_file(app: Flask, as_: As, world: World, site: Site, name: str) -> None:
    as_("reader").send("/a3/1/print")
    made(app, site)
    assert as_("reader").get(f"/printouts/1/{name}.pdf").status_code == 404


def test_a_file_that_was_cleared_away_is_made_again_when_it_is_opened(
    app: Flask, as_: As, world: World, site: Site
) -> None:
    browser = as_("reader")
    browser.send("/a3/1/print")
    made(app, site)
    (Path(site.instance) / "printouts" / f"{KEY}.pdf").unlink()
    site.enqueued.clear()
    assert browser.get("/printouts/1/A3-1-r1-a3.pdf").location == "/printouts/1"
    assert "js/wait.js" in browser.read("/printouts/1")
    assert site.enqueued == [("printout", 1)]
    made(app, site)
    assert browser.get("/printouts/1").location == "/printouts/1/A3-1-r1-a3.pdf"


def test_strangers_see_neither_page_nor_file(app: Flask, as_: As, world: World, site: Site) -> None:
    as_("reader").send("/a3/1/print")
    made(app, site)
    for path in ("/printouts/1", "/printouts/1/A3-1-r1-a3.pdf", "/printouts/99", "/p/1/1"):
        assert as_("stranger").get(path).status_code == 404
    assert as_("stranger").send("/a3/1/print").status_code == 404


def test_the_print_of_a_deleted_a3_is_gone(app: Flask, as_: As, world: World, site: Site) -> None:
    as_("reader").send("/a3/1/print")
    made(app, site)
    with app.app_context():
        delete_a3(world.actor("administrator"), 1)
    assert as_("administrator").get("/printouts/1").status_code == 404


@pytest.mark.parametrize("paper", ["a5", "", "A3"])
def test_an_unknown_paper_is_refused(as_: As, world: World, site: Site, paper: str) -> None:
    assert as_("reader").send("/a3/1/print", {"paper": paper}).status_code == 400
    assert not site.enqueued


@pytest.mark.parametrize("cycle", CYCLES)
def test_a_blank_sheet_is_wanted_by_anybody_who_signs_in(
    app: Flask, as_: As, world: World, site: Site, cycle: str
) -> None:
    browser = as_("nobody")
    assert f"/blank/{cycle}" in browser.read("/blank")
    assert browser.send(f"/blank/{cycle}", {"paper": "a4"}).location == "/printouts/1"
    made(app, site)
    assert browser.get("/printouts/1").location == f"/printouts/1/{cycle}-blank-a4.pdf"


def test_there_is_no_blank_sheet_of_an_unknown_cycle(as_: As, world: World) -> None:
    assert as_("member").send("/blank/OODA").status_code == 404


def test_the_short_address_on_paper_leads_to_the_live_a3(app: Flask, as_: As, world: World) -> None:
    browser = as_("reader")
    browser.send("/a3/1/print")
    assert browser.get("/p/1/1").location == "/a3/1?paper=1"
    assert "Your paper is current" in browser.read("/a3/1?paper=1")
    with app.app_context():
        write(world.actor("member"), 1, "plan", "Written since")
    assert "written on since" in browser.read("/a3/1?paper=1")


def test_the_short_address_survives_signing_in(client: Visitor, world: World) -> None:
    assert client.get("/p/1/1").location == "/sign-in?next=/p/1/1"


@pytest.mark.parametrize("path", ["/blank/PDCA"])
def test_a_link_prints_nothing_and_a_form_needs_its_token(
    as_: As, world: World, site: Site, path: str
) -> None:
    assert as_("reader").get(path).status_code == 405
    assert as_("reader").post(path).status_code == 400
    assert not site.enqueued
