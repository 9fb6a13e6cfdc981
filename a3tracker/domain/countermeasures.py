"""Countermeasures of a plan: tied to causes, marked *Done?* and *Worked?* apart, and never lost.

Sources: handbook, domain.md sections 3 and 4 ("none vanishes without a reason and a re-trigger date") and
settled.md (*Stage*: every countermeasure has its marks before control point 5 is submitted).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from a3tracker.domain.errors import Invalid
from a3tracker.domain.rows import LONG, SHORT, text_of

#: How long the words of a countermeasure and of its predicted effect may be.
LONGEST_WHAT: Final = 300
LONGEST_EFFECT: Final = 200
#: What can be marked, apart from nothing yet.
DONE: Final = ("yes", "partly", "no")
WORKED: Final = ("yes", "no", "unclear")


@dataclass(frozen=True)
class Marks:
    """Was it done, and did it work: two questions, each with its evidence; "" is no mark yet."""

    done: str = ""
    done_on: date | None = None
    done_evidence: str = ""
    worked: str = ""
    worked_evidence: str = ""


@dataclass(frozen=True)
class Dropped:
    """Why it is not pursued, who said so when, and when to think again: a date, a condition, or both."""

    why: str
    on: date
    by: int
    again_on: date | None = None
    again_when: str = ""


@dataclass(frozen=True)
class Countermeasure:
    """One line of the plan. `number` is given once and never again on this A3; `causes` and `who` are ids."""

    number: int
    what: str
    causes: tuple[int, ...] = ()
    who: int | None = None
    where: str = ""
    start: date | None = None
    due: date | None = None
    effect: str = ""
    marks: Marks = Marks()
    dropped: Dropped | None = None

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do; done in part is not done."""
        return self.marks.done == "yes"

    def is_overdue(self, today: date) -> bool:
        """Whether its day has passed while it is neither done nor dropped."""
        return self.due is not None and self.due < today and not self.is_done and self.dropped is None

    def plain(self, identity: int) -> dict[str, Any]:
        """The shape that a revision stores; what is not set is left out."""
        parts = vars(self.marks) | {f"dropped_{name}": value for name, value in self._dropped().items()}
        said = {"where": self.where, "start": self.start, "effect": self.effect, **parts}
        return {
            "id": identity,
            "number": self.number,
            "what": self.what,
            "who": self.who,
            "due": self.due.isoformat() if self.due else None,
            **({"causes": list(self.causes)} if self.causes else {}),
            **{key: _plain(value) for key, value in said.items() if value},
        }

    def _dropped(self) -> dict[str, Any]:
        return vars(self.dropped) if self.dropped else {}


def read_countermeasure(plain: Mapping[str, Any]) -> Countermeasure:
    """The inverse of `Countermeasure.plain`."""
    marks = {name: plain.get(name) for name in ("done", "done_evidence", "worked", "worked_evidence")}
    given = {name: value for name, value in marks.items() if value}
    dropped = None
    if plain.get("dropped_on"):
        dropped = Dropped(
            plain.get("dropped_why", ""),
            date.fromisoformat(plain["dropped_on"]),
            plain["dropped_by"],
            _day(plain.get("dropped_again_on")),
            plain.get("dropped_again_when", ""),
        )
    return Countermeasure(
        plain["number"],
        plain["what"],
        tuple(plain.get("causes", ())),
        plain.get("who"),
        plain.get("where", ""),
        _day(plain.get("start")),
        _day(plain.get("due")),
        plain.get("effect", ""),
        Marks(done_on=_day(plain.get("done_on")), **given),
        dropped,
    )


def checked_countermeasure(row: Countermeasure) -> Countermeasure:
    """The plan's part trimmed and whole; marks and what was dropped are left as they are."""
    if row.start and row.due and row.due < row.start:
        raise Invalid("It ends before it starts.", {"due": "This lies before the start."})
    return replace(
        row,
        what=text_of(row.what, "what", LONGEST_WHAT, "Say what is done."),
        causes=tuple(sorted(set(row.causes))),
        where=text_of(row.where, "where", SHORT),
        effect=text_of(row.effect, "effect", LONGEST_EFFECT),
    )


def checked_marks(marks: Marks, today: date) -> Marks:
    """The marks trimmed: a yes, in part or not, has its evidence; what is done has its day, today at last."""
    refused: dict[str, str] = {}
    if marks.done not in ("", *DONE):
        refused["done"] = "Choose one from the list."
    if marks.worked not in ("", *WORKED):
        refused["worked"] = "Choose one from the list."
    evidence = text_of(marks.done_evidence, "done_evidence", LONG)
    proof = text_of(marks.worked_evidence, "worked_evidence", LONG)
    happened = marks.done in ("yes", "partly")
    if happened and not evidence:
        refused["done_evidence"] = "Say what shows that it was done."
    if marks.worked == "yes" and not proof:
        refused["worked_evidence"] = "Say what shows that it worked, such as before and after."
    if marks.done_on and marks.done_on > today:
        refused["done_on"] = "This day is still to come."
    if refused:
        raise Invalid("A mark needs its evidence.", refused)
    return Marks(marks.done, (marks.done_on or today) if happened else None, evidence, marks.worked, proof)


def checked_dropped(dropped: Dropped) -> Dropped:
    """The reason, and when to think again; `Invalid` when either is missing or the day has passed."""
    why = text_of(dropped.why, "why", LONG, "Say why it is dropped.")
    when = text_of(dropped.again_when, "again_when", LONGEST_EFFECT)
    if not when and dropped.again_on is None:
        sentence = "Give a date or a condition to think again."
        raise Invalid(sentence, {"again_on": sentence})
    if dropped.again_on and dropped.again_on <= dropped.on:
        raise Invalid("The day has passed.", {"again_on": "Give a day that is still to come."})
    return replace(dropped, why=why, again_when=when)


def missing_marks(rows: Iterable[Countermeasure]) -> tuple[str, ...]:
    """Which countermeasures lack a mark, one sentence a question; dropped ones need none."""
    pursued = sorted((row for row in rows if row.dropped is None), key=lambda row: row.number)
    asked = (
        ("Done?", [row.number for row in pursued if not row.marks.done]),
        ("Worked?", [row.number for row in pursued if not row.marks.worked]),
    )
    return tuple(_lacks(numbers, question) for question, numbers in asked if numbers)


def _lacks(numbers: list[int], question: str) -> str:
    *most, last = (str(number) for number in numbers)
    if not most:
        return f"Countermeasure {last} has no mark for {question}"
    return f"Countermeasures {', '.join(most)} and {last} have no mark for {question}"


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
