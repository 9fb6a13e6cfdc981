"""The not-to-do list on pages: asked for beside the plan, and the manager's yes."""

from collections.abc import Callable

import pytest
from flask import Flask

from a3tracker.db.base import db
from a3tracker.db.not_to_do import NotToDo
from a3tracker.usecases.a3s import archive_a3
from tests.visitor import Visitor
from tests.world import World

As = Callable[[str], Visitor]
STOPS = {"what": "The weekly report", "person": "", "plate": "call centre", "so_that": "2"}
YES = "/a3/1/not-to-do/1/agree"
ASKED = "What stops, so that this can start?"


@pytest.fixture
def asked(as_: As, world: World) -> None:
    assert as_("member").send("/a3/1/rows/not_to_do/new", STOPS).status_code == 302


def test_a_plan_without_anything_that_stops_is_asked(as_: As, world: World) -> None:
    member = as_("member")
    assert ASKED not in member.read("/a3/1")
    member.send("/a3/1/rows/countermeasures/new", {"what": "Answer within two days", "who": ""})
    assert ASKED in member.read("/a3/1")
    assert ASKED not in as_("reader").read("/a3/1")
    member.send("/a3/1/rows/not_to_do/new", STOPS)
    page = member.read("/a3/1")
    assert ASKED not in page
    assert "Waits for the manager&#39;s yes: “The weekly report”." in page


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize(
    ("role", "may"), [("manager", True), ("deputy", True), ("coordinator", False), ("reader", False)]
)
def test_those_who_may_say_yes_are_asked_on_the_sheet_and_at_home(as_: As, role: str, may: bool) -> None:
    assert ("Say yes to this" in as_(role).read("/a3/1")) == may
    assert ("Asks for your yes to one thing not to do." in as_(role).read("/")) == may


@pytest.mark.usefixtures("asked")
def test_the_yes_stands_on_the_sheet_with_its_name(as_: As) -> None:
    answer = as_("manager").send(YES, {"version": "1"})
    assert (answer.status_code, answer.location) == (302, "/a3/1#box-plan")
    page = as_("reader").read("/a3/1")
    assert "Maja Lind, " in page
    assert "Say yes to this" not in as_("manager").read("/a3/1")


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize(("role", "may"), [("manager", True), ("member", False), ("reader", False)])
def test_those_who_may_say_yes_are_asked_where_they_review_and_go_on_there(
    as_: As, role: str, may: bool
) -> None:
    assert ("Say yes to this" in as_(role).read("/a3/1/review")) == may
    if may:
        late = as_(role).send(YES, {"version": "9", "origin": "review"})
        assert (late.status_code, "Read and comment" in late.text) == (409, True)
        answer = as_(role).send(YES, {"version": "1", "origin": "review"})
        assert answer.location == "/a3/1/review"
        assert "Say yes to this" not in as_(role).read("/a3/1/review")


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize("version", ["2", "", "x"])
def test_a_yes_to_words_that_were_not_on_the_screen_is_refused(app: Flask, as_: As, version: str) -> None:
    answer = as_("manager").send(YES, {"version": version})
    assert answer.status_code == 409
    assert "Nothing was agreed" in answer.text
    with app.app_context():
        assert db.session.get_one(NotToDo, 1).agreed_on is None


@pytest.mark.usefixtures("asked")
def test_others_and_other_ways_are_refused(app: Flask, as_: As, world: World) -> None:
    assert as_("stranger").send(YES, {"version": "1"}).status_code == 404
    assert as_("coordinator").send(YES, {"version": "1"}).status_code == 403
    manager = as_("manager")
    assert manager.get(YES).status_code == 405
    assert manager.post(YES, data={"version": "1"}).status_code == 400
    assert manager.send("/a3/1/not-to-do/2/agree", {"version": "1"}).status_code == 404
    with app.app_context():
        archive_a3(world.actor("coordinator"), 1)
    assert manager.send(YES, {"version": "1"}).status_code == 409


def test_a_refused_line_keeps_what_was_typed(as_: As, world: World) -> None:
    answer = as_("member").send("/a3/1/rows/not_to_do/new", {**STOPS, "plate": ""})
    assert answer.status_code == 400
    assert "say whose plate it leaves" in answer.text
    assert "The weekly report" in answer.text
