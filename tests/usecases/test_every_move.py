"""Every stage x move x person: who may make it, who is told why not, and that a refusal changes nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from a3tracker.db.a3s import A3
from a3tracker.db.base import db
from a3tracker.db.boxes import RoundWriter
from a3tracker.db.reviews import open_submission, rounds_of
from a3tracker.db.teams import Team
from a3tracker.domain.errors import NotAllowed, NotFound, Refusal, WrongState
from a3tracker.domain.reviews import Move, moves_from
from a3tracker.domain.stages import Stage
from a3tracker.usecases import reviews
from tests import factories
from tests.walk import LEARNED, a3_of, decide_shown, expect, fill, say_something_new, shown, soon, walk
from tests.world import NAMES, World

SUBMITTED = (Stage.LEFT_SIDE, Stage.CHECK, Stage.ACT)
#: Each stage, and those through which a standard comes when it goes round.
PLACES = [
    *((stage, False) for stage in Stage),
    *((stage, True) for stage in (Stage.DO, Stage.CHECK, Stage.ACT, Stage.CLOSED)),
]
COORDINATES, DECIDES = {"coordinator"}, {"manager", "deputy"}
STRANGERS = {"stranger", "stranger_manager", "nobody"}
ROLES = {
    Move.SUBMIT: COORDINATES,
    Move.LOCK: COORDINATES,
    Move.CHECK: COORDINATES,
    Move.AGREE: DECIDES,
    Move.RETURN: DECIDES,
}


def standing(world: World, stage: Stage, sustaining: bool) -> int:
    """A full A3 that stands there, with a submission that waits where there can be one."""
    cycle = "SDCA" if sustaining else "PDCA"
    number = factories.a3(world.segment, world.team, world.people["owner"], cycle=cycle)
    db.session.commit()
    fill(world.actor("member"), number)
    expect(world, number)
    if sustaining:
        walk(world, Stage.ACT, number=number)
        _submit(world, number, "held")
        _decide(world, "manager", number, Move.AGREE)
    walk(world, stage, "retired" if sustaining else "adopted", number)
    say_something_new(world, number)
    if stage in SUBMITTED:
        _submit(world, number, "retired" if sustaining else "adopted")
    return number


def attempt(world: World, role: str, number: int, move: Move) -> None:
    """The move, as this person would make it."""
    if move is Move.SUBMIT:
        ends = "retired" if a3_of(number).cycle == "SDCA" else "adopted"
        _submit(world, number, ends, role, "Once more")
    elif move in (Move.AGREE, Move.RETURN):
        _decide(world, role, number, move)
    else:
        reviews.move(world.actor(role), number, move, soon())


def _submit(world: World, number: int, outcome: str, role: str = "coordinator", note: str = "Please") -> None:
    ends = outcome if a3_of(number).stage == Stage.ACT else None
    reviews.submit(world.actor(role), number, note, ends, soon(), learning=LEARNED)


def _decide(world: World, role: str, number: int, move: Move) -> None:
    waits = open_submission(a3_of(number).id) is not None
    on_screen = shown(number) if waits else (1, 1, "0" * 64)
    decide_shown(world.actor(role), number, move, on_screen, "Once more")


def state(number: int) -> tuple[object, ...]:
    """Everything that a move could change."""
    db.session.expire_all()
    a3 = a3_of(number)
    decisions = [(item.submission.id, item.submission.decision) for item in rounds_of(a3.id)]
    return a3.stage, a3.outcome, a3.round, a3.lap, decisions


def wanted(role: str, stage: Stage, move: Move, sustaining: bool) -> type[Refusal] | None:
    """How the program refuses, or None for those who may."""
    if role in STRANGERS:
        return NotFound
    if role not in ROLES[move]:
        return NotAllowed
    offered = {line.move for line in moves_from(stage, sustaining)}
    return None if move in offered else WrongState


@pytest.mark.parametrize(("stage", "sustaining"), PLACES, ids=lambda value: str(value))
@pytest.mark.parametrize("move", Move)
def test_a_move_is_for_those_whom_the_table_names(
    world: World, move: Move, stage: Stage, sustaining: bool
) -> None:
    number = standing(world, stage, sustaining)
    before = state(number)
    for role in sorted(NAMES, key=lambda role: wanted(role, stage, move, sustaining) is None):
        refusal = wanted(role, stage, move, sustaining)
        if refusal is None:
            number = number if state(number) == before else standing(world, stage, sustaining)
            attempt(world, role, number, move)
            assert state(number) != before, role
            continue
        with pytest.raises(refusal):
            attempt(world, role, number, move)
        assert state(number) == before, role


def owns(a3: A3, manager: int) -> None:
    a3.owner_id = manager


def coordinates(a3: A3, manager: int) -> None:
    db.session.get_one(Team, a3.team_id).coordinator_id = manager


def submitted(a3: A3, manager: int) -> None:
    waiting = open_submission(a3.id)
    assert waiting
    waiting.submitted_by = manager


def wrote(a3: A3, manager: int) -> None:
    db.session.add(RoundWriter(a3_id=a3.id, round=a3.round, person_id=manager))


@pytest.mark.parametrize("stage", SUBMITTED)
@pytest.mark.parametrize("own", [owns, coordinates, submitted, wrote])
def test_nobody_agrees_the_own_a3_at_any_point(
    world: World, stage: Stage, own: Callable[[A3, int], None]
) -> None:
    number = standing(world, stage, sustaining=False)
    own(a3_of(number), world.people["manager"])
    db.session.commit()
    before = state(number)
    for move in (Move.AGREE, Move.RETURN):
        with pytest.raises(NotAllowed, match="Nobody agrees their own A3"):
            _decide(world, "manager", number, move)
    assert state(number) == before
