"""The outbox: one sender a mail, tries that grow rarer and end, nothing for those who want nothing."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from a3tracker.db.base import db
from a3tracker.db.mails import Mail
from a3tracker.db.people import Person
from a3tracker.domain.mails import TRIES
from a3tracker.usecases import mails
from a3tracker.usecases.transaction import now
from tests.world import World

MORNING = datetime(2026, 6, 30, 9, tzinfo=UTC)


@pytest.fixture
def wanted(world: World) -> int:
    """A mail that waits to be sent to the manager since the morning."""
    mail = Mail(person_id=world.people["manager"], subject="S", text="T", message_id="<1@example.org>")
    mail.created_at = mail.next_try_at = MORNING
    db.session.add(mail)
    db.session.commit()
    return mail.id


def mail(identity: int) -> Mail:
    db.session.expire_all()
    return db.session.get_one(Mail, identity)


def at(minutes: float) -> time_machine.travel:
    return time_machine.travel(MORNING + timedelta(minutes=minutes), tick=False)


def test_a_mail_is_taken_by_one_and_sent_once(wanted: int) -> None:
    with at(0):
        claim = mails.claim_mail()
        assert claim
        assert (claim.to, claim.message_id) == ("maja@example.org", "<1@example.org>")
        assert mails.claim_mail() is None
        mails.mail_sent(claim)
    assert (mail(wanted).state, mail(wanted).sent_at, mail(wanted).tries) == ("sent", MORNING, 1)
    with at(60):
        assert mails.claim_mail() is None


def test_a_sender_that_did_not_come_back_is_replaced_after_ten_minutes(wanted: int) -> None:
    with at(0):
        lost = mails.claim_mail()
    with at(10):
        assert mails.claim_mail() is None
    with at(11):
        second = mails.claim_mail()
        assert lost
        assert second
        assert second.message_id == lost.message_id
        mails.mail_failed(lost, "too late to say so")
        assert mail(wanted).state == "sending"
        mails.mail_sent(second)
    assert mail(wanted).state == "sent"


def test_failing_is_tried_again_ever_more_rarely_and_given_up_with_the_reason(wanted: int) -> None:
    moment, pauses = MORNING, list[timedelta]()
    for _ in range(TRIES):
        with time_machine.travel(moment, tick=False):
            claim = mails.claim_mail()
            assert claim
            mails.mail_failed(claim, "The server said: 451 try later")
            assert mails.claim_mail() is None
        pauses.append(mail(wanted).next_try_at - moment)
        moment = mail(wanted).next_try_at
    assert pauses[:3] == [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15)]
    assert (mail(wanted).state, mail(wanted).failure) == ("failed", "The server said: 451 try later")
    with time_machine.travel(moment + timedelta(days=9), tick=False):
        assert mails.claim_mail() is None


def test_what_cannot_be_helped_is_given_up_at_once(wanted: int) -> None:
    with at(0):
        claim = mails.claim_mail()
        assert claim
        mails.mail_failed(claim, "no such person", for_good=True)
    assert mail(wanted).state == "failed"


@pytest.mark.parametrize("gone", ["disabled", "unsubscribed"])
def test_a_mail_that_nobody_wants_any_more_is_not_sent(world: World, wanted: int, gone: str) -> None:
    if gone == "disabled":
        db.session.get_one(Person, world.people["manager"]).archived_at = now()
        db.session.commit()
    else:
        mails.set_pace(world.actor("manager"), "never")
    with at(0):
        assert mails.claim_mail() is None
    assert db.session.get(Mail, wanted) is None


def test_a_mail_on_which_every_sender_is_lost_is_given_up(wanted: int) -> None:
    for tries in range(TRIES):
        with at(11 * tries):
            assert mails.claim_mail()
    with at(11 * TRIES):
        assert mails.claim_mail() is None
    assert (mail(wanted).state, mail(wanted).failure) == ("failed", mails.NOBODY_CAME_BACK)


def test_a_sent_letter_is_not_kept_for_ever(world: World, wanted: int) -> None:
    with at(0):
        claim = mails.claim_mail()
        assert claim
        mails.mail_sent(claim)
    later = Mail(person_id=world.people["deputy"], subject="S", text="T", message_id="<2@example.org>")
    later.created_at = later.next_try_at = MORNING
    db.session.add(later)
    db.session.commit()
    with at(60 * 24 * 31):
        claim = mails.claim_mail()
        assert claim
        mails.mail_sent(claim)
    assert db.session.get(Mail, wanted) is None
