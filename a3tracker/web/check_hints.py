"""What the page says beside predictions and measures: what to add, and how many customers it takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import url_for

from a3tracker.db.a3s import Placed
from a3tracker.db.revisions import Written
from a3tracker.domain.checks import Check, read_check
from a3tracker.domain.cycles import Panel
from a3tracker.domain.guards import GUARD_ASKED, guard_asked
from a3tracker.domain.predictions import Prediction, read_prediction
from a3tracker.domain.proportions import sample_size, sample_words
from a3tracker.domain.revisions import Content
from a3tracker.domain.rows import MeasureSide
from a3tracker.domain.series import Series, figures_in
from a3tracker.domain.stages import Stage
from a3tracker.domain.verdicts import Comparison
from a3tracker.web.plan_hints import Hint, mark_hints, not_to_do_hints


@dataclass(frozen=True)
class Hints:
    """What is said in the boxes, by kind of rows, and beside a move or a decision.

    `at` holds what is said at the end of a box, by its key, and under the title.
    """

    boxes: Mapping[str, tuple[Hint, ...]] = field(default_factory=dict)
    moves: tuple[Hint, ...] = ()
    at: Mapping[str, tuple[Hint, ...]] = field(default_factory=dict)


#: Stages whose next move fixes or judges what is measured.
_MEASURING = (Stage.PREDICTION, Stage.CHECK, Stage.ACT)


def check_hints(placed: Placed, written: Written) -> Hints:
    """The hints for those who write on the sheet."""
    known = _Known(written.content)
    guard = _guard(placed, known)
    return Hints(
        {
            Panel.PREDICTIONS.value: _samples(known, written),
            Panel.CHECKS.value: (*_unchecked(placed, known, written), *guard, *_small_groups(known)),
            Panel.NOT_TO_DO.value: not_to_do_hints(written.content),
            "marks": mark_hints(placed, written),
        },
        guard if Stage(placed.a3.stage) in _MEASURING else (),
    )


def guard_words(content: Content) -> str:
    """What is said to those who decide; nothing where both sides are watched."""
    side = _Known(content).guard_asked()
    return GUARD_ASKED[side] if side else ""


class _Known:
    """The rows of a content as the domain knows them."""

    def __init__(self, content: Content) -> None:
        self.checks: list[Check] = [read_check(row) for row in content.rows.get("checks", [])]
        self.predictions: dict[int, Prediction] = {
            row["id"]: read_prediction(row) for row in content.rows.get("predictions", [])
        }
        self.figures: dict[int, Series] = figures_in(content.rows)

    def guard_asked(self) -> MeasureSide | None:
        """The side on which a guard is missing."""
        about = (self.figures.get(one.metric or 0) for one in self.predictions.values())
        return guard_asked(self.checks, [MeasureSide(series.side) for series in about if series])

    def check_of(self, prediction: int) -> Check | None:
        """The measure that checks it."""
        return next((check for check in self.checks if check.prediction == prediction), None)


def _guard(placed: Placed, known: _Known) -> tuple[Hint, ...]:
    side = known.guard_asked()
    if side is None:
        return ()
    address = url_for("rows.new", number=placed.a3.number, kind=Panel.CHECKS.value, guard=side.value)
    return (Hint(GUARD_ASKED[side], address, "Add the guard"),)


def _unchecked(placed: Placed, known: _Known, written: Written) -> tuple[Hint, ...]:
    """A button for each locked prediction about a metric that no measure checks."""
    waiting = [
        (identity, one)
        for identity, one in known.predictions.items()
        if identity in written.locked and one.metric and known.check_of(identity) is None
    ]
    return tuple(
        Hint(
            f"Nothing checks “{one.words}” yet.",
            url_for("rows.check", number=placed.a3.number, row_id=identity),
            "Check this prediction",
            posts=True,
        )
        for identity, one in waiting
    )


def _samples(known: _Known, written: Written) -> tuple[Hint, ...]:
    """How many customers a predicted proportion takes, while the prediction can still be changed."""
    said = [
        f"{one.words}: {words}."
        for identity, one in known.predictions.items()
        if identity not in written.locked and one.point is not None and "%" in one.unit
        if (before := _before(known.check_of(identity))) is not None
        and (words := sample_words(before, one.point / 100))
    ]
    return tuple(Hint(words) for words in said)


def _before(check: Check | None) -> float | None:
    """The proportion of the group before; a series is judged by its limits and needs no groups."""
    if check is None or check.comparison == Comparison.SERIES or check.before is None:
        return None
    return check.before.rate


def _small_groups(known: _Known) -> tuple[Hint, ...]:
    """Groups that are smaller than the wanted difference needs."""
    said = []
    for check in known.checks:
        prediction = known.predictions.get(check.prediction or 0)
        groups = [figure for figure in (check.before, check.actual) if figure and figure.n]
        after = _wanted(check, prediction)
        if not groups or check.before is None or check.before.rate is None or after is None:
            continue
        needed, least = sample_size(check.before.rate, after), min(figure.n or 0 for figure in groups)
        before, wanted = f"{100 * check.before.rate:.3g} %", f"{100 * after:.3g} %"
        # A level that is to be held is no difference that a group could show.
        if needed is not None and least < needed and before != wanted:
            difference = f"{check.measure}: {before} → {wanted}"
            said.append(f"{difference} needs {needed:,} customers each; you have {least:,}.")
    return tuple(Hint(words) for words in said)


def _wanted(check: Check, prediction: Prediction | None) -> float | None:
    """The proportion that is expected, else the one that is wanted."""
    if prediction is not None and prediction.point is not None and "%" in prediction.unit:
        return prediction.point / 100
    if check.target is None:
        return None
    value = check.target.value
    return check.target.rate if value is None else value / 100 if "%" in check.unit else None
