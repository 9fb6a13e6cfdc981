"""Coordinators of a stream define what is counted; versions are added and never changed."""

from dataclasses import replace
from datetime import date

import pytest

from a3tracker.db.base import db
from a3tracker.db.definitions import definitions_of, versions_in, versions_of
from a3tracker.db.segments import Segment
from a3tracker.domain.definitions import Meaning
from a3tracker.domain.errors import Invalid, NotAllowed, NotFound, OutOfDate, WrongState
from a3tracker.domain.periods import parse_period
from a3tracker.domain.rates import FlowMetric
from a3tracker.domain.spc_runs import PointType
from a3tracker.rendering.metric_cards import segment_figures
from a3tracker.usecases.definitions import (
    add_definition,
    add_version,
    archive_definition,
    bring_back_definition,
    found_definition,
)
from a3tracker.usecases.figures import TypedColumn, enter_figures
from a3tracker.usecases.segments import archive_segment
from tests.journal import acts
from tests.world import World

DAY, LATER = date(2026, 1, 1), date(2026, 4, 1)
LOST = Meaning(test="Look at the end", criterion="Not active", decision_rule="Yes: lost. No: kept.")
STRICTER = replace(LOST, criterion="Not active for 90 days")


@pytest.fixture
def lost(world: World) -> int:
    return add_definition(world.actor("coordinator"), world.segment, "lost", LOST, DAY)


def test_a_coordinator_defines_a_term(world: World, lost: int) -> None:
    (definition,) = definitions_of(world.segment)
    (version,) = versions_of(lost)
    assert (definition.term, version.number, version.valid_from) == ("lost", 1, DAY)
    assert version.meaning == LOST
    assert acts()[-1] == ("added", "definition", lost)


def test_the_coordinator_of_another_team_of_the_stream_may_too(world: World) -> None:
    assert add_definition(world.actor("colleague"), world.segment, "new", LOST, DAY)


@pytest.mark.parametrize("role", ["reader", "member", "deputy", "manager", "administrator"])
def test_nobody_else_defines_terms(world: World, lost: int, role: str) -> None:
    who = world.actor(role)
    for deed in (
        lambda: add_definition(who, world.segment, "new", LOST, DAY),
        lambda: add_version(who, world.segment, lost, STRICTER, LATER, 1),
        lambda: archive_definition(who, world.segment, lost),
        lambda: bring_back_definition(who, world.segment, lost),
    ):
        with pytest.raises(NotAllowed, match="Only the team coordinator"):
            deed()


@pytest.mark.parametrize("role", ["stranger", "stranger_manager", "nobody"])
def test_to_a_stranger_there_is_nothing(world: World, lost: int, role: str) -> None:
    with pytest.raises(NotFound):
        add_definition(world.actor(role), world.segment, "new", LOST, DAY)
    with pytest.raises(NotFound):
        found_definition(world.actor(role), world.segment, lost)


def test_a_definition_is_found_in_its_own_segment_alone(world: World, lost: int) -> None:
    administrator = world.actor("administrator")
    assert found_definition(administrator, world.segment, lost).term == "lost"
    with pytest.raises(NotFound):
        found_definition(administrator, world.strange_segment, lost)


def test_a_new_version_stands_beside_the_old_one(world: World, lost: int) -> None:
    assert add_version(world.actor("coordinator"), world.segment, lost, STRICTER, LATER, 1) == 2
    second, first = versions_of(lost)
    assert (first.meaning, second.meaning) == (LOST, STRICTER)
    assert (first.valid_from, second.valid_from) == (DAY, LATER)
    assert [version.number for version in versions_in(world.segment)[lost]] == [1, 2]
    assert acts()[-1] == ("added a version to", "definition", lost)


def test_a_version_written_beside_another_one_is_not_taken_unseen(world: World, lost: int) -> None:
    add_version(world.actor("coordinator"), world.segment, lost, STRICTER, LATER, 1)
    with pytest.raises(OutOfDate) as refusal:
        add_version(world.actor("colleague"), world.segment, lost, LOST, date(2026, 5, 1), 1)
    assert refusal.value.version == 2
    assert len(versions_of(lost)) == 2


def test_a_version_needs_a_later_day_and_another_meaning(world: World, lost: int) -> None:
    coordinator = world.actor("coordinator")
    with pytest.raises(Invalid) as refusal:
        add_version(coordinator, world.segment, lost, STRICTER, DAY, 1)
    assert "2026-01-01" in refusal.value.fields["valid_from"]
    with pytest.raises(Invalid, match="Nothing was changed"):
        add_version(coordinator, world.segment, lost, LOST, LATER, 1)


def test_a_term_is_defined_once(world: World, lost: int) -> None:
    with pytest.raises(Invalid) as refusal:
        add_definition(world.actor("coordinator"), world.segment, "lost", LOST, DAY)
    assert "Add a version" in refusal.value.fields["term"]


def test_an_archived_definition_takes_no_version_until_it_is_brought_back(world: World, lost: int) -> None:
    coordinator = world.actor("coordinator")
    archive_definition(coordinator, world.segment, lost)
    assert not definitions_of(world.segment)
    with pytest.raises(WrongState, match="Bring it back first"):
        add_version(coordinator, world.segment, lost, STRICTER, LATER, 1)
    bring_back_definition(coordinator, world.segment, lost)
    assert definitions_of(world.segment)


def test_an_archived_segment_takes_no_definition(world: World) -> None:
    archive_segment(world.actor("manager"), world.segment)
    with pytest.raises(WrongState, match="Bring it back first"):
        add_definition(world.actor("coordinator"), world.segment, "lost", LOST, DAY)


def test_a_rate_that_waits_for_its_term_uses_it_and_is_split_by_a_new_version(world: World) -> None:
    member, start = world.actor("member"), {"start": "100", "new": "10", "won_back": "0", "lost": "10"}
    months = [parse_period(f"2026-{month:02d}") for month in range(1, 9)]
    enter_figures(member, world.segment, [TypedColumn(month, start) for month in months])
    active = add_definition(world.actor("coordinator"), world.segment, "active", LOST, DAY)
    add_version(world.actor("coordinator"), world.segment, active, STRICTER, date(2026, 5, 9), 1)
    known = segment_figures(db.session.get_one(Segment, world.segment), date(2026, 9, 1))
    retention, churn = known.of(FlowMetric.RETENTION), known.of(FlowMetric.CHURN)
    assert retention
    assert churn
    assert retention.reading.changes == {5: "definition v2"}
    assert retention.reading.chart.points[4].type is PointType.MIXED
    assert [str(period) for period in retention.reading.current] == ["2026-06", "2026-07", "2026-08"]
    assert churn.reading.changes == {}
