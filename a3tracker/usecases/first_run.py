"""The first start: whoever can read the console makes the first administrator."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from a3tracker.db.people import anyone_signs_in
from a3tracker.domain.errors import Invalid
from a3tracker.domain.people import PersonChange
from a3tracker.usecases.sign_in import ensure_tries_left, first_administrator, note_failure

FILE = "first-run-code"
#: Failed codes are counted under this word, which no e-mail address can be.
_COUNTED_AS = "first run"


def console_code(instance: Path) -> str | None:
    """The code to print at start, made when there is none; None once there is an administrator."""
    if anyone_signs_in():
        (instance / FILE).unlink(missing_ok=True)
        return None
    try:
        handle = os.open(instance / FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return (instance / FILE).read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write("-".join(secrets.token_hex(2) for _ in range(4)))
    return (instance / FILE).read_text().strip()


def make_administrator(instance: Path, code: str, change: PersonChange, password: str, address: str) -> int:
    """Make the first administrator for somebody who knows the code; the code works once."""
    ensure_tries_left(_COUNTED_AS, address)
    if not _fits(instance, code):
        note_failure(_COUNTED_AS, address)
        raise Invalid(
            "The code does not fit.",
            {"code": "Copy the code that the program printed on its console when it started."},
        )
    person = first_administrator(change, password)
    (instance / FILE).unlink(missing_ok=True)
    return person


def _fits(instance: Path, typed: str) -> bool:
    try:
        known = (instance / FILE).read_text().strip()
    except OSError:
        return False
    return bool(known) and secrets.compare_digest(typed.strip().lower().encode(), known.encode())
