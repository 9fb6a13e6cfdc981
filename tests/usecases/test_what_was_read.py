"""A decision holds for what was on the screen: text, point and outcome, and never for what came after."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from a3tracker.db.base import db
from a3tracker.db.notices import Notice
from a3tracker.db.reviews import rounds_of
from a3tracker.db.revisions import revision_numbered
from a3tracker.domain.errors import Invalid, OutOfDate
from a3tracker.domain.reviews import Move
from a3tracker.domain.stages import Stage
from a3tracker.rendering.live import revision_sheet
from a3tracker.usecases import reviews
from a3tracker.usecases.a3s import found_a3
from tests import factories
from tests.walk import LEARNED, a3_of, decide, decide_shown, fill, shown, soon, walk, write
from tests.world import World


def submitted(world: World) -> None:
    fill(world.actor("member"), world.a3)
    reviews.submit(world.actor("coordinator"), world.a3, "Please read the gap first")


def test_the_same_text_submitted_for_another_outcome_is_not_what_was_read(world: World) -> None:
    fill(world.actor("member"), world.a3)
    walk(world, Stage.ACT)
    reviews.submit(world.actor("coordinator"), world.a3, outcome="adopted", learning=LEARNED)
    read = shown(world.a3)
    reviews.submit(world.actor("coordinator"), world.a3, outcome="abandoned", learning=LEARNED)
    assert shown(world.a3)[1:] == read[1:]
    with pytest.raises(OutOfDate, match="A newer submission, of the same text"):
        decide_shown(world.actor("manager"), world.a3, Move.AGREE, read)
    assert a3_of(world.a3).stage == Stage.ACT


def test_an_old_page_agrees_to_nothing_at_the_next_point(world: World) -> None:
    fill(world.actor("member"), world.a3)
    walk(world, Stage.CHECK)
    reviews.submit(world.actor("coordinator"), world.a3)
    read = shown(world.a3)
    decide(world.actor("manager"), world.a3)
    reviews.submit(world.actor("coordinator"), world.a3, outcome="adopted", learning=LEARNED)
    with pytest.raises(OutOfDate):
        decide_shown(world.actor("manager"), world.a3, Move.AGREE, read)
    assert a3_of(world.a3).stage == Stage.ACT


def test_the_same_submission_twice_is_one(world: World) -> None:
    submitted(world)
    first = shown(world.a3)
    reviews.submit(world.actor("coordinator"), world.a3, "Please read the gap first")
    assert shown(world.a3) == first
    told = db.session.scalars(select(Notice.kind).where(Notice.person_id == world.people["manager"]))
    assert list(told) == ["submitted"]


def test_an_old_revision_says_nothing_of_an_agreement_that_came_later(world: World) -> None:
    submitted(world)
    decide(world.actor("manager"), world.a3, Move.RETURN, "No number yet")
    write(world.actor("member"), world.a3, "perceive", "Gap: 3 points", 1)
    reviews.submit(world.actor("coordinator"), world.a3)
    decide(world.actor("manager"), world.a3)
    placed = found_a3(world.actor("reader"), world.a3)
    first, second = (revision_numbered(placed.a3.id, number) for number in (1, 2))
    assert first
    assert second
    rounds = rounds_of(placed.a3.id)
    assert revision_sheet(placed, first, "", rounds).agreed == ""
    assert "agreed by Maja Lind, revision 2" in revision_sheet(placed, second, "", rounds).agreed


def test_a_standard_that_goes_round_says_something_new_at_each_point(world: World) -> None:
    number = factories.a3(world.segment, world.team, world.people["owner"], cycle="SDCA")
    db.session.commit()
    fill(world.actor("member"), number)
    walk(world, Stage.ACT, number=number)
    reviews.submit(world.actor("coordinator"), number, "", "held", soon())
    decide(world.actor("manager"), number)
    with pytest.raises(Invalid, match="Do says nothing new since the last round"):
        reviews.move(world.actor("coordinator"), number, Move.CHECK)
    write(world.actor("member"), number, "do", "12 of 12 checks confirmed", 1)
    assert reviews.move(world.actor("coordinator"), number, Move.CHECK) is Stage.CHECK
