"""The not-to-do list beside a plan: what stops, so that something else can start, with the manager's yes.

Source: handbook, domain.md section 6: work added without work removed fails. An item takes work off
somebody's plate, so the manager says yes to it (settled.md); other words need another yes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from a3tracker.domain.errors import Invalid
from a3tracker.domain.rows import SHORT, text_of

LONGEST_WHAT: Final = 200
_NUMBERS: Final = re.compile(r"\d{1,4}(?:(?:, ?| and |, and )\d{1,4})*")


@dataclass(frozen=True)
class NotToDo:
    """One thing that stops. `person` is whose plate it leaves, or `plate` says it in words.

    `so_that` says what can start instead. `agreed_by` and `agreed_on` are the manager's yes.
    """

    what: str
    person: int | None = None
    plate: str = ""
    so_that: str = ""
    agreed_by: int | None = None
    agreed_on: date | None = None

    @property
    def words(self) -> NotToDo:
        """The item without its yes."""
        return replace(self, agreed_by=None, agreed_on=None)

    def plain(self, identity: int) -> dict[str, Any]:
        """The shape that a revision stores; what is not set is left out."""
        said = {
            "person": self.person,
            "plate": self.plate,
            "so_that": self.so_that,
            "agreed_by": self.agreed_by,
            "agreed_on": self.agreed_on.isoformat() if self.agreed_on else None,
        }
        return {"id": identity, "what": self.what, **{key: value for key, value in said.items() if value}}


def starting_words(so_that: str) -> str:
    """What can start instead: the numbers of countermeasures alone say what they are."""
    if not _NUMBERS.fullmatch(so_that):
        return so_that
    return f"countermeasure{'' if so_that.isdecimal() else 's'} {so_that}"


def read_not_to_do(plain: Mapping[str, Any]) -> NotToDo:
    """The words of an item out of a revision: a yes is never brought back, somebody gives it."""
    return NotToDo(plain["what"], plain.get("person"), plain.get("plate", ""), plain.get("so_that", ""))


def checked_not_to_do(row: NotToDo, before: NotToDo | None = None) -> NotToDo:
    """The item trimmed and whole; it keeps the yes of `before` while it says the same."""
    checked = NotToDo(
        text_of(row.what, "what", LONGEST_WHAT, "Say what stops."),
        row.person,
        text_of(row.plate, "plate", SHORT),
        text_of(row.so_that, "so_that", LONGEST_WHAT, "Say what can start or be done better instead."),
    )
    if checked.person is None and not checked.plate:
        raise Invalid(
            "Say whose plate it leaves.", {"plate": "Choose somebody above, or say whose plate it leaves."}
        )
    return before if before is not None and before.words == checked else checked
