"""With mail set to *at once*, each step of a catchball is exactly one mail to the one who is to go on."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from email.message import EmailMessage

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.program import Program, running
from tests.browser.test_catchball import collect
from tests.browser.visits import Visits
from tests.browser.writing import LEFT, start_a3, write
from tests.jobs import mailserver
from tests.jobs.mailserver import MailServer

pytestmark = pytest.mark.browser
PATIENCE = 120
MAJA, SACHI = "lindqvist@example.org", "yamada@example.org"


@pytest.fixture(scope="module")
def server() -> Iterator[MailServer]:
    """A mail server that takes everything."""
    with mailserver.running() as started:
        yield started


@pytest.fixture(scope="module")
def posting(tmp_path_factory: pytest.TempPathFactory, server: MailServer) -> Iterator[Program]:
    """The demo, with a mail server set."""
    settings = {"A3TRACKER_SMTP": f"smtp://127.0.0.1:{server.port}", "A3TRACKER_MAIL_FROM": "a3@example.org"}
    with running(tmp_path_factory.mktemp("posting"), "demo", **settings) as started:
        yield started


@pytest.fixture
def visit(chromium: Browser, posting: Program) -> Iterator[Visits]:
    """Windows on that program."""
    visits = Visits(chromium, posting, {})
    yield visits
    faults = visits.close()
    assert not faults, "\n".join(faults)


def test_each_step_is_one_mail(visit: Visits, server: MailServer) -> None:
    maja, sachi = visit("lindqvist"), visit("yamada")
    for page in (maja, sachi):
        wants_mail_at_once(page)
    number = start_a3(maja, "Newcomers hear from us too late")
    for key in LEFT:
        write(maja, key, f"What we know about {key}.")
    maja.reload()
    maja.get_by_role("button", name="Submit the left side").click()
    assert arrived(server, number, 1) == [SACHI]
    he_returns_it_with_all_he_has_to_say(sachi, number)
    assert arrived(server, number, 2) == [SACHI, MAJA]
    maja.goto(f"/a3/{number}")
    maja.get_by_role("button", name="Take it over").click()
    expect(maja.locator("#box-empower")).to_contain_text("What the team may do about empower.")
    assert arrived(server, number, 2) == [SACHI, MAJA], "taking a wording over is no step of its own"
    maja.get_by_role("button", name="Submit the left side").click()
    assert arrived(server, number, 3) == [SACHI, MAJA, SACHI]
    sachi.goto(f"/a3/{number}/review")
    sachi.get_by_role("button", name="Agree", exact=True).click()
    expect(sachi.get_by_text("Agreed. The A3 stands at Prediction.")).to_be_visible()
    assert arrived(server, number, 4) == [SACHI, MAJA, SACHI, MAJA]
    last = about(server, number)[-1]
    assert "agreed" in str(last.get_content())
    assert str(last["List-Unsubscribe"]).strip().startswith("<http://127.0.0.1")


def he_returns_it_with_all_he_has_to_say(sachi: Page, number: int) -> None:
    """Three comments and a suggestion."""
    sachi.goto(f"/a3/{number}/review")
    for words in ("Which newcomers?", "Who says so?", "Since when?"):
        collect(sachi, words)
    sachi.get_by_label("About").select_option(label="Empower")
    sachi.get_by_label("Passage").fill("What we know")
    sachi.get_by_label("Suggested wording").fill("What the team may do")
    collect(sachi, "")
    sachi.get_by_label("Reason or remark").fill("Not a number in it yet.")
    sachi.get_by_role("button", name="Return with the reason").click()


def wants_mail_at_once(page: Page) -> None:
    """On the page of one's own."""
    page.goto("/me")
    page.get_by_label("at once").check()
    page.get_by_role("button", name="Save").first.click()


def arrived(server: MailServer, number: int, wanted: int) -> list[str]:
    """Who was written to about this A3, once so many letters came and a moment passed without another.

    What the demo's story left in the inboxes may come at any time; it is not what is asked here.
    """
    until = time.monotonic() + PATIENCE
    while len(about(server, number)) < wanted and time.monotonic() < until:
        time.sleep(0.1)
    time.sleep(0.5)
    return [str(letter["To"]) for letter in about(server, number)]


def about(server: MailServer, number: int) -> list[EmailMessage]:
    """The letters that name the A3."""
    named = re.compile(rf"A3-{number}\b")
    return [one for one in list(server.taken) if named.search(f"{one['Subject']} {one.get_content()}")]
