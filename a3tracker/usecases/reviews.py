"""From a proposal to a decision: submitting, deciding, moving on (settled.md)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from a3tracker.db.a3s import Placed
from a3tracker.db.base import db
from a3tracker.db.boxes import writers_of
from a3tracker.db.countermeasures import keep_countermeasures
from a3tracker.db.reviews import Round, Submission, open_submission, rounds_of
from a3tracker.db.revisions import Revision, written_now
from a3tracker.db.streams import deciders_of
from a3tracker.domain.access import Action, Actor, Role, Verdict, ensure, roles_of
from a3tracker.domain.control_points import goes_round
from a3tracker.domain.errors import Invalid, NotAllowed, OutOfDate, WrongState
from a3tracker.domain.learnings import Learning
from a3tracker.domain.notices import Kind
from a3tracker.domain.reviews import (
    Decision,
    Move,
    Transition,
    next_stage,
    transition,
    what_is_missing,
)
from a3tracker.domain.revisions import Content, read_content, unchanged_boxes
from a3tracker.domain.rows import LONG, text_of
from a3tracker.domain.stages import ORDER, Stage
from a3tracker.usecases.a3s import open_a3, touch
from a3tracker.usecases.control_points import ensure_ahead, pass_point, set_due
from a3tracker.usecases.learnings import End, ask_with, proposed_end, publish_learning
from a3tracker.usecases.mentions import tell_mentioned
from a3tracker.usecases.notices import tell
from a3tracker.usecases.predictions import lock_expected, renew_ranges
from a3tracker.usecases.revisions import take_revision
from a3tracker.usecases.transaction import journal, now, writing
from a3tracker.usecases.triggers import answer_by_decision, ensure_answered
from a3tracker.usecases.verdicts import ensure_in_line, verdict_of


@dataclass(frozen=True)
class Choice:
    """What the manager decided, why, and on what: the submission and its revision that were on the screen."""

    move: Move
    submission: int
    revision: int
    digest: str
    reason: str = ""


def submit(
    actor: Actor,
    number: int,
    note: str = "",
    outcome: str | None = None,
    next_check: date | None = None,
    learning: Learning | None = None,
) -> int:
    """Ask for agreement on what stands on the A3 now; an open submission is superseded.

    An outcome that goes round asks for the day of the next Check, one that closes for what was learned.
    """
    note = text_of(note, "note", LONG)
    with writing():
        placed = open_a3(actor, number, Action.COORDINATE_A3)
        line = transition(Stage(placed.a3.stage), Move.SUBMIT, is_sustaining(placed))
        ensure_complete(placed, line)
        end = End(outcome, next_check, learning)
        ends = proposed_end(actor.id, placed.a3, end) if line.needs_outcome else {}
        asked = {"point": line.point, "note": note, "outcome": None, "next_check": None, **ends}
        before, revision = open_submission(placed.a3.id), take_revision(actor.id, placed, "submitted")
        if before is not None:
            if _says(before) == {**asked, "revision_id": revision.id, "submitted_by": actor.id}:
                return revision.number
            before.decision, before.decided_at = Decision.SUPERSEDED.value, now()
            db.session.flush()
        touch(placed.a3)
        return _told(actor, placed, _asked(actor, placed, revision, asked))


def _says(submission: Submission) -> dict[str, Any]:
    """What one who presses the button twice would say again."""
    names = ("point", "note", "outcome", "next_check", "revision_id", "submitted_by")
    return {name: getattr(submission, name) for name in names}


def _asked(actor: Actor, placed: Placed, revision: Revision, asked: dict[str, Any]) -> Submission:
    """A submission of what stands now."""
    a3, said = placed.a3, {"submitted_by": actor.id, "submitted_at": now(), **asked}
    submission = Submission(a3_id=a3.id, round=a3.round, revision_id=revision.id, **said)
    db.session.add(submission)
    db.session.flush()
    ask_with(submission)
    return submission


def _told(actor: Actor, placed: Placed, submission: Submission) -> int:
    """Write the submission down and tell those who decide; the number of the revision submitted."""
    revision = db.session.get_one(Revision, submission.revision_id)
    a3, point = placed.a3.id, submission.point
    journal(actor.id, "submitted", "a3", a3, digest=revision.digest, point=point)
    deciders = deciders_of(placed.stream, now().date())
    tell(deciders, Kind.SUBMITTED, a3, actor.id, point=point)
    tell_mentioned(actor, placed, [submission.note], deciders, point=point)
    return revision.number


def decided(actor: Actor, placed: Placed, choice: Choice) -> Submission:
    """Decide on the open submission, and return it; nobody is told. Called inside a writing transaction."""
    submission = open_submission(placed.a3.id)
    if submission is None:
        raise WrongState("Nothing waits for a decision here: it was decided or withdrawn meanwhile.")
    line = transition(Stage(placed.a3.stage), choice.move, is_sustaining(placed))
    ensure_apart(actor, placed, submission)
    reason = text_of(choice.reason, "reason", 4 * LONG, "Say why it goes back." if line.needs_reason else "")
    ensure_shown(submission, choice)
    verdict = verdict_of(submission) if submission.outcome else None
    if choice.move is Move.AGREE and not reason:
        ensure_answered(submission)
        ensure_in_line(submission.outcome, verdict)
    take_revision(actor.id, placed, "decided")
    submission.decision = (Decision.AGREED if choice.move is Move.AGREE else Decision.RETURNED).value
    submission.reason, submission.decided_by, submission.decided_at = reason, actor.id, now()
    submission.verdict = verdict.value if verdict else None
    journal(actor.id, submission.decision, "a3", placed.a3.id, digest=choice.digest, point=line.point)
    if choice.move is Move.AGREE:
        _go_on(actor, placed, line, submission)
    placed.a3.round += 1
    touch(placed.a3)
    return submission


def move(actor: Actor, number: int, wanted: Move, check_on: date | None = None) -> Stage:
    """The coordinator's own moves: lock what is expected, with the day of its Check, and go on to Check."""
    with writing():
        placed = open_a3(actor, number, Action.COORDINATE_A3)
        if wanted not in (Move.LOCK, Move.CHECK):
            raise WrongState("This needs a submission and a decision.")
        line = transition(Stage(placed.a3.stage), wanted)
        ensure_complete(placed, line)
        day = ensure_ahead(check_on, "check_on") if line.needs_date else None
        if wanted is Move.LOCK:
            # First, so that the revision holds what the lock notes of the figures.
            lock_expected(actor.id, placed)
            keep_countermeasures(placed.a3.id, now())
        revision = take_revision(actor.id, placed, "locked" if wanted is Move.LOCK else "moved")
        if wanted is Move.LOCK:
            set_due(placed.a3, 4, day)
            tell(deciders_of(placed.stream, now().date()), Kind.LOCKED, placed.a3.id, actor.id)
        _go_on(actor, placed, line)
        touch(placed.a3)
        journal(actor.id, f"moved to {placed.a3.stage}", "a3", placed.a3.id, digest=revision.digest)
        return Stage(placed.a3.stage)


