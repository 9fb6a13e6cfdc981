"""Adopting what the check did not confirm, or abandoning what it did, asks for a reason."""

from __future__ import annotations

import pytest
import time_machine

from a3tracker.db.base import db
from a3tracker.db.records import checked_a3s
from a3tracker.db.rows import rows_in
from a3tracker.domain.checks import Check
from a3tracker.domain.cycles import Panel
from a3tracker.domain.errors import Invalid
from a3tracker.domain.figures import Figure
from a3tracker.domain.rows import MeasureSide
from a3tracker.domain.stages import Stage
from a3tracker.domain.verdicts import Verdict
from a3tracker.usecases import reviews, rows
from a3tracker.usecases.check_rows import check_prediction
from tests import factories
from tests.series import MARCH, came, steady_year
from tests.walk import LEARNED, a3_of, decide, fill, prediction, soon, walk
from tests.world import World

CONFIRMED, UNPROVEN = (Figure(300, 1000), Figure(220, 1000)), (Figure(28, 100), Figure(24, 100))


VERDICTS = {35: Verdict.CONFIRMED, 20: Verdict.SURPRISE, 50: Verdict.NOTHING}


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
    reviews.submit(world.actor("coordinator"), world.a3, outcome=outcome, learning=LEARNED)
    if asks:
        with pytest.raises(Invalid) as refused:
            decide(world.actor("manager"), world.a3)
        assert f"agree to “{outcome}” with a reason" in refused.value.fields["reason"]
        db.session.expire_all()
        assert a3_of(world.a3).stage == Stage.ACT
    reason = "We look again in a month" if asks else ""
    assert decide(world.actor("manager"), world.a3, reason=reason) is Stage.CLOSED


@pytest.mark.parametrize(
    ("lost", "outcome", "asks"),
    [(35, "adopted", False), (35, "abandoned", True), (20, "adopted", True), (50, "abandoned", False)],
)
def test_the_figures_of_the_segment_ask_for_a_reason_too(
    march: time_machine.Traveller, world: World, lost: int, outcome: str, asks: bool
) -> None:
    """60 to 70 % was predicted after a year about 50 %. What comes after the submission counts no more."""
    retention, member = steady_year(world).id, world.actor("member")
    fill(member, world.a3)
    walk(world, Stage.PREDICTION)
    due = MARCH.shifted(2).last
    fact = prediction(words="", unit="", point=65.0, low=60.0, high=70.0, metric=retention, day=due)
    expected = rows.add_row(member, world.a3, Panel.PREDICTIONS, fact)
    walk(world, Stage.CHECK)
    check_prediction(member, world.a3, expected)
    came(world, march, MARCH, 45, lost)
    walk(world, Stage.ACT)
    reviews.submit(world.actor("coordinator"), world.a3, outcome=outcome, learning=LEARNED)
    came(world, march, MARCH.shifted(2), 99)
    if asks:
        with pytest.raises(Invalid, match=f"agree to “{outcome}” with a reason"):
            decide(world.actor("manager"), world.a3)
    decide(world.actor("manager"), world.a3, reason="We look again in a month" if asks else "")
    assert [one.verdict for one in checked_a3s(world.team)] == [VERDICTS[lost]]
    assert not checked_a3s(world.other_team)


def test_an_a3_that_is_open_or_checked_nothing_is_in_no_record(world: World) -> None:
    checked(world, CONFIRMED)
    assert not checked_a3s(world.team)
    number = factories.a3(world.segment, world.team, world.people["owner"])
    db.session.commit()
    fill(world.actor("member"), number)
    walk(world, Stage.CLOSED, number=number)
    assert not checked_a3s(world.team)
    walk(world, Stage.CLOSED)
    assert [(one.number, one.verdict) for one in checked_a3s(world.team)] == [(world.a3, Verdict.CONFIRMED)]


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
