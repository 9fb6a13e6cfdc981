"""People, experiments and checks as rows, each with its own version."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from a3tracker.db.base import db
from a3tracker.db.boxes import writers_of
from a3tracker.db.people import Person
from a3tracker.db.rows import Row, row_count, row_of, rows_in
from a3tracker.domain.causes import Cause
from a3tracker.domain.checks import Check
from a3tracker.domain.countermeasures import Countermeasure
from a3tracker.domain.cycles import Panel
from a3tracker.domain.errors import Invalid, NotAllowed, NotFound, OutOfDate, WrongState
from a3tracker.domain.experiments import Experiment
from a3tracker.domain.facts import Fact
from a3tracker.domain.figures import Figure
from a3tracker.domain.not_to_do import NotToDo
from a3tracker.domain.rows import MeasureSide, PersonRow
from a3tracker.domain.standards import Adherence, Deviation, Step
from a3tracker.domain.tallies import Line, Tally
from a3tracker.usecases import a3s, rows
from a3tracker.usecases.transaction import now
from tests import factories
from tests.walk import a3_of, expected_range, prediction
from tests.world import World

DAY = date(2026, 6, 30)
STANDARD = (Panel.RANGES, Panel.STEPS, Panel.ADHERENCE, Panel.DEVIATIONS)
TRIAL = Experiment(DAY, "Called five", "Three answer")
MEASURE = Check(
    "Came back", MeasureSide.RETENTION, "", Figure(1, 4), Figure(value=2.5), Figure(3 * 10**9, 4 * 10**9), DAY
)


def facts(world: World) -> dict[Panel, Fact]:
    return {
        Panel.PEOPLE: PersonRow(world.people["owner"], "account manager", "asks"),
        Panel.PREDICTIONS: prediction(),
        Panel.RANGES: expected_range(world.people["owner"]),
        Panel.EXPERIMENTS: TRIAL,
        Panel.CHECKS: MEASURE,
        Panel.COUNTERMEASURES: Countermeasure(1, "Answer in two days", (), world.people["owner"], due=DAY),
        Panel.NOT_TO_DO: NotToDo("The weekly report", world.people["member"], "", "1"),
        Panel.CAUSES: Cause("Quotes wait for a price", number=1),
        Panel.TALLIES: Tally("Reasons", "calls", (Line("Price", 3),)),
        Panel.STEPS: Step("Draw the list", "three months", "a pause is shorter", 1),
        Panel.ADHERENCE: Adherence(date(2026, 3, 2), 9, 10, world.people["owner"], "one was away"),
        Panel.DEVIATIONS: Deviation(date(2026, 3, 2), "Two calls missed", by=world.people["owner"]),
    }


def added(world: World, panel: Panel, fact: Fact | None = None, contact: str = "") -> int:
    return rows.add_row(world.actor("member"), world.a3, panel, fact or facts(world)[panel], contact)


def stored(world: World, panel: Panel, row_id: int) -> Row:
    row = row_of(a3_of(world.a3).id, panel, row_id)
    assert row
    return row


@pytest.fixture(autouse=True)
def _a_cycle_that_holds_such_rows(request: pytest.FixtureRequest, world: World) -> None:
    """Only a standard has expected ranges, steps, adherence checks and deviations."""
    if "panel" in request.fixturenames and request.getfixturevalue("panel") in STANDARD:
        a3_of(world.a3).cycle = "SDCA"
        db.session.commit()


every_panel = pytest.mark.parametrize("panel", Panel)


@every_panel
def test_a_row_is_kept_as_it_was_typed(world: World, panel: Panel) -> None:
    row = stored(world, panel, added(world, panel))
    db.session.expire(row)
    assert (row.fact(), row.version) == (facts(world)[panel], 1)


@every_panel
def test_who_adds_a_row_wrote_on_it_in_this_round(world: World, panel: Panel) -> None:
    added(world, panel)
    assert writers_of(a3_of(world.a3).id, 1) == {world.people["member"]}


@every_panel
def test_only_the_team_writes_rows(world: World, panel: Panel) -> None:
    row = added(world, panel)
    for role in ("reader", "colleague", "manager", "deputy", "administrator"):
        with pytest.raises(NotAllowed):
            rows.add_row(world.actor(role), world.a3, panel, facts(world)[panel])
        with pytest.raises(NotAllowed):
            rows.edit_row(world.actor(role), world.a3, panel, row, facts(world)[panel], 1)
        with pytest.raises(NotAllowed):
            rows.remove_row(world.actor(role), world.a3, panel, row)
    with pytest.raises(NotFound):
        rows.remove_row(world.actor("stranger"), world.a3, panel, row)


def test_a_row_changes_and_raises_its_version(world: World) -> None:
    row = added(world, Panel.EXPERIMENTS)
    later = replace(TRIAL, observed="Two answered", learned="Call earlier")
    rows.edit_row(world.actor("owner"), world.a3, Panel.EXPERIMENTS, row, later, 1)
    assert (stored(world, Panel.EXPERIMENTS, row).fact(), stored(world, Panel.EXPERIMENTS, row).version) == (
        later,
        2,
    )


def test_an_old_row_form_is_refused_and_nothing_is_overwritten(world: World) -> None:
    row = added(world, Panel.EXPERIMENTS)
    rows.edit_row(world.actor("owner"), world.a3, Panel.EXPERIMENTS, row, replace(TRIAL, learned="His"), 1)
    with pytest.raises(OutOfDate) as refused:
        rows.edit_row(
            world.actor("member"), world.a3, Panel.EXPERIMENTS, row, replace(TRIAL, learned="Hers"), 1
        )
    assert refused.value.version == 2
    assert stored(world, Panel.EXPERIMENTS, row).fact() == replace(TRIAL, learned="His")


@every_panel
def test_the_same_row_twice_is_harmless(world: World, panel: Panel) -> None:
    row = added(world, panel)
    rows.edit_row(world.actor("owner"), world.a3, panel, row, facts(world)[panel], 99)
    assert stored(world, panel, row).version == 1


def test_two_people_in_two_rows_do_not_disturb_each_other(world: World) -> None:
    one, other = added(world, Panel.EXPERIMENTS), added(world, Panel.EXPERIMENTS)
    for row, words in ((one, "His"), (other, "Hers")):
        rows.edit_row(
            world.actor("owner"), world.a3, Panel.EXPERIMENTS, row, replace(TRIAL, learned=words), 1
        )
    assert stored(world, Panel.EXPERIMENTS, other).version == 2


def test_the_expectation_stands_once_the_result_is_in(world: World) -> None:
    row = added(world, Panel.EXPERIMENTS, replace(TRIAL, observed="Two answered"))
    for change in ({"expected": "Two answer"}, {"observed": ""}):
        fact = replace(TRIAL, observed="Two answered", **change) if "expected" in change else TRIAL
        with pytest.raises(Invalid):
            rows.edit_row(world.actor("owner"), world.a3, Panel.EXPERIMENTS, row, fact, 1)
    assert stored(world, Panel.EXPERIMENTS, row).fact() == replace(TRIAL, observed="Two answered")


@every_panel
def test_a_row_is_removed_and_removing_it_twice_is_harmless(world: World, panel: Panel) -> None:
    row = added(world, panel)
    for _ in range(2):
        rows.remove_row(world.actor("owner"), world.a3, panel, row)
    assert row_count(a3_of(world.a3).id, panel) == 0
    with pytest.raises(NotFound, match="Somebody removed it"):
        rows.edit_row(world.actor("owner"), world.a3, panel, row, facts(world)[panel], 1)


@every_panel
def test_an_open_form_of_a_removed_row_never_writes_into_a_new_one(world: World, panel: Panel) -> None:
    gone = added(world, panel)
    rows.remove_row(world.actor("owner"), world.a3, panel, gone)
    assert added(world, panel) != gone


@every_panel
def test_a_row_of_another_a3_is_not_found(world: World, panel: Panel) -> None:
    row = added(world, panel)
    other = factories.a3(world.segment, world.team, world.people["owner"])
    db.session.commit()
    with pytest.raises(NotFound):
        rows.found_row(world.actor("owner"), other, panel, row)
    rows.remove_row(world.actor("owner"), other, panel, row)
    assert stored(world, panel, row)


@every_panel
def test_an_archived_a3_takes_no_rows(world: World, panel: Panel) -> None:
    a3s.archive_a3(world.actor("coordinator"), world.a3)
    with pytest.raises(WrongState):
        added(world, panel)


def test_an_a3_holds_at_most_two_hundred_rows_of_a_kind(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "MOST_ROWS", 2)
    added(world, Panel.EXPERIMENTS)
    row = added(world, Panel.EXPERIMENTS)
    with pytest.raises(Invalid, match="at most 2 rows"):
        added(world, Panel.EXPERIMENTS)
    rows.remove_row(world.actor("owner"), world.a3, Panel.EXPERIMENTS, row)
    added(world, Panel.EXPERIMENTS)


def test_experiments_stand_by_day_and_people_as_they_came(world: World) -> None:
    late = added(world, Panel.EXPERIMENTS)
    early = added(world, Panel.EXPERIMENTS, replace(TRIAL, day=date(2026, 6, 1)))
    assert [row.id for row in rows_in(a3_of(world.a3).id, Panel.EXPERIMENTS)] == [early, late]


def test_a_customer_is_named_as_a_contact_who_does_not_sign_in(world: World) -> None:
    row = added(world, Panel.PEOPLE, PersonRow(0, "buyer", "decides"), " Vera Brunner ")
    person = db.session.get_one(Person, stored(world, Panel.PEOPLE, row).fact().person)  # type: ignore[union-attr]
    assert (person.name, person.email, person.contact_of) == ("Vera Brunner", None, world.stream)


@pytest.mark.parametrize("contact", ["", "  ", "\u200b"])
def test_a_person_row_names_somebody(world: World, contact: str) -> None:
    with pytest.raises(Invalid) as refused:
        added(world, Panel.PEOPLE, PersonRow(0, "", ""), contact)
    assert list(refused.value.fields) == ["contact"]


@pytest.mark.parametrize("who", ["stranger", "nobody", "administrator"])
def test_people_outside_the_stream_are_not_in_the_list(world: World, who: str) -> None:
    with pytest.raises(Invalid) as refused:
        added(world, Panel.PEOPLE, PersonRow(world.people[who], "", ""))
    assert list(refused.value.fields) == ["person"]


def test_a_refused_row_leaves_no_contact_behind(world: World) -> None:
    with pytest.raises(Invalid):
        added(world, Panel.PEOPLE, PersonRow(0, "n" * 200, ""), "Vera Brunner")
    assert not db.session.scalars(select(Person).where(Person.name == "Vera Brunner")).all()


def test_somebody_who_left_stays_on_the_row_where_they_stand(world: World) -> None:
    row = added(world, Panel.PEOPLE)
    db.session.get_one(Person, world.people["owner"]).archived_at = now()
    db.session.commit()
    moved = PersonRow(world.people["owner"], "retired", "asks")
    rows.edit_row(world.actor("member"), world.a3, Panel.PEOPLE, row, moved, 1)
    assert stored(world, Panel.PEOPLE, row).fact() == moved
