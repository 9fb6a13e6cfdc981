"""A trigger is answered: with a PDCA whose left side is drafted, in one line without, or by a decision."""

from __future__ import annotations

import pytest

from a3tracker.db.base import db
from a3tracker.db.boxes import boxes_of
from a3tracker.db.rows import rows_in
from a3tracker.domain.cycles import Panel
from a3tracker.domain.errors import Invalid, NotAllowed, NotFound, WrongState
from a3tracker.domain.reviews import Move
from a3tracker.domain.stages import Stage
from a3tracker.domain.triggers import How
from a3tracker.usecases import reviews
from a3tracker.usecases.a3_removal import delete_a3
from a3tracker.usecases.a3s import archive_a3, found_a3
from a3tracker.usecases.triggers import Draft, answer, draft_pdca
from tests.journal import acts
from tests.standards import enter, kept, month, triggers, watching
from tests.walk import LEARNED, a3_of, decide, say_something_new, soon, walk, written
from tests.world import World

DRAFT = Draft("Restore Renewed: 83.0 %", {"perceive": written("The gap"), "standard": written("No such box")})


@pytest.fixture
def number(world: World) -> int:
    """A standard with two open triggers of one range."""
    metric = kept(world)
    made = watching(world, metric)
    enter(world, metric, month(1), "83 of 100")
    enter(world, metric, month(0), "82 of 100")
    return made


def first(number: int) -> int:
    return triggers(number)[0].trigger.id


def test_the_coordinator_drafts_a_pdca_and_every_trigger_of_the_range_is_answered(
    world: World, number: int
) -> None:
    drafted = draft_pdca(world.actor("coordinator"), number, first(number), DRAFT)
    a3, source = a3_of(drafted), a3_of(number)
    assert (a3.cycle, a3.parent_id, a3.stage) == ("PDCA", source.id, Stage.LEFT_SIDE)
    assert (a3.segment_id, a3.team_id, a3.owner_id) == (source.segment_id, source.team_id, source.owner_id)
    assert {key: box.text for key, box in boxes_of(a3.id).items()} == {"perceive": "The gap"}
    (person,) = rows_in(a3.id, Panel.PEOPLE)
    assert person.fact().role == "answers for Renewed"  # type: ignore[union-attr]
    answers = {(one.trigger.how, one.drafted, one.trigger.answered_by) for one in triggers(number)}
    assert answers == {(How.DRAFTED, drafted, world.people["coordinator"])}
    assert acts()[-1] == ("drafted from a trigger", "a3", a3.id)


def test_pressed_twice_it_is_the_same_a3(world: World, number: int) -> None:
    trigger = first(number)
    drafted = draft_pdca(world.actor("coordinator"), number, trigger, DRAFT)
    before = acts()
    assert draft_pdca(world.actor("coordinator"), number, trigger, DRAFT) == drafted
    assert acts() == before


@pytest.mark.parametrize("role", ["member", "owner", "manager", "administrator", "reader", "colleague"])
def test_nobody_but_the_coordinator_drafts(world: World, number: int, role: str) -> None:
    with pytest.raises(NotAllowed):
        draft_pdca(world.actor(role), number, first(number), DRAFT)


@pytest.mark.parametrize("role", ["stranger", "stranger_manager", "nobody"])
def test_to_a_stranger_neither_a3_nor_trigger_is_there(world: World, number: int, role: str) -> None:
    for deed in (lambda: draft_pdca(world.actor(role), number, first(number), DRAFT),
                 lambda: answer(world.actor(role), number, first(number), "Why")):  # fmt: skip
        with pytest.raises(NotFound):
            deed()


def test_a_trigger_of_another_a3_is_not_there(world: World, number: int) -> None:
    with pytest.raises(NotFound):
        draft_pdca(world.actor("coordinator"), world.a3, first(number), DRAFT)


def test_a_standard_at_its_left_side_drafts_nothing(world: World, number: int) -> None:
    a3_of(number).stage = "left_side"
    db.session.commit()
    with pytest.raises(WrongState, match="from Do, Check or Act"):
        draft_pdca(world.actor("coordinator"), number, first(number), DRAFT)


