"""Bringing back an old revision: which rows come back, and what stays because it is frozen (settled.md).

Figures stay, so measures of the Check are no part of this. A locked row stays as it is; of a finished
experiment stay what was expected and what was seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any, Final

from a3tracker.domain.cycles import Panel
from a3tracker.domain.experiments import FROZEN, Experiment
from a3tracker.domain.facts import Fact
from a3tracker.domain.predictions import ExpectedRange, Prediction
from a3tracker.domain.rows import PersonRow

#: The kinds of rows that come back, each with its class.
BROUGHT_BACK: Final[dict[Panel, type[Fact]]] = {
    Panel.PEOPLE: PersonRow,
    Panel.PREDICTIONS: Prediction,
    Panel.EXPERIMENTS: Experiment,
    Panel.RANGES: ExpectedRange,
}
#: What an old revision may not know yet of a finished experiment.
_CAME_OF_IT: Final = ("did", "learned", "next_step", "look_on")


def fact_from(panel: Panel, plain: Mapping[str, Any]) -> Fact:
    """The inverse of a row's `plain`: the fact that a revision stored."""
    kind = BROUGHT_BACK[panel]
    given = {field.name: plain[field.name] for field in fields(kind) if field.name in plain}
    for field in fields(kind):
        if "date" in str(field.type) and given.get(field.name):
            given[field.name] = date.fromisoformat(given[field.name])
    return kind(**given)


def brought_back(was: Fact, now: Fact) -> Fact:
    """The row as it was, but of a finished experiment stay what was expected and what was seen."""
    if isinstance(was, Experiment) and isinstance(now, Experiment) and now.finished:
        kept = {name: getattr(now, name) for name in (*FROZEN, "observed", "seen")}
        came = {name: getattr(was, name) or getattr(now, name) for name in _CAME_OF_IT}
        return replace(was, **kept, **came)
    return was


def stays(now: Fact) -> bool:
    """Whether a row that an old revision does not know stays: it would be a result thrown away."""
    return isinstance(now, Experiment) and now.finished


def comes_back(was: Fact, something_locked: bool) -> bool:
    """Whether a row that is gone comes back: beside a locked one stands a later one only, with its reason."""
    later = isinstance(was, Prediction | ExpectedRange) and was.made is not None
    return later or not something_locked


def person_of(fact: Fact) -> int | None:
    """The id of the person whom a row names, if it names one."""
    if isinstance(fact, PersonRow):
        return fact.person
    if isinstance(fact, Experiment):
        return fact.who
    return fact.responsible if isinstance(fact, ExpectedRange) else None
