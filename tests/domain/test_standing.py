"""Where an A3 stood, told from the control points that were passed by then."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from a3tracker.domain.stages import ORDER, Stage
from a3tracker.domain.standing import Passed, Standing, standing_at

START = datetime(2026, 3, 1, 9, tzinfo=UTC)


def day(number: int) -> datetime:
    return START + timedelta(days=number)


def on_the_way(cycle: str, *ends: str) -> list[Passed]:
    """Five points in five days, then round again from Check for each further outcome."""
    passed = [Passed(day(point), cycle, point) for point in (1, 2, 3, 4)]
    for lap, outcome in enumerate(ends, 1):
        at = 5 + 3 * (lap - 1)
        if lap > 1:
            passed += [Passed(day(at - 2), cycle, 3, lap), Passed(day(at - 1), cycle, 4, lap)]
        passed.append(Passed(day(at), cycle, 5 if lap == 1 else 6, lap, outcome))
    return passed


@pytest.mark.parametrize(("days", "stage"), list(enumerate(ORDER)))
def test_each_point_leads_to_the_next_stage(days: int, stage: Stage) -> None:
    passed = on_the_way("PDCA", "adopted")
    found = standing_at(reversed(passed), day(days))
    assert found.stage is stage
    assert found.lap == 1
    assert found.locked_at == (day(2) if days >= 2 else None)
    assert found.closed == (day(5).date() if days == 5 else None)


def test_nothing_passed_is_the_left_side() -> None:
    assert standing_at([], START) == Standing()


def test_a_standard_goes_round_until_it_is_retired() -> None:
    passed = on_the_way("SDCA", "held", "restored", "retired")
    found = [standing_at(passed, day(days)) for days in (4, 5, 6, 7, 8, 11)]
    assert [(one.stage, one.lap) for one in found] == [
        (Stage.ACT, 1), (Stage.DO, 2), (Stage.CHECK, 2), (Stage.ACT, 2), (Stage.DO, 3), (Stage.CLOSED, 3),
    ]  # fmt: skip
    assert [one.outcome for one in found] == [None, "held", "held", "held", "restored", "retired"]


def test_a_new_version_begins_at_the_left_side_and_keeps_the_day_of_its_lock() -> None:
    found = standing_at(on_the_way("SDCA", "new_version"), day(5))
    assert (found.stage, found.lap, found.locked_at) == (Stage.LEFT_SIDE, 2, day(2))


@pytest.mark.parametrize(("passed", "lap"), [(0, 1), (2, 2)])
def test_another_cycle_goes_back_to_the_left_side(passed: int, lap: int) -> None:
    way = [*on_the_way("EDCA")[:passed], Passed(day(6), "EDCA", None)]
    found = standing_at(way, day(6))
    assert (found.stage, found.lap, found.outcome) == (Stage.LEFT_SIDE, lap, None)
