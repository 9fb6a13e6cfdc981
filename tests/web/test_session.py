"""Signing in and out through the pages, and the first run."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask

from a3tracker.db.base import db
from a3tracker.db.sessions import FailedSignIn, Session
from a3tracker.usecases.first_run import console_code
from a3tracker.usecases.transaction import now
from a3tracker.web.session import own_path
from tests.factories import PASSWORD
from tests.sites import Site
from tests.visitor import Visitor
from tests.world import World

As = Callable[[str], Visitor]
MIA = {"email": "mia@example.org", "password": PASSWORD}
MORNING = datetime(2026, 6, 30, 8, 0, tzinfo=UTC)


def fail(app: Flask, times: int, email: str, address: str) -> None:
    """So many failed tries, just now."""
    with app.app_context():
        db.session.add_all(FailedSignIn(email=email, address=address, at=now()) for _ in range(times))
        db.session.commit()


def sessions(app: Flask) -> int:
    """How many browsers are signed in."""
    with app.app_context():
        return db.session.query(Session).count()


def token_of(browser: Visitor) -> str | None:
    """The session's id as the browser holds it."""
    with browser.session_transaction() as cookie:
        return cookie.get("token")


@pytest.mark.usefixtures("world")
def test_signing_in_leads_home(client: Visitor) -> None:
    assert "Sign in" in client.read("/sign-in")
    answer = client.send("/sign-in", MIA)
    assert answer.location == "/"
    assert "Mia Rossi" in client.read("/me")


@pytest.mark.usefixtures("world")
def test_signing_in_leads_back_to_the_page_that_asked_for_it(client: Visitor) -> None:
    assert client.get("/a3s?cycle=PDCA&page=2").location == "/sign-in?next=/a3s?cycle%3DPDCA%26page%3D2"
    page = client.read("/sign-in?next=/segments?archived%3D1")
    assert "/sign-in?next=/segments?archived%3D1" in page
    assert client.send("/sign-in?next=/segments?archived%3D1", MIA).location == "/segments?archived=1"


@pytest.mark.parametrize(
    "wanted",
    ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/a\nb", "/a b", ""],
)
def test_nobody_is_led_away_from_this_site(wanted: str) -> None:
    assert own_path(wanted) == "/"


@pytest.mark.usefixtures("world")
def test_the_address_that_was_typed_is_kept_and_the_password_is_not(client: Visitor) -> None:
    answer = client.send("/sign-in", {**MIA, "password": "not the password"})
    assert answer.status_code == 400
    assert "do not belong together" in answer.text
    assert 'value="mia@example.org"' in answer.text
    assert "not the password" not in answer.text


@pytest.mark.usefixtures("world")
def test_known_and_unknown_people_get_the_same_page(client: Visitor) -> None:
    pages = []
    # The form's token holds the second in which it was made.
    with time_machine.travel(MORNING, tick=False):
        for email in ("mia@example.org", "who@example.org"):
            answer = client.send("/sign-in", {"email": email, "password": "not the password"})
            pages.append((answer.status_code, answer.text.replace(email, "…")))
    assert pages[0] == pages[1]


@pytest.mark.parametrize(
    ("times", "email", "address"),
    [(10, "mia@example.org", "192.0.2.9"), (50, "who@example.org", "127.0.0.1")],
)
def test_after_too_many_failed_tries_even_the_right_password_waits(
    app: Flask, client: Visitor, world: World, times: int, email: str, address: str
) -> None:
    fail(app, times, email, address)
    answer = client.send("/sign-in", MIA)
    assert answer.status_code == 429
    assert "Wait five minutes" in answer.text
    assert 'value="mia@example.org"' in answer.text
    assert token_of(client) is None


@pytest.mark.usefixtures("world")
def test_the_session_gets_a_new_id_at_sign_in_and_the_old_one_is_dead(app: Flask, client: Visitor) -> None:
    client.send("/sign-in", MIA)
    first = token_of(client)
    client.send("/sign-in", {"email": "cem@example.org", "password": PASSWORD})
    assert token_of(client) not in (None, first)
    assert sessions(app) == 1
    with client.session_transaction() as cookie:
        cookie["token"] = first
    assert client.get("/me").status_code == 302