def test_an_archived_standard_is_answered_after_it_is_brought_back(world: World, number: int) -> None:
    archive_a3(world.actor("coordinator"), number)
    for deed in (lambda: draft_pdca(world.actor("coordinator"), number, first(number), DRAFT),
                 lambda: answer(world.actor("owner"), number, first(number), "Why")):  # fmt: skip
        with pytest.raises(WrongState, match="Bring it back first"):
            deed()


@pytest.mark.parametrize("role", ["owner", "coordinator"])
def test_the_person_responsible_or_the_coordinator_answers_without_a_pdca(
    world: World, number: int, role: str
) -> None:
    trigger = first(number)
    answer(world.actor(role), number, trigger, " The shop was shut for a week ")
    found = next(one.trigger for one in triggers(number) if one.trigger.id == trigger)
    assert (found.how, found.reason) == (How.REASON, "The shop was shut for a week")
    assert found.answered_by == world.people[role]
    assert sum(one.trigger.answered_at is None for one in triggers(number)) == 1, "the other one stays"


@pytest.mark.parametrize("role", ["member", "manager", "administrator", "reader"])
def test_others_do_not_answer(world: World, number: int, role: str) -> None:
    with pytest.raises(NotAllowed, match="the person responsible or the team coordinator"):
        answer(world.actor(role), number, first(number), "Why")


def test_an_answer_needs_its_reason_and_the_same_twice_is_one(world: World, number: int) -> None:
    owner, trigger = world.actor("owner"), first(number)
    with pytest.raises(Invalid) as refused:
        answer(owner, number, trigger, "  ")
    assert list(refused.value.fields) == ["reason"]
    answer(owner, number, trigger, "Shut by plan")
    before = acts()
    answer(owner, number, trigger, "Shut by plan")
    assert acts() == before
    with pytest.raises(WrongState, match="answered meanwhile"):
        answer(owner, number, trigger, "Another reason")
    with pytest.raises(WrongState, match="answered meanwhile"):
        draft_pdca(world.actor("coordinator"), number, trigger, DRAFT)


def test_what_was_answered_stays_so_when_the_figure_changes(world: World, number: int) -> None:
    trigger = triggers(number)[0]
    answer(world.actor("owner"), number, trigger.trigger.id, "Shut by plan")
    enter(world, trigger.metric.id, trigger.period, "90 of 100", version=1)
    assert trigger.trigger.how == How.REASON


def act(world: World, number: int, outcome: str) -> None:
    """Bring the standard to its Act and submit this outcome."""
    walk(world, Stage.ACT, number=number)
    say_something_new(world, number)
    reviews.submit(world.actor("coordinator"), number, outcome=outcome, next_check=soon(), learning=LEARNED)


def test_held_while_a_trigger_waits_asks_for_a_reason(world: World, number: int) -> None:
    act(world, number, "held")
    with pytest.raises(Invalid) as refused:
        decide(world.actor("manager"), number)
    assert "2 triggers wait for an answer" in refused.value.fields["reason"]
    assert a3_of(number).stage == Stage.ACT
    decide(world.actor("manager"), number, Move.AGREE, "One slow summer, as every year")
    assert a3_of(number).stage == Stage.DO
    assert {(one.trigger.how, one.trigger.reason) for one in triggers(number)} == {(How.DECIDED, "Held")}


def test_any_other_outcome_answers_them_as_well(world: World, number: int) -> None:
    act(world, number, "restored")
    decide(world.actor("manager"), number, Move.AGREE, "The letters are out again")
    assert {one.trigger.how for one in triggers(number)} == {How.DECIDED}


def test_the_pdca_stays_when_the_standard_goes_and_the_answer_when_the_pdca_goes(
    world: World, number: int
) -> None:
    trigger = first(number)
    drafted = draft_pdca(world.actor("coordinator"), number, trigger, DRAFT)
    delete_a3(world.actor("administrator"), drafted)
    assert {(one.trigger.how, one.drafted) for one in triggers(number)} == {(How.DRAFTED, None)}
    with pytest.raises(WrongState):
        draft_pdca(world.actor("coordinator"), number, trigger, DRAFT)
    delete_a3(world.actor("administrator"), number)
    assert found_a3(world.actor("member"), world.a3)
