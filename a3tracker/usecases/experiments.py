"""Logging an experiment before it is tried, and noting afterwards what came of it."""

from __future__ import annotations

import re

from a3tracker.db.a3s import Placed
from a3tracker.db.experiments import Experiment, logged_once
from a3tracker.domain import experiments as domain
from a3tracker.domain.access import Action, Actor
from a3tracker.domain.cycles import Panel
from a3tracker.domain.errors import NotFound
from a3tracker.usecases.a3s import open_a3
from a3tracker.usecases.rows import added_row, edit_row, found_row
from a3tracker.usecases.transaction import writing

_KEY = re.compile(r"[0-9a-f]{32}")


def log_experiment(actor: Actor, number: int, experiment: domain.Experiment, once: str = "") -> int:
    """The id of the new experiment; under a key that was used before on this A3, of the one logged then."""
    with writing():
        return logged(actor, open_a3(actor, number, Action.WRITE_A3), experiment, once).id


def logged(actor: Actor, placed: Placed, experiment: domain.Experiment, once: str) -> Experiment:
    """The new experiment, or the one logged under this key. Called inside a writing transaction."""
    key = once if _KEY.fullmatch(once) else None
    known = logged_once(placed.a3.id, key) if key else None
    if known is not None:
        return known
    row = added_row(actor, placed, Panel.EXPERIMENTS, experiment)
    assert isinstance(row, Experiment)
    row.once = key
    return row


def found_experiment(actor: Actor, number: int, row_id: int) -> Experiment:
    """One experiment of an A3 that the actor sees."""
    row = found_row(actor, number, Panel.EXPERIMENTS, row_id)
    if not isinstance(row, Experiment):
        raise NotFound("There is no such experiment.")
    return row


def note_result(actor: Actor, number: int, row_id: int, result: domain.Result, version: int) -> None:
    """Write down what came of it; an older form is refused, so that nothing of somebody else's is lost."""
    before = found_experiment(actor, number, row_id).fact()
    edit_row(actor, number, Panel.EXPERIMENTS, row_id, domain.with_result(before, result), version)
