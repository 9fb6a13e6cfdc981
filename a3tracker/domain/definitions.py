"""Operational definitions: a test, a criterion, a yes/no decision, the same to all who count.

What a term means stands in versions that are never changed. A chart never mixes two of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final, Protocol

from a3tracker.domain.errors import Invalid
from a3tracker.domain.periods import CalendarPeriod, Length, period_of
from a3tracker.domain.rows import LONG, SHORT, TAKT_REFUSED, names_takt, text_of

UNIT = 60
#: The parts of a definition in the order in which they are read, with their words on a page.
PARTS: Final = {
    "purpose": "Purpose",
    "test": "Test",
    "criterion": "Criterion",
    "decision_rule": "Decision rule",
    "unit": "Unit",
    "source": "Source",
    "period": "Period",
    "measured_by": "Who measures",
    "example": "Example",
    "counter_example": "Counter-example",
}
_LONGEST: Final = {"unit": UNIT, "period": UNIT, "measured_by": SHORT}
_NEEDED: Final = {
    "test": "Say what one looks at.",
    "criterion": "Say when the answer is yes.",
    "decision_rule": "Say what is decided when the answer is yes, and when it is no.",
}


@dataclass(frozen=True)
class Meaning:
    """What a term means in one version."""

    purpose: str = ""
    test: str = ""
    criterion: str = ""
    decision_rule: str = ""
    unit: str = ""
    source: str = ""
    period: str = ""
    measured_by: str = ""
    example: str = ""
    counter_example: str = ""


class Version(Protocol):
    """What is asked of a version here: its number and the day from which it counts."""

    @property
    def number(self) -> int:
        """1 for the first."""

    @property
    def valid_from(self) -> date:
        """The first day on which the term means this."""


@dataclass(frozen=True)
class Break:
    """Where a chart is split: the first period of the new group, and the mixed one before it, if any."""

    period: CalendarPeriod
    name: str
    mixed: CalendarPeriod | None = None


def checked_term(term: str) -> str:
    """The term trimmed; a term called takt is refused with the reason."""
    term = text_of(term, "term", SHORT, "Name the term.")
    if names_takt(term):
        raise Invalid("Takt time is refused.", {"term": TAKT_REFUSED})
    return term


def checked_meaning(meaning: Meaning) -> Meaning:
    """The parts trimmed; test, criterion and decision rule make it operational, so they are needed."""
    wrong: dict[str, str] = {}
    clean: dict[str, str] = {}
    for part in PARTS:
        try:
            clean[part] = text_of(
                getattr(meaning, part), part, _LONGEST.get(part, LONG), _NEEDED.get(part, "")
            )
        except Invalid as refusal:
            wrong.update(refusal.fields)
    if wrong:
        raise Invalid("The definition is not whole yet.", wrong)
    return Meaning(**clean)


def ensure_later(valid_from: date, newest: date) -> None:
    """A version counts from a day after that on which the one before it began."""
    if valid_from <= newest:
        sentence = f"The version before counts from {newest.isoformat()}. Give a later day."
        raise Invalid("The version needs a later day.", {"valid_from": sentence})


def ensure_changed(meaning: Meaning, newest: Meaning) -> None:
    """A new version says something else."""
    if meaning == newest:
        raise Invalid("Nothing was changed: the definition stands as it is.")


def definition_breaks(versions: Iterable[Version], length: Length) -> tuple[Break, ...]:
    """Where the versions after the first split a chart with periods of this length.

    A version that counts from the middle of a period makes that period a mixed one.
    """
    ordered = sorted(versions, key=lambda version: version.number)
    breaks = []
    for _, version in pairwise(ordered):
        period = period_of(version.valid_from, length)
        name = f"definition v{version.number}"
        whole = version.valid_from == period.first
        breaks.append(Break(period, name) if whole else Break(period.next(), name, period))
    return tuple(breaks)


def version_on(versions: Iterable[Version], day: date) -> Version | None:
    """The version that counts on a day; the first one counts for the time before it, too."""
    ordered = sorted(versions, key=lambda version: version.number)
    begun = [version for version in ordered if version.valid_from <= day]
    return begun[-1] if begun else next(iter(ordered), None)
