"""What becomes of a meeting note: an experiment, a comment or a change, and each once."""

import pytest

from a3tracker.db.comments import comment_count, threads_of
from a3tracker.db.rows import rows_in
from a3tracker.domain.cycles import Panel
from a3tracker.domain.errors import Invalid, NotAllowed, NotFound, WrongState
from a3tracker.domain.experiments import Experiment
from a3tracker.usecases import meeting_notes as usecases
from a3tracker.usecases.rows import remove_row
from a3tracker.usecases.transaction import now
from tests.notes import close, note, noted, promise, row
from tests.talk import comment, submitted, told
from tests.walk import a3_of
from tests.world import World

KEY = "0" * 32


def trial() -> Experiment:
    return Experiment(now().date(), "Ring on the day they stop", "Half of them come back")


def test_a_note_becomes_an_experiment_once(world: World) -> None:
    one = noted(world.actor("manager"), world.a3, box="plan")
    made = usecases.try_note(world.actor("member"), world.a3, one, trial(), KEY)
    assert usecases.try_note(world.actor("member"), world.a3, one, trial(), KEY) == made
    assert (row(one).became, row(one).experiment_id, row(one).is_open) == ("experiment", made, False)
    with pytest.raises(WrongState, match="became an experiment already"):
        usecases.try_note(world.actor("member"), world.a3, one, trial(), "1" * 32)
    assert len(rows_in(a3_of(world.a3).id, Panel.EXPERIMENTS)) == 1


def test_a_note_stays_open_when_its_experiment_is_refused(world: World) -> None:
    one = noted(world.actor("member"), world.a3)
    with pytest.raises(Invalid):
        usecases.try_note(world.actor("member"), world.a3, one, Experiment(now().date(), "", ""), KEY)
    assert row(one).is_open


def test_a_note_remembers_that_it_became_an_experiment_that_was_removed(world: World) -> None:
    one = noted(world.actor("member"), world.a3)
    made = usecases.try_note(world.actor("member"), world.a3, one, trial(), KEY)
    remove_row(world.actor("member"), world.a3, Panel.EXPERIMENTS, made)
    assert (row(one).became, row(one).experiment_id) == ("experiment", None)


def test_a_note_becomes_a_comment_that_everybody_reads_at_once(world: World) -> None:
    submitted(world)
    comment(world.actor("manager"), world.a3, "Collected, not sent")
    one = noted(world.actor("manager"), world.a3, box="plan")
    sent = usecases.say_note(world.actor("manager"), world.a3, one, "Ask them sooner")
    assert usecases.say_note(world.actor("manager"), world.a3, one, "Ask them sooner ") == sent
    found = threads_of(a3_of(world.a3).id, world.people["member"])
    assert [(thread.root.id, thread.root.body, thread.root.box) for thread in found] == [
        (sent, "Ask them sooner", "plan")
    ]
    assert row(one).comment_id == sent
    assert ("Cem Aydin", "commented") in told()
    with pytest.raises(WrongState, match="a comment already"):
        usecases.say_note(world.actor("manager"), world.a3, one, "Another")
    assert comment_count(a3_of(world.a3).id) == 2


def test_the_first_comment_out_of_a_note_takes_a_revision(world: World) -> None:
    one = noted(world.actor("manager"), world.a3)
    usecases.say_note(world.actor("manager"), world.a3, one, "Ask them sooner")
    (thread,) = threads_of(a3_of(world.a3).id, world.people["member"])
    assert thread.revision == 1


def test_the_team_says_that_a_note_is_taken_in(world: World) -> None:
    one = noted(world.actor("manager"), world.a3, box="plan")
    usecases.take_note_in(world.actor("member"), world.a3, one)
    usecases.take_note_in(world.actor("member"), world.a3, one)
    assert (row(one).became, row(one).is_open) == ("change", False)
    with pytest.raises(WrongState, match="a change already"):
        usecases.say_note(world.actor("manager"), world.a3, one, "Again")


def test_only_the_team_makes_experiments_and_changes_out_of_notes(world: World) -> None:
    one = noted(world.actor("manager"), world.a3)
    with pytest.raises(NotAllowed):
        usecases.take_note_in(world.actor("manager"), world.a3, one)
    with pytest.raises(NotAllowed):
        usecases.try_note(world.actor("manager"), world.a3, one, trial(), KEY)


def test_nothing_becomes_of_a_note_on_a_closed_a3_but_a_comment(world: World) -> None:
    one = noted(world.actor("member"), world.a3)
    close(world.a3)
    with pytest.raises(WrongState, match="closed"):
        usecases.take_note_in(world.actor("member"), world.a3, one)
    usecases.say_note(world.actor("member"), world.a3, one, "Next time")


def test_a_note_that_was_removed_becomes_nothing(world: World) -> None:
    one = noted(world.actor("member"), world.a3)
    usecases.remove_note(world.actor("member"), world.a3, one)
    with pytest.raises(NotFound, match="removed"):
        usecases.take_note_in(world.actor("member"), world.a3, one)


def test_a_promise_stays_open_until_it_is_kept_and_a_decision_asks_for_nothing(world: World) -> None:
    member, owner = world.actor("member"), world.people["owner"]
    promised = usecases.add_note(member, world.a3, promise(owner))
    usecases.take_note_in(member, world.a3, promised)
    assert row(promised).is_open
    usecases.settle_note(world.actor("owner"), world.a3, promised)
    assert not row(promised).is_open
    decided = usecases.add_note(member, world.a3, note(kind="decision", said_by=owner))
    assert not row(decided).is_open


def test_a_note_about_which_nothing_is_to_be_done_is_laid_aside(world: World) -> None:
    one = noted(world.actor("member"), world.a3)
    usecases.settle_note(world.actor("coordinator"), world.a3, one)
    assert not row(one).is_open
