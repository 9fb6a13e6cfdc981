"""What stays when an old revision comes back: results, figures, decisions and what is locked."""

from __future__ import annotations

from sqlalchemy import select

from a3tracker.db.base import db
from a3tracker.db.boxes import box_of
from a3tracker.db.people import Person
from a3tracker.db.predictions import ExpectedRange, Prediction
from a3tracker.db.rows import rows_in
from a3tracker.domain.checks import Check
from a3tracker.domain.cycles import Panel
from a3tracker.domain.experiments import Experiment
from a3tracker.domain.figures import Figure
from a3tracker.domain.rows import MeasureSide, PersonRow
from a3tracker.domain.stages import Stage
from a3tracker.usecases import rows
from a3tracker.usecases.a3s import found_a3
from a3tracker.usecases.printouts import want_printout
from a3tracker.usecases.restoring import Drawn, restore_revision, shown_now
from a3tracker.usecases.transaction import now
from tests import factories
from tests.factories import added
from tests.rewriting import DAY, everything, restore, taken
from tests.walk import a3_of, fill, walk
from tests.world import World


def test_what_was_expected_and_seen_of_a_finished_experiment_stays(world: World) -> None:
    everything(world)
    taken(world)
    finished = Experiment(DAY, "Called six", "Three answer", "Two did", "Mornings are bad")
    rows.edit_row(world.actor("member"), world.a3, Panel.EXPERIMENTS, 1, finished, 1)
    rows.add_row(world.actor("member"), world.a3, Panel.EXPERIMENTS, finished)
    restore(world, 1)
    first, second = (row.fact() for row in rows_in(a3_of(world.a3).id, Panel.EXPERIMENTS))
    assert first == finished
    assert second == finished


def test_decisions_and_figures_stay(world: World) -> None:
    member = world.actor("member")
    taken(world)
    measure = Check("Second edit", MeasureSide.RETENTION, "", Figure(50, 100))
    rows.add_row(member, world.a3, Panel.CHECKS, measure)
    fill(member, world.a3)
    walk(world, Stage.DO)
    restore(world, 1)
    assert [row.fact() for row in rows_in(a3_of(world.a3).id, Panel.CHECKS)] == [measure]
    assert a3_of(world.a3).stage == "do"
    assert box_of(a3_of(world.a3).id, "plan").text == ""  # type: ignore[union-attr]


def locked(world: World) -> None:
    """The prediction of the A3 is locked."""
    row = db.session.scalars(select(Prediction)).one()
    row.locked_at, row.locked_by = now(), world.people["coordinator"]
    db.session.commit()


def prediction(world: World, words: str = "Renewals") -> None:
    whole = {"unit": "%", "point": 17.0, "low": 15.0, "high": 19.0, "day": DAY, "why": "Asked before"}
    added(Prediction(a3_id=a3_of(world.a3).id, words=words, **whole))
    db.session.commit()


def test_a_locked_prediction_stays_as_it_is(world: World) -> None:
    taken(world)
    prediction(world)
    before = taken(world)
    db.session.scalars(select(Prediction)).one().point = 18.0
    db.session.commit()
    locked(world)
    assert restore(world, 1) == 3
    assert restore(world, before) == 3
    assert [row.fact().point for row in rows_in(a3_of(world.a3).id, Panel.PREDICTIONS)] == [18.0]  # type: ignore[union-attr]


def test_a_prediction_that_is_not_locked_comes_back(world: World) -> None:
    prediction(world)
    first = taken(world)
    db.session.delete(db.session.scalars(select(Prediction)).one())
    db.session.commit()
    restore(world, first)
    (row,) = rows_in(a3_of(world.a3).id, Panel.PREDICTIONS)
    assert row.fact().plain(row.id) == {**row.fact().plain(row.id), "words": "Renewals", "day": "2026-06-30"}


def test_beside_a_locked_prediction_none_comes_back_that_was_removed_before_the_lock(world: World) -> None:
    prediction(world, "Thrown away")
    first = taken(world)
    db.session.delete(db.session.scalars(select(Prediction)).one())
    prediction(world)
    locked(world)
    restore(world, first)
    assert [row.fact().words for row in rows_in(a3_of(world.a3).id, Panel.PREDICTIONS)] == ["Renewals"]  # type: ignore[union-attr]


def test_an_expected_range_that_a_new_version_replaced_does_not_come_back(world: World) -> None:
    number = factories.a3(world.segment, world.team, world.people["owner"], cycle="SDCA")
    standard, coordinator = a3_of(number), world.people["coordinator"]
    held = {"unit": "%", "low": 88.0, "trigger": "below", "responsible_id": coordinator}
    row = added(ExpectedRange(a3_id=standard.id, measure="Renewals", **held))
    db.session.commit()
    want_printout(world.actor("reader"), number, "a3")
    row.locked_at, row.locked_by, row.ended_at = now(), coordinator, now()
    db.session.commit()
    shown = shown_now(found_a3(world.actor("member"), number))
    restore_revision(world.actor("member"), number, 1, shown, Drawn({}, 1))
    assert rows_in(standard.id, Panel.RANGES) == []


def test_a_row_whose_person_is_no_longer_on_record_stays_away(world: World) -> None:
    member, contact = (
        world.actor("member"),
        factories.person("Ines Moreau", email=None, contact_of=world.stream),
    )
    db.session.commit()
    rows.add_row(member, world.a3, Panel.PEOPLE, PersonRow(contact, "house manager", ""))
    rows.add_row(member, world.a3, Panel.PEOPLE, PersonRow(member.id, "", "asks"))
    taken(world)
    rows.remove_row(member, world.a3, Panel.PEOPLE, 1)
    rows.remove_row(member, world.a3, Panel.PEOPLE, 2)
    db.session.delete(db.session.get_one(Person, contact))
    db.session.commit()
    restore(world, 1)
    assert [row.id for row in rows_in(a3_of(world.a3).id, Panel.PEOPLE)] == [2]
