"""Setting up people: administrators only."""

from __future__ import annotations

from sqlalchemy.exc import IntegrityError

from a3tracker.db.base import db
from a3tracker.db.people import Person, person_with_email
from a3tracker.db.sessions import end_sessions
from a3tracker.domain.access import Action, Actor, ensure
from a3tracker.domain.errors import Invalid, NotFound
from a3tracker.domain.people import PersonChange, checked_password, checked_person
from a3tracker.usecases.sign_in import hash_password
from a3tracker.usecases.transaction import journal, let_go, now, writing


def add_person(actor: Actor, change: PersonChange, password: str) -> int:
    """Add somebody who signs in, with a first password; returns the person's id."""
    ensure(actor, Action.SET_UP_PEOPLE)
    change = checked_person(change)
    checked_password(password, change.email)
    let_go()
    hashed = hash_password(password)
    with writing():
        _ensure_address_is_free(change.email)
        person = Person(
            name=change.name,
            email=change.email,
            password_hash=hashed,
            is_admin=change.is_admin,
            created_at=now(),
        )
        db.session.add(person)
        _flush_with_address()
        journal(actor.id, "added", "person", person.id, is_admin=change.is_admin)
        return person.id


def edit_person(actor: Actor, person_id: int, change: PersonChange) -> None:
    """Correct name and address, make or unmake an administrator (never oneself)."""
    ensure(actor, Action.SET_UP_PEOPLE)
    change = checked_person(change)
    if person_id == actor.id and not change.is_admin:
        raise Invalid(
            "You cannot take your own administration away.",
            {"is_admin": "Ask another administrator to do this."},
        )
    with writing():
        person = found_account(person_id)
        _ensure_address_is_free(change.email, but=person_id)
        person.name, person.email, person.is_admin = change.name, change.email, change.is_admin
        _flush_with_address()
        journal(actor.id, "edited", "person", person_id, is_admin=change.is_admin)


def reset_password(actor: Actor, person_id: int, password: str) -> None:
    """Set a new first password; all sessions of the person end."""
    ensure(actor, Action.SET_UP_PEOPLE)
    checked_password(password, found_account(person_id).email or "")
    let_go()
    hashed = hash_password(password)
    with writing():
        found_account(person_id).password_hash = hashed
        end_sessions(person_id)
        journal(actor.id, "reset the password of", "person", person_id)


def archive_person(actor: Actor, person_id: int) -> None:
    """Disable somebody: no more signing in, sessions end; what they wrote stays."""
    ensure(actor, Action.SET_UP_PEOPLE)
    if person_id == actor.id:
        raise Invalid("You cannot disable yourself. Ask another administrator.")
    with writing():
        found_account(person_id).archived_at = now()
        end_sessions(person_id)
        journal(actor.id, "disabled", "person", person_id)


def bring_back_person(actor: Actor, person_id: int) -> None:
    """Let somebody sign in again."""
    ensure(actor, Action.SET_UP_PEOPLE)
    with writing():
        found_account(person_id).archived_at = None
        journal(actor.id, "brought back", "person", person_id)


def found_account(person_id: int) -> Person:
    """The one who signs in; contacts are not found here."""
    person = db.session.get(Person, person_id)
    if person is None or person.email is None:
        raise NotFound("There is no such person.")
    return person


def _ensure_address_is_free(email: str, but: int | None = None) -> None:
    other = person_with_email(email)
    if other is not None and other.id != but:
        raise Invalid(
            "Somebody signs in with this address already.",
            {"email": f"It belongs to {other.name}. Use another one, or edit that person."},
        )


def _flush_with_address() -> None:
    """Two administrators may add the same address at the same moment; the database sees the second."""
    try:
        db.session.flush()
    except IntegrityError:
        raise Invalid(
            "Somebody signs in with this address already.", {"email": "Use another one, or edit that person."}
        ) from None
