"""Pages of meetings: making one, its list, ending it, and the next one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from tests import meetings
from tests.visitor import Visitor
from tests.world import World

As = Callable[[str], Visitor]
TYPED = {"day": "2026-11-24", "starts": "09:30", "place": "Room 2", "rhythm": "weekly", "people": ["5", "7"]}
PAGE = "/meetings/1"


@pytest.fixture
def meeting(app: Flask, world: World) -> int:
    with app.app_context():
        return meetings.team_meeting(world)


def test_a_coordinator_makes_a_meeting_of_the_only_team_without_choosing(as_: As, world: World) -> None:
    browser = as_("coordinator")
    assert browser.get("/meetings/new").location == f"/meetings/new?team={world.team}"
    page = browser.read(f"/meetings/new?team={world.team}")
    assert page.count("checked") == 4, "three people of the team, and the rhythm"
    answer = browser.send(f"/meetings/new?team={world.team}", TYPED)
    assert (answer.status_code, answer.location) == (302, PAGE)
    page = browser.read(PAGE)
    for words in ("Tuesday 24 November, 09:30, Room 2", "Cem Aydin, Olaf Brandt", "weekly"):
        assert words in page
    assert "First edit" in browser.read("/meetings")


def test_the_manager_chooses_between_the_stream_and_its_teams(as_: As, world: World) -> None:
    browser = as_("manager")
    page = browser.read("/meetings/new")
    assert [words in page for words in ("First edit", "Second chance", "Newcomers", "Callers")] == [
        True, True, True, False,
    ]  # fmt: skip
    assert browser.send("/meetings/new").status_code == 400
    assert browser.send(f"/meetings/new?stream={world.stream}", TYPED).location == PAGE
    assert "Meeting of the value stream" in browser.read(PAGE)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"day": ""}, "Give the day of the meeting."),
        ({"day": "tomorrow"}, "Give a date such as 2026-06-30."),
        ({"starts": "noon"}, "Give the hour such as 14:30."),
        ({"rhythm": "daily"}, "Choose one from the list."),
        ({"people": ["10"]}, "Choose from the list."),
        ({"place": "x" * 121}, "Shorten this by 1 character"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_the_rest_is_kept(
    as_: As, world: World, wrong: dict[str, str], sentence: str
) -> None:
    answer = as_("coordinator").send(f"/meetings/new?team={world.team}", {**TYPED, **wrong})
    assert answer.status_code == 400
    assert "Put this right" in answer.text
    assert sentence in answer.text
    assert ("Room 2" in answer.text) == ("place" not in wrong)


@pytest.mark.usefixtures("meeting")
@pytest.mark.parametrize(
    ("role", "status"),
    [("stranger", 404), ("nobody", 404), ("reader", 403), ("member", 403), ("manager", 302)],
)
def test_who_may_end_a_meeting_and_who_sees_it(as_: As, role: str, status: int) -> None:
    assert as_(role).send(f"{PAGE}/end").status_code == status
    assert as_(role).get(PAGE).status_code == (404 if status == 404 else 200)
    assert as_(role).get(f"{PAGE}/edit").status_code == (409 if status == 302 else status)


@pytest.mark.usefixtures("meeting")
@pytest.mark.parametrize("deed", ["end", "cancel", "again", "next", "minutes"])
def test_a_deed_is_a_button_with_its_token(as_: As, deed: str) -> None:
    browser = as_("coordinator")
    assert browser.get(f"{PAGE}/{deed}").status_code == 405
    assert browser.post(f"{PAGE}/{deed}").status_code == 400


@pytest.mark.usefixtures("meeting")
def test_a_meeting_that_ended_says_so_and_offers_the_next(as_: As) -> None:
    browser = as_("coordinator")
    assert "The meeting has ended" in browser.send(f"{PAGE}/end", follow_redirects=True).text
    page = browser.read(PAGE)
    assert "This meeting ended on" in page
    assert "Make the next meeting, " in page
    assert browser.send(f"{PAGE}/next").location == "/meetings/2"
    assert browser.send(f"{PAGE}/next").location == "/meetings/2"
    assert "The next meeting, " in browser.read(PAGE)
    assert "The meeting before, " in browser.read("/meetings/2")
    assert "Make the next meeting" not in as_("reader").read(PAGE)


@pytest.mark.usefixtures("meeting")
def test_a_cancelled_meeting_can_be_taken_up_again(as_: As) -> None:
    browser = as_("coordinator")
    browser.send(f"{PAGE}/cancel")
    assert "This meeting was cancelled" in browser.read(PAGE)
    assert browser.send(f"{PAGE}/end").status_code == 409
    browser.send(f"{PAGE}/again")
    assert "cancelled" not in browser.read(PAGE).replace("Cancel it", "")


@pytest.mark.usefixtures("meeting")
def test_a_second_writer_sees_that_the_meeting_was_changed_and_keeps_what_was_typed(as_: As) -> None:
    changed = {**TYPED, "version": "1"}
    assert as_("manager").send(f"{PAGE}/edit", changed).location == PAGE
    answer = as_("coordinator").send(f"{PAGE}/edit", {**changed, "place": "The hall"})
    assert answer.status_code == 409
    assert "Somebody changed the meeting meanwhile" in answer.text
    assert 'value="The hall"' in answer.text
    again = as_("coordinator").send(f"{PAGE}/edit", {**changed, "place": "The hall", "version": "2"})
    assert again.location == PAGE


@pytest.mark.usefixtures("meeting")
def test_minutes_of_two_people_are_put_together(as_: As) -> None:
    typed = {"version": "1", "minutes": "We start at nine."}
    assert as_("manager").send(f"{PAGE}/minutes", typed).status_code == 302
    answer = as_("coordinator").send(f"{PAGE}/minutes", {**typed, "minutes": "Less paper."})
    assert answer.status_code == 409
    assert "We start at nine.\n\nLess paper." in answer.text.replace("\r", "")
    too_long = as_("coordinator").send(f"{PAGE}/minutes", {"version": "2", "minutes": "x" * 4_001})
    assert too_long.status_code == 400
    assert "x" * 4_001 in too_long.text
    assert "We start at nine." in as_("reader").read(PAGE)


def test_home_shows_the_meetings_of_this_week(app: Flask, as_: As, world: World) -> None:
    with app.app_context():
        meetings.team_meeting(world, day=meetings.today() + timedelta(days=2))
    assert "Meetings this week" in as_("owner").read("/")
    assert "Meetings this week" not in as_("member").read("/")


def test_an_empty_list_teaches(as_: As) -> None:
    page = as_("coordinator").read("/meetings")
    assert "No meeting here yet" in page
    assert "Make the first meeting" in page
    assert "Make the first meeting" not in as_("reader").read("/meetings")
