"""A segment's own measures, their targets, and what is done to the limits of their charts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from a3tracker.db.base import db
from a3tracker.db.definitions import definitions_of
from a3tracker.db.metrics import Metric, changes_of, measurements_of, metrics_of, targets_of
from a3tracker.domain.access import Actor
from a3tracker.domain.definitions import Meaning
from a3tracker.domain.errors import Invalid, NotAllowed, NotFound, OutOfDate
from a3tracker.domain.figures import Figure
from a3tracker.domain.metrics import MetricChange
from a3tracker.domain.periods import parse_period
from a3tracker.domain.readings import ChangeKind, LimitsChange
from a3tracker.usecases.definitions import add_definition
from a3tracker.usecases.figures import TypedMeasurement, enter_figures
from a3tracker.usecases.metrics import (
    add_metric,
    archive_metric,
    bring_back_metric,
    change_limits,
    edit_metric,
    found_metric,
    set_target,
    withdraw_change,
)
from tests.journal import acts
from tests.world import World

TRIALS = MetricChange("Trials that lead to an order", side="acquisition", wanted="up", own_pace=False)
MONTHS = tuple(parse_period(f"2026-0{month}") for month in range(1, 10))
FREEZE = LimitsChange(ChangeKind.FREEZE, MONTHS[5], "", "The call begins in July")


@pytest.fixture
def trials(world: World) -> int:
    return add_metric(world.actor("member"), world.segment, TRIALS)


def typed(metric: int, period: str, cell: str, version: int = 0) -> TypedMeasurement:
    return TypedMeasurement(metric, parse_period(period), cell, version)


def test_a_member_adds_a_measure_and_enters_its_figures(world: World, trials: int) -> None:
    cells = [typed(trials, "2026-01", "18 of 60"), typed(trials, "2026-02", "0 of 55")]
    assert enter_figures(world.actor("member"), world.segment, [], cells) == 2
    rows = measurements_of(world.segment)[trials]
    assert (rows["2026-01"].figure, rows["2026-02"].figure) == (Figure(18, 60), Figure(0, 55))
    assert acts()[-2:] == [("added", "metric", trials), ("entered figures of", "segment", world.segment)]


def test_a_cell_that_cannot_be_read_refuses_all_of_them(world: World, trials: int) -> None:
    cells = [typed(trials, "2026-01", "18 of 60"), typed(trials, "2026-02", "many")]
    with pytest.raises(Invalid) as refusal:
        enter_figures(world.actor("member"), world.segment, [], cells)
    assert f"m{trials}-2026-02" in refusal.value.fields
    assert not measurements_of(world.segment)


def test_a_figure_is_not_overwritten_unseen_and_an_emptied_one_is_missing(world: World, trials: int) -> None:
    member = world.actor("member")
    enter_figures(member, world.segment, [], [typed(trials, "2026-01", "18 of 60")])
    with pytest.raises(OutOfDate):
        enter_figures(member, world.segment, [], [typed(trials, "2026-01", "19 of 60")])
    enter_figures(member, world.segment, [], [typed(trials, "2026-01", "", version=1)])
    assert not measurements_of(world.segment)


def test_nobody_enters_figures_of_another_segments_metric(world: World, trials: int) -> None:
    cell = typed(trials, "2026-01", "18 of 60")
    assert not enter_figures(world.actor("stranger_manager"), world.strange_segment, [], [cell])
    assert not measurements_of(world.segment)


def test_a_name_is_taken_once_in_a_segment(world: World, trials: int) -> None:
    with pytest.raises(Invalid) as refusal:
        add_metric(world.actor("member"), world.segment, TRIALS)
    assert "already" in refusal.value.fields["name"]


def test_a_rate_of_the_flow_is_not_added_by_hand(world: World) -> None:
    with pytest.raises(Invalid):
        add_metric(world.actor("member"), world.segment, replace(TRIALS, kind="flow"))


def test_an_edit_keeps_the_kind_and_needs_the_newest_version(world: World, trials: int) -> None:
    member = world.actor("member")
    edit_metric(member, world.segment, trials, replace(TRIALS, name="Trials", wanted=""), 1)
    row = db.session.get_one(Metric, trials)
    assert (row.name, row.wanted, row.version) == ("Trials", "", 2)
    with pytest.raises(OutOfDate):
        edit_metric(member, world.segment, trials, TRIALS, 1)
    with pytest.raises(Invalid):
        edit_metric(member, world.segment, trials, replace(TRIALS, kind="count"), 2)


def test_a_metric_uses_a_definition_of_its_own_segment(world: World, trials: int) -> None:
    meaning = Meaning(test="Look", criterion="Yes", decision_rule="Count")
    add_definition(world.actor("coordinator"), world.segment, "new", meaning, date(2026, 1, 1))
    (definition,) = definitions_of(world.segment)
    edit_metric(world.actor("member"), world.segment, trials, replace(TRIALS, definition=definition.id), 1)
    assert db.session.get_one(Metric, trials).definition_id == definition.id
    with pytest.raises(Invalid):
        edit_metric(world.actor("member"), world.segment, trials, replace(TRIALS, definition=999), 2)


def test_an_archived_metric_leaves_the_list_until_it_is_brought_back(world: World, trials: int) -> None:
    archive_metric(world.actor("member"), world.segment, trials)
    assert not metrics_of(world.segment)
    bring_back_metric(world.actor("member"), world.segment, trials)
    assert [metric.id for metric in metrics_of(world.segment)] == [trials]


@pytest.mark.parametrize("role", ["manager", "deputy"])
def test_the_manager_sets_targets_and_each_stays_on_record(world: World, trials: int, role: str) -> None:
    set_target(world.actor(role), world.segment, trials, 0.3, date(2026, 1, 1))
    set_target(world.actor(role), world.segment, trials, 0.4, date(2026, 4, 1))
    assert [target.value for target in targets_of(world.segment)[trials]] == [0.3, 0.4]
    assert acts()[-1] == ("set a target of", "metric", trials)


def test_a_target_needs_a_wanted_direction(world: World) -> None:
    metric = add_metric(world.actor("member"), world.segment, replace(TRIALS, wanted=""))
    with pytest.raises(Invalid, match="wanted direction"):
        set_target(world.actor("manager"), world.segment, metric, 0.3, date(2026, 1, 1))


def test_a_freeze_is_made_by_a_person_with_a_reason_and_may_be_taken_back(world: World, trials: int) -> None:
    member = world.actor("member")
    change = change_limits(member, world.segment, trials, FREEZE, MONTHS)
    (row,) = changes_of(world.segment)[trials]
    assert (row.kind, row.period, row.name, row.made_by) == ("freeze", "2026-06", "limits frozen", member.id)
    withdraw_change(member, world.segment, trials, change)
    withdraw_change(member, world.segment, trials, change)
    assert changes_of(world.segment)[trials][0].withdrawn_at
    withdrawals = [act for act, _, _ in acts() if act.startswith("withdrew")]
    assert len(withdrawals) == 1


def test_a_change_without_a_reason_is_refused(world: World, trials: int) -> None:
    with pytest.raises(Invalid) as refusal:
        change_limits(world.actor("member"), world.segment, trials, replace(FREEZE, reason=" "), MONTHS)
    assert "reason" in refusal.value.fields


DEEDS: dict[str, Callable[[Actor, int, int], object]] = {
    "add": lambda who, segment, _: add_metric(who, segment, replace(TRIALS, name="Other")),
    "edit": lambda who, segment, metric: edit_metric(who, segment, metric, TRIALS, 1),
    "archive": archive_metric,
    "bring back": bring_back_metric,
    "target": lambda who, segment, metric: set_target(who, segment, metric, 0.3, date(2026, 1, 1)),
    "limits": lambda who, segment, metric: change_limits(who, segment, metric, FREEZE, MONTHS),
    "withdraw": lambda who, segment, metric: withdraw_change(who, segment, metric, 1),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_who_only_sees_the_segment_changes_nothing(world: World, trials: int, deed: str) -> None:
    for role in ("reader", "colleague", "administrator"):
        with pytest.raises(NotAllowed):
            DEEDS[deed](world.actor(role), world.segment, trials)


def test_a_team_sets_no_target(world: World, trials: int) -> None:
    for role in ("member", "coordinator"):
        with pytest.raises(NotAllowed, match="Ask the value stream manager"):
            DEEDS["target"](world.actor(role), world.segment, trials)


@pytest.mark.parametrize("deed", DEEDS)
def test_to_a_stranger_there_is_nothing(world: World, trials: int, deed: str) -> None:
    for role in ("stranger", "stranger_manager", "nobody"):
        with pytest.raises(NotFound):
            DEEDS[deed](world.actor(role), world.segment, trials)


def test_a_metric_is_found_in_its_own_segment_alone(world: World, trials: int) -> None:
    with pytest.raises(NotFound):
        found_metric(world.actor("administrator"), world.strange_segment, trials)
