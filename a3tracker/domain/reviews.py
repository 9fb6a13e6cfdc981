"""How an A3 moves: stage x move x role -> stage, as one table (settled.md, *The A3 and its boxes*).

The coordinator submits control points 1, 4, 5 and 6 and the manager decides them; the coordinator
alone locks (2) and moves Do to Check. The table drives buttons, use cases and the help page.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from a3tracker.domain.access import Action
from a3tracker.domain.cycles import CYCLES, Outcome, Side
from a3tracker.domain.errors import Invalid, WrongState
from a3tracker.domain.stages import Stage


class Move(StrEnum):
    """What can be done to an A3's stage."""

    SUBMIT = "submit"
    AGREE = "agree"
    RETURN = "return"
    LOCK = "lock"
    CHECK = "check"


class Decision(StrEnum):
    """What became of a submission; `SUPERSEDED` when a newer submission took its place."""

    AGREED = "agreed"
    RETURNED = "returned"
    SUPERSEDED = "superseded"


@dataclass(frozen=True)
class Transition:
    """One line of the table. `after` is None where the outcome chosen decides (control point 5)."""

    before: Stage
    move: Move
    action: Action
    after: Stage | None
    label: str
    point: int | None = None
    needs_boxes: Side | None = None
    needs_reason: bool = False
    needs_outcome: bool = False


_S, _M, _A = Stage, Move, Action

TRANSITIONS: tuple[Transition, ...] = (
    Transition(_S.LEFT_SIDE, _M.SUBMIT, _A.COORDINATE_A3, _S.LEFT_SIDE, "Submit the left side", 1, Side.LEFT),
    Transition(_S.LEFT_SIDE, _M.AGREE, _A.DECIDE_A3, _S.PREDICTION, "Agree to the left side", 1),
    Transition(
        _S.LEFT_SIDE, _M.RETURN, _A.DECIDE_A3, _S.LEFT_SIDE, "Return with a reason", 1, needs_reason=True
    ),
    Transition(_S.PREDICTION, _M.LOCK, _A.COORDINATE_A3, _S.DO, "Lock the prediction and start Do", 2),
    Transition(_S.DO, _M.CHECK, _A.COORDINATE_A3, _S.CHECK, "Move on to Check"),
    Transition(_S.CHECK, _M.SUBMIT, _A.COORDINATE_A3, _S.CHECK, "Submit the Check", 4),
    Transition(_S.CHECK, _M.AGREE, _A.DECIDE_A3, _S.ACT, "Agree to the Check", 4),
    Transition(_S.CHECK, _M.RETURN, _A.DECIDE_A3, _S.CHECK, "Return with a reason", 4, needs_reason=True),
    Transition(_S.ACT, _M.SUBMIT, _A.COORDINATE_A3, _S.ACT, "Submit the Act", 5, needs_outcome=True),
    Transition(_S.ACT, _M.AGREE, _A.DECIDE_A3, None, "Agree to the Act", 5),
    Transition(_S.ACT, _M.RETURN, _A.DECIDE_A3, _S.ACT, "Return with a reason", 5, needs_reason=True),
)

POINT_WORDS = {1: "left side", 2: "prediction", 4: "Check", 5: "Act"}


def transition(stage: Stage, move: Move) -> Transition:
    """The line for this move from this stage; `WrongState` says where the A3 stands when there is none."""
    for line in TRANSITIONS:
        if line.before is stage and line.move is move:
            return line
    raise WrongState(f"This A3 stands at {stage.label}; one cannot {move.value} it there.")


def moves_from(stage: Stage) -> tuple[Transition, ...]:
    """The lines that start at this stage."""
    return tuple(line for line in TRANSITIONS if line.before is stage)


def next_stage(cycle: str, line: Transition, outcome: str | None) -> Stage:
    """Where the move leads; for control point 5 the outcome of the cycle decides."""
    if line.after is not None:
        return line.after
    return outcome_of(cycle, outcome).leads_to


def outcome_of(cycle: str, key: str | None) -> Outcome:
    """The cycle's outcome with this key; `Invalid` names the choices when it has none."""
    for outcome in CYCLES[cycle].outcomes:
        if outcome.key == key:
            return outcome
    words = ", ".join(outcome.label for outcome in CYCLES[cycle].outcomes)
    raise Invalid("Choose how this A3 ends.", {"outcome": f"Choose one of: {words}."})


def what_is_missing(cycle: str, line: Transition, written: frozenset[str]) -> tuple[str, ...]:
    """What the move still asks for, in words; `written` holds the keys of boxes with text or rows."""
    if line.needs_boxes is None:
        boxes = [CYCLES[cycle].box(key) for key in _box_keys_of(line)]
    else:
        boxes = list(CYCLES[cycle].side(line.needs_boxes))
    return tuple(f"{box.label} is still empty." for box in boxes if box.key not in written)


def _box_keys_of(line: Transition) -> tuple[str, ...]:
    """Check asks for the Check box, Act for the Act box; the other moves ask for no box."""
    if line.move is not Move.SUBMIT:
        return ()
    return {4: ("check",), 5: ("act",)}.get(line.point or 0, ())
