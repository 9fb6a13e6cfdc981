"""The page of the five questions."""

from collections.abc import Callable

import pytest
from flask import Flask

from a3tracker.domain.cycles import Panel
from a3tracker.domain.experiments import Experiment
from a3tracker.usecases import a3s
from a3tracker.usecases.rows import add_row
from tests.rewriting import DAY
from tests.visitor import Visitor
from tests.world import World

As = Callable[[str], Visitor]
PATH = "/a3/1/coaching"


def test_the_coordinator_reads_the_questions_and_keeps_a_note(app: Flask, as_: As, world: World) -> None:
    with app.app_context():
        add_row(
            world.actor("member"),
            1,
            Panel.EXPERIMENTS,
            Experiment(DAY, "Called five", "Three answer", "Two did"),
        )
    browser = as_("coordinator")
    assert PATH in browser.read("/a3/1")
    page = browser.read(PATH)
    for words in (
        "What is the target condition?",
        "Called five",
        "Three answer",
        "Two did",
        "not written yet",
    ):
        assert words in page
    sent = {"words": "Asked <why>", "obstacle": "No time", "next_look": "2099-06-30"}
    answer = browser.send(PATH, sent)
    assert (answer.status_code, answer.location) == (302, PATH)
    page = as_("member").read(PATH)
    for words in ("Asked &lt;why&gt;", "Cem Aydin", "No time", "30 Jun 2099"):
        assert words in page


def test_a_refused_note_keeps_what_was_typed(as_: As, world: World) -> None:
    for sent, words in (
        ({"words": "Asked", "next_look": "2001-01-01"}, "Give a day from today on"),
        ({"words": "Asked", "next_look": "soon"}, "Give a date"),
        ({"words": "", "obstacle": "Asked"}, "Write down in a few words"),
    ):
        answer = as_("coordinator").send(PATH, sent)
        assert answer.status_code == 400
        assert ">\r\nAsked</textarea>" in answer.text
        assert words in answer.text


@pytest.mark.parametrize("role", ["member", "owner", "manager", "deputy"])
def test_those_who_read_see_why_they_cannot_write(as_: As, world: World, role: str) -> None:
    page = as_(role).read(PATH)
    assert "No note yet" in page
    assert "Ask the team&#39;s coordinator." in page or "Ask the team's coordinator." in page
    assert "<textarea" not in page
    assert as_(role).send(PATH, {"words": "Mine"}).status_code == 403


@pytest.mark.parametrize("role", ["reader", "colleague", "administrator"])
def test_others_who_see_the_a3_are_refused_and_shown_no_link(as_: As, world: World, role: str) -> None:
    assert as_(role).get(PATH).status_code == 403
    assert as_(role).send(PATH, {"words": "Mine"}).status_code == 403
    assert PATH not in as_(role).read("/a3/1")


def test_strangers_see_nothing(as_: As, world: World) -> None:
    assert as_("stranger").get(PATH).status_code == 404
    assert as_("stranger").send(PATH, {"words": "Mine"}).status_code == 404


def test_an_archived_a3_takes_no_note(app: Flask, as_: As, world: World) -> None:
    with app.app_context():
        a3s.archive_a3(world.actor("coordinator"), 1)
    browser = as_("coordinator")
    assert "archived" in browser.read(PATH)
    assert browser.send(PATH, {"words": "Late"}).status_code == 409


def test_a_form_needs_its_token_and_its_method(as_: As, world: World) -> None:
    assert as_("coordinator").post(PATH, data={"words": "Mine"}).status_code == 400
    assert as_("coordinator").put(PATH).status_code == 405
