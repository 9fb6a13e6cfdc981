"""From a proposal to a decision: submitting, deciding, moving on (settled.md)."""

from __future__ import annotations

from dataclasses import dataclass

from a3tracker.db.a3s import Placed
from a3tracker.db.base import db
from a3tracker.db.boxes import writers_of
from a3tracker.db.reviews import Submission, open_submission
from a3tracker.db.revisions import Revision, written_now
from a3tracker.domain.access import Action, Actor, Role, Verdict, ensure, roles_of
from a3tracker.domain.errors import Invalid, NotAllowed, OutOfDate, WrongState
from a3tracker.domain.reviews import (
    Decision,
    Move,
    Transition,
    next_stage,
    outcome_of,
    transition,
    what_is_missing,
)
from a3tracker.domain.rows import LONG, text_of
from a3tracker.domain.stages import Stage
from a3tracker.usecases.a3s import open_a3, touch
from a3tracker.usecases.revisions import take_revision
from a3tracker.usecases.transaction import journal, now, writing


@dataclass(frozen=True)
class Choice:
    """What the manager decided, on which revision, and why."""

    move: Move
    revision: int
    digest: str
    reason: str = ""


def submit(actor: Actor, number: int, note: str = "", outcome: str | None = None) -> int:
    """Ask for agreement on what stands on the A3 now; an open submission is superseded."""
    note = text_of(note, "note", LONG)
    with writing():
        placed = open_a3(actor, number, Action.COORDINATE_A3)
        line = transition(Stage(placed.a3.stage), Move.SUBMIT)
        ensure_complete(placed, line)
        if line.needs_outcome:
            outcome_of(placed.a3.cycle, outcome)
        before = open_submission(placed.a3.id)
        if before is not None:
            before.decision, before.decided_at = Decision.SUPERSEDED.value, now()
            db.session.flush()
        revision = take_revision(actor.id, placed, "submitted")
        db.session.add(
            Submission(
                a3_id=placed.a3.id,
                point=line.point,
                round=placed.a3.round,
                revision_id=revision.id,
                note=note,
                outcome=outcome if line.needs_outcome else None,
                submitted_by=actor.id,
                submitted_at=now(),
            )
        )
        touch(placed.a3)
        journal(actor.id, "submitted", "a3", placed.a3.id, digest=revision.digest, point=line.point)
        return revision.number


def decide(actor: Actor, number: int, choice: Choice) -> Stage:
    """Agree to the submitted revision that was on the screen, or return it with a reason."""
    with writing():
        placed = open_a3(actor, number, Action.DECIDE_A3)
        submission = open_submission(placed.a3.id)
        if submission is None:
            raise WrongState("Nothing waits for a decision here: it was decided or withdrawn meanwhile.")
        line = transition(Stage(placed.a3.stage), choice.move)
        ensure_apart(actor, placed, submission)
        reason = text_of(
            choice.reason, "reason", 4 * LONG, "Say why it goes back." if line.needs_reason else ""
        )
        _ensure_shown(submission, choice)
        take_revision(actor.id, placed, "decided")
        submission.decision = (Decision.AGREED if choice.move is Move.AGREE else Decision.RETURNED).value
        submission.reason, submission.decided_by, submission.decided_at = reason, actor.id, now()
        if choice.move is Move.AGREE:
            _go_on(placed, line, submission.outcome)
        placed.a3.round += 1
        touch(placed.a3)
        journal(actor.id, submission.decision, "a3", placed.a3.id, digest=choice.digest, point=line.point)
        return Stage(placed.a3.stage)


def move(actor: Actor, number: int, wanted: Move) -> Stage:
    """The coordinator's own moves: lock the prediction, and go on to Check."""
    with writing():
        placed = open_a3(actor, number, Action.COORDINATE_A3)
        if wanted not in (Move.LOCK, Move.CHECK):
            raise WrongState("This needs a submission and a decision.")
        line = transition(Stage(placed.a3.stage), wanted)
        ensure_complete(placed, line)
        revision = take_revision(actor.id, placed, "locked" if wanted is Move.LOCK else "moved")
        _go_on(placed, line, None)
        touch(placed.a3)
        journal(actor.id, f"moved to {placed.a3.stage}", "a3", placed.a3.id, digest=revision.digest)
        return Stage(placed.a3.stage)


def ensure_complete(placed: Placed, line: Transition) -> None:
    """`Invalid` says in words what is still missing for the move."""
    missing = what_is_missing(placed.a3.cycle, line, written_now(placed).keys)
    if missing:
        raise Invalid(" ".join(missing))


def may_decide(actor: Actor, placed: Placed, submission: Submission | None) -> Verdict:
    """Whether the actor may decide now: the role, and nobody agrees their own A3."""
    try:
        ensure(actor, Action.DECIDE_A3, placed.place)
        ensure_apart(actor, placed, submission)
    except NotAllowed as refusal:
        return Verdict(False, str(refusal))
    return Verdict(True)


def ensure_apart(actor: Actor, placed: Placed, submission: Submission | None) -> None:
    """Own = owner, coordinator, submitter, or wrote on it this round; a deputy is in none of its teams."""
    own = {placed.a3.owner_id: "you own it", placed.team.coordinator_id: "you coordinate its team"}
    if submission is not None:
        own.setdefault(submission.submitted_by, "you submitted it")
    for writer in writers_of(placed.a3.id, placed.a3.round):
        own.setdefault(writer, "you wrote on it in this round")
    if actor.id in own:
        raise NotAllowed(
            f"Nobody agrees their own A3, and {own[actor.id]}. Ask the manager or another deputy."
        )
    if roles_of(actor, placed.place) & {Role.COORDINATOR, Role.MEMBER}:
        raise NotAllowed("You belong to the team of this A3, so somebody else decides. Ask the manager.")


def _ensure_shown(submission: Submission, choice: Choice) -> None:
    """The decision holds for the revision that was on the screen, and for no other."""
    revision = db.session.get_one(Revision, submission.revision_id)
    if (revision.number, revision.digest) != (choice.revision, choice.digest):
        raise OutOfDate(
            f"A newer submission, revision {revision.number}, came while you read revision "
            f"{choice.revision}. Nothing was decided: read what changed, then decide.",
            version=revision.number,
        )


def _go_on(placed: Placed, line: Transition, outcome: str | None) -> None:
    stage = next_stage(placed.a3.cycle, line, outcome)
    placed.a3.stage = stage.value
    if outcome is not None:
        placed.a3.outcome = outcome
    if stage is Stage.CLOSED:
        placed.a3.closed_at = now()
