"""From an A3 that ends to the next one: linked both ways, with what the table says."""

from __future__ import annotations

import pytest

from a3tracker.db.base import db
from a3tracker.db.boxes import boxes_of
from a3tracker.db.handovers import HandOver, chain_of, made_from
from a3tracker.db.revisions import Revision
from a3tracker.db.rows import rows_in
from a3tracker.domain.checks import Check
from a3tracker.domain.cycles import Panel
from a3tracker.domain.errors import Invalid, NotAllowed, NotFound, OutOfDate, WrongState
from a3tracker.domain.figures import Figure
from a3tracker.domain.predictions import ExpectedRange
from a3tracker.domain.rows import MeasureSide
from a3tracker.domain.stages import Stage
from a3tracker.usecases import rows
from a3tracker.usecases.a3_removal import delete_a3
from a3tracker.usecases.a3s import archive_a3, found_a3
from a3tracker.usecases.handovers import hand_over, lines_from
from tests import factories
from tests.handing import hand, header
from tests.journal import acts
from tests.walk import a3_of, fill, soon, walk
from tests.world import World


@pytest.fixture
def closed(world: World) -> World:
    """A plan that was adopted: 54 of 200 quotes were won."""
    fill(world.actor("member"), world.a3)
    won = Check("Quotes won", MeasureSide.ACQUISITION, "", Figure(44, 200), None, Figure(54, 200), soon(0))
    rows.add_row(world.actor("member"), world.a3, Panel.CHECKS, won)
    walk(world, Stage.CLOSED)
    return world


def test_an_adopted_plan_becomes_a_standard_linked_both_ways(closed: World) -> None:
    number = hand(closed, "adopted")
    a3, source = a3_of(number), a3_of(closed.a3)
    assert (a3.cycle, a3.loop, a3.stage, a3.parent_id) == ("SDCA", 1, "left_side", source.id)
    (made,) = made_from(source.id)
    assert (made.key, made.number) == ("adopted", number)
    assert [link.number for link in chain_of(a3.id)] == [closed.a3, number]
    assert [link.key for link in chain_of(source.id)] == [None, "adopted"]


def test_its_expected_range_is_the_interval_of_what_was_reached(closed: World) -> None:
    (row,) = rows_in(a3_of(hand(closed, "adopted")).id, Panel.RANGES)
    fact = row.fact()
    assert isinstance(fact, ExpectedRange)
    assert (fact.measure, fact.unit, fact.low, fact.high) == ("Quotes won", "%", 21.3, 33.5)
    assert fact.responsible is None


def test_the_revision_that_was_handed_over_is_kept_with_the_link(closed: World) -> None:
    hand(closed, "adopted")
    link = db.session.scalars(db.select(HandOver)).one()
    revision = db.session.get_one(Revision, link.revision_id)
    assert revision.a3_id == a3_of(closed.a3).id
    assert [act for act, _thing, _id in acts()[-1:]] == ["handed over"]


def test_pressed_twice_it_is_one(closed: World) -> None:
    assert hand(closed, "adopted") == hand(closed, "adopted")


def test_the_next_loop_counts_on(world: World) -> None:
    fill(world.actor("member"), world.a3)
    walk(world, Stage.CLOSED, "adjusted")
    a3 = a3_of(hand(world, "adjusted"))
    assert (a3.cycle, a3.loop, boxes_of(a3.id)) == ("PDCA", 2, {})


def test_what_is_not_understood_is_explored_with_what_was_disproved(world: World) -> None:
    fill(world.actor("member"), world.a3)
    walk(world, Stage.CLOSED, "not_understood")
    a3 = a3_of(hand(world, "disproved"))
    assert (a3.cycle, list(boxes_of(a3.id))) == ("EDCA", ["analyse"])
    assert "What stands in check" in boxes_of(a3.id)["analyse"].text


@pytest.mark.parametrize("key", ["promoted", "adjusted", "retired"])
def test_only_the_lines_of_its_end_start_there(closed: World, key: str) -> None:
    with pytest.raises(WrongState):
        hand_over(closed.actor("coordinator"), closed.a3, key, header(closed), {})


def test_there_are_no_other_lines(closed: World) -> None:
    with pytest.raises(NotFound):
        hand_over(closed.actor("coordinator"), closed.a3, "sideways", header(closed), {})


def test_an_open_plan_hands_nothing_over(world: World) -> None:
    assert lines_from(found_a3(world.actor("coordinator"), world.a3)) == ()


def test_an_archived_one_hands_nothing_over(closed: World) -> None:
    archive_a3(closed.actor("coordinator"), closed.a3)
    assert lines_from(found_a3(closed.actor("coordinator"), closed.a3)) == ()


@pytest.mark.parametrize("role", ["member", "manager", "reader"])
def test_only_the_coordinator_of_the_receiving_team_makes_it(closed: World, role: str) -> None:
    with pytest.raises((NotAllowed, Invalid)):
        hand(closed, "adopted", actor=closed.actor(role))
    assert made_from(a3_of(closed.a3).id) == []


def test_what_is_proven_goes_to_another_segment_and_only_there(closed: World) -> None:
    with pytest.raises(Invalid, match="another segment"):
        hand(closed, "proven_standard")
    other = factories.segment(closed.stream, "Vets")
    db.session.commit()
    a3 = a3_of(hand(closed, "proven_standard", segment=other))
    assert (a3.cycle, a3.segment_id) == ("SDCA", other)
    assert "Proven in A3-1" in boxes_of(a3.id)["state"].text
    with pytest.raises(Invalid, match="segment stays"):
        hand(closed, "adopted", segment=other)


def test_texts_that_are_not_those_of_the_source_are_refused(closed: World) -> None:
    vets = factories.segment(closed.stream, "Vets")
    db.session.commit()
    with pytest.raises(OutOfDate):
        hand_over(closed.actor("coordinator"), closed.a3, "proven_standard", header(closed, segment=vets), {})
    assert made_from(a3_of(closed.a3).id) == []


def test_the_link_goes_with_either_end(closed: World) -> None:
    number = hand(closed, "adopted")
    delete_a3(closed.actor("administrator"), number)
    assert made_from(a3_of(closed.a3).id) == []


def test_what_followed_before_hand_overs_were_noted_is_not_made_again(closed: World) -> None:
    source = a3_of(closed.a3)
    linked = factories.a3(
        closed.segment, closed.team, closed.people["owner"], cycle="SDCA", parent_id=source.id
    )
    db.session.commit()
    assert hand(closed, "adopted") == linked


def test_what_was_archived_can_be_made_anew(closed: World) -> None:
    first = hand(closed, "adopted")
    archive_a3(closed.actor("coordinator"), first)
    assert hand(closed, "adopted") != first
