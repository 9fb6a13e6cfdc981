"""Predict, lock and check with a metric of the segment: nobody types its figures again."""

from __future__ import annotations

from dataclasses import replace

import pytest
import time_machine
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from a3tracker.db.base import db
from a3tracker.db.metrics import Metric
from a3tracker.db.predictions import Prediction
from a3tracker.db.revisions import content_of, latest_revision
from a3tracker.db.rows import Check as CheckRow
from a3tracker.db.rows import rows_in
from a3tracker.domain.checks import Check
from a3tracker.domain.cycles import Panel
from a3tracker.domain.errors import Invalid, NotAllowed, NotFound, WrongState
from a3tracker.domain.judging import check_verdict
from a3tracker.domain.metrics import MetricChange
from a3tracker.domain.revisions import read_content
from a3tracker.domain.rows import MeasureSide
from a3tracker.domain.stages import Stage
from a3tracker.domain.verdicts import Comparison, Verdict
from a3tracker.usecases import rows
from a3tracker.usecases.a3s import found_a3
from a3tracker.usecases.check_rows import check_prediction
from a3tracker.usecases.metrics import add_metric, archive_metric
from tests import factories
from tests.series import MARCH, came, metric, steady_year
from tests.walk import a3_of, fill, lock, prediction, walk
from tests.world import World

Clock = time_machine.Traveller


@pytest.fixture
def retention(march: Clock, world: World) -> int:
    """The id of the metric, with a steady year."""
    return steady_year(world).id


@pytest.fixture
def foreseen(world: World, retention: int) -> int:
    """The id of a prediction about it, on an A3 that waits for its lock."""
    member = world.actor("member")
    fill(member, world.a3)
    walk(world, Stage.PREDICTION)
    due = MARCH.shifted(2).last
    fact = prediction(words="", unit="", point=65.0, low=60.0, high=70.0, metric=retention, day=due)
    return rows.add_row(member, world.a3, Panel.PREDICTIONS, fact)


def stored(row: int) -> Prediction:
    return db.session.get_one(Prediction, row)


def verdict_now(world: World) -> Verdict | None:
    return check_verdict(content_of(found_a3(world.actor("reader"), world.a3)).rows)


def test_a_prediction_takes_its_words_and_unit_from_the_metric(world: World, foreseen: int) -> None:
    row = stored(foreseen)
    assert (row.words, row.unit, row.baseline) == ("Retention", "%", None)


def test_the_lock_notes_what_the_metric_was(world: World, foreseen: int) -> None:
    lock(world)
    row, year = stored(foreseen), MARCH
    assert row.baseline == pytest.approx(0.505)
    assert row.baseline_periods == f"{year.shifted(-12).words}–{year.before().words}"
    revision = latest_revision(a3_of(world.a3).id)
    assert revision
    kept = read_content(revision.content).rows
    assert kept["predictions"][0]["baseline"] == row.baseline
    assert kept["figures"][0]["frozen"] == str(year.before())


def test_what_was_noted_is_never_changed(world: World, foreseen: int) -> None:
    lock(world)
    with pytest.raises(DBAPIError, match="what is locked cannot be"):
        db.session.execute(text("UPDATE predictions SET baseline = 0.9"))
    db.session.rollback()


def test_a_later_prediction_notes_the_same_baseline(world: World, foreseen: int, retention: int) -> None:
    lock(world)
    fact = prediction(point=65.0, low=60.0, high=70.0, metric=retention, reason="The list grew")
    later = rows.add_row(world.actor("member"), world.a3, Panel.PREDICTIONS, fact)
    assert (stored(later).baseline, stored(later).locked_at is None) == (stored(foreseen).baseline, False)


def test_one_click_checks_the_prediction_and_a_second_one_adds_nothing(world: World, foreseen: int) -> None:
    member = world.actor("member")
    with pytest.raises(WrongState):
        check_prediction(member, world.a3, foreseen)
    lock(world)
    row = check_prediction(member, world.a3, foreseen)
    assert check_prediction(member, world.a3, foreseen) == row
    fact = db.session.get_one(CheckRow, row).fact()
    assert (fact.measure, fact.side, fact.unit) == ("Retention", MeasureSide.RETENTION, "%")
    assert (fact.comparison, fact.prediction) == (Comparison.SERIES, foreseen)


def test_only_the_team_checks_a_prediction(world: World, foreseen: int) -> None:
    lock(world)
    for role, refusal in (("reader", NotAllowed), ("colleague", NotAllowed), ("stranger", NotFound)):
        with pytest.raises(refusal):
            check_prediction(world.actor(role), world.a3, foreseen)


def test_the_verdict_follows_the_figures_of_the_segment_up_to_its_day(
    march: Clock, world: World, foreseen: int
) -> None:
    lock(world)
    check_prediction(world.actor("member"), world.a3, foreseen)
    assert verdict_now(world) is None
    came(world, march, MARCH, 40)
    assert verdict_now(world) is Verdict.NOT_ENOUGH
    came(world, march, MARCH.next(), 49)
    assert verdict_now(world) is Verdict.NOTHING
    came(world, march, MARCH.shifted(2), 35)
    assert verdict_now(world) is Verdict.CONFIRMED
    came(world, march, MARCH.shifted(3), 90)
    assert verdict_now(world) is Verdict.CONFIRMED


def test_a_closed_a3_keeps_the_figures_that_it_was_closed_with(
    march: Clock, world: World, foreseen: int
) -> None:
    lock(world)
    check_prediction(world.actor("member"), world.a3, foreseen)
    came(world, march, MARCH, 40, 35)
    walk(world, Stage.CLOSED)
    before = content_of(found_a3(world.actor("reader"), world.a3))
    factories.a3(world.segment, world.team, world.people["owner"])
    db.session.commit()
    came(world, march, MARCH.shifted(2), 90)
    db.session.expire_all()
    assert content_of(found_a3(world.actor("reader"), world.a3)).digest() == before.digest()
    assert verdict_now(world) is Verdict.CONFIRMED


@pytest.mark.parametrize("kind", ["checks", "predictions"])
def test_a_row_is_about_a_metric_of_its_own_segment_that_is_in_use(
    world: World, retention: int, kind: str
) -> None:
    member, panel = world.actor("member"), Panel(kind)
    change = MetricChange("Trials", side="acquisition", wanted="up", own_pace=False)
    trials = add_metric(member, world.segment, change)
    strange = Metric(segment_id=world.strange_segment, name="Theirs", kind="count", side="other")
    strange.created_at = metric(world).created_at
    theirs = factories.added(strange).id
    db.session.commit()

    def about(identity: int) -> Check | object:
        if panel is Panel.CHECKS:
            return Check("", MeasureSide.OTHER, metric=identity)
        return prediction(metric=identity)

    row = rows.add_row(member, world.a3, panel, about(trials))  # type: ignore[arg-type]
    archive_metric(member, world.segment, trials)
    for wrong in (theirs, trials, 999_999):
        with pytest.raises(Invalid) as refused:
            rows.add_row(member, world.a3, panel, about(wrong))  # type: ignore[arg-type]
        assert list(refused.value.fields) == ["metric"]
    kept = next(one for one in rows_in(a3_of(world.a3).id, panel) if one.id == row)
    fact = kept.fact()
    assert not isinstance(fact, str)
    rows.edit_row(member, world.a3, panel, row, replace(fact, unit="points"), kept.version)  # type: ignore[call-arg]
