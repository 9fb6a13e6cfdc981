"""Mail on its whole way: told, bundled, handed to a real server on loopback, noted as sent."""

from __future__ import annotations

import dataclasses
import socket
from collections.abc import Iterator

import pytest
from flask import Flask

from a3tracker.config import Config, Smtp
from a3tracker.db.base import db
from a3tracker.db.mails import Mail
from a3tracker.db.people import Person
from a3tracker.domain.notices import Kind
from a3tracker.jobs.mailing import NO_ADDRESS, NOT_IN_CLEAR, mail_round
from a3tracker.usecases import mails
from a3tracker.usecases.notices import tell
from a3tracker.usecases.transaction import now, writing
from tests.jobs import mailserver
from tests.jobs.mailserver import MailServer
from tests.walk import a3_of
from tests.world import World

BASE = "https://a3.example.org"


@pytest.fixture
def server() -> Iterator[MailServer]:
    """A mail server that takes everything."""
    with mailserver.running() as running:
        yield running


@pytest.fixture
def mailing(
    app: Flask, world: World, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Config]:
    """Mail is set up, and the manager wants it at once."""
    smtp = Smtp("127.0.0.1", server.port)
    config = dataclasses.replace(
        app.extensions["a3tracker"], smtp=smtp, mail_from="a3@example.org", base_url=BASE
    )
    monkeypatch.setitem(app.extensions, "a3tracker", config)
    with app.app_context():
        mails.set_pace(world.actor("manager"), "at once")
        yield config


def tell_manager(world: World) -> None:
    with writing():
        tell(
            [world.people["manager"]],
            Kind.SUBMITTED,
            a3_of(world.a3).id,
            world.people["coordinator"],
            point=1,
        )


def outbox() -> list[Mail]:
    db.session.rollback()
    return db.session.query(Mail).order_by(Mail.id).all()


def tried_again() -> None:
    """As if the pause were over."""
    for mail in outbox():
        mail.next_try_at = now()
    db.session.commit()


def test_a_notice_becomes_one_mail_that_can_be_read_and_stopped(
    world: World, mailing: Config, server: MailServer
) -> None:
    tell_manager(world)
    mail_round()
    mail_round()
    (mail,) = server.taken
    assert (mail["To"], mail["From"]) == ("maja@example.org", "a3tracker <a3@example.org>")
    assert mail["Subject"] == "Cem Aydin asks you to agree to the left side of A3-1"
    stop = f"{BASE}/unsubscribe/{mails.unsubscribe_token(mailing, world.people['manager'])}"
    assert mail["List-Unsubscribe"].strip() == f"<{stop}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    text = mail.get_content()
    for words in ("“New account holders stop early”", f"{BASE}/a3/1/review", f"{BASE}/inbox", stop):
        assert words in text
    assert [row.state for row in outbox()] == ["sent"]


def test_a_message_id_stays_the_same_over_all_tries(
    world: World, mailing: Config, server: MailServer
) -> None:
    tell_manager(world)
    server.refusals["TEXT"] = "451 try later"
    mail_round()
    (mail,) = outbox()
    assert (mail.state, mail.tries, mail.failure) == ("wanted", 1, "The server said: 451 try later")
    mail_round()
    assert outbox()[0].tries == 1
    server.refusals.clear()
    tried_again()
    mail_round()
    assert server.taken[0]["Message-ID"] == outbox()[0].message_id
    assert outbox()[0].state == "sent"


def test_an_address_that_the_server_does_not_know_is_given_up_and_the_next_mail_goes(
    world: World, mailing: Config, server: MailServer
) -> None:
    tell_manager(world)
    server.refusals["RCPT"] = "550 no such person"
    mail_round()
    assert (outbox()[0].state, outbox()[0].failure) == ("failed", "The server said: 550 no such person")
    server.refusals.clear()
    tell_manager(world)
    mail_round()
    assert [mail.state for mail in outbox()] == ["failed", "sent"]


def test_while_the_server_is_away_the_first_mail_is_tried_and_the_others_wait(
    world: World, mailing: Config, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        away = dataclasses.replace(mailing, smtp=Smtp("127.0.0.1", closed.getsockname()[1]))
        monkeypatch.setitem(app.extensions, "a3tracker", away)
        mails.set_pace(world.actor("deputy"), "at once")
        with writing():
            tell([world.people["manager"], world.people["deputy"]], Kind.COMMENTED, a3_of(world.a3).id, None)
        mail_round()
    assert [(mail.state, mail.tries) for mail in outbox()] == [("wanted", 1), ("wanted", 0)]
    assert "The server was not reached" in outbox()[0].failure


def test_a_server_with_a_password_is_signed_in_to(
    world: World, mailing: Config, server: MailServer, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed = dataclasses.replace(mailing, smtp=Smtp("127.0.0.1", server.port, "maja", "bread and butter"))
    monkeypatch.setitem(app.extensions, "a3tracker", signed)
    tell_manager(world)
    mail_round()
    assert any(line.startswith("AUTH PLAIN") for line in server.said)
    assert len(server.taken) == 1


def test_encryption_that_is_offered_is_used_or_nothing_is_sent(
    world: World, mailing: Config, server: MailServer
) -> None:
    server.offers, server.refusals["STARTTLS"] = ("STARTTLS",), "454 not today"
    tell_manager(world)
    mail_round()
    assert "STARTTLS" in server.said
    assert not server.taken
    assert outbox()[0].failure == "The server said: 454 not today"


def test_a_password_is_never_sent_in_clear(
    world: World,
    mailing: Config,
    server: MailServer,
    app: Flask,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("a3tracker.jobs.mailing._on_this_machine", lambda _host: False)
    signed = dataclasses.replace(mailing, smtp=Smtp("127.0.0.1", server.port, "maja", "bread and butter"))
    monkeypatch.setitem(app.extensions, "a3tracker", signed)
    tell_manager(world)
    mail_round()
    assert NOT_IN_CLEAR in outbox()[0].failure
    assert not [line for line in server.said if line.startswith("AUTH")]


@pytest.mark.parametrize("name", ["Cem\r\nBcc: all@example.org", "Čém Ü. Aydın", "=?utf-8?q?Cem?="])
def test_a_name_adds_no_header(world: World, mailing: Config, server: MailServer, name: str) -> None:
    db.session.get_one(Person, world.people["coordinator"]).name = name
    db.session.commit()
    tell_manager(world)
    mail_round()
    (mail,) = server.taken
    assert mail["Bcc"] is None
    assert not [line for line in server.said if "all@example.org" in line]
    assert "Subject" in mail


def test_an_address_that_no_mail_can_carry_is_given_up(world: World, mailing: Config) -> None:
    db.session.get_one(Person, world.people["manager"]).email = "a..b(c@example.org"
    db.session.commit()
    tell_manager(world)
    mail_round()
    assert (outbox()[0].state, outbox()[0].failure) == ("failed", NO_ADDRESS)


def test_without_a_server_the_round_reminds_and_sends_nothing(
    app: Flask, world: World, mailing: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.extensions, "a3tracker", dataclasses.replace(mailing, smtp=None))
    tell_manager(world)
    mail_round()
    assert not outbox()
