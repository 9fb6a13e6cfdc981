"""The table of moves: how an A3 goes from its left side to its end, and round again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from a3tracker.domain.access import RULES, Action
from a3tracker.domain.control_points import POINT_WORDS
from a3tracker.domain.cycles import CYCLES, Side
from a3tracker.domain.errors import Invalid, WrongState
from a3tracker.domain.predictions import Prediction
from a3tracker.domain.reviews import (
    TRANSITIONS,
    Decision,
    Move,
    Transition,
    asks_for,
    moves_from,
    next_stage,
    outcome_of,
    transition,
    what_is_missing,
)
from a3tracker.domain.stages import ORDER, Stage

every_cycle = pytest.mark.parametrize("cycle", CYCLES)
every_line = pytest.mark.parametrize(
    "line", TRANSITIONS, ids=lambda line: f"{line.before}-{line.move}-{line.point}"
)
S = Stage


def steps(cycle: str) -> Iterator[tuple[Stage, Stage]]:
    """All steps that an A3 of the cycle can make, with each of its outcomes."""
    for line in TRANSITIONS:
        for outcome in CYCLES[cycle].outcomes:
            yield line.before, next_stage(cycle, line, outcome.key)


def test_the_stages_stand_in_the_order_of_the_handbook() -> None:
    words = ["Left side", "Prediction", "Do", "Check", "Act", "Closed"]
    assert [stage.label for stage in ORDER] == words


@every_cycle
def test_every_stage_can_be_reached(cycle: str) -> None:
    reached = {S.LEFT_SIDE}
    for _ in ORDER:
        reached |= {after for before, after in steps(cycle) if before in reached}
    assert reached == set(Stage)


@every_cycle
def test_every_stage_but_closed_can_be_left(cycle: str) -> None:
    left = {before for before, after in steps(cycle) if after is not before}
    assert left == set(Stage) - {S.CLOSED}
    assert not moves_from(S.CLOSED)


@every_cycle
def test_no_stage_is_jumped_over(cycle: str) -> None:
    forward = {(before, after) for before, after in steps(cycle) if ORDER.index(after) > ORDER.index(before)}
    assert forward == set(pairwise(ORDER))


@every_line
def test_a_move_is_one_line_of_the_table(line: Transition) -> None:
    assert transition(line.before, line.move, line.sustaining) is line
    assert line in moves_from(line.before, line.sustaining)


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("move", Move)
def test_a_move_that_is_not_in_the_table_is_refused_in_words(stage: Stage, move: Move) -> None:
    if any(line.before is stage and line.move is move for line in TRANSITIONS):
        return
    with pytest.raises(WrongState, match=stage.label):
        transition(stage, move)


@every_line
def test_coordinators_submit_and_lock_and_managers_decide(line: Transition) -> None:
    decides = line.move in (Move.AGREE, Move.RETURN)
    assert line.action is (Action.DECIDE_A3 if decides else Action.COORDINATE_A3)
    assert not RULES[Action.DECIDE_A3].roles & RULES[Action.COORDINATE_A3].roles


@every_line
def test_only_a_return_needs_a_reason(line: Transition) -> None:
    assert line.needs_reason == (line.move is Move.RETURN)
    assert line.move is not Move.RETURN or line.after is line.before


def test_what_is_submitted_can_be_agreed_to_or_returned_at_the_same_point() -> None:
    for asked in (line for line in TRANSITIONS if line.move is Move.SUBMIT):
        lines = moves_from(asked.before, asked.sustaining)
        answers = [line for line in lines if line.move in (Move.AGREE, Move.RETURN)]
        assert [line.point for line in answers] == [asked.point, asked.point]


def test_every_point_has_its_word() -> None:
    assert {line.point for line in TRANSITIONS if line.point} == set(POINT_WORDS)
    assert set(Decision) == {"agreed", "returned", "superseded"}


@pytest.mark.parametrize(
    ("cycle", "outcome", "stage"),
    [
        ("EDCA", "promoted", S.CLOSED),
        ("EDCA", "pivoted", S.CLOSED),
        ("EDCA", "stopped", S.CLOSED),
        ("PDCA", "adopted", S.CLOSED),
        ("PDCA", "adjusted", S.CLOSED),
        ("PDCA", "abandoned", S.CLOSED),
        ("PDCA", "not_understood", S.CLOSED),
        ("SDCA", "held", S.DO),
        ("SDCA", "restored", S.DO),
        ("SDCA", "pdca_opened", S.DO),
        ("SDCA", "new_version", S.LEFT_SIDE),
        ("SDCA", "retired", S.CLOSED),
    ],
)
def test_an_agreed_act_leads_where_its_outcome_says(cycle: str, outcome: str, stage: Stage) -> None:
    assert next_stage(cycle, transition(S.ACT, Move.AGREE), outcome) is stage


@pytest.mark.parametrize("outcome", [None, "", "promoted", "Held"])
def test_an_outcome_of_another_cycle_is_refused_with_the_choices(outcome: str | None) -> None:
    with pytest.raises(Invalid) as refused:
        outcome_of("SDCA", outcome)
    assert "Held, Restored, PDCA opened, New version, Retired" in refused.value.fields["outcome"]


@every_cycle
def test_the_left_side_is_submitted_when_its_five_boxes_are_written(cycle: str) -> None:
    line = transition(S.LEFT_SIDE, Move.SUBMIT)
    left = [box.key for box in CYCLES[cycle].side(Side.LEFT)]
    assert what_is_missing(cycle, line, frozenset(left)) == ()
    missing = what_is_missing(cycle, line, frozenset(left[1:]))
    assert missing == (f"{CYCLES[cycle].box(left[0]).label} is still empty.",)
    assert len(what_is_missing(cycle, line, frozenset())) == 5


@every_cycle
@pytest.mark.parametrize(("stage", "key"), [(S.CHECK, "check"), (S.ACT, "act")])
def test_check_and_act_ask_for_their_own_box(cycle: str, stage: Stage, key: str) -> None:
    line = transition(stage, Move.SUBMIT)
    assert what_is_missing(cycle, line, frozenset({key})) == ()
    assert what_is_missing(cycle, line, frozenset()) == (f"{CYCLES[cycle].box(key).label} is still empty.",)


@every_cycle
@every_line
def test_a_decision_asks_for_nothing_on_the_sheet(cycle: str, line: Transition) -> None:
    if line.action is Action.DECIDE_A3:
        assert what_is_missing(cycle, line, frozenset()) == ()


@every_cycle
def test_the_lock_asks_for_what_is_expected(cycle: str) -> None:
    line = transition(S.PREDICTION, Move.LOCK)
    (missing,) = what_is_missing(cycle, line, frozenset())
    assert missing == (
        "There is no expected range yet: write an expected range as a row."
        if cycle == "SDCA"
        else "There is no prediction yet: write a prediction as a row."
    )
    half = Prediction("Win rate", point=27.0, day=date(2026, 6, 30))
    (missing,) = what_is_missing(cycle, line, frozenset(), (half,))
    assert missing == "“Win rate” still needs its range and why you expect it."
    whole = replace(half, low=24.0, high=30.0, why="Answers come faster")
    assert what_is_missing(cycle, line, frozenset(), (whole,)) == ()


def test_check_comes_after_something_was_done() -> None:
    line = transition(S.DO, Move.CHECK)
    assert what_is_missing("PDCA", line, frozenset()) == ("Do is still empty.",)
    assert what_is_missing("PDCA", line, frozenset({"do"})) == ()


@every_line
def test_the_help_page_says_what_a_move_asks_for(line: Transition) -> None:
    words = asks_for(line)
    assert ("a reason" in words) == line.needs_reason
    assert ("the day of the Check" in words) == line.needs_date
    assert bool(words) == (line.move is not Move.AGREE)
