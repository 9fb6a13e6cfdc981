"""Mail: how often, bundles of what is unread, and the outbox from which the worker sends."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from itsdangerous import BadData, URLSafeSerializer

from a3tracker.config import Config
from a3tracker.db.base import db
from a3tracker.db.mails import Mail, MailSetting, forget_mails, mail_setting, next_mail, pace_of, paces
from a3tracker.db.notices import mark_mailed, oldest_unmailed, unmailed
from a3tracker.db.people import Person, actor_of
from a3tracker.domain.access import Actor
from a3tracker.domain.errors import Invalid, NotFound
from a3tracker.domain.mails import TRIES, Letter, letter_about, pause_after
from a3tracker.domain.notices import STALE, Pace
from a3tracker.usecases.transaction import journal, now, writing

#: A worker that took a mail and did not come back within this time is gone; another one takes it.
ABANDONED = timedelta(minutes=10)
#: How long a letter is kept when it was sent or given up.
KEPT = timedelta(days=30)
NOBODY_CAME_BACK = "Sending ended without an answer each time."


@dataclass(frozen=True)
class Claim:
    """A mail that this worker sends now; nobody else does."""

    id: int
    claimed_at: datetime
    person: int
    to: str
    pace: Pace
    letter: Letter
    message_id: str


def set_pace(actor: Actor, typed: str) -> None:
    """Choose how often mail comes."""
    if typed not in list(Pace):
        raise Invalid("Choose how often.", {"pace": "Choose one from the list."})
    with writing():
        _set(actor.id, Pace(typed))


def unsubscribe(config: Config, token: str) -> None:
    """No more mail for the person whose mail held this token; doing it twice is harmless."""
    person = unsubscriber(config, token)
    if pace_of(person) is not Pace.NEVER:
        with writing():
            _set(person, Pace.NEVER)


def unsubscriber(config: Config, token: str) -> int:
    """Whose token this is; `NotFound` when it was not made here."""
    try:
        person = _signer(config).loads(token)
    except BadData:
        person = None
    if not isinstance(person, int) or db.session.get(Person, person) is None:
        raise NotFound("This address stops no mail: it is not complete, or too old.")
    return person


def unsubscribe_token(config: Config, person: int) -> str:
    """What stands in a person's mail; it opens nothing else and needs no row."""
    return str(_signer(config).dumps(person))


def bundle_mail(config: Config) -> int:
    """Put what is unread for long enough into the outbox, one mail a person; returns how many."""
    if not config.sends_mail:
        return 0
    since = now() - STALE
    waiting = oldest_unmailed(since)
    known = paces() if waiting else {}
    due = [person for person, oldest in waiting.items() if _due(known.get(person), oldest)]
    return sum(_bundle(config, person, since) for person in due)


def claim_mail() -> Claim | None:
    """Take the next mail whose turn it is; what nobody wants any more is dropped on the way."""
    with writing():
        moment = now()
        while found := next_mail(moment, moment - ABANDONED):
            mail, person = found
            pace, to = pace_of(person.id), None if person.archived_at else person.email
            if mail.tries >= TRIES:
                mail.state, mail.claimed_at, mail.failure = "failed", None, NOBODY_CAME_BACK
            elif to and pace is not Pace.NEVER:
                mail.state, mail.claimed_at, mail.tries = "sending", moment, mail.tries + 1
                letter = Letter(mail.subject, mail.text)
                return Claim(mail.id, moment, person.id, to, pace, letter, mail.message_id)
            else:
                db.session.delete(mail)
            db.session.flush()
    return None


def mail_sent(claim: Claim) -> None:
    """Note that the server took it."""
    with writing():
        mail = _claimed(claim)
        if mail is not None:
            mail.state, mail.claimed_at, mail.sent_at, mail.failure = "sent", None, now(), ""
        forget_mails(now() - KEPT)


def mail_failed(claim: Claim, reason: str, for_good: bool = False) -> None:
    """Note why it could not be sent; it is tried again after a growing pause, unless that cannot help."""
    with writing():
        mail = _claimed(claim)
        if mail is None:
            return
        pause = None if for_good else pause_after(mail.tries)
        mail.claimed_at, mail.failure = None, reason[:300]
        mail.state = "failed" if pause is None else "wanted"
        mail.next_try_at = now() + (pause or timedelta(0))
        if pause is None:
            journal(None, "gave up the mail to", "person", mail.person_id, mail=mail.id, tries=mail.tries)


def _set(person: int, pace: Pace) -> None:
    chosen = mail_setting(person)
    if chosen is None:
        db.session.add(MailSetting(person_id=person, pace=pace.value))
    else:
        chosen.pace = pace.value
    journal(person, "chose how often mail comes", "person", person, pace=pace.value)


def _due(pace: Pace | None, oldest: datetime | None) -> bool:
    wait = pace.wait if pace else None
    return wait is not None and oldest is not None and now() - oldest >= wait


def _bundle(config: Config, person_id: int, since: datetime) -> bool:
    """All that one person has not read, as one mail. Looked up again: another worker may have been faster."""
    with writing():
        person = db.session.get(Person, person_id)
        oldest = oldest_unmailed(since, person_id).get(person_id)
        if person is None or person.archived_at or not _due(pace_of(person_id), oldest):
            return False
        told = [one.told for one in unmailed(actor_of(person, now().date()), since)]
        mark_mailed(person_id, since, now())
        if not told:
            return False
        made = letter_about(told, config.base_url or "")
        name = f"<{secrets.token_hex(16)}@{config.mail_from.rpartition('@')[2]}>"
        mail = Mail(person_id=person_id, subject=made.subject, text=made.text, message_id=name)
        mail.created_at = mail.next_try_at = now()
        db.session.add(mail)
    return True


def _claimed(claim: Claim) -> Mail | None:
    """The mail, unless somebody else took it over meanwhile."""
    mail = db.session.get(Mail, claim.id)
    mine = mail is not None and mail.state == "sending" and mail.claimed_at == claim.claimed_at
    return mail if mine else None


def _signer(config: Config) -> URLSafeSerializer:
    return URLSafeSerializer(config.secret_key, salt="unsubscribe")
