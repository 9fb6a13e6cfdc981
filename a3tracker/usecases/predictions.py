"""Locking what is expected, and beginning anew with a new version of a standard."""

from __future__ import annotations

from a3tracker.db.a3s import A3
from a3tracker.db.base import db
from a3tracker.db.predictions import ExpectedRange, Prediction, ranges_in_force, unlocked
from a3tracker.domain.cycles import CYCLES, Panel
from a3tracker.domain.predictions import at_first
from a3tracker.usecases.transaction import now


def lock_expected(person: int, a3: A3) -> None:
    """Lock the predictions or expected ranges for ever. Called inside a writing transaction."""
    table = ExpectedRange if CYCLES[a3.cycle].expected is Panel.RANGES else Prediction
    for row in unlocked(a3.id, table):
        row.locked_at, row.locked_by = now(), person


def renew_ranges(a3: A3) -> None:
    """A new version of the standard: what was locked stays in the revisions, and a copy can be changed.

    A later range takes the place of those beside which it stood: the ones of the same measure.
    """
    rows = ranges_in_force(a3.id)
    later = {row.measure: row for row in rows if row.made is not None}
    for row in rows:
        row.ended_at = now()
    for row in [*(row for row in rows if row.measure not in later), *later.values()]:
        copy = ExpectedRange(a3_id=a3.id)
        fact = at_first(row.fact())
        copy.write(fact)
        db.session.add(copy)
    db.session.flush()
