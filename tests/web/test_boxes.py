"""Writing in a box from the page, from its script, and without script."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from a3tracker.db.boxes import box_of
from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.stages import Stage
from a3tracker.usecases.a3s import archive_a3
from tests.visitor import Visitor
from tests.walk import a3_of, fill, walk, write
from tests.world import World

As = Callable[[str], Visitor]
JSON = {"headers": {"Accept": "application/json"}}
BOX = "/a3/1/box/plan"


def stored(app: Flask, key: str = "plan") -> str | None:
    with app.app_context():
        box = box_of(a3_of(1).id, key)
        return box.text if box else None


def test_a_box_opens_with_its_text_guidance_example_and_mistake(app: Flask, as_: As, world: World) -> None:
    with app.app_context():
        write(world.actor("owner"), 1, "plan", "Ask *first* & listen")
    page, box = as_("member").read(BOX), CYCLES["PDCA"].box("plan")
    assert "Ask *first* &amp; listen</textarea>" in page
    assert 'data-version="1"' in page
    assert 'data-draft-key="a3-1-plan-' in page
    for words in (box.guidance, box.mistake):
        assert words.replace("'", "&#39;") in page
    assert "<button" in page


def test_a_box_opens_as_a_fragment_for_the_sheet(as_: As, world: World) -> None:
    answer = as_("member").get(BOX, headers={"X-Fragment": "1"})
    assert "<html" not in answer.text
    assert 'class="box-form"' in answer.text


def test_a_text_is_saved_without_script_and_leads_back_to_its_box(app: Flask, as_: As, world: World) -> None:
    answer = as_("member").send(BOX, {"text": "Ask first\r\nThen listen", "version": 0})
    assert (answer.status_code, answer.location) == (302, "/a3/1#box-plan")
    assert stored(app) == "Ask first\nThen listen"


def test_a_text_is_saved_by_the_pages_script(as_: As, world: World) -> None:
    answer = as_("member").send(BOX, {"text": "**Ask** first", "version": 0}, **JSON)
    told: dict[str, Any] = answer.get_json()
    assert answer.status_code == 200
    assert (told["version"], told["state"]) == (1, "work")
    assert "<strong>Ask</strong>" in told["html"]
    assert len(told["saved"]) == 5
    assert told["at"].endswith("+00:00")


def test_an_emptied_box_says_that_it_is_empty(as_: As, world: World) -> None:
    browser = as_("member")
    browser.send(BOX, {"text": "Ask first", "version": 0}, **JSON)
    assert browser.send(BOX, {"text": " ", "version": 1}, **JSON).get_json()["state"] == "empty"


def test_the_second_writer_sees_both_texts_without_script(app: Flask, as_: As, world: World) -> None:
    as_("owner").send(BOX, {"text": "His", "version": 0})
    browser = as_("member")
    answer = browser.send(BOX, {"text": "Hers", "version": 0})
    assert answer.status_code == 409
    assert ">His</textarea>" in answer.text
    assert ">Hers</textarea>" in answer.text
    assert answer.text.count('name="version" value="1"') == 3
    assert stored(app) == "His"
    assert browser.send(BOX, {"text": "His\n\nHers", "version": 1}).status_code == 302
    assert stored(app) == "His\n\nHers"


def test_the_second_writer_gets_both_texts_by_script(app: Flask, as_: As, world: World) -> None:
    as_("owner").send(BOX, {"text": "His", "version": 0})
    answer = as_("member").send(BOX, {"text": "Hers", "version": 0}, **JSON)
    told = answer.get_json()
    assert answer.status_code == 409
    assert (told["yours"], told["theirs"], told["version"]) == ("Hers", "His", 1)
    assert told["message"]


def test_the_same_save_sent_twice_is_harmless(as_: As, world: World) -> None:
    browser = as_("member")
    versions = [
        browser.send(BOX, {"text": "Ask first", "version": 0}, **JSON).get_json()["version"] for _ in "ab"
    ]
    assert versions == [1, 1]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("n" * 10_007, "Shorten this text by 7 characters"), ("[" * 400, "of the sign [")],
)
def test_a_refused_text_is_kept_and_the_reason_is_said(
    app: Flask, as_: As, world: World, text: str, sentence: str
) -> None:
    browser = as_("member")
    page = browser.send(BOX, {"text": text, "version": 3})
    assert page.status_code == 400
    assert sentence in page.text
    assert text in page.text
    assert 'name="version" value="3"' in page.text
    told = browser.send(BOX, {"text": text, "version": 0}, **JSON)
    assert (told.status_code, sentence in told.get_json()["message"]) == (400, True)
    assert stored(app) is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("a\x00b", "ab"), ("a\rb", "a\nb"), ("a\x1bb\x7f", "ab"), ("  indented\tcell ", "  indented\tcell ")],
)
def test_control_characters_do_not_reach_the_database(
    app: Flask, as_: As, world: World, typed: str, kept: str
) -> None:
    assert as_("member").send(BOX, {"text": typed, "version": 0}).status_code == 302
    assert stored(app) == kept


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "[x](javascript:alert(1))", "<img src=x onerror=y>"]
)
def test_what_is_written_never_runs(as_: As, world: World, text: str) -> None:
    html = as_("member").send(BOX, {"text": text, "version": 0}, **JSON).get_json()["html"]
    assert "<script" not in html
    assert "javascript:" not in html
    assert "onerror" not in html or "&lt;img" in html
    assert "<script>alert" not in as_("reader").read("/a3/1")


def test_a_preview_stores_nothing(app: Flask, as_: As, world: World) -> None:
    answer = as_("member").send("/a3/1/preview", {"text": "**Ask**"})
    assert "<strong>Ask</strong>" in answer.get_json()["html"]
    assert as_("member").send("/a3/1/preview", {"text": "n" * 10_001}).status_code == 400
    assert stored(app) is None


def test_a_box_is_marked_ready_and_put_back_to_work(as_: As, world: World) -> None:
    browser = as_("member")
    browser.send(BOX, {"text": "Ask first", "version": 0})
    assert browser.send(f"{BOX}/state", {"state": "ready"}).location == "/a3/1#box-plan"
    assert "Back to work" in browser.read(BOX)
    assert browser.send(f"{BOX}/state", {"state": "work"}, **JSON).get_json() == {"state": "work"}


@pytest.mark.parametrize("state", ["", "done", "ready"])
def test_an_empty_box_is_not_marked_ready_nor_with_an_unknown_state(
    as_: As, world: World, state: str
) -> None:
    assert as_("member").send(f"{BOX}/state", {"state": state}).status_code == 400


PATHS = [BOX, f"{BOX}/state", "/a3/1/preview"]
SENT = {"text": "A thought of mine", "version": 0, "state": "work"}


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    ("role", "status"),
    [("reader", 403), ("colleague", 403), ("manager", 403), ("stranger", 404), ("nobody", 404)],
)
def test_only_the_team_writes(app: Flask, as_: As, world: World, path: str, role: str, status: int) -> None:
    assert as_(role).send(path, SENT).status_code == status
    assert as_(role).send(path, SENT, **JSON).status_code == status
    assert stored(app) is None


def test_a_refused_writer_gets_the_text_back(as_: As, world: World) -> None:
    assert "A thought of mine" in as_("reader").send(BOX, SENT).text


@pytest.mark.parametrize("path", PATHS)
def test_a_form_without_its_token_is_refused(as_: As, world: World, path: str) -> None:
    assert as_("member").post(path, data=SENT).status_code == 400


@pytest.mark.parametrize("path", [f"{BOX}/state", "/a3/1/preview"])
def test_a_link_changes_nothing(as_: As, world: World, path: str) -> None:
    assert as_("member").get(path).status_code == 405


@pytest.mark.parametrize("key", ["sense", "PLAN", "x"])
def test_a_box_that_the_cycle_does_not_have_is_not_found(as_: As, world: World, key: str) -> None:
    assert as_("member").get(f"/a3/1/box/{key}").status_code == 404
    assert as_("member").send(f"/a3/1/box/{key}", SENT).status_code == 404
    assert as_("member").send(f"/a3/1/box/{key}/state", SENT).status_code == 404


@pytest.mark.parametrize("ended", ["archived", "closed"])
def test_what_is_put_aside_or_closed_opens_no_box_and_loses_no_text(
    app: Flask, as_: As, world: World, ended: str
) -> None:
    with app.app_context():
        if ended == "archived":
            archive_a3(world.actor("coordinator"), 1)
        else:
            fill(world.actor("member"), 1)
            walk(world, Stage.CLOSED)
    browser = as_("member")
    assert browser.get(BOX).status_code == 409
    page = browser.send(BOX, SENT)
    assert (page.status_code, "A thought of mine" in page.text) == (409, True)
    told = browser.send(BOX, SENT, **JSON)
    assert (told.status_code, ended in told.get_json()["message"]) == (409, True)
    assert "theirs" not in told.get_json()


@pytest.mark.parametrize("fragment", [{}, {"X-Fragment": "1"}])
def test_the_browser_cuts_nothing_off_a_paste(as_: As, fragment: dict[str, str]) -> None:
    page = as_("member").get(BOX, headers=fragment).text
    assert 'data-longest="10000"' in page
    assert "maxlength" not in page
