"""A manager sets up the segments of the stream."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from a3tracker.db.base import db
from a3tracker.db.segments import Segment, segments_seen
from a3tracker.domain.access import Actor
from a3tracker.domain.errors import Invalid, NotAllowed, NotFound, WrongState
from a3tracker.domain.metrics import MetricChange
from a3tracker.domain.periods import parse_period
from a3tracker.domain.segments import SegmentChange
from a3tracker.usecases.figures import TypedMeasurement, enter_figures
from a3tracker.usecases.metrics import add_metric
from a3tracker.usecases.segments import add_segment, archive_segment, bring_back_segment, edit_segment
from a3tracker.usecases.streams import archive_stream
from tests import factories
from tests.journal import acts
from tests.world import World

DEEDS: dict[str, Callable[[Actor, World], object]] = {
    "add": lambda actor, world: add_segment(actor, change(world)),
    "edit": lambda actor, world: edit_segment(actor, world.segment, change(world)),
    "archive": lambda actor, world: archive_segment(actor, world.segment),
    "bring back": lambda actor, world: bring_back_segment(actor, world.segment),
}
WHOLE = SegmentChange(
    stream=0,
    name="Phone customers",
    job="Put a mistake right at once",
    handling="Quickly, in plain words",
    leading_cycle="PDCA",
    persona="Ann edits on the train",
    customers_customers="Readers",
    time_zone="Europe/Oslo",
    currency="NOK",
    period="quarter",
)


def change(world: World, **more: object) -> SegmentChange:
    """A segment of the stream as a manager would type it."""
    return replace(WHOLE, **{"stream": world.stream, **more})


def test_a_manager_adds_a_segment_and_everything_said_is_kept(world: World) -> None:
    segment = add_segment(world.actor("manager"), change(world))
    row = db.session.get_one(Segment, segment)
    assert (row.name, row.job, row.handling) == (WHOLE.name, WHOLE.job, WHOLE.handling)
    assert (row.leading_cycle, row.persona, row.customers_customers) == (
        WHOLE.leading_cycle,
        WHOLE.persona,
        WHOLE.customers_customers,
    )
    assert (row.time_zone, row.currency, row.period) == ("Europe/Oslo", "NOK", "quarter")
    assert acts()[-1] == ("added", "segment", segment)


def test_an_administrator_may_add_one_too(world: World) -> None:
    assert add_segment(world.actor("administrator"), change(world))


@pytest.mark.parametrize("deed", DEEDS)
def test_to_a_stranger_neither_stream_nor_segment_exists(world: World, deed: str) -> None:
    for role in ("stranger", "stranger_manager", "nobody"):
        with pytest.raises(NotFound):
            DEEDS[deed](world.actor(role), world)


@pytest.mark.parametrize("deed", DEEDS)
def test_who_only_sees_the_segment_does_not_change_it(world: World, deed: str) -> None:
    for role in ("reader", "deputy", "coordinator", "member", "colleague"):
        with pytest.raises(NotAllowed):
            DEEDS[deed](world.actor(role), world)


def test_a_taken_name_is_refused_in_words_and_another_stream_may_use_it(world: World) -> None:
    with pytest.raises(Invalid) as refusal:
        add_segment(world.actor("manager"), change(world, name="Evening editors"))
    assert "“Evening editors”" in refusal.value.fields["name"]
    assert add_segment(world.actor("manager"), change(world, name="Phone customers"))


def test_a_segment_with_a3s_keeps_its_stream(world: World) -> None:
    with pytest.raises(Invalid) as refusal:
        edit_segment(world.actor("administrator"), world.segment, change(world, stream=world.strange_stream))
    assert "has A3s" in refusal.value.fields["stream"]


def test_a_segment_with_figures_keeps_its_period(world: World) -> None:
    member, manager = world.actor("member"), world.actor("manager")
    trials = add_metric(member, world.segment, MetricChange("Trials", "count", own_pace=False))
    month = parse_period("2026-01")
    enter_figures(member, world.segment, (), [TypedMeasurement(trials, month, "3")])
    with pytest.raises(Invalid) as refused:
        edit_segment(manager, world.segment, change(world))
    assert "Figures are kept by month already" in refused.value.fields["period"]
    enter_figures(member, world.segment, (), [TypedMeasurement(trials, month, "", 1)])
    edit_segment(manager, world.segment, change(world))
    assert db.session.get_one(Segment, world.segment).period == "quarter"


def test_a_segment_without_a3s_moves_when_both_streams_may_be_set_up(world: World) -> None:
    segment = factories.segment(world.stream, "Late readers")
    db.session.commit()
    there = change(world, stream=world.strange_stream, name="Late readers")
    with pytest.raises(NotFound):
        edit_segment(world.actor("manager"), segment, there)
    edit_segment(world.actor("administrator"), segment, there)
    assert db.session.get_one(Segment, segment).stream_id == world.strange_stream


def test_an_archived_segment_leaves_the_list_until_it_is_brought_back(world: World) -> None:
    maja = world.actor("manager")
    archive_segment(maja, world.segment)
    assert not segments_seen(maja)
    assert [segment.id for segment in segments_seen(maja, archived=True)] == [world.segment]
    bring_back_segment(maja, world.segment)
    assert [segment.id for segment in segments_seen(maja)] == [world.segment]


def test_an_archived_stream_takes_no_new_segment(world: World) -> None:
    archive_stream(world.actor("administrator"), world.stream)
    with pytest.raises(WrongState, match="Bring it back first"):
        add_segment(world.actor("administrator"), change(world))
