"""The pages on which an A3 hands over to the next one."""

from collections.abc import Callable

import pytest
from flask import Flask

from a3tracker.db.base import db
from a3tracker.db.countermeasures import Countermeasure
from a3tracker.domain.stages import Stage
from a3tracker.usecases.transaction import now
from tests import factories
from tests.handing import hand
from tests.visitor import Visitor
from tests.walk import a3_of, fill, walk
from tests.world import World

As = Callable[[str], Visitor]
PATH = "/a3/1/hand-over/adopted"


@pytest.fixture
def closed(app: Flask, world: World) -> World:
    with app.app_context():
        fill(world.actor("member"), world.a3)
        walk(world, Stage.CLOSED)
    return world


def header(world: World, **more: object) -> dict[str, object]:
    owner = world.people["owner"]
    return {
        "title": "Keep it",
        "segment": world.segment,
        "team": world.team,
        "owner": owner,
        "language": "en",
        **more,
    }


def test_the_sheet_leads_there_and_the_page_names_what_goes_over(as_: As, closed: World) -> None:
    coordinator = as_("coordinator")
    assert "/a3/1/hand-over" in coordinator.read("/a3/1")
    page = coordinator.read("/a3/1/hand-over")
    assert "Make it the standard" in page
    assert "the countermeasures that worked, as steps of the standard" in page


def test_an_open_a3_says_when_it_can(as_: As, world: World) -> None:
    assert "Nothing to hand over yet" in as_("coordinator").read("/a3/1/hand-over")


def test_the_next_a3_is_made_and_both_say_so(as_: As, closed: World) -> None:
    coordinator = as_("coordinator")
    assert "Start" in coordinator.read(PATH)
    answer = coordinator.send(PATH, header(closed))
    assert (answer.status_code, answer.location) == (302, "/a3/2")
    sheet = coordinator.read("/a3/2")
    assert "A3-2 follows from A3-1" in sheet
    assert "△ A3-1 → [□ A3-2]" in sheet
    assert "[△ A3-1] → □ A3-2" in coordinator.read("/a3/1")
    assert 'href="/a3/2"' in coordinator.read("/a3/1/hand-over")
    assert "How they follow from one another" in coordinator.read(f"/segments/{closed.segment}")


def test_what_is_wrong_is_said_and_what_was_typed_stays(as_: As, closed: World) -> None:
    answer = as_("coordinator").send(PATH, header(closed, title=" ", start="2026-05-01"))
    assert answer.status_code == 400
    assert "Give a title that names the problem." in answer.text
    assert 'value="2026-05-01"' in answer.text


def test_strangers_see_nothing_and_others_only_look(as_: As, closed: World) -> None:
    assert as_("stranger").get("/a3/1/hand-over").status_code == 404
    assert as_("stranger").get(PATH).status_code == 404
    for role in ("reader", "member", "manager"):
        assert as_(role).get("/a3/1/hand-over").status_code == 200
        assert as_(role).get(PATH).status_code == 403
        assert as_(role).send(PATH, header(closed)).status_code == 403


def test_a_line_that_does_not_start_here_is_refused(as_: As, closed: World) -> None:
    coordinator = as_("coordinator")
    assert coordinator.get("/a3/1/hand-over/adjusted").status_code == 409
    assert coordinator.get("/a3/1/hand-over/sideways").status_code == 404


def test_only_forms_of_our_own_pages_are_taken(as_: As, closed: World) -> None:
    assert as_("coordinator").post(PATH, data=header(closed)).status_code == 400
    assert as_("coordinator").delete(PATH).status_code == 405


def test_an_a3_of_a_stream_that_one_does_not_see_leads_nowhere(app: Flask, as_: As, closed: World) -> None:
    with app.app_context():
        hand(closed, "adopted")
    page = as_("reader").read("/a3/1")
    assert 'href="/a3/2"' in page


def test_what_followed_before_hand_overs_were_noted_is_said(app: Flask, as_: As, closed: World) -> None:
    with app.app_context():
        plain = {"cycle": "SDCA", "parent_id": a3_of(closed.a3).id}
        linked = factories.a3(closed.segment, closed.team, closed.people["owner"], **plain)
        db.session.commit()
    page = as_("coordinator").read("/a3/1/hand-over")
    assert f'href="/a3/{linked}"' in page
    assert 'href="/a3/1/hand-over/adopted"' not in page
    assert 'href="/a3/1/hand-over/proven_standard"' in page


def test_the_rows_that_go_over_are_named(app: Flask, as_: As, closed: World) -> None:
    with app.app_context():
        worked = {"done": "yes", "done_on": now().date(), "done_evidence": "Sent"}
        worked |= {"worked": "yes", "worked_evidence": "11 of 12"}
        row = Countermeasure(a3_id=a3_of(1).id, number=4, what="Answer within a day", causes=[], **worked)
        db.session.add(row)
        db.session.commit()
    assert "<li>Answer within a day</li>" in as_("coordinator").read(PATH)
