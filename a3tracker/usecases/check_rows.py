"""The measure that checks a prediction, added with one click."""

from __future__ import annotations

from a3tracker.db.predictions import Prediction
from a3tracker.db.rows import rows_in
from a3tracker.domain.access import Actor
from a3tracker.domain.checks import Check
from a3tracker.domain.cycles import Panel
from a3tracker.domain.errors import WrongState
from a3tracker.domain.rows import MeasureSide
from a3tracker.usecases.rows import add_row, found_row


def check_prediction(actor: Actor, number: int, prediction: int) -> int:
    """Add the series that a locked prediction is about; the row that is there already, if one is."""
    row = found_row(actor, number, Panel.PREDICTIONS, prediction)
    assert isinstance(row, Prediction)
    if row.locked_at is None or row.metric_id is None:
        raise WrongState("Only a locked prediction about a metric of the segment is checked by its series.")
    for known in rows_in(row.a3_id, Panel.CHECKS):
        if getattr(known, "prediction_id", None) == prediction:
            return known.id
    check = Check("", MeasureSide.OTHER, prediction=prediction, metric=row.metric_id)
    return add_row(actor, number, Panel.CHECKS, check)
