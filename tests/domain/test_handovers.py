"""The table of hand-overs: which A3 may follow from which."""

import pytest

from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.handovers import HAND_OVERS, Carried, hand_over, hand_overs_from
from a3tracker.domain.stages import Stage


def keys(cycle: str, stage: Stage, outcome: str | None) -> list[str]:
    return [line.key for line in hand_overs_from(cycle, stage, outcome)]


@pytest.mark.parametrize(
    ("cycle", "outcome", "leads"),
    [
        ("EDCA", "promoted", ["promoted"]),
        ("EDCA", "pivoted", ["pivoted", "problem_found"]),
        ("EDCA", "stopped", []),
        ("PDCA", "adopted", ["adopted", "proven_plan", "proven_standard"]),
        ("PDCA", "adjusted", ["adjusted"]),
        ("PDCA", "not_understood", ["disproved"]),
        ("PDCA", "abandoned", []),
        ("SDCA", "retired", ["retired", "proven_plan", "proven_standard"]),
    ],
)
def test_what_follows_is_decided_by_how_an_a3_closed(cycle: str, outcome: str, leads: list[str]) -> None:
    assert keys(cycle, Stage.CLOSED, outcome) == leads


@pytest.mark.parametrize("stage", [Stage.DO, Stage.CHECK, Stage.ACT])
def test_a_standard_in_use_opens_a_plan(stage: Stage) -> None:
    assert keys("SDCA", stage, None) == ["signalled", "proven_plan", "proven_standard"]


@pytest.mark.parametrize("cycle", CYCLES)
@pytest.mark.parametrize("stage", [Stage.LEFT_SIDE, Stage.PREDICTION])
def test_nothing_follows_before_something_was_done(cycle: str, stage: Stage) -> None:
    assert keys(cycle, stage, None) == []


@pytest.mark.parametrize("stage", [Stage.DO, Stage.CHECK, Stage.ACT])
def test_an_open_plan_hands_nothing_over(stage: Stage) -> None:
    assert keys("PDCA", stage, None) == []


def test_every_line_names_what_goes_over_and_outcomes_that_there_are() -> None:
    for line in HAND_OVERS:
        assert line.carries
        assert line.after in CYCLES
        known = {one.key for cycle in line.before for one in CYCLES[cycle].outcomes}
        assert line.outcomes <= known
    assert {one for line in HAND_OVERS for one in line.carries} == set(Carried)


def test_the_loop_counts_on_within_a_cycle_alone() -> None:
    assert [line.key for line in HAND_OVERS if line.next_loop] == ["pivoted", "adjusted"]
    assert hand_over("adjusted").after == "PDCA"
