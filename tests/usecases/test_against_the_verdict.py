"""Adopting what the check did not confirm, or abandoning what it did, asks for a reason."""

from __future__ import annotations

import pytest

from a3tracker.db.base import db
from a3tracker.db.rows import rows_in
from a3tracker.domain.checks import Check
from a3tracker.domain.cycles import Panel
from a3tracker.domain.errors import Invalid
from a3tracker.domain.figures import Figure
from a3tracker.domain.rows import MeasureSide
from a3tracker.domain.stages import Stage
from a3tracker.usecases import reviews, rows
from tests.walk import a3_of, decide, fill, prediction, soon, walk
from tests.world import World

CONFIRMED, UNPROVEN = (Figure(300, 1000), Figure(220, 1000)), (Figure(28, 100), Figure(24, 100))


def checked(world: World, figures: tuple[Figure, Figure] | None) -> None:
    """An A3 that waits for its Act, with a check of its prediction: 27 %, between 24 and 30."""
    fill(world.actor("member"), world.a3)
    walk(world, Stage.CHECK)
    (expected,) = rows_in(a3_of(world.a3).id, Panel.PREDICTIONS)
    if figures is not None:
        actual, before = figures
        check = Check(
            "Win rate", MeasureSide.ACQUISITION, "%", before, None, actual, soon(0), prediction=expected.id
        )
        rows.add_row(world.actor("member"), world.a3, Panel.CHECKS, check)
    walk(world, Stage.ACT)


@pytest.mark.parametrize(
    ("figures", "outcome", "asks"),
    [
        (CONFIRMED, "adopted", False),
        (UNPROVEN, "adopted", True),
        (None, "adopted", True),
        (CONFIRMED, "abandoned", True),
        (UNPROVEN, "abandoned", False),
        (UNPROVEN, "adjusted", False),
    ],
)
def test_an_outcome_against_the_verdict_asks_for_a_reason(
    world: World, figures: tuple[Figure, Figure] | None, outcome: str, asks: bool
) -> None:
    checked(world, figures)
    reviews.submit(world.actor("coordinator"), world.a3, outcome=outcome)
    if asks:
        with pytest.raises(Invalid) as refused:
            decide(world.actor("manager"), world.a3)
        assert f"agree to “{outcome}” with a reason" in refused.value.fields["reason"]
        db.session.expire_all()
        assert a3_of(world.a3).stage == Stage.ACT
    reason = "We look again in a month" if asks else ""
    assert decide(world.actor("manager"), world.a3, reason=reason) is Stage.CLOSED


def test_a_prediction_that_goes_takes_its_check_along_no_further(world: World) -> None:
    member = world.actor("member")
    fill(member, world.a3)
    from_plan = rows.add_row(member, world.a3, Panel.PREDICTIONS, prediction())
    check = Check("Win rate", MeasureSide.ACQUISITION, prediction=from_plan)
    rows.add_row(member, world.a3, Panel.CHECKS, check)
    rows.remove_row(member, world.a3, Panel.PREDICTIONS, from_plan)
    (kept,) = rows_in(a3_of(world.a3).id, Panel.CHECKS)
    db.session.refresh(kept)
    assert kept.fact().prediction is None  # type: ignore[union-attr]
