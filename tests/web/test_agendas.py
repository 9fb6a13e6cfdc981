"""The agenda on the meeting's page: proposed, taken, put in order, with two people at it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from tests import meetings, notes
from tests.visitor import Visitor
from tests.world import World

As = Callable[[str], Visitor]
PAGE, AGENDA = "/meetings/1", "/meetings/1/agenda"


@pytest.fixture
def due(app: Flask, world: World) -> None:
    """A meeting of today, a Check that is due tomorrow, and a second A3 with nothing due."""
    with app.app_context():
        meetings.second_a3(world)
        meetings.due(world.a3, 1)
        meetings.team_meeting(world)


@pytest.fixture
def taken(as_: As, due: None) -> None:
    assert as_("coordinator").send(AGENDA, {"a3s": ["1", "2"]}).location == f"{PAGE}#agenda"


def lines(page: str) -> list[int]:
    return [int(number) for number in re.findall(r'<li id="a3-(\d+)"', page)]


@pytest.mark.usefixtures("due")
def test_what_is_due_is_proposed_with_its_reason_and_the_rest_can_be_added(as_: As) -> None:
    page = as_("coordinator").read(PAGE)
    assert "Check due " in page
    assert 'value="1" id="take-1" checked' in page
    assert '<option value="2">A3-2 Renewals dip in spring</option>' in page
    assert "Proposed" not in as_("member").read(PAGE)


@pytest.mark.usefixtures("taken")
def test_the_order_changes_by_buttons_and_the_button_keeps_the_focus(as_: As) -> None:
    browser = as_("coordinator")
    assert lines(browser.read(PAGE)) == [1, 2]
    answer = browser.send(f"{AGENDA}/2/up", {"version": "2"})
    page = browser.read(answer.location)
    assert lines(page) == [2, 1]
    assert re.search(r"autofocus>Down<span class=\"unseen\"> A3-2</span>", page), "there is no further up"


@pytest.mark.usefixtures("taken")
def test_a_second_person_is_told_that_the_agenda_changed_and_sees_it(as_: As) -> None:
    manager, coordinator = as_("manager"), as_("coordinator")
    assert manager.send(f"{AGENDA}/1/off").location == f"{PAGE}#agenda"
    answer = coordinator.send(f"{AGENDA}/1/down", {"version": "2"})
    assert answer.status_code == 409
    assert "took this A3 off the agenda meanwhile" in answer.text
    assert lines(answer.text) == [2]
    answer = coordinator.send(f"{AGENDA}/2/up", {"version": "2"})
    assert "Somebody changed the agenda meanwhile" in answer.text


@pytest.mark.usefixtures("taken")
def test_minutes_are_planned_and_summed(as_: As) -> None:
    browser = as_("coordinator")
    browser.send(f"{AGENDA}/minutes", {"minutes-1": "10", "minutes-2": " 15 "})
    assert "Agenda, 25 minutes" in browser.read(PAGE)
    answer = browser.send(f"{AGENDA}/minutes", {"minutes-1": "ten"})
    assert answer.status_code == 400
    assert "Give whole minutes from 1 to 480" in answer.text


@pytest.mark.usefixtures("taken")
@pytest.mark.parametrize(
    ("role", "status"), [("stranger", 404), ("reader", 403), ("member", 403), ("colleague", 403)]
)
@pytest.mark.parametrize("deed", ["", "/1/off", "/1/up", "/2/down", "/minutes"])
def test_others_leave_the_agenda_as_it_is(as_: As, role: str, status: int, deed: str) -> None:
    assert as_(role).send(AGENDA + deed, {"a3s": "1", "version": "2"}).status_code == status


@pytest.mark.usefixtures("taken")
@pytest.mark.parametrize("deed", ["", "/1/off", "/1/up", "/2/down", "/minutes"])
def test_an_agenda_is_changed_by_buttons_with_their_token_while_the_meeting_is_coming(
    as_: As, deed: str
) -> None:
    browser = as_("coordinator")
    assert browser.get(AGENDA + deed).status_code == 405
    assert browser.post(AGENDA + deed).status_code == 400
    browser.send(f"{PAGE}/end")
    assert browser.send(AGENDA + deed, {"a3s": "1", "version": "2"}).status_code == 409
    assert "Take off" not in browser.read(PAGE)


@pytest.mark.usefixtures("taken")
@pytest.mark.parametrize("chosen", [{}, {"a3s": "99"}, {"a3s": "x"}])
def test_nothing_chosen_is_said_on_the_page(as_: As, chosen: dict[str, str]) -> None:
    answer = as_("coordinator").send(AGENDA, chosen)
    assert answer.status_code == 400
    assert "Choose at least one A3" in answer.text


def test_a_team_without_open_a3s_is_told_what_to_do(app: Flask, as_: As, world: World) -> None:
    with app.app_context():
        notes.close(world.a3)
        meetings.team_meeting(world)
    page = as_("coordinator").read(PAGE)
    assert "No A3 is open here" in page
    assert "Start an A3" in page


def test_the_next_agenda_knows_what_was_promised_and_it_is_kept_there(
    app: Flask, as_: As, world: World
) -> None:
    with app.app_context():
        meetings.team_meeting(world, day=meetings.today() - timedelta(days=7))
        meetings.team_meeting(world)
        owner = world.people["owner"]
        notes.add_note(world.actor("member"), world.a3, notes.promise(owner, 2, meeting=1))
    page = as_("member").read("/meetings/2")
    assert "Promised before" in page
    assert "Bring the list of last month" in page
    assert "Kept" not in as_("reader").read("/meetings/2")
    kept = "/meetings/2/a3/1/promises/1/kept"
    assert as_("stranger").send(kept).status_code == 404
    assert as_("reader").send(kept).status_code == 403
    assert as_("member").send(kept).location == "/meetings/2#promises"
    assert "Promised before" not in as_("member").read("/meetings/2")
