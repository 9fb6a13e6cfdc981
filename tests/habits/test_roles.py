"""Role × action × stage, walked whole: the one table of rules says what settled.md says."""

from __future__ import annotations

import pytest

from a3tracker.domain.access import RULES, Action, Actor, Place, Role, ensure, may, roles_of
from a3tracker.domain.errors import NotAllowed
from a3tracker.domain.reviews import Move, moves_from
from a3tracker.domain.stages import Stage

STREAM, TEAM = 1, 10
HERE = Place(STREAM, TEAM)
EVERYWHERE = frozenset({STREAM})
ACTORS = {
    Role.ADMINISTRATOR: Actor(1, "Ada", is_admin=True),
    Role.MANAGER: Actor(2, "Maja", manages=EVERYWHERE),
    Role.DEPUTY: Actor(3, "Dora", deputises=EVERYWHERE),
    Role.READER: Actor(4, "Rut", reads=EVERYWHERE),
    Role.INVITED: Actor(9, "Ines", reads=EVERYWHERE, comments=EVERYWHERE),
    Role.COORDINATOR: Actor(5, "Cem", coordinates=frozenset({TEAM}), team_streams=EVERYWHERE),
    Role.MEMBER: Actor(6, "Mia", member_of=frozenset({TEAM}), team_streams=EVERYWHERE),
    Role.COLLEAGUE: Actor(7, "Kim", member_of=frozenset({11}), team_streams=EVERYWHERE),
    Role.STRANGER: Actor(8, "Stella", manages=frozenset({2}), coordinates=frozenset({20})),
}
A, M, D, R, C, T, V = (
    Role.ADMINISTRATOR,
    Role.MANAGER,
    Role.DEPUTY,
    Role.READER,
    Role.COORDINATOR,
    Role.MEMBER,
    Role.INVITED,
)
SEERS = {A, M, D, R, C, T, V, Role.COLLEAGUE}
#: settled.md, Who may do what.
MAY: dict[Action, set[Role]] = {
    Action.SEE: SEERS,
    Action.PRINT_A3: SEERS,
    Action.RUN_MEETING: {M, D, C},
    Action.SET_UP_PEOPLE: {A},
    Action.SET_UP_STREAMS: {A},
    Action.NAME_DEPUTY: {A, M},
    Action.SET_UP_SEGMENTS: {A, M},
    Action.SET_UP_TEAMS: {A, M},
    Action.DEFINE_TERMS: {C},
    Action.ENTER_FIGURES: {M, D, C, T},
    Action.REBASE_CHART: {M, D, C, T},
    Action.SET_TARGET: {M, D},
    Action.START_A3: {C, T},
    Action.WRITE_A3: {C, T},
    Action.COORDINATE_A3: {C},
    Action.DECIDE_A3: {M, D},
    Action.COMMENT_A3: {M, D, C, T, V},
    Action.COACH_A3: {C},
    Action.SEE_COACHING: {M, D, C, T},
    Action.ARCHIVE_A3: {A, M, C},
    Action.DELETE_A3: {A},
    Action.READ_JOURNAL: {A},
    Action.SETTINGS: {A},
}
OFFERED: dict[Stage, dict[Role, set[Move]]] = {
    Stage.LEFT_SIDE: {C: {Move.SUBMIT}, M: {Move.AGREE, Move.RETURN}, D: {Move.AGREE, Move.RETURN}},
    Stage.PREDICTION: {C: {Move.LOCK}},
    Stage.DO: {C: {Move.CHECK}},
    Stage.CHECK: {C: {Move.SUBMIT}, M: {Move.AGREE, Move.RETURN}, D: {Move.AGREE, Move.RETURN}},
    Stage.ACT: {C: {Move.SUBMIT}, M: {Move.AGREE, Move.RETURN}, D: {Move.AGREE, Move.RETURN}},
    Stage.CLOSED: {},
}


def test_every_action_has_its_rule_and_stands_in_this_table() -> None:
    assert set(RULES) == set(Action) == set(MAY)
    assert set(ACTORS) == set(Role)


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("role", Role)
def test_a_role_may_do_what_its_line_says_and_nothing_else(role: Role, action: Action) -> None:
    verdict = may(ACTORS[role], action, HERE)
    assert bool(verdict) == (role in MAY[action])
    assert verdict or RULES[action].ask in verdict.reason
    if not verdict:
        with pytest.raises(NotAllowed, match="Only"):
            ensure(ACTORS[role], action, HERE)


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_may_anything_in_another_stream_or_nowhere(role: Role, action: Action) -> None:
    assert not may(ACTORS[role], action, Place(99, 990))
    assert not may(ACTORS[role], action)


@pytest.mark.parametrize("role", Role)
def test_each_of_the_cast_holds_the_own_role(role: Role) -> None:
    held = roles_of(ACTORS[role], HERE)
    assert role in held
    assert held - {role} <= {Role.COLLEAGUE, Role.READER}


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("sustaining", [False, True])
def test_at_each_stage_each_role_has_its_moves(role: Role, stage: Stage, sustaining: bool) -> None:
    actor = ACTORS[role]
    offered = {line.move for line in moves_from(stage, sustaining) if may(actor, line.action, HERE)}
    assert offered == OFFERED[stage].get(role, set())


def test_nobody_may_both_propose_and_decide() -> None:
    assert not RULES[Action.DECIDE_A3].roles & RULES[Action.COORDINATE_A3].roles
    assert not RULES[Action.DECIDE_A3].roles & RULES[Action.WRITE_A3].roles
    assert Role.ADMINISTRATOR not in RULES[Action.DECIDE_A3].roles


@pytest.mark.parametrize("action", Action)
def test_a_refusal_reads_as_a_sentence_and_names_whom_to_ask(action: Action) -> None:
    reason = may(ACTORS[Role.STRANGER], action, HERE).reason
    assert reason.startswith("Only ")
    assert "Ask " in reason
    assert reason.endswith(".")
    assert "!" not in reason
