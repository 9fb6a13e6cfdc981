"""Planning the dates of control points, and what is said about them on sheet and card."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from a3tracker.db.base import db
from a3tracker.domain.cycles import Panel
from a3tracker.domain.stages import Stage
from a3tracker.usecases.a3s import archive_a3
from a3tracker.usecases.control_points import plan_dates
from a3tracker.usecases.rows import add_row
from a3tracker.web.words import day
from tests.visitor import Visitor
from tests.walk import a3_of, expect, expected_range, fill, lock, soon, walk
from tests.world import World

As = Callable[[str], Visitor]
PATH = "/a3/1/dates"


def test_the_coordinator_plans_and_the_sheet_shows_it(as_: As, world: World) -> None:
    browser = as_("coordinator")
    assert "1 Left side" in browser.read(PATH)
    answer = browser.send(PATH, {"due_1": soon(3).isoformat(), "version": 1}, follow_redirects=True)
    assert "The dates are planned." in answer.text
    assert f"due {day(soon(3))}" in as_("reader").read("/a3/1")
    assert f"Left side due {day(soon(3))}" in as_("owner").read("/")


def test_a_refused_date_keeps_what_was_typed(as_: As, world: World) -> None:
    typed = {"due_1": soon(5).isoformat(), "due_2": soon(4).isoformat(), "version": 1}
    answer = as_("coordinator").send(PATH, typed)
    assert answer.status_code == 400
    assert "This lies before Left side" in answer.text
    assert typed["due_2"] in answer.text


def test_an_older_form_is_refused_with_the_dates_kept(app: Flask, as_: As, world: World) -> None:
    with app.app_context():
        plan_dates(world.actor("coordinator"), 1, {1: soon(1)}, 1)
    answer = as_("coordinator").send(PATH, {"due_1": soon(9).isoformat(), "version": 1})
    assert answer.status_code == 409
    assert soon(9).isoformat() in answer.text
    assert "Somebody changed the header or the dates" in answer.text


@pytest.mark.parametrize(("role", "status"), [("reader", 403), ("member", 403), ("stranger", 404)])
def test_others_do_not_plan(as_: As, world: World, role: str, status: int) -> None:
    assert as_(role).get(PATH).status_code == status
    assert as_(role).send(PATH, {"version": 1}).status_code == status
    assert "Plan the dates" not in as_(role).get("/a3/1").text


def test_an_archived_a3_is_not_planned_and_a_form_without_its_token_is_refused(
    app: Flask, as_: As, world: World
) -> None:
    assert as_("coordinator").post(PATH, data={"version": 1}).status_code == 400
    assert as_("coordinator").delete(PATH).status_code == 405
    with app.app_context():
        archive_a3(world.actor("coordinator"), 1)
    assert as_("coordinator").get(PATH).status_code == 409


def test_a_point_that_is_overdue_says_so_in_a_word(app: Flask, as_: As, world: World) -> None:
    with app.app_context():
        plan_dates(world.actor("coordinator"), 1, {1: soon(-3)}, 1)
    assert "late" in as_("reader").read("/a3/1")
    home = as_("owner").read("/")
    assert "A control point is overdue." in home
    assert "3 days late" in home


def test_a_locked_prediction_is_drawn_as_locked_and_has_no_form(app: Flask, as_: As, world: World) -> None:
    with app.app_context():
        fill(world.actor("member"), 1)
        walk(world, Stage.PREDICTION)
        expect(world)
        lock(world)
    browser = as_("member")
    page = browser.read("/a3/1")
    assert f"locked {day(soon(0))}" in page
    assert "/a3/1/rows/predictions/1" not in page
    form = browser.get("/a3/1/rows/predictions/new").text
    assert "Why a later one" in form
    assert browser.send("/a3/1/rows/predictions/1", {"words": "x", "version": 1}).status_code == 409
    assert browser.send("/a3/1/rows/predictions/1/remove").status_code == 409


def test_a_standard_shows_what_it_must_hold_and_who_answers(app: Flask, as_: As, world: World) -> None:
    with app.app_context():
        a3_of(1).cycle = "SDCA"
        db.session.commit()
        member = world.actor("member")
        add_row(member, 1, Panel.RANGES, expected_range(world.people["owner"], high=None))
    page = as_("reader").read("/a3/1")
    for words in ("at least 88 %", "below 88 %", "Olaf Brandt", "Hotels that renew"):
        assert words in page


def test_a_range_is_typed_into_its_form(app: Flask, as_: As, world: World) -> None:
    with app.app_context():
        a3_of(1).cycle = "SDCA"
        db.session.commit()
    typed = {
        "measure": "Renewals", "unit": "%", "low": "88", "high": "", "trigger": "below 88 %",
        "responsible": str(world.people["owner"]),
    }  # fmt: skip
    browser = as_("member")
    answer = browser.send("/a3/1/rows/ranges/new", typed)
    assert (answer.status_code, answer.location) == (302, "/a3/1#box-check")
    assert "Renewals" in browser.read("/a3/1/rows/ranges/1")
