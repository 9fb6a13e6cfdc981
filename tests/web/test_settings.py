"""The settings page and the removal of the demo data."""

from collections.abc import Callable

import pytest
from flask import Flask

from a3tracker.cli.serving import DEMO, rendered
from a3tracker.db.base import db
from a3tracker.db.mails import Mail
from a3tracker.db.people import person_with_email
from a3tracker.db.settings import DemoThing
from a3tracker.usecases.demo import fill_demo
from a3tracker.usecases.transaction import now
from tests import factories
from tests.sites import Site
from tests.visitor import Visitor
from tests.world import World

As = Callable[[str], Visitor]


def add_demo_stream(app: Flask) -> None:
    """A stream that came with the demo."""
    with app.app_context():
        db.session.add(DemoThing(kind="stream", thing_id=factories.stream("Shown only")))
        db.session.commit()


def test_an_administrator_sees_what_the_installation_uses(site: Site, as_: As) -> None:
    page = as_("administrator").read("/settings")
    assert str(site.instance) in page
    assert "SQLite" in page
    assert "not set" in page


def test_without_demo_data_there_is_no_button(as_: As) -> None:
    assert "Remove the demo data" not in as_("administrator").read("/settings")


def test_the_button_removes_the_demo_and_nothing_else(app: Flask, as_: As) -> None:
    add_demo_stream(app)
    browser = as_("administrator")
    assert "Remove the demo data" in browser.read("/settings")
    assert "The demo data is removed." in browser.send("/demo/remove", follow_redirects=True).text
    streams = browser.read("/streams")
    assert "Shown only" not in streams
    assert "Newcomers" in streams


@pytest.mark.parametrize("role", ["manager", "coordinator", "reader", "nobody"])
def test_nobody_else_sees_them_or_removes_anything(app: Flask, as_: As, role: str) -> None:
    add_demo_stream(app)
    assert as_(role).get("/settings").status_code == 403
    assert as_(role).send("/demo/remove").status_code == 403
    assert "Shown only" in as_("administrator").read("/streams")


def test_a_link_or_a_form_without_token_removes_nothing(app: Flask, as_: As) -> None:
    add_demo_stream(app)
    browser = as_("administrator")
    assert browser.get("/demo/remove").status_code == 405
    assert browser.post("/demo/remove").status_code == 400
    assert "Shown only" in browser.read("/streams")


def test_when_the_demo_takes_the_last_administrator_along_the_first_run_opens(
    app: Flask, client: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    with app.app_context():
        fill_demo(DEMO, rendered)
        solberg = person_with_email("solberg@example.org")
        assert solberg
        administrator = solberg.id
    browser = client.signed_in_as(administrator)
    assert browser.send("/demo/remove").location == "/first-run"
    assert "give the code" in caplog.text
    page = client.get("/first-run").text
    assert "Make an administrator of your own" in page
    assert "Sign out" not in page


def test_an_operator_reads_why_mail_was_given_up(app: Flask, as_: As, world: World) -> None:
    assert "Mail given up" in as_("administrator").read("/settings")
    with app.app_context():
        mail = Mail(person_id=world.people["member"], subject="S", text="T", message_id="<1@example.org>")
        mail.created_at = mail.next_try_at = now()
        mail.state, mail.failure = "failed", "The server said: 550 no such person"
        db.session.add(mail)
        db.session.commit()
    assert "1, the last: The server said: 550 no such person" in as_("administrator").read("/settings")
