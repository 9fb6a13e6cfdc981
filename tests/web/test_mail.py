"""Stopping mail from a mail, choosing how often it comes, and hurrying it after a deed."""

import dataclasses
import sqlite3
from collections.abc import Callable

import pytest
from flask import Flask

from a3tracker.config import Config, Smtp
from a3tracker.db.mails import pace_of
from a3tracker.domain.notices import Pace
from a3tracker.usecases.mails import unsubscribe_token
from tests.sites import Site
from tests.visitor import Visitor
from tests.walk import fill
from tests.world import World

As = Callable[[str], Visitor]


def pace(app: Flask, world: World, role: str = "manager") -> Pace:
    with app.app_context():
        return pace_of(world.people[role])


@pytest.fixture
def stop(app: Flask, world: World) -> str:
    """The address that stands in the manager's mail."""
    return f"/unsubscribe/{unsubscribe_token(app.extensions['a3tracker'], world.people['manager'])}"


@pytest.fixture
def mailing(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Config:
    """A mail server is set."""
    server, base = Smtp("mail.example.org", 587), "http://localhost"
    config = dataclasses.replace(app.extensions["a3tracker"], smtp=server, base_url=base)
    monkeypatch.setitem(app.extensions, "a3tracker", config)
    return config


def test_a_link_in_mail_asks_first_and_its_button_stops_mail(
    app: Flask, world: World, client: Visitor, stop: str
) -> None:
    assert "Send me no more mail" in client.read(stop)
    assert pace(app, world) is Pace.HOURLY
    assert "No more mail" in client.send(stop).text
    assert pace(app, world) is Pace.NEVER


def test_a_mail_program_stops_mail_with_one_click_and_without_a_form(
    app: Flask, world: World, client: Visitor, stop: str
) -> None:
    for _ in range(2):
        answer = client.post(stop, data={"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
    assert pace(app, world) is Pace.NEVER
    assert pace(app, world, "member") is Pace.HOURLY


def test_a_token_that_is_not_ours_is_nowhere(app: Flask, world: World, client: Visitor, stop: str) -> None:
    for bad in (f"{stop}x", "/unsubscribe/2", "/unsubscribe/x.y"):
        assert client.get(bad).status_code == 404
        assert client.post(bad).status_code == 404
    assert pace(app, world) is Pace.HOURLY


def test_everybody_chooses_how_often_mail_comes(app: Flask, world: World, as_: As) -> None:
    browser = as_("manager")
    assert 'checked id="pace-1"' in browser.read("/me")
    answer = browser.send("/me/mail", {"pace": "daily"}, follow_redirects=True)
    assert "Saved." in answer.text
    assert 'checked id="pace-2"' in answer.text
    assert pace(app, world) is Pace.DAILY
    assert pace(app, world, "member") is Pace.HOURLY


@pytest.mark.parametrize("typed", ["", "sometimes"])
def test_a_pace_that_is_none_is_refused_at_its_field(app: Flask, world: World, as_: As, typed: str) -> None:
    answer = as_("manager").send("/me/mail", {"pace": typed})
    assert answer.status_code == 400
    assert 'id="pace-error"' in answer.text
    assert pace(app, world) is Pace.HOURLY


def test_a_link_or_a_form_without_token_chooses_nothing(app: Flask, world: World, as_: As) -> None:
    assert as_("manager").get("/me/mail").status_code == 405
    assert as_("manager").post("/me/mail", data={"pace": "never"}).status_code == 400
    assert pace(app, world) is Pace.HOURLY


def test_my_page_says_when_there_is_no_mail_server(as_: As) -> None:
    assert "This installation sends no mail." in as_("member").read("/me")


def test_my_page_is_silent_about_it_when_there_is_one(as_: As, mailing: Config) -> None:
    assert "sends no mail" not in as_("member").read("/me")


@pytest.fixture
def full(app: Flask, world: World) -> World:
    """An A3 that is full; submitting it tells the manager."""
    with app.app_context():
        fill(world.actor("member"), world.a3)
    return world


def test_a_deed_that_tells_somebody_hurries_the_mail_once(
    as_: As, site: Site, full: World, mailing: Config
) -> None:
    browser = as_("coordinator")
    browser.send("/a3/1/submit", {"note": ""})
    assert site.enqueued.count(("mail", 0)) == 1
    browser.read("/a3/1")
    browser.send("/me/mail", {"pace": "daily"})
    assert site.enqueued.count(("mail", 0)) == 1


def test_without_a_mail_server_nothing_is_hurried(as_: As, site: Site, full: World) -> None:
    as_("coordinator").send("/a3/1/submit", {"note": ""})
    assert ("mail", 0) not in site.enqueued


def test_a_queue_that_cannot_be_written_stops_no_deed(
    app: Flask, as_: As, full: World, mailing: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_kind: str, _identity: int) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setitem(app.extensions, "enqueue", full)
    assert as_("coordinator").send("/a3/1/submit", {"note": ""}).status_code == 302
