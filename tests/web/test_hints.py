"""“Check the sheet”: hints at their boxes and on a page of their own; dismissed, and taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from a3tracker.usecases import a3s
from tests.visitor import Visitor
from tests.walk import write
from tests.world import World

As = Callable[[str], Visitor]
VAGUE = "Many of our dental practices are unhappy with how we answer them, and more and more go elsewhere."
WORDS = "The problem is told without a figure."
PATH = "/a3/1/hints"
DISMISS, TAKE_BACK = f"{PATH}/vague/dismiss", f"{PATH}/vague/take-back"


@pytest.fixture
def vague(app: Flask, world: World) -> World:
    """A problem that is told without a figure."""
    with app.app_context():
        write(world.actor("member"), 1, "perceive", VAGUE)
    return world


def test_an_empty_sheet_gets_no_hint(as_: As, world: World) -> None:
    page = as_("member").read(PATH)
    assert "Nothing to point out" in page
    assert "Dismissed on this A3" not in page


def test_a_hint_stands_quietly_at_its_box_and_on_its_page_with_the_reason(as_: As, vague: World) -> None:
    browser = as_("member")
    sheet = browser.read("/a3/1")
    box = sheet.split('id="box-perceive"')[1].split("</section>")[0]
    assert WORDS in box
    assert f"{PATH}#hint-vague" in box
    assert "row-hint screen-only" in box
    page = browser.read(PATH)
    assert WORDS in page
    assert "/a3/1#box-perceive" in page
    assert "whether the gap has become smaller" in page


def test_a_hint_about_the_title_stands_under_it(app: Flask, as_: As, world: World) -> None:
    browser = as_("member")
    sent = {
        "title": "Introduce a price list",
        "language": "en",
        "owner": str(world.people["owner"]),
        "version": "1",
    }
    sent |= {"segment": str(world.segment), "team": str(world.team)}
    assert browser.send("/a3/1/edit", sent).status_code == 302
    head = browser.read("/a3/1").split('class="head-title"')[1].split("head-facts")[0]
    assert "The title seems to name a solution." in head
    assert "/a3/1#box-" not in browser.read(PATH)


def test_those_who_do_not_write_see_no_hints(as_: As, vague: World) -> None:
    for role in ("manager", "deputy", "reader", "colleague", "administrator"):
        browser = as_(role)
        sheet = browser.read("/a3/1")
        assert WORDS not in sheet
        assert PATH not in sheet
        assert browser.get(PATH).status_code == 403
        assert browser.send(DISMISS, {"words": "No"}).status_code == 403
        assert browser.send(TAKE_BACK).status_code == 403
    assert as_("stranger").get(PATH).status_code == 404
    assert as_("stranger").send(DISMISS, {"words": "No"}).status_code == 404
    assert as_("stranger").send(TAKE_BACK).status_code == 404


def test_a_hint_is_dismissed_with_a_word_and_taken_back(as_: As, vague: World) -> None:
    browser = as_("member")
    answer = browser.send(DISMISS, {"words": "Counted <next> week"})
    assert (answer.status_code, answer.location) == (302, PATH)
    assert WORDS not in browser.read("/a3/1")
    page = as_("coordinator").read(PATH)
    assert "Nothing to point out" in page
    for words in (WORDS, "Counted &lt;next&gt; week", "Mia Rossi"):
        assert words in page.split("Dismissed on this A3")[-1]
    assert as_("coordinator").send(TAKE_BACK).status_code == 302
    assert WORDS in browser.read("/a3/1")
    assert "Dismissed on this A3" not in browser.read(PATH)


def test_a_refused_dismissal_keeps_what_was_typed(as_: As, vague: World) -> None:
    long = "Because " * 40
    answer = as_("member").send(DISMISS, {"words": long})
    assert answer.status_code == 400
    assert long.strip() in answer.text
    assert 'href="#words-vague"' in answer.text
    assert "Shorten this by" in answer.text
    answer = as_("member").send(DISMISS, {"words": " "})
    assert answer.status_code == 400
    assert "Say in a few words why it does not apply here." in answer.text


def test_a_hint_that_has_gone_or_never_was_cannot_be_dismissed(as_: As, vague: World) -> None:
    assert as_("member").send(f"{PATH}/reflection/dismiss", {"words": "No"}).status_code == 409
    assert as_("member").send(f"{PATH}/tone/dismiss", {"words": "No"}).status_code == 404


def test_an_archived_a3_shows_its_hints_and_takes_no_word(app: Flask, as_: As, vague: World) -> None:
    with app.app_context():
        a3s.archive_a3(vague.actor("coordinator"), 1)
    browser = as_("member")
    assert WORDS not in browser.read("/a3/1")
    page = browser.read(PATH)
    assert WORDS in page
    assert "archived" in page
    assert "Why it does not apply here" not in page
    assert browser.send(DISMISS, {"words": "No"}).status_code == 409
    assert browser.send(TAKE_BACK).status_code == 409


def test_a_form_needs_its_token_and_its_method(as_: As, vague: World) -> None:
    for path in (DISMISS, TAKE_BACK):
        assert as_("member").post(path, data={"words": "No"}).status_code == 400
        assert as_("member").get(path).status_code == 405
    assert as_("member").put(PATH).status_code == 405
