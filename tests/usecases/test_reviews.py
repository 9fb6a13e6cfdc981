"""From a proposal to a decision, and on to the end."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from a3tracker.db.base import db
from a3tracker.db.reviews import Submission, returned_to, rounds_of, waiting_for_decision
from a3tracker.db.revisions import Revision, latest_revision
from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.errors import Invalid, NotAllowed, NotFound, OutOfDate, WrongState
from a3tracker.domain.reviews import Move
from a3tracker.domain.revisions import read_content
from a3tracker.domain.stages import Stage
from a3tracker.usecases import a3s, reviews
from tests import factories
from tests.journal import lines
from tests.walk import LEARNED, a3_of, decide, decide_shown, fill, shown, soon, walk, write
from tests.world import World

ENDS = [(cycle.key, outcome) for cycle in CYCLES.values() for outcome in cycle.outcomes]


def started(world: World, cycle: str) -> int:
    """A full A3 of this cycle."""
    number = factories.a3(world.segment, world.team, world.people["owner"], cycle=cycle)
    db.session.commit()
    fill(world.actor("member"), number)
    return number


def submitted(world: World) -> None:
    fill(world.actor("member"), world.a3)
    reviews.submit(world.actor("coordinator"), world.a3, "Please read the gap first")


@pytest.mark.parametrize(("cycle", "outcome"), ENDS, ids=lambda value: getattr(value, "key", value))
def test_an_a3_goes_its_whole_way_to_what_its_outcome_says(world: World, cycle: str, outcome: object) -> None:
    number = started(world, cycle)
    walk(world, Stage.ACT, number=number)
    reviews.submit(
        world.actor("coordinator"), number, outcome=outcome.key, next_check=soon(), learning=LEARNED
    )  # type: ignore[attr-defined]
    ends = decide(world.actor("manager"), number, reason="The customers asked for it")
    assert ends is outcome.leads_to  # type: ignore[attr-defined]
    a3 = a3_of(number)
    assert a3.outcome == outcome.key  # type: ignore[attr-defined]
    assert (a3.closed_at is not None) == (a3.stage == Stage.CLOSED)
    assert a3.round == 4


@pytest.mark.parametrize(
    ("outcome", "stage"), [("held", Stage.DO), ("restored", Stage.DO), ("new_version", Stage.LEFT_SIDE)]
)
def test_a_standard_goes_round_and_round_until_it_is_retired(
    world: World, outcome: str, stage: Stage
) -> None:
    number = started(world, "SDCA")
    for _ in range(2):
        walk(world, Stage.ACT, number=number)
        reviews.submit(
            world.actor("coordinator"), number, outcome=outcome, next_check=soon(), learning=LEARNED
        )
        assert decide(world.actor("manager"), number) is stage
        assert a3_of(number).closed_at is None
    walk(world, Stage.CLOSED, outcome="retired", number=number)
    assert a3_of(number).outcome == "retired"


def test_a_submission_takes_a_revision_of_what_stands(world: World) -> None:
    submitted(world)
    (found,) = rounds_of(a3_of(world.a3).id)
    assert (found.submission.point, found.submission.round, found.revision.number) == (1, 1, 1)
    assert (found.asked_by, found.decided_by) == ("Cem Aydin", None)
    assert read_content(found.revision.content).boxes["plan"] == "What stands in plan"
    assert found.revision.digest == read_content(found.revision.content).digest()


def test_the_left_side_is_not_submitted_with_an_empty_box(world: World) -> None:
    fill(world.actor("member"), world.a3, "perceive", "analyse", "locate", "empower")
    with pytest.raises(Invalid, match="Select the improvement is still empty"):
        reviews.submit(world.actor("coordinator"), world.a3)
    assert not rounds_of(a3_of(world.a3).id)


def test_an_act_is_submitted_with_its_outcome(world: World) -> None:
    fill(world.actor("member"), world.a3)
    walk(world, Stage.ACT)
    for outcome in (None, "", "held"):
        with pytest.raises(Invalid) as refused:
            reviews.submit(world.actor("coordinator"), world.a3, outcome=outcome, learning=LEARNED)
        assert list(refused.value.fields) == ["outcome"]


def test_an_outcome_given_too_early_is_not_kept(world: World) -> None:
    fill(world.actor("member"), world.a3)
    reviews.submit(world.actor("coordinator"), world.a3, outcome="adopted", learning=LEARNED)
    assert rounds_of(a3_of(world.a3).id)[0].submission.outcome is None


def test_a_return_needs_a_reason_and_leads_nowhere(world: World) -> None:
    submitted(world)
    for reason in ("", "  ", "\x00"):
        with pytest.raises(Invalid) as refused:
            decide(world.actor("manager"), world.a3, Move.RETURN, reason)
        assert refused.value.fields == {"reason": "Say why it goes back."}
    assert decide(world.actor("manager"), world.a3, Move.RETURN, "No number yet") is Stage.LEFT_SIDE
    assert a3_of(world.a3).round == 2
    assert [item.submission.reason for item in returned_to(world.actor("owner"))] == ["No number yet"]


def test_what_was_returned_is_submitted_again_in_the_next_round(world: World) -> None:
    submitted(world)
    decide(world.actor("manager"), world.a3, Move.RETURN, "No number yet")
    write(world.actor("member"), world.a3, "perceive", "Gap: 3 points", version=1)
    reviews.submit(world.actor("coordinator"), world.a3)
    assert not returned_to(world.actor("owner"))
    assert decide(world.actor("manager"), world.a3) is Stage.PREDICTION
    assert [item.submission.round for item in rounds_of(a3_of(world.a3).id)] == [2, 1]


def test_a_newer_submission_takes_the_place_of_the_older_one(world: World) -> None:
    submitted(world)
    old = shown(world.a3)
    write(world.actor("member"), world.a3, "perceive", "Gap: 3 points", version=1)
    reviews.submit(world.actor("coordinator"), world.a3)
    with pytest.raises(OutOfDate, match="A newer submission, revision 2, came while you read revision 1"):
        decide_shown(world.actor("manager"), world.a3, Move.AGREE, old)
    assert [item.submission.decision for item in rounds_of(a3_of(world.a3).id)] == [None, "superseded"]
    assert a3_of(world.a3).stage == Stage.LEFT_SIDE


@pytest.mark.parametrize("pair", [(1, "0" * 64), (2, None), (0, "")])
def test_a_decision_holds_for_the_revision_and_hash_that_were_shown(
    world: World, pair: tuple[int, str | None]
) -> None:
    submitted(world)
    submission, _, digest = shown(world.a3)
    on_screen = (submission, pair[0], digest if pair[1] is None else pair[1])
    with pytest.raises(OutOfDate):
        decide_shown(world.actor("manager"), world.a3, Move.AGREE, on_screen)
    assert rounds_of(a3_of(world.a3).id)[0].submission.decision is None


def test_writing_goes_on_while_the_manager_reads_and_the_agreement_is_about_what_was_read(
    world: World,
) -> None:
    submitted(world)
    write(world.actor("member"), world.a3, "perceive", "Gap: 3 points", version=1)
    assert decide(world.actor("manager"), world.a3) is Stage.PREDICTION
    (found,) = rounds_of(a3_of(world.a3).id)
    assert read_content(found.revision.content).boxes["perceive"] == "What stands in perceive"
    assert lines("a3")[-1].digest == found.revision.digest
    newest = latest_revision(a3_of(world.a3).id)
    assert newest
    assert (newest.number, newest.why) == (2, "decided")
    assert read_content(newest.content).boxes["perceive"] == "Gap: 3 points"


def test_what_is_decided_is_decided_once(world: World) -> None:
    submitted(world)
    pair = shown(world.a3)
    decide(world.actor("manager"), world.a3)
    with pytest.raises(WrongState, match="Nothing waits"):
        decide_shown(world.actor("deputy"), world.a3, Move.AGREE, pair)


def test_submitting_the_same_sheet_again_takes_no_second_revision(world: World) -> None:
    submitted(world)
    assert reviews.submit(world.actor("coordinator"), world.a3) == 1
    assert db.session.scalars(select(Revision.number)).all() == [1]


@pytest.mark.parametrize("stage", [Stage.PREDICTION, Stage.DO])
def test_nothing_is_submitted_where_the_coordinator_alone_moves(world: World, stage: Stage) -> None:
    fill(world.actor("member"), world.a3)
    walk(world, stage)
    with pytest.raises(WrongState, match=stage.label):
        reviews.submit(world.actor("coordinator"), world.a3)


@pytest.mark.parametrize("move", [Move.LOCK, Move.CHECK])
def test_nothing_is_moved_out_of_turn(world: World, move: Move) -> None:
    with pytest.raises(WrongState, match="Left side"):
        reviews.move(world.actor("coordinator"), world.a3, move)


@pytest.mark.parametrize("move", [Move.SUBMIT, Move.AGREE, Move.RETURN])
def test_nobody_moves_past_a_decision(world: World, move: Move) -> None:
    submitted(world)
    for role in ("coordinator", "manager"):
        with pytest.raises((WrongState, NotAllowed)):
            reviews.move(world.actor(role), world.a3, move)
    assert a3_of(world.a3).stage == Stage.LEFT_SIDE


def test_only_the_coordinator_submits_and_locks(world: World) -> None:
    others = ("member", "owner", "colleague", "reader", "manager", "deputy", "administrator")
    fill(world.actor("member"), world.a3)
    for role in others:
        with pytest.raises(NotAllowed):
            reviews.submit(world.actor(role), world.a3)
    walk(world, Stage.PREDICTION)
    for role in others:
        with pytest.raises(NotAllowed):
            reviews.move(world.actor(role), world.a3, Move.LOCK)
    assert a3_of(world.a3).stage == Stage.PREDICTION


def test_a_stranger_does_not_learn_that_it_waits(world: World) -> None:
    submitted(world)
    for role in ("stranger", "stranger_manager", "nobody"):
        with pytest.raises(NotFound):
            decide(world.actor(role), world.a3)


def test_an_archived_a3_is_neither_submitted_nor_decided(world: World) -> None:
    submitted(world)
    a3s.archive_a3(world.actor("coordinator"), world.a3)
    assert not waiting_for_decision(world.actor("manager"))
    with pytest.raises(WrongState, match="archived"):
        decide(world.actor("manager"), world.a3)
    with pytest.raises(WrongState, match="archived"):
        reviews.submit(world.actor("coordinator"), world.a3)


def test_a_note_stays_with_its_round_and_is_not_endless(world: World) -> None:
    submitted(world)
    assert db.session.scalars(select(Submission.note)).all() == ["Please read the gap first"]
    with pytest.raises(Invalid) as refused:
        reviews.submit(world.actor("coordinator"), world.a3, "n" * 601)
    assert list(refused.value.fields) == ["note"]
