"""A new figure leaves an expected range: the person responsible hears, once, and the trigger stands."""

from __future__ import annotations

import pytest

from a3tracker.db.base import db
from a3tracker.db.notices import Notice
from a3tracker.db.people import Person
from a3tracker.db.revisions import content_of
from a3tracker.domain.cycles import Panel
from a3tracker.domain.stages import Stage
from a3tracker.domain.triggers import How, Sign
from a3tracker.usecases import rows
from a3tracker.usecases.a3_removal import delete_a3
from a3tracker.usecases.a3s import archive_a3, found_a3
from a3tracker.usecases.figures import TypedColumn, enter_figures
from tests import factories
from tests.journal import acts
from tests.standards import enter, kept, month, triggers, watching
from tests.walk import a3_of, expected_range, walk
from tests.world import World


@pytest.fixture
def metric(world: World) -> int:
    return kept(world)


@pytest.fixture
def number(world: World, metric: int) -> int:
    """A standard in use; its owner is responsible for the range."""
    return watching(world, metric)


def told(world: World, role: str = "owner") -> list[Notice]:
    query = db.select(Notice).where(Notice.person_id == world.people[role], Notice.kind == "triggered")
    return list(db.session.scalars(query))


def test_a_figure_outside_the_range_triggers_and_the_person_responsible_hears(
    world: World, metric: int, number: int
) -> None:
    enter(world, metric, month(1), "83 of 100")
    (found,) = triggers(number)
    assert (found.trigger.value, found.trigger.sign, found.responsible) == (0.83, "below", "Olaf Brandt")
    assert (found.period, found.trigger.answered_at) == (month(1), None)
    (notice,) = told(world)
    assert notice.a3_id == a3_of(number).id
    assert [act for act, _thing, _id in acts()[-2:]] == ["triggered", "entered figures of"]


def test_a_figure_within_the_range_calls_nobody(world: World, metric: int, number: int) -> None:
    enter(world, metric, month(1), "88 of 100")
    assert (triggers(number), told(world)) == ([], [])


def test_who_typed_the_figure_hears_too_when_it_is_theirs_to_answer(
    world: World, metric: int, number: int
) -> None:
    enter(world, metric, month(1), "83 of 100", role="owner")
    assert len(told(world)) == 1


def test_a_rate_of_the_customer_flow_is_watched_as_well(world: World) -> None:
    def column(back: int, lost: str) -> TypedColumn:
        cells = {"start": "100", "new": lost, "won_back": "0", "lost": lost, "end": "100"}
        return TypedColumn(month(back), cells)

    member = world.actor("member")
    enter_figures(member, world.segment, [column(2, "12")])
    number = watching(world, db.session.scalars(db.text("SELECT min(id) FROM metrics")).one())
    enter_figures(member, world.segment, [column(1, "20")])
    assert [found.trigger.value for found in triggers(number)] == [0.8]


def test_a_signal_in_the_unwanted_direction_triggers_within_the_range(world: World, metric: int) -> None:
    number = watching(world, metric, low=0.0, high=100.0)
    enter(world, metric, month(1), "70 of 100")
    assert [found.trigger.sign for found in triggers(number)] == [Sign.OUTSIDE]


def test_a_figure_that_is_corrected_and_still_outside_is_no_second_notice(
    world: World, metric: int, number: int
) -> None:
    enter(world, metric, month(1), "83 of 100")
    enter(world, metric, month(1), "82 of 100", version=1)
    assert [found.trigger.value for found in triggers(number)] == [0.82]
    assert len(told(world)) == 1


@pytest.mark.parametrize("cell", ["88 of 100", ""])
def test_a_figure_put_right_or_taken_away_closes_the_trigger_by_itself(
    world: World, metric: int, number: int, cell: str
) -> None:
    enter(world, metric, month(1), "83 of 100")
    enter(world, metric, month(1), cell, version=1)
    (found,) = triggers(number)
    assert (found.trigger.how, found.trigger.answered_by) == (How.CORRECTED, world.people["member"])
    if cell:
        enter(world, metric, month(1), "80 of 100", version=2)
        (again,) = triggers(number)
        assert (again.trigger.answered_at, again.trigger.value) == (None, 0.8)
        assert len(told(world)) == 2, "it left the range anew"


def test_two_people_who_enter_one_after_the_other_make_one_trigger_a_period(
    world: World, metric: int, number: int
) -> None:
    enter(world, metric, month(1), "83 of 100")
    enter(world, metric, month(0), "81 of 100", role="coordinator")
    assert [found.period for found in triggers(number)] == [month(0), month(1)]
    assert len(told(world)) == 2


def test_old_figures_filled_in_afterwards_call_nobody(world: World, metric: int, number: int) -> None:
    enter(world, metric, month(20), "50 of 100")
    assert triggers(number) == []


def test_for_a_contact_who_does_not_sign_in_the_coordinator_hears(world: World, metric: int) -> None:
    contact = factories.person("Connie Contact", email=None, password_hash=None, contact_of=world.stream)
    db.session.commit()
    number = watching(world, metric, responsible=contact)
    enter(world, metric, month(1), "83 of 100")
    assert (len(told(world)), len(told(world, "coordinator"))) == (0, 1)
    assert triggers(number)[0].responsible == "Connie Contact"
    assert db.session.get_one(Person, contact).email is None


@pytest.mark.parametrize("stage", [Stage.PREDICTION, Stage.ACT])
def test_a_standard_is_watched_in_do_and_in_check_alone(world: World, metric: int, stage: Stage) -> None:
    number = watching(world, metric, stage)
    enter(world, metric, month(1), "83 of 100")
    assert triggers(number) == []


def test_an_archived_standard_and_a_version_that_was_replaced_watch_nothing(
    world: World, metric: int
) -> None:
    archived, renewed = watching(world, metric), watching(world, metric, Stage.ACT)
    archive_a3(world.actor("coordinator"), archived)
    walk(world, Stage.LEFT_SIDE, "new_version", renewed)
    enter(world, metric, month(1), "83 of 100")
    assert (triggers(archived), triggers(renewed)) == ([], [])


def test_a_later_range_is_what_counts(world: World, metric: int, number: int) -> None:
    later = {"measure": "Renewed", "low": 80.0, "high": 91.0, "metric": metric, "reason": "A new letter"}
    rows.add_row(world.actor("member"), number, Panel.RANGES, expected_range(world.people["member"], **later))
    enter(world, metric, month(1), "83 of 100")
    assert triggers(number) == []
    enter(world, metric, month(0), "79 of 100")
    assert [found.responsible for found in triggers(number)] == ["Mia Rossi"]


def test_a_trigger_changes_no_hash_and_goes_with_its_a3(world: World, metric: int, number: int) -> None:
    def rows_of_content() -> object:
        content = content_of(found_a3(world.actor("member"), number))
        return {**content.rows, "figures": []}, content.boxes

    before = rows_of_content()
    enter(world, metric, month(1), "83 of 100")
    assert rows_of_content() == before
    delete_a3(world.actor("administrator"), number)
    assert db.session.scalar(db.text("SELECT count(*) FROM triggers")) == 0
