"""The calendar feed: a secret address, shown once, that calendar programs read."""

import re
from collections.abc import Callable
from datetime import datetime, time, timedelta

import pytest
from flask import Flask
from icalendar import Calendar

from a3tracker.db.base import db
from a3tracker.db.control_points import ControlPoint
from a3tracker.db.people import Person
from a3tracker.usecases.meetings import cancel_meeting
from a3tracker.usecases.transaction import now
from tests import meetings
from tests.visitor import Visitor
from tests.walk import a3_of
from tests.world import World

As = Callable[[str], Visitor]


@pytest.fixture
def dated(app: Flask, world: World) -> World:
    """An A3 with a control point due and a review date."""
    with app.app_context():
        a3 = a3_of(world.a3)
        a3.next_review = now().date() + timedelta(days=20)
        db.session.add(ControlPoint(a3_id=a3.id, lap=1, point=4, due=now().date() + timedelta(days=5)))
        db.session.commit()
    return world


def address(browser: Visitor) -> str:
    page = browser.send("/me/calendar").text
    found = re.search(r'value="http://localhost(/calendar/[\w-]+\.ics)"', page)
    assert found, page
    return found[1]


def test_the_address_is_shown_once_and_read_without_signing_in(
    as_: As, client: Visitor, dated: World
) -> None:
    browser = as_("owner")
    path = address(browser)
    assert path not in browser.read("/me")
    assert "It was shown once" in browser.read("/me")
    answer = client.get(path)
    assert answer.mimetype == "text/calendar"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    check, review = Calendar.from_ical(answer.data).walk("VEVENT")
    assert check["SUMMARY"] == "A3-1 Check due: New account holders stop early"
    assert check["DTSTART"].dt == now().date() + timedelta(days=5)
    assert check["URL"] == "http://localhost/a3/1"
    assert review["UID"] == "a3-1-review@a3tracker"


def test_the_feed_is_the_same_until_something_changes_and_a_moved_date_keeps_its_uid(
    app: Flask, as_: As, client: Visitor, dated: World
) -> None:
    path = address(as_("owner"))
    first = client.get(path)
    assert client.get(path).data == first.data
    assert client.get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    with app.app_context():
        later = now().date() + timedelta(days=9)
        db.session.query(ControlPoint).one().due = later
        db.session.commit()
    moved, before = (
        Calendar.from_ical(answer.data).walk("VEVENT")[0] for answer in (client.get(path), first)
    )
    assert moved["UID"] == before["UID"]
    assert moved["DTSTART"].dt == later != before["DTSTART"].dt


def test_a_new_address_ends_the_old_one_and_removing_ends_it_all(
    as_: As, client: Visitor, dated: World
) -> None:
    browser = as_("manager")
    first, second = address(browser), address(browser)
    assert (client.get(first).status_code, client.get(second).status_code) == (404, 200)
    assert (
        "The calendar address is removed." in browser.send("/me/calendar/remove", follow_redirects=True).text
    )
    assert client.get(second).status_code == 404


def test_a_disabled_persons_calendar_is_gone(app: Flask, as_: As, client: Visitor, dated: World) -> None:
    path = address(as_("owner"))
    with app.app_context():
        db.session.get_one(Person, dated.people["owner"]).archived_at = now()
        db.session.commit()
    assert client.get(path).status_code == 404
    assert client.get("/calendar/guessed.ics").status_code == 404


def test_a_stranger_reads_no_date_of_others(as_: As, client: Visitor, dated: World) -> None:
    answer = client.get(address(as_("stranger")))
    assert Calendar.from_ical(answer.data).walk("VEVENT") == []


def test_a_title_adds_no_line_to_the_feed(app: Flask, as_: As, client: Visitor, dated: World) -> None:
    with app.app_context():
        a3_of(dated.a3).title = "One; two, three\r\nATTENDEE:mailto:all@example.org"
        db.session.commit()
    events = Calendar.from_ical(client.get(address(as_("owner"))).data).walk("VEVENT")
    assert all("ATTENDEE" not in event for event in events)
    assert events[0]["SUMMARY"].startswith("A3-1 Check due: One; two, three ATTENDEE")


def test_links_and_forms_without_token_make_and_remove_nothing(
    as_: As, client: Visitor, dated: World
) -> None:
    browser = as_("owner")
    path = address(browser)
    for wrong in ("/me/calendar", "/me/calendar/remove"):
        assert browser.get(wrong).status_code == 405
        assert browser.post(wrong).status_code == 400
    assert client.get(path).status_code == 200
    assert client.post(path).status_code == 405


def test_meetings_stand_in_the_calendar_of_those_invited_with_their_hour_and_place(
    app: Flask, as_: As, client: Visitor, world: World
) -> None:
    with app.app_context():
        for starts in (time(9, 30), None):
            meetings.team_meeting(world, starts=starts)
        cancel_meeting(world.actor("coordinator"), 2)
    held, cancelled = Calendar.from_ical(client.get(address(as_("owner"))).data).walk("VEVENT")
    assert (held["SUMMARY"], held["LOCATION"], held["TRANSP"]) == ("Meeting: First edit", "Room 2", "OPAQUE")
    assert held["DTSTART"].dt == datetime.combine(now().date(), time(9, 30)), "in no zone: it is held there"
    assert held["URL"] == "http://localhost/meetings/1"
    assert (cancelled["STATUS"], cancelled["DTSTART"].dt) == ("CANCELLED", now().date())
    assert b"VEVENT" not in client.get(address(as_("member"))).data