def ensure_complete(placed: Placed, line: Transition) -> None:
    """`Invalid` says in words what is still missing for the move."""
    written = written_now(placed)
    stale = said_last_round(placed, rounds_of(placed.a3.id), written.content)
    missing = what_is_missing(
        placed.a3.cycle, line, written.keys, written.expected, stale, written.countermeasures
    )
    if missing:
        raise Invalid(" ".join(missing))


def said_last_round(placed: Placed, rounds: list[Round], content: Content) -> frozenset[str]:
    """The boxes that say what was agreed when the standard went round last; none in its first lap."""
    if not is_sustaining(placed):
        return frozenset()
    ends = (item for item in rounds if item.submission.decision == "agreed" and item.submission.outcome)
    last = next(ends, None)
    before = read_content(last.revision.content) if last else None
    return unchanged_boxes(placed.a3.cycle, before, content) if before else frozenset()


def is_sustaining(placed: Placed) -> bool:
    """Whether this is a standard that goes round."""
    return goes_round(placed.a3.cycle, placed.a3.outcome)


def asked_by(placed: Placed, submission: Submission) -> set[int]:
    """Who hears what was decided: who asked, the coordinator and the owner."""
    return {submission.submitted_by, placed.team.coordinator_id, placed.a3.owner_id}


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


def ensure_shown(submission: Submission, choice: Choice) -> None:
    """The decision holds for the submission and the revision that were on the screen, and for no other.

    The submission counts, too: the same text may be submitted again for another outcome or point.
    """
    revision = db.session.get_one(Revision, submission.revision_id)
    shown = (choice.submission, choice.revision, choice.digest)
    if (submission.id, revision.number, revision.digest) == shown:
        return
    newer = f"revision {revision.number}" if revision.number != choice.revision else "of the same text"
    raise OutOfDate(
        f"A newer submission, {newer}, came while you read revision {choice.revision}. "
        "Nothing was decided: read what changed, then decide.",
        version=revision.number,
    )


def _go_on(actor: Actor, placed: Placed, line: Transition, submission: Submission | None = None) -> None:
    """To the next stage. A standard that goes round begins a lap, and a new version locks its ranges anew."""
    a3, outcome = placed.a3, submission.outcome if submission else None
    pass_point(a3, is_sustaining(placed), actor.id)
    before, stage = Stage(a3.stage), next_stage(a3.cycle, line, outcome)
    a3.stage = stage.value
    a3.outcome = outcome or a3.outcome
    if stage is Stage.CLOSED:
        a3.closed_at = now()
        publish_learning(actor.id, a3)
    elif ORDER.index(stage) < ORDER.index(before):
        a3.lap += 1
        set_due(a3, 4, submission.next_check if submission else None)
        if stage is Stage.LEFT_SIDE:
            renew_ranges(a3)
    if outcome is not None:
        answer_by_decision(actor.id, a3, outcome)
