"""Experiments: what is tried for whom and where, what is expected of it, and what came of it.

Source: handbook, domain.md sections 3, 5 (*coaching kata*) and 6 (*funnel of opportunity*). What was expected
stands once a result is in; a trigger of the database keeps it, too.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final

from a3tracker.domain.errors import Invalid
from a3tracker.domain.figures import Figure
from a3tracker.domain.rows import LONG, SHORT, TAKT_REFUSED, names_takt, text_of

LONGEST_MEASURE, LONGEST_UNIT = 60, 20


class Ring(StrEnum):
    """How far a customer stands from what is known: widen from the inside."""

    EXISTING = "existing"
    PROSPECT = "prospect"
    NEW = "new"


@dataclass(frozen=True)
class Experiment:
    """If we do `tried` for `for_whom` at `touchpoint`, we expect `expected`, because `why`.

    With a `measure`, `low` to `high` is what is expected of it in its `unit`, and `seen` what it was. `who`
    is a person's id. Afterwards come `observed`, `did` (by the customer), `learned` and the next step.
    `look_on` is the day on which its result, and after that its next step, can be looked at.
    """

    day: date
    tried: str
    expected: str
    observed: str = ""
    learned: str = ""
    touchpoint: str = ""
    ring: str = ""
    warm_link: str = ""
    who: int | None = None
    for_whom: str = ""
    why: str = ""
    measure: str = ""
    unit: str = ""
    low: float | None = None
    high: float | None = None
    seen: float | None = None
    did: str = ""
    next_step: str = ""
    look_on: date | None = None

    @property
    def finished(self) -> bool:
        """Whether a result is in."""
        return bool(self.observed) or self.seen is not None

    @property
    def cold(self) -> bool:
        """Whether somebody outside of the known is met without a warm link."""
        return self.ring in (Ring.PROSPECT, Ring.NEW) and not self.warm_link

    def plain(self, identity: int) -> dict[str, Any]:
        """The shape that a revision stores; later fields only where they are set, so that old hashes stay."""
        stored = {
            "id": identity,
            "day": self.day.isoformat(),
            "tried": self.tried,
            "expected": self.expected,
            "observed": self.observed,
            "learned": self.learned,
        }
        later = {name: value for name, value in vars(self).items() if name not in stored}
        if self.look_on:
            later["look_on"] = self.look_on.isoformat()
        return stored | {name: value for name, value in later.items() if value not in (None, "")}


@dataclass(frozen=True)
class Result:
    """What came of an experiment, as it is typed afterwards."""

    observed: str
    seen: float | None
    did: str
    learned: str
    next_step: str
    look_on: date | None


#: What was expected: none of it changes once a result is in.
FROZEN: Final = ("tried", "for_whom", "touchpoint", "expected", "why", "measure", "unit", "low", "high")
COLD: Final = (
    "No warm link is named yet. Who knows them and could introduce us? Somebody who was introduced tells "
    "us more than somebody who was rung up."
)
STAYS: Final = "Its result is in, so it stays: what did not work teaches as much as what did."


def checked_experiment(
    row: Experiment, before: Experiment | None = None, known: Set[int] | None = None
) -> Experiment:
    """The row trimmed, complete and in order. What was expected stands once a result is in.

    `known` are the ids of those who may be named as `who`; None asks nothing.
    """
    checked = _measured(_trimmed(row))
    if checked.ring not in ("", *Ring):
        raise Invalid("Choose the ring.", {"ring": "Choose one from the list."})
    if checked.look_on and checked.look_on < checked.day:
        raise Invalid("The look lies too early.", {"look_on": "Give a day from the experiment on."})
    if known is not None and checked.who not in {None, before.who if before else None, *known}:
        raise Invalid("Choose somebody from the list.", {"who": "Choose somebody from the list."})
    if before and before.finished:
        _ensure_stands(checked, before)
    return checked


def with_result(before: Experiment, result: Result) -> Experiment:
    """The experiment with what came of it; `Invalid` while nothing was seen."""
    after = replace(before, **vars(result))
    if not text_of(after.observed, "observed", LONG) and after.seen is None:
        sentence = "Say what you saw."
        raise Invalid(sentence, {"observed": sentence})
    return after


def _trimmed(row: Experiment) -> Experiment:
    expects = "Say what you expect, so that the result can teach something."
    return replace(
        row,
        tried=text_of(row.tried, "tried", LONG, "Say what you tried."),
        for_whom=text_of(row.for_whom, "for_whom", SHORT),
        touchpoint=text_of(row.touchpoint, "touchpoint", SHORT),
        warm_link=text_of(row.warm_link, "warm_link", SHORT),
        expected=text_of(row.expected, "expected", LONG, expects),
        why=text_of(row.why, "why", LONG),
        measure=text_of(row.measure, "measure", LONGEST_MEASURE),
        unit=text_of(row.unit, "unit", LONGEST_UNIT),
        observed=text_of(row.observed, "observed", LONG),
        did=text_of(row.did, "did", LONG),
        learned=text_of(row.learned, "learned", LONG),
        next_step=text_of(row.next_step, "next_step", LONG),
    )


def _measured(row: Experiment) -> Experiment:
    """A number has a measure and a measure has a range; one number is both of its ends."""
    if not row.measure:
        if row.unit or {row.low, row.high, row.seen} != {None}:
            raise Invalid("Name what is measured.", {"measure": "Name what the number counts."})
        return row
    if names_takt(row.measure) or names_takt(row.unit):
        raise Invalid("Takt time is refused.", {"measure": TAKT_REFUSED})
    low, high = (row.high if row.low is None else row.low), (row.low if row.high is None else row.high)
    if low is None or high is None:
        raise Invalid(
            "Give what you expect.", {"low": "Give the number that you expect, or both ends of a range."}
        )
    if low > high:
        raise Invalid(
            "The range is the wrong way round.", {"low": "The low end must not be above the high end."}
        )
    return replace(row, low=low, high=high)


def _ensure_stands(row: Experiment, before: Experiment) -> None:
    changed = [name for name in FROZEN if getattr(row, name) != getattr(before, name)]
    if changed:
        raise Invalid(
            "What was expected cannot change once the result is in.",
            {name: _stood(getattr(before, name)) for name in changed},
        )
    for name, said in (("observed", before.observed), ("seen", before.seen)):
        if said not in ("", None) and getattr(row, name) in ("", None):
            raise Invalid(
                "What was observed can be put right, but not taken away.",
                {name: f"It was “{_typed(said)}”. Correct it, or log a new experiment."},
            )


def _stood(value: str | float | None) -> str:
    was = "It was left empty." if value in ("", None) else f"It was “{_typed(value)}”."
    return f"{was} Log a new experiment for a new expectation."


def _typed(value: str | float | None) -> str:
    return str(Figure(value=value)) if isinstance(value, float) else str(value)
