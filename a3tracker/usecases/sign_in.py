"""Signing in and out, and one's own password (handbook, safety.md section 4)."""

from __future__ import annotations

import functools
import hashlib
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy.exc import OperationalError

from a3tracker.db.base import db
from a3tracker.db.people import Person, anyone_signs_in, person_with_email
from a3tracker.db.sessions import (
    FailedSignIn,
    Session,
    end_session,
    end_sessions,
    failures_since,
    forget_failures,
    forget_sessions,
    session_with,
)
from a3tracker.domain.access import Actor
from a3tracker.domain.errors import Invalid, NotAllowed, Refusal
from a3tracker.domain.people import PersonChange, checked_password, checked_person
from a3tracker.usecases.transaction import journal, let_go, now, writing

IDLE = timedelta(hours=8)
WINDOW = timedelta(minutes=5)
TRIES_A_PERSON, TRIES_AN_ADDRESS = 10, 50
WRONG = "This address and password do not belong together. Check both and try again."

_hasher = PasswordHasher()


class TooManyTries(Refusal):
    """Signing in is closed for a few minutes (429)."""


@dataclass(frozen=True)
class SignedIn:
    """The token for the browser, and the person who is known by it from now on."""

    token: str
    person: int


def sign_in(email: str, password: str, address: str, before: str | None = None) -> SignedIn:
    """Open a session; the same refusal, after the same time, for a wrong password and an unknown address.

    `before` is the token that the browser held until now: its session ends.
    """
    email = "".join(sign for sign in email.strip().lower() if sign.isprintable())[:254]
    ensure_tries_left(email, address)
    person = person_with_email(email)
    known = person.password_hash if person and not person.archived_at else None
    person_id = person.id if person and known else None
    let_go()
    if not _verify(known or _nobody(), password) or person_id is None:
        note_failure(email, address)
        raise Invalid(WRONG)
    token = secrets.token_urlsafe(32)
    with writing():
        # Somebody may have disabled the person, or set a new password, while this one was checked.
        person = db.session.get_one(Person, person_id)
        if person.archived_at or person.password_hash != known:
            raise Invalid(WRONG)
        _swap_session(before, Session(token_hash=hash_of(token), person_id=person_id))
        journal(person_id, "signed in", "person", person_id)
    return SignedIn(token, person_id)


def person_of_token(token: str) -> Person | None:
    """Who is signed in with this token; keeps the session awake, at most once in five minutes."""
    found = session_with(hash_of(token), now() - IDLE)
    if found is None:
        return None
    session, person = found
    if session.seen_at < now() - timedelta(minutes=5):
        person_id, session_id = person.id, session.id
        # Reading goes on when nothing can be written, on a full disk for one.
        with suppress(OperationalError), writing():
            awake = db.session.get(Session, session_id)
            if awake is not None:
                awake.seen_at = now()
        return db.session.get(Person, person_id)
    return person


def sign_out(actor: Actor, token: str) -> None:
    """End this session."""
    with writing():
        end_session(hash_of(token))
        journal(actor.id, "signed out", "person", actor.id)


def change_password(actor: Actor, present: str, wanted: str, token: str, address: str = "") -> None:
    """Set one's own password; all other sessions of the person end."""
    person = db.session.get_one(Person, actor.id)
    email, known = person.email or "", person.password_hash or _nobody()
    ensure_tries_left(email, address)
    let_go()
    if not _verify(known, present):
        note_failure(email, address)
        raise Invalid("The present password is wrong.", {"present": "This is not your present password."})
    hashed = hash_password(checked_password(wanted, email, "wanted"))
    with writing():
        db.session.get_one(Person, actor.id).password_hash = hashed
        end_sessions(actor.id, but=hash_of(token))
        journal(actor.id, "changed the password", "person", actor.id)


def first_administrator(change: PersonChange, password: str) -> int:
    """Make the first administrator; refused once there is one."""
    change = checked_person(change)
    checked_password(password, change.email)
    let_go()
    hashed = hash_password(password)
    with writing():
        if anyone_signs_in():
            raise NotAllowed("There is an administrator already. Sign in, or ask that person.")
        if person_with_email(change.email) is not None:
            raise Invalid("The address is taken.", {"email": "Somebody has this address. Use another one."})
        person = Person(
            name=change.name, email=change.email, password_hash=hashed, is_admin=True, created_at=now()
        )
        db.session.add(person)
        db.session.flush()
        journal(None, "made the first administrator", "person", person.id)
        return person.id


def hash_password(password: str) -> str:
    """The argon2id hash of a password; it takes a while, so never call it inside a transaction."""
    return _hasher.hash(password)


def hash_of(token: str) -> str:
    """What the database keeps of a session's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def ensure_tries_left(email: str, address: str) -> None:
    """`TooManyTries` after ten failed tries for the person, or fifty from the network address."""
    by_email, by_address = failures_since(now() - WINDOW, email=email, address=address)
    if by_email >= TRIES_A_PERSON or by_address >= TRIES_AN_ADDRESS:
        raise TooManyTries("Too many tries. Wait five minutes, then try again.")


def note_failure(email: str, address: str) -> None:
    """Count one failed try; only failed ones count toward the limits."""
    with writing():
        forget_failures(now() - timedelta(days=1))
        db.session.add(FailedSignIn(email=email, address=address[:60], at=now()))
        journal(None, "failed to sign in", "person")


@functools.cache
def _nobody() -> str:
    """Checked against when the address is unknown, so that both answers take the same time."""
    return _hasher.hash(secrets.token_urlsafe(16))


def _verify(known: str, password: str) -> bool:
    try:
        return _hasher.verify(known, password[:200])
    except (VerificationError, InvalidHashError):
        return False


def _swap_session(before: str | None, session: Session) -> None:
    forget_sessions(now() - IDLE)
    if before is not None:
        end_session(hash_of(before))
    session.created_at = session.seen_at = now()
    db.session.add(session)
