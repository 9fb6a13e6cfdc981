"""Asking for a team's coach's card: who may, what comes, and when it cannot be made."""

from collections.abc import Callable

import pytest
from flask import Flask

from a3tracker.usecases.coach_cards import want_card
from a3tracker.usecases.printouts import fail_printout
from a3tracker.web import coach_cards, printouts
from tests.visitor import Visitor
from tests.world import World

As = Callable[[str], Visitor]
TEAM, CARD = "/teams/1", "/teams/1/card"


@pytest.fixture(autouse=True)
def prints(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coach_cards, "printing_works", lambda: True)
    monkeypatch.setattr(printouts, "PATIENCE", 0)


@pytest.mark.parametrize("role", ["coordinator", "member", "manager", "deputy"])
def test_those_who_read_the_coaching_print_the_card(
    app: Flask, as_: As, world: World, monkeypatch: pytest.MonkeyPatch, role: str
) -> None:
    wanted: list[tuple[str, int]] = []
    monkeypatch.setitem(app.extensions, "enqueue", lambda kind, identity: wanted.append((kind, identity)))
    browser = as_(role)
    assert f'action="{CARD}"' in browser.read(TEAM)
    answer = browser.send(CARD, {"paper": "letter"})
    assert (answer.status_code, answer.location) == (303, "/printouts/1")
    assert wanted == [("printout", 1)]
    page = browser.read("/printouts/1")
    assert "Coach&#39;s card of First edit" in page
    assert f'href="{TEAM}">Back' in page
    with app.app_context():
        fail_printout(1, "This card is too large to print.")
    assert "This card is too large to print." in browser.read("/printouts/1")


@pytest.mark.parametrize("role", ["reader", "colleague", "administrator"])
def test_others_of_the_stream_see_why_not(app: Flask, as_: As, world: World, role: str) -> None:
    with app.app_context():
        want_card(world.actor("coordinator"), world.team, "a4")
    browser = as_(role)
    page = browser.read(TEAM)
    assert f'action="{CARD}"' not in page
    assert "may read the coaching notes" in page
    assert browser.send(CARD).status_code == 403
    assert browser.get("/printouts/1").status_code == 403
    assert browser.get("/printouts/1/card-1-1-a4.pdf").status_code == 403


def test_strangers_find_nothing(app: Flask, as_: As, world: World) -> None:
    with app.app_context():
        want_card(world.actor("coordinator"), world.team, "a4")
    assert as_("stranger").send(CARD).status_code == 404
    assert as_("stranger").get("/printouts/1").status_code == 404
    assert as_("member").send(f"/teams/{world.strange_team}/card").status_code == 404


def test_a_paper_that_is_none_is_refused(as_: As, world: World) -> None:
    assert as_("member").send(CARD, {"paper": "a3"}).status_code == 400


def test_the_card_is_asked_for_with_a_form_and_a_token(as_: As, world: World) -> None:
    assert as_("member").get(CARD).status_code == 405
    assert as_("member").post(CARD).status_code == 400


def test_a_machine_that_cannot_print_says_so(as_: As, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coach_cards, "printing_works", lambda: False)
    assert as_("member").send(CARD).status_code == 409
