"""A meeting on the wall, and what is written there and on its page."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask

from a3tracker.usecases.agendas import take_a3s
from a3tracker.usecases.meetings import cancel_meeting
from tests import meetings
from tests.visitor import Visitor
from tests.web.test_queries import asked
from tests.world import World

As = Callable[[str], Visitor]
PAGE, WALL = "/meetings/1", "/meetings/1/wall"
NOTE = "/meetings/1/a3/1/note"
SAID = {"kind": "decision", "words": "Ask on the day they stop", "said_by": "2"}


@pytest.fixture
def agenda(app: Flask, world: World) -> None:
    """A meeting of today with two A3s on its agenda."""
    with app.app_context():
        meetings.second_a3(world)
        take_a3s(world.actor("coordinator"), meetings.team_meeting(world), {1, 2})


def link(page: str, key: str) -> str:
    found = re.search(rf'href="([^"]+)" data-keys="{key}', page)
    return found[1].replace("&amp;", "&") if found else ""


@pytest.mark.usefixtures("agenda")
def test_links_lead_from_one_a3_to_the_next_and_the_address_holds_the_place(as_: As) -> None:
    browser = as_("reader")
    first = browser.read(WALL)
    assert "1 of 2" in first
    assert "New account holders stop early" in first
    assert not link(first, "ArrowLeft")
    second = browser.read(link(first, "ArrowRight"))
    assert "2 of 2" in second
    assert "Renewals dip in spring" in second
    assert not link(second, "ArrowRight")
    assert link(second, "Escape") == PAGE
    assert "2 of 2" in browser.read(f"{WALL}?a3=2")
    assert "1 of 2" in browser.read(f"{WALL}?a3=99")


@pytest.mark.usefixtures("agenda")
def test_a_side_or_a_box_fills_the_wall(as_: As) -> None:
    browser = as_("reader")
    boxes = lambda page: re.findall(r'data-box="(\w+)"', page)  # noqa: E731
    whole = browser.read(WALL)
    left, right = (boxes(browser.read(link(whole, key))) for key in ("1", "2"))
    assert left + right == boxes(whole)
    one = browser.read(link(whole, "ArrowDown"))
    assert boxes(one) == left[:1]
    assert boxes(browser.read(link(one, "ArrowDown"))) == left[1:2]
    assert boxes(browser.read(link(one, "0"))) == left + right
    assert boxes(browser.read(f"{WALL}?look=nowhere")) == left + right


@pytest.mark.usefixtures("agenda")
def test_what_is_typed_on_the_wall_lands_on_the_a3_and_the_place_is_kept(as_: As) -> None:
    browser = as_("member")
    answer = browser.send(f"{WALL}/1?look=left", SAID)
    assert (answer.status_code, answer.location) == (302, f"{WALL}?a3=1&look=left")
    for page in (browser.read(answer.location), browser.read(PAGE)):
        assert "Ask on the day they stop" in page
        assert "Maja Lind" in page
    assert "Nothing is noted on A3-2 yet." in browser.read(f"{WALL}?a3=2")


@pytest.mark.usefixtures("agenda")
@pytest.mark.parametrize("path", [f"{WALL}/1", NOTE])
def test_a_promise_without_its_day_is_asked_for_and_the_words_are_kept(as_: As, path: str) -> None:
    answer = as_("member").send(path, {"kind": "promise", "words": "Bring the list", "said_by": "7"})
    assert answer.status_code == 400
    assert "Give the day until which it is promised." in answer.text
    assert "Bring the list</textarea>" in answer.text.replace("\n", "").replace("\r", "")


@pytest.mark.usefixtures("agenda")
@pytest.mark.parametrize("path", [f"{WALL}/1", NOTE])
@pytest.mark.parametrize(("role", "status"), [("stranger", 404), ("reader", 403), ("manager", 302)])
def test_who_may_comment_writes_in_the_meeting(as_: As, path: str, role: str, status: int) -> None:
    assert as_(role).send(path, SAID).status_code == status
    assert as_("member").post(path).status_code == 400
    assert as_("member").delete(path).status_code == 405


@pytest.mark.usefixtures("agenda")
def test_nothing_is_written_on_an_a3_that_is_not_on_the_agenda_or_in_a_cancelled_meeting(
    app: Flask, as_: As, world: World
) -> None:
    as_("coordinator").send("/meetings/1/agenda/1/off")
    assert as_("member").send(NOTE, SAID).status_code == 404
    with app.app_context():
        cancel_meeting(world.actor("coordinator"), 1)
    assert as_("member").send("/meetings/1/a3/2/note", SAID).status_code == 409
    assert "Save</button>" not in as_("member").read(f"{WALL}?a3=2")


def test_a_wall_without_an_agenda_leads_back_to_the_meeting(app: Flask, as_: As, world: World) -> None:
    with app.app_context():
        meetings.team_meeting(world)
    assert as_("reader").get(WALL).location == PAGE
    assert as_("stranger").get(WALL).status_code == 404


@pytest.mark.parametrize("path", ["/", "/meetings", PAGE, WALL])
def test_the_pages_ask_the_same_number_of_statements_however_much_there_is(
    app: Flask, as_: As, world: World, path: str
) -> None:
    browser, numbers = as_("coordinator"), {1}
    counts = []
    for more in (0, 5):
        with app.app_context():
            new = {meetings.second_a3(world) for _ in range(more)}
            meeting = 1 if more else meetings.team_meeting(world)
            for _ in range(more):
                meetings.team_meeting(world)
            take_a3s(world.actor("coordinator"), meeting, numbers | new)
        for number in sorted(numbers | new):
            browser.send(f"/meetings/1/a3/{number}/note", SAID)
        counts.append(asked(app, browser, path))
    assert counts[0] == counts[1]


@pytest.mark.usefixtures("agenda")
def test_what_was_said_names_its_meeting_on_the_a3_and_can_be_put_right_from_the_meeting(as_: As) -> None:
    as_("member").send(NOTE, SAID)
    page = as_("reader").read("/a3/1/notes")
    assert re.search(rf'href="{PAGE}">meeting of First edit', page)
    edit = 'href="/a3/1/notes/1"'
    assert [edit in as_(role).read(PAGE) for role in ("member", "coordinator", "manager", "reader")] == [
        True, True, False, False,
    ]  # fmt: skip
    as_("coordinator").send(f"{PAGE}/end")
    assert edit in as_("member").read(PAGE), "what was said can be put right after the end"
