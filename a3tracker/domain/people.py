"""People: those who sign in, and contacts who only stand in Locate boxes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from a3tracker.domain.errors import Invalid
from a3tracker.domain.rows import SHORT, text_of

SHORTEST_PASSWORD, LONGEST_PASSWORD = 10, 200
_EMAIL = re.compile(r"^[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]+$")


@dataclass(frozen=True)
class PersonChange:
    """What an administrator sets on a person who signs in."""

    name: str
    email: str
    is_admin: bool = False


def checked_person(change: PersonChange) -> PersonChange:
    """The change trimmed, the address in lower case; `Invalid` names each field that is wrong."""
    name = text_of(change.name, "name", SHORT, "Give the person's name.")
    return PersonChange(name, checked_email(change.email), change.is_admin)


def checked_email(email: str) -> str:
    """The address in lower case, by which one signs in."""
    clean = email.strip().lower()
    if len(clean) > 254 or not clean.isprintable() or not _EMAIL.match(clean):
        raise Invalid(
            "The e-mail address cannot be read.", {"email": "Give an address such as maja@example.org."}
        )
    return clean


def checked_password(password: str, email: str = "", field: str = "password") -> str:
    """The password as typed; `Invalid` when it is short, endless or the address itself."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise Invalid(
            "The password is too short or too long.",
            {field: f"Use {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters; three words are good."},
        )
    if email and password.lower() == email.lower():
        raise Invalid("The password is too easy.", {field: "Choose something else than your address."})
    return password
