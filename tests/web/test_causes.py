"""Causes: a tree of whys on a page of its own, drawn into its box; bones that can be renamed."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from a3tracker.db.base import db
from a3tracker.domain.causes import Cause
from a3tracker.usecases.a3s import archive_a3
from a3tracker.usecases.causes import causes_of
from a3tracker.usecases.transaction import now
from tests import factories
from tests.visitor import Visitor
from tests.walk import a3_of
from tests.world import World

As = Callable[[str], Visitor]
NEW, PAGE = "/a3/1/rows/causes/new", "/a3/1/causes"
GUESS = {"words": "Nobody rings back", "parent": "", "kind": "result", "bone": "", "proof_kind": "guess"}
SEEN = {"seen": "{}"}


def proved(world: World, **more: str) -> dict[str, Any]:
    """A cause that a test verified."""
    test = {"proof_kind": "test", "proof": "12 calls, 9 open", "verified_by": world.people["owner"]}
    return {**GUESS, **test, "verified_on": "2026-06-03", **more}


def stored(app: Flask) -> list[Cause]:
    with app.app_context():
        return list(causes_of(a3_of(1).id).values())


def added(browser: Visitor, **change: str) -> None:
    assert browser.send(NEW, {**GUESS, **change}).status_code == 302


def test_a_cause_is_added_and_its_page_asks_for_the_next_why(as_: As, world: World) -> None:
    browser = as_("member")
    assert browser.send(NEW, GUESS).location == PAGE
    page = browser.read(PAGE)
    assert "Nobody rings back" in page
    assert f"{NEW}?parent=1" in page
    assert 'selected value="1"' in browser.read(f"{NEW}?parent=1")


def test_a_proved_cause_is_drawn_with_its_proof_and_who_verified_it(as_: As, world: World) -> None:
    assert as_("member").send(NEW, proved(world)).status_code == 302
    for path in ("/a3/1", PAGE):
        page = as_("reader").read(path)
        assert "✓ test" in page
        assert "12 calls, 9 open" in page
        assert "Olaf Brandt, 3 Jun" in page


def test_one_outside_the_reach_says_whom_the_team_asks_for_what_by_when(as_: As, world: World) -> None:
    asks = {"outside": "y", "ask_whom": "Pricing", "ask_what": "the calendar", "ask_by": "2026-07-03"}
    added(as_("member"), **asks)
    assert "Pricing: the calendar, by 3 Jul" in as_("reader").read("/a3/1")


def test_the_same_causes_are_drawn_as_a_fishbone_at_an_address_of_its_own(as_: As, world: World) -> None:
    added(as_("member"), bone="price")
    page = as_("reader").read(f"{PAGE}?as=fishbone")
    assert "Fishbone of causes: 1 Nobody rings back" in page
    assert "Physical evidence" in page
    assert "Tree of causes" in as_("reader").read(PAGE)


def test_numbers_are_never_given_again(app: Flask, as_: As, world: World) -> None:
    browser = as_("member")
    added(browser)
    added(browser, words="It is late")
    assert browser.send("/a3/1/rows/causes/2/remove").location == PAGE
    added(browser, words="It is dear")
    assert [cause.number for cause in stored(app)] == [1, 3]


def test_a_cause_opens_as_it_was_typed_and_is_changed(app: Flask, as_: As, world: World) -> None:
    browser = as_("member")
    browser.send(NEW, proved(world, bone="price"))
    page = browser.read("/a3/1/rows/causes/1")
    assert all(words in page for words in ("Nobody rings back", "12 calls, 9 open", "2026-06-03"))
    changed = {**proved(world, bone="price"), "words": "Nobody calls back", "version": 1}
    assert browser.send("/a3/1/rows/causes/1", changed).status_code == 302
    assert [(cause.words, cause.number, cause.bone) for cause in stored(app)] == [
        ("Nobody calls back", 1, "price")
    ]


def test_a_cause_with_whys_is_not_removed_until_they_are_moved(app: Flask, as_: As, world: World) -> None:
    browser = as_("member")
    added(browser)
    added(browser, words="No list of who called", parent="1")
    answer = browser.send("/a3/1/rows/causes/1/remove")
    assert answer.status_code == 409
    assert "Other causes explain this one: 2. Move or remove them first." in answer.text
    moved = {**GUESS, "words": "No list of who called", "version": 1}
    assert browser.send("/a3/1/rows/causes/2", moved).status_code == 302
    assert browser.send("/a3/1/rows/causes/1/remove").status_code == 302
    assert [cause.number for cause in stored(app)] == [2]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"words": ""}, "Say the cause in a few words."),
        ({"words": "n" * 201}, "Shorten this by 1 character;"),
        ({"proof_kind": "test", "proof": ""}, "Say what proves it, or mark it as a guess."),
        ({"proof_kind": "fact", "proof": "Seen"}, "Say who verified it."),
        ({"outside": "y"}, "Say whom you ask."),
        ({"parent": "99"}, "Choose one from the list."),
        ({"bone": "weather"}, "Choose one from the list."),
        ({"ask_by": "soon"}, "Give a date such as 2026-06-30."),
    ],
)
def test_a_refused_cause_keeps_what_was_typed(
    app: Flask, as_: As, world: World, change: dict[str, str], sentence: str
) -> None:
    answer = as_("member").send(NEW, {**GUESS, "proof": "Kept words", **change})
    assert answer.status_code == 400
    assert sentence in answer.text
    assert change.get("proof", "Kept words") in answer.text
    assert not stored(app)


def test_a_person_of_another_stream_cannot_have_verified_it(app: Flask, as_: As, world: World) -> None:
    stranger = {"verified_by": str(world.people["stranger"])}
    assert as_("member").send(NEW, {**proved(world), **stranger}).status_code == 400
    assert not stored(app)


def test_bones_are_renamed_for_this_a3_and_stand_in_its_fishbone(as_: As, world: World) -> None:
    browser = as_("member")
    added(browser, bone="price")
    answer = browser.send(f"{PAGE}/bones", {"bone_price": "Fees", **SEEN})
    assert (answer.status_code, answer.location) == (302, f"{PAGE}?as=fishbone")
    assert "Fees" in as_("reader").read(f"{PAGE}?as=fishbone")
    assert 'value="Fees"' in browser.read(f"{PAGE}/bones")
    assert "Fees" in browser.read(NEW)


def test_two_bones_of_one_name_are_refused_with_what_was_typed(as_: As, world: World) -> None:
    answer = as_("member").send(f"{PAGE}/bones", {"bone_price": "Place", **SEEN})
    assert answer.status_code == 400
    assert "Two bones have this name." in answer.text
    assert 'value="Place"' in answer.text


def test_the_second_who_renames_the_bones_is_told(as_: As, world: World) -> None:
    as_("owner").send(f"{PAGE}/bones", {"bone_price": "Fees", **SEEN})
    answer = as_("member").send(f"{PAGE}/bones", {"bone_price": "Rates", **SEEN})
    assert answer.status_code == 409
    assert "Somebody else renamed the bones meanwhile." in answer.text
    assert 'value="Rates"' in answer.text


@pytest.mark.parametrize(
    ("role", "seen", "written"), [("reader", 200, 403), ("colleague", 200, 403), ("stranger", 404, 404)]
)
def test_who_sees_causes_and_who_writes_them(
    as_: As, world: World, role: str, seen: int, written: int
) -> None:
    added(as_("member"))
    browser = as_(role)
    assert browser.get(PAGE).status_code == seen
    assert browser.get(f"{PAGE}/bones").status_code == written
    for path in (NEW, "/a3/1/rows/causes/1", f"{PAGE}/bones", "/a3/1/rows/causes/1/remove"):
        assert browser.send(path, GUESS).status_code == written


def test_an_archived_a3_takes_no_causes(app: Flask, as_: As, world: World) -> None:
    with app.app_context():
        archive_a3(world.actor("coordinator"), 1)
    for path in (NEW, f"{PAGE}/bones"):
        assert as_("member").send(path, GUESS).status_code == 409


def test_wrong_methods_and_missing_tokens_are_refused(as_: As, world: World) -> None:
    browser = as_("member")
    assert browser.send(PAGE).status_code == 405
    assert browser.post(f"{PAGE}/bones", data=SEEN).status_code == 400


def test_an_edca_has_no_page_of_causes(app: Flask, as_: As, world: World) -> None:
    with app.app_context():
        number = factories.a3(world.segment, world.team, world.people["owner"], cycle="EDCA")
        factories.db.session.commit()
    assert as_("member").get(f"/a3/{number}/causes").status_code == 404
    assert as_("member").send(f"/a3/{number}/causes/bones", SEEN).status_code == 404


def test_an_empty_page_of_causes_shows_an_example_and_one_next_step(as_: As, world: World) -> None:
    page = as_("member").read(PAGE)
    assert "Add the first cause" in page
    assert "Quotes wait for a price" in page


def test_a_closed_a3_offers_no_cause_and_says_why(app: Flask, as_: As, world: World) -> None:
    added(as_("member"))
    with app.app_context():
        a3 = a3_of(1)
        a3.stage, a3.closed_at, a3.outcome = "closed", now(), "adopted"
        db.session.commit()
    page = as_("member").read(PAGE)
    assert "This A3 is closed and stays as it was agreed." in page
    assert "/rows/causes/" not in page