@pytest.mark.usefixtures("world")
def test_what_the_browser_held_before_signing_in_is_forgotten(client: Visitor) -> None:
    with client.session_transaction() as cookie:
        cookie["planted"] = "by somebody else"
    client.send("/sign-in", MIA)
    with client.session_transaction() as cookie:
        assert "planted" not in cookie


def test_signing_out_ends_the_session_on_the_server(app: Flask, as_: As) -> None:
    browser = as_("member")
    token = token_of(browser)
    assert "You are signed out." in browser.send("/sign-out", follow_redirects=True).text
    assert sessions(app) == 0
    with browser.session_transaction() as cookie:
        cookie["token"] = token
    assert browser.get("/me").status_code == 302


@pytest.mark.usefixtures("world")
def test_signing_out_twice_is_harmless_and_a_link_cannot_do_it(client: Visitor) -> None:
    assert client.send("/sign-out").location == "/sign-in"
    assert client.get("/sign-out").status_code == 405


def test_without_the_forms_token_nobody_is_signed_in_or_out(client: Visitor, as_: As) -> None:
    assert client.post("/sign-in", data=MIA).status_code == 400
    browser = as_("member")
    assert browser.post("/sign-out").status_code == 400
    assert browser.get("/me").status_code == 200


def test_an_idle_session_ends_after_eight_hours(client: Visitor, world: World) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        client.send("/sign-in", MIA)
        clock.shift(timedelta(hours=7, minutes=50))
        assert client.get("/me").status_code == 200
        clock.shift(timedelta(hours=7, minutes=50))
        assert client.get("/me").status_code == 200
        clock.shift(timedelta(hours=8, minutes=10))
        assert client.get("/me").status_code == 302


@pytest.mark.usefixtures("world")
def test_the_cookie_is_kept_from_scripts_and_from_other_sites(client: Visitor) -> None:
    cookie = client.send("/sign-in", MIA).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_who_is_signed_in_does_not_see_the_sign_in_page(as_: As) -> None:
    assert as_("member").get("/sign-in?next=/me").location == "/me"


def test_a_foreign_host_name_is_not_answered(client: Visitor) -> None:
    answer = client.get("/sign-in", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert "A3TRACKER_TRUSTED_HOSTS" in answer.text


FIRST = {"name": "Ada Nilsen", "email": "ada@example.org", "password": PASSWORD}


def test_a_fresh_program_leads_to_the_first_run(client: Visitor) -> None:
    assert client.get("/").location == "/first-run"
    assert client.get("/sign-in").location == "/first-run"
    assert "printed it on its console" in client.read("/first-run")


def test_the_code_from_the_console_makes_the_first_administrator_who_is_signed_in(
    app: Flask, site: Site, client: Visitor
) -> None:
    with app.app_context():
        code = console_code(site.instance)
    assert client.send("/first-run", {**FIRST, "code": code}).location == "/"
    assert "Ada Nilsen" in client.read("/people")
    assert not list(site.instance.glob("first-run-code"))


def test_a_wrong_code_keeps_what_was_typed_and_counts_as_a_failed_sign_in(
    app: Flask, site: Site, client: Visitor
) -> None:
    with app.app_context():
        console_code(site.instance)
    answer = client.send("/first-run", {**FIRST, "code": "guess"})
    assert answer.status_code == 400
    assert "Copy the code that the program printed" in answer.text
    assert 'value="Ada Nilsen"' in answer.text
    for _ in range(9):
        client.send("/first-run", {**FIRST, "code": "guess"})
    assert client.send("/first-run", {**FIRST, "code": "guess"}).status_code == 429


@pytest.mark.usefixtures("world")
def test_the_first_run_is_closed_once_there_is_an_administrator(client: Visitor) -> None:
    assert client.get("/first-run").location == "/sign-in"
    assert client.send("/first-run", FIRST).location == "/sign-in"
    assert client.post("/first-run", data=FIRST).status_code == 400
