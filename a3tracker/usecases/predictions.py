"""Locking what is expected, and beginning anew with a new version of a standard."""

from __future__ import annotations

from a3tracker.db.a3s import A3, Placed
from a3tracker.db.base import db
from a3tracker.db.predictions import ExpectedRange, Prediction, locked_days, ranges_in_force, unlocked
from a3tracker.db.series import series_named
from a3tracker.domain.cycles import CYCLES, Panel
from a3tracker.domain.periods import Length, period_of
from a3tracker.domain.predictions import at_first
from a3tracker.usecases.transaction import now


def lock_expected(person: int, placed: Placed) -> None:
    """Lock the predictions or expected ranges for ever. Called inside a writing transaction."""
    table = ExpectedRange if CYCLES[placed.a3.cycle].expected is Panel.RANGES else Prediction
    for row in unlocked(placed.a3.id, table):
        lock_row(person, placed, row)


def lock_row(person: int, placed: Placed, row: Prediction | ExpectedRange) -> None:
    """Lock one row, a prediction with what its metric was: what is locked can take up nothing later."""
    if isinstance(row, Prediction) and row.metric_id is not None:
        _note_baseline(placed, row, row.metric_id)
    row.locked_at, row.locked_by = now(), person


def _note_baseline(placed: Placed, row: Prediction, metric: int) -> None:
    """Mean and periods of the limits that the change will be judged by, and the definition's version."""
    today = placed.segment.today(now())
    since = min(locked_days(placed.a3.id, placed.segment).values(), default=today)
    last = period_of(since, Length(placed.segment.period)).before()
    for series in series_named(placed.segment, today, {metric}):
        known = series.frozen_at(last)
        row.baseline, row.baseline_periods = known.before(), known.before_words()
        row.definition = known.definition


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
