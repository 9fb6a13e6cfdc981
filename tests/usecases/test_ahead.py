"""The sheet of a new revision is wanted before anybody asks, once, on the paper that the team prints on."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from a3tracker.db.ahead import wanted_ahead
from a3tracker.db.base import db
from a3tracker.db.printouts import Made, Printout, waiting_since, wanted_printouts
from a3tracker.usecases import printouts, reviews
from a3tracker.usecases.ahead import wanted_meanwhile
from a3tracker.usecases.rests import rest_a3s
from a3tracker.usecases.transaction import now
from tests.meetings import team_meeting
from tests.walk import a3_of, decide, fill, write
from tests.world import World


@pytest.fixture
def full(world: World) -> World:
    """An A3 whose left side can be submitted; the session has forgotten what other tests wanted."""
    fill(world.actor("member"), world.a3)
    wanted_meanwhile()
    return world


def ahead() -> list[Printout]:
    db.session.rollback()
    return list(
        db.session.scalars(select(Printout).where(Printout.wanted_by.is_(None)).order_by(Printout.id))
    )


def test_a_submission_has_its_sheet_made(full: World) -> None:
    reviews.submit(full.actor("coordinator"), full.a3)
    (row,) = ahead()
    assert (row.kind, row.paper, row.state, row.half_filled) == ("sheet", "a3", "wanted", False)
    assert wanted_meanwhile() == [row.id] == sorted(wanted_ahead())
    assert wanted_meanwhile() == []


def test_a_decision_has_the_same_sheet_made_once_more(full: World) -> None:
    reviews.submit(full.actor("coordinator"), full.a3)
    (row,) = ahead()
    printouts.finish_printout(row.id, Made("f" * 64, 9.0, {}))
    wanted_meanwhile()
    decide(full.actor("manager"), full.a3)
    assert [(one.id, one.state) for one in ahead()] == [(row.id, "wanted")]
    assert wanted_meanwhile() == [row.id]


def test_what_is_still_to_be_made_of_an_older_revision_is_let_go(full: World) -> None:
    reviews.submit(full.actor("coordinator"), full.a3)
    (older,) = (one.id for one in ahead())
    write(full.actor("member"), full.a3, "plan", "Ask first", 1)
    reviews.submit(full.actor("coordinator"), full.a3)
    (row,) = ahead()
    assert row.id != older
    assert wanted_printouts() == [row.id]


def test_the_paper_is_the_one_that_the_team_printed_on_last(full: World) -> None:
    printouts.want_printout(full.actor("manager"), full.a3, "letter")
    printouts.want_printout(full.actor("owner"), full.a3, "ledger")
    reviews.submit(full.actor("coordinator"), full.a3)
    assert [row.paper for row in ahead()] == ["ledger"]


def test_whoever_prints_gets_that_paper_and_nothing_is_made_beside_it(full: World) -> None:
    printouts.want_printout(full.actor("owner"), full.a3, "a4")
    assert ahead() == []


def test_the_sheet_of_an_a3_that_rests_is_made_and_one_that_did_not_change_is_not(full: World) -> None:
    write(full.actor("member"), full.a3, "plan", "Ask first", 1)
    with time_machine.travel(now() + timedelta(minutes=11)):
        rest_a3s()
    (row,) = ahead()
    assert wanted_meanwhile() == [row.id]
    a3_of(full.a3).stirred_at = now()
    db.session.commit()
    with time_machine.travel(now() + timedelta(minutes=11)):
        assert rest_a3s() == 1
    assert wanted_meanwhile() == []


def test_what_waits_too_long_is_found_again_but_a_pack_takes_its_time(full: World) -> None:
    reader = full.actor("reader")
    sheet = printouts.want_printout(reader, full.a3, "a3")
    meeting = team_meeting(full)
    db.session.add(Printout(kind="pack", meeting_id=meeting, wanted_by=reader.id, wanted_at=now()))
    db.session.commit()
    assert waiting_since(now() - timedelta(minutes=2)) == []
    assert waiting_since(now() + timedelta(seconds=1)) == [sheet]
