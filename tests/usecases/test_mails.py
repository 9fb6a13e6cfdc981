"""Bundles: what is unread for long enough becomes one mail; what was read in the program becomes none."""

import dataclasses
import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask

from a3tracker.config import Config, Smtp
from a3tracker.db.base import db
from a3tracker.db.mails import Mail, pace_of
from a3tracker.db.people import Person
from a3tracker.db.streams import ValueStream
from a3tracker.domain.errors import Invalid, NotFound
from a3tracker.domain.notices import Kind, Pace
from a3tracker.usecases import mails
from a3tracker.usecases.notices import read_all, tell
from a3tracker.usecases.transaction import now, writing
from tests.walk import a3_of
from tests.world import World

MORNING = datetime(2026, 6, 30, 9, tzinfo=UTC)


@pytest.fixture
def config(app: Flask) -> Config:
    """Settings with a mail server that nobody talks to here."""
    found: Config = app.extensions["a3tracker"]
    server = Smtp("mail.example.org", 587)
    return dataclasses.replace(
        found, smtp=server, mail_from="a3@example.org", base_url="https://a3.example.org"
    )


def tell_manager(world: World, kind: Kind = Kind.SUBMITTED) -> None:
    with writing():
        tell([world.people["manager"]], kind, a3_of(world.a3).id, world.people["coordinator"], point=1)


def outbox() -> list[Mail]:
    return db.session.query(Mail).order_by(Mail.id).all()


def at(minutes: float) -> time_machine.travel:
    return time_machine.travel(MORNING + timedelta(minutes=minutes), tick=False)


@pytest.mark.parametrize(
    ("pace", "minutes", "made"),
    [
        (Pace.AT_ONCE, 0, 1),
        (Pace.HOURLY, 59, 0),
        (Pace.HOURLY, 60, 1),
        (Pace.DAILY, 60 * 24 - 1, 0),
        (Pace.DAILY, 60 * 24, 1),
        (Pace.NEVER, 60 * 48, 0),
        (Pace.AT_ONCE, 60 * 24 * 8, 0),
    ],
)
def test_a_mail_is_made_when_the_oldest_has_waited_for_its_pace(
    world: World, config: Config, pace: Pace, minutes: int, made: int
) -> None:
    with at(0):
        mails.set_pace(world.actor("manager"), pace.value)
        tell_manager(world)
    with at(minutes):
        assert mails.bundle_mail(config) == made
        assert mails.bundle_mail(config) == 0
    assert len(outbox()) == made


def test_who_chose_nothing_gets_one_bundle_an_hour_at_most(world: World, config: Config) -> None:
    made = []
    for minutes in range(0, 180, 5):
        with at(minutes):
            tell_manager(world)
            made += [minutes] * mails.bundle_mail(config)
    assert made == [60, 125]
    assert [mail.text.count("asks you") for mail in outbox()] == [13, 13]


def test_five_events_in_an_hour_read_in_the_program_first_make_no_mail(world: World, config: Config) -> None:
    for minutes in range(0, 50, 10):
        with at(minutes):
            tell_manager(world)
            mails.bundle_mail(config)
    with at(55):
        read_all(world.actor("manager"))
    for minutes in (60, 90, 600):
        with at(minutes):
            assert mails.bundle_mail(config) == 0
    assert not outbox()


def test_at_once_makes_exactly_one_mail_a_step(world: World, config: Config) -> None:
    mails.set_pace(world.actor("manager"), "at once")
    for step in range(1, 4):
        tell_manager(world)
        tell_manager(world, Kind.COMMENTED)
        mails.bundle_mail(config)
        mails.bundle_mail(config)
        assert len(outbox()) == step
    assert [mail.subject for mail in outbox()] == ["2 things in your inbox: A3-1"] * 3


def test_two_workers_at_once_make_one_mail(app: Flask, world: World, config: Config) -> None:
    mails.set_pace(world.actor("manager"), "at once")
    for _ in range(5):
        tell_manager(world)
        gate = threading.Barrier(2)
        made: list[int] = []

        def work(gate: threading.Barrier = gate, made: list[int] = made) -> None:
            with app.app_context():
                gate.wait()
                made.append(mails.bundle_mail(config))

        workers = [threading.Thread(target=work) for _ in range(2)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        assert sorted(made) == [0, 1]
    assert len(outbox()) == 5


def test_a_mail_holds_who_what_the_title_and_the_way_there(world: World, config: Config) -> None:
    mails.set_pace(world.actor("manager"), "at once")
    tell_manager(world)
    mails.bundle_mail(config)
    (mail,) = outbox()
    assert mail.subject == "Cem Aydin asks you to agree to the left side of A3-1"
    assert "“New account holders stop early”\nhttps://a3.example.org/a3/1/review" in mail.text
    assert mail.message_id.endswith("@example.org>")
    assert "unsubscribe" not in mail.text


def test_who_is_disabled_or_sees_the_a3_no_more_gets_nothing(world: World, config: Config) -> None:
    with at(0):
        tell_manager(world)
    stream = db.session.get_one(ValueStream, world.stream)
    stream.manager_id = world.people["stranger"]
    db.session.commit()
    with at(60):
        assert mails.bundle_mail(config) == 0
    stream.manager_id = world.people["manager"]
    db.session.get_one(Person, world.people["manager"]).archived_at = now()
    db.session.commit()
    with at(120):
        tell_manager(world)
    with at(180):
        assert mails.bundle_mail(config) == 0
    assert not outbox()


def test_without_server_or_address_nothing_is_made(world: World, config: Config) -> None:
    mails.set_pace(world.actor("manager"), "at once")
    tell_manager(world)
    assert mails.bundle_mail(dataclasses.replace(config, smtp=None)) == 0
    assert mails.bundle_mail(dataclasses.replace(config, base_url=None)) == 0
    assert mails.bundle_mail(config) == 1


def test_a_pace_is_chosen_from_four_and_changed_again(world: World) -> None:
    member = world.actor("member")
    assert pace_of(member.id) is Pace.HOURLY
    for pace in Pace:
        mails.set_pace(member, pace.value)
        assert pace_of(member.id) is pace
    with pytest.raises(Invalid):
        mails.set_pace(member, "sometimes")


def test_the_token_in_a_mail_stops_it_and_no_other_token_does(world: World, config: Config) -> None:
    token = mails.unsubscribe_token(config, world.people["manager"])
    mails.unsubscribe(config, token)
    mails.unsubscribe(config, token)
    assert pace_of(world.people["manager"]) is Pace.NEVER
    assert pace_of(world.people["member"]) is Pace.HOURLY
    foreign = dataclasses.replace(config, secret_key="another-secret-of-another-program-123")
    unknown = mails.unsubscribe_token(config, 99_999)
    for bad in (f"{token}x", "", "2", unknown, mails.unsubscribe_token(foreign, world.people["member"])):
        with pytest.raises(NotFound):
            mails.unsubscribe(config, bad)
    assert pace_of(world.people["member"]) is Pace.HOURLY
