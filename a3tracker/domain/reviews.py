"""How an A3 moves: stage x move x role -> stage, as one table (settled.md, *The A3 and its boxes*).

The coordinator submits control points 1, 4, 5 and 6 and the manager decides them; the coordinator
alone locks (2) and moves Do to Check. The table drives buttons, use cases and the help page.
A standard that goes round stands at Act with control point 6, all others with 5.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from a3tracker.domain.access import Action
from a3tracker.domain.countermeasures import Countermeasure, missing_marks
from a3tracker.domain.cycles import CYCLES, Outcome, Panel, Side
from a3tracker.domain.errors import Invalid, WrongState
from a3tracker.domain.predictions import Expected, missing_for_lock
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
    """One line of the table, with what the move asks for before it can be made.

    `after` is None where the outcome chosen decides (control points 5 and 6). `needs_date` asks for the
    day of the next Check. `sustaining` lines hold for a standard that goes round, and for nothing else.
    """

    before: Stage
    move: Move
    action: Action
    after: Stage | None
    label: str
    point: int | None = None
    needs_boxes: Side | None = None
    needs_box: str | None = None
    needs_expected: bool = False
    needs_date: bool = False
    needs_reason: bool = False
    needs_outcome: bool = False
    needs_marks: bool = False
    sustaining: bool = False


def _submit(stage: Stage, label: str, point: int) -> Transition:
    return Transition(stage, Move.SUBMIT, Action.COORDINATE_A3, stage, label, point)


def _agree(stage: Stage, after: Stage | None, label: str, point: int) -> Transition:
    return Transition(stage, Move.AGREE, Action.DECIDE_A3, after, label, point)


def _return(stage: Stage, point: int) -> Transition:
    line = Transition(stage, Move.RETURN, Action.DECIDE_A3, stage, "Return with a reason", point)
    return replace(line, needs_reason=True)


def _coordinate(stage: Stage, move: Move, after: Stage, label: str, point: int) -> Transition:
    return Transition(stage, move, Action.COORDINATE_A3, after, label, point)


_S = Stage

TRANSITIONS: tuple[Transition, ...] = (
    replace(_submit(_S.LEFT_SIDE, "Submit the left side", 1), needs_boxes=Side.LEFT),
    _agree(_S.LEFT_SIDE, _S.PREDICTION, "Agree to the left side", 1),
    _return(_S.LEFT_SIDE, 1),
    replace(
        _coordinate(_S.PREDICTION, Move.LOCK, _S.DO, "Lock the prediction and start Do", 2),
        needs_expected=True,
        needs_date=True,
    ),
    replace(_coordinate(_S.DO, Move.CHECK, _S.CHECK, "Move on to Check", 3), needs_box="do"),
    replace(_submit(_S.CHECK, "Submit the Check", 4), needs_box="check"),
    _agree(_S.CHECK, _S.ACT, "Agree to the Check", 4),
    _return(_S.CHECK, 4),
    replace(_submit(_S.ACT, "Submit the Act", 5), needs_box="act", needs_outcome=True, needs_marks=True),
    _agree(_S.ACT, None, "Agree to the Act", 5),
    _return(_S.ACT, 5),
    replace(
        _submit(_S.ACT, "Submit how it is sustained", 6),
        needs_box="act",
        needs_outcome=True,
        sustaining=True,
    ),
    replace(_agree(_S.ACT, None, "Agree to how it is sustained", 6), sustaining=True),
    replace(_return(_S.ACT, 6), sustaining=True),
)


def transition(stage: Stage, move: Move, sustaining: bool = False) -> Transition:
    """The line for this move from this stage; `WrongState` says where the A3 stands when there is none."""
    for line in moves_from(stage, sustaining):
        if line.move is move:
            return line
    raise WrongState(f"This A3 stands at {stage.label}; one cannot {move.value} it there.")


def moves_from(stage: Stage, sustaining: bool = False) -> tuple[Transition, ...]:
    """The lines that start at this stage; `sustaining` matters at Act alone."""
    goes_on = sustaining and stage is Stage.ACT
    return tuple(line for line in TRANSITIONS if line.before is stage and line.sustaining == goes_on)


def next_stage(cycle: str, line: Transition, outcome: str | None) -> Stage:
    """Where the move leads; for control points 5 and 6 the outcome of the cycle decides."""
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


def what_is_missing(
    cycle: str,
    line: Transition,
    written: frozenset[str],
    expected: tuple[Expected, ...] = (),
    stale: frozenset[str] = frozenset(),
    countermeasures: tuple[Countermeasure, ...] = (),
) -> tuple[str, ...]:
    """What the move still asks for on the sheet, in words.

    `written` holds the keys of boxes with text or rows, `expected` the predictions or expected ranges, and
    `stale` the keys of boxes that say what they said when a standard went round the last time. Each of the
    `countermeasures` has both marks before the end is proposed (settled.md, *Stage*).
    Date, reason and outcome are asked for where the move is made.
    """
    boxes = CYCLES[cycle].side(line.needs_boxes) if line.needs_boxes else ()
    if line.needs_box:
        boxes = (CYCLES[cycle].box(line.needs_box),)
    empty = tuple(f"{box.label} is still empty." for box in boxes if box.key not in written)
    empty += tuple(f"{box.label} says nothing new since the last round." for box in boxes if box.key in stale)
    kind = "expected range" if CYCLES[cycle].expected is Panel.RANGES else "prediction"
    unmarked = missing_marks(countermeasures) if line.needs_marks else ()
    return (
        *empty,
        *(missing_for_lock(expected, kind) if line.needs_expected else ()),
        *unmarked,
    )


def asks_for(line: Transition) -> tuple[str, ...]:
    """What a move requires, in words, for the help page."""
    asked = {
        "the boxes of the left side filled": line.needs_boxes is not None,
        f"something in {(line.needs_box or '').capitalize()}": line.needs_box is not None,
        "predictions or expected ranges that are whole": line.needs_expected,
        "the day of the Check": line.needs_date,
        "an outcome of the cycle": line.needs_outcome,
        "both marks of every countermeasure": line.needs_marks,
        "one sentence learned, where it closes": line.needs_outcome,
        "a reason": line.needs_reason,
    }
    return tuple(words for words, holds in asked.items() if holds)
