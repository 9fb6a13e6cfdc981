"""Bringing back an old revision: which rows come back, and what stays because it is frozen (settled.md).

Figures stay, so measures of the Check and check sheets are no part of this, nor adherence checks and
deviations: what was seen was seen. Nobody loses a training by it. A locked row stays as it is; of a finished
experiment stay what was expected and what was seen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any, Final

from a3tracker.domain.causes import Cause
from a3tracker.domain.countermeasures import Countermeasure, Marks, read_countermeasure
from a3tracker.domain.cycles import Panel
from a3tracker.domain.experiments import FROZEN, Experiment
from a3tracker.domain.facts import Fact
from a3tracker.domain.not_to_do import NotToDo, read_not_to_do
from a3tracker.domain.predictions import ExpectedRange, Prediction
from a3tracker.domain.rows import PersonRow
from a3tracker.domain.standards import Step

#: The kinds of rows that come back, each with its class.
BROUGHT_BACK: Final[dict[Panel, type[Fact]]] = {
    Panel.PEOPLE: PersonRow,
    Panel.PREDICTIONS: Prediction,
    Panel.EXPERIMENTS: Experiment,
    Panel.RANGES: ExpectedRange,
    Panel.COUNTERMEASURES: Countermeasure,
    Panel.NOT_TO_DO: NotToDo,
    Panel.CAUSES: Cause,
    Panel.STEPS: Step,
}

#: Those whose shape in a revision is not that of their fields.
_READ: Final[dict[Panel, Callable[[Mapping[str, Any]], Fact]]] = {
    Panel.COUNTERMEASURES: read_countermeasure,
    Panel.NOT_TO_DO: read_not_to_do,
}
#: What an old revision may not know yet of a finished experiment.
_CAME_OF_IT: Final = ("did", "learned", "next_step", "look_on")


def fact_from(panel: Panel, plain: Mapping[str, Any]) -> Fact:
    """The inverse of a row's `plain`: the fact that a revision stored."""
    if panel in _READ:
        return _READ[panel](plain)
    kind = BROUGHT_BACK[panel]
    given = {field.name: plain[field.name] for field in fields(kind) if field.name in plain}
    for field in fields(kind):
        if "date" in str(field.type) and given.get(field.name):
            given[field.name] = date.fromisoformat(given[field.name])
    return kind(**given)


def brought_back(was: Fact, now: Fact) -> Fact:
    """The row as it was, but of a finished experiment stay what was expected and what was seen.

    Of a countermeasure stay its marks and whether it is dropped; of what is not to be done the manager's yes,
    while the words are the same.
    """
    if isinstance(was, Experiment) and isinstance(now, Experiment) and now.finished:
        kept = {name: getattr(now, name) for name in (*FROZEN, "observed", "seen")}
        came = {name: getattr(was, name) or getattr(now, name) for name in _CAME_OF_IT}
        return replace(was, **kept, **came)
    if isinstance(was, Countermeasure) and isinstance(now, Countermeasure):
        return replace(was, number=now.number, marks=now.marks, dropped=now.dropped)
    if isinstance(was, NotToDo) and isinstance(now, NotToDo):
        return now if was.words == now.words else was
    if isinstance(was, PersonRow) and isinstance(now, PersonRow) and was.person == now.person and now.trained:
        return replace(was, trained=now.trained, trained_on=now.trained_on)
    return was


def stays(now: Fact) -> bool:
    """Whether a row that an old revision does not know stays: it would be a result thrown away."""
    if isinstance(now, Countermeasure):
        return now.marks != Marks() or now.dropped is not None
    return isinstance(now, Experiment) and now.finished


def comes_back(was: Fact, something_locked: bool) -> bool:
    """Whether a row that is gone comes back: beside a locked one stands a later one only, with its reason."""
    later = isinstance(was, Prediction | ExpectedRange) and was.made is not None
    return later or not something_locked


def person_of(fact: Fact) -> int | None:
    """The id of the person whom a row names, if it names one."""
    if isinstance(fact, PersonRow | NotToDo):
        return fact.person
    if isinstance(fact, Experiment | Countermeasure):
        return fact.who
    return fact.responsible if isinstance(fact, ExpectedRange) else None
