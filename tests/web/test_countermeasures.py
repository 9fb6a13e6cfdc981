"""Countermeasures on pages: planned, marked, dropped with a reason, and drawn where they belong."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask

from a3tracker.db.base import db
from a3tracker.db.countermeasures import Countermeasure
from a3tracker.usecases.a3s import archive_a3
from a3tracker.usecases.transaction import now
from tests import factories
from tests.visitor import Visitor
from tests.walk import a3_of
from tests.world import World

As = Callable[[str], Visitor]
PLAN = {"what": "Answer within two days", "who": "", "due": "2026-06-30", "effect": "+3 points"}
ROW = "/a3/1/countermeasures/1"
MARKS = {
    "done": "yes",
    "done_on": "2026-06-01",
    "done_evidence": "Sent to all",
    "worked": "no",
    "version": "1",
}
DROP = {"why": "Too dear", "again_when": "when prices fall"}
DEEDS = {"mark": MARKS, "drop": DROP, "take-up": {}}
every_deed = pytest.mark.parametrize("deed", DEEDS)


@pytest.fixture(autouse=True)
def _planned(as_: As, world: World) -> None:
    assert as_("member").send("/a3/1/rows/countermeasures/new", PLAN).status_code == 302


def stored(app: Flask) -> Countermeasure:
    with app.app_context():
        return db.session.get_one(Countermeasure, 1)


def test_a_countermeasure_is_drawn_into_the_plan_with_its_number(as_: As) -> None:
    page = as_("reader").read("/a3/1")
    plan = page[page.index('id="box-plan"') : page.index('id="box-do"')]
    assert "Answer within two days" in plan
    assert "by 30 Jun" in plan
    assert 'class="gantt"' in plan


def test_the_marks_are_saved_and_drawn_into_the_check(app: Flask, as_: As) -> None:
    answer = as_("member").send(f"{ROW}/mark", MARKS)
    assert (answer.status_code, answer.location) == (302, "/a3/1#box-check")
    page = as_("reader").read("/a3/1")
    check = page[page.index('id="box-check"') :]
    assert "Yes, 1 Jun: Sent to all" in check
    assert stored(app).worked == "no"


def test_a_mark_without_evidence_keeps_what_was_typed(app: Flask, as_: As) -> None:
    answer = as_("member").send(
        f"{ROW}/mark", {**MARKS, "done_evidence": "", "worked_evidence": "Nobody came"}
    )
    assert answer.status_code == 400
    assert "Say what shows that it was done." in answer.text
    assert "Nobody came" in answer.text
    assert stored(app).done == ""


def test_marks_on_an_old_page_are_kept_beside_what_stands(as_: As) -> None:
    as_("member").send(f"{ROW}/mark", MARKS)
    answer = as_("owner").send(
        f"{ROW}/mark", {**MARKS, "worked": "yes", "worked_evidence": "Two more bought"}
    )
    assert answer.status_code == 409
    assert "Somebody else changed this countermeasure meanwhile" in answer.text
    assert "Two more bought" in answer.text
    assert "Sent to all" in answer.text


def test_what_is_dropped_stays_struck_through_with_its_reason(app: Flask, as_: As) -> None:
    assert as_("member").send(f"{ROW}/drop", DROP).location == "/a3/1#box-plan"
    page = as_("reader").read("/a3/1")
    assert "<s>Answer within two days</s>" in page
    assert "Too dear. Think again when prices fall." in page
    assert "Take it up again" in as_("owner").read(ROW)
    assert as_("owner").send(f"{ROW}/take-up").status_code == 302
    assert stored(app).dropped_on is None


def test_dropping_without_a_reason_or_a_day_is_refused_in_words(as_: As) -> None:
    answer = as_("member").send(f"{ROW}/drop", {"why": "Too dear"})
    assert answer.status_code == 400
    assert "Give a date or a condition to think again." in answer.text
    assert "Too dear" in answer.text


def test_a_mark_on_a_dropped_one_says_to_take_it_up_again(as_: As) -> None:
    as_("member").send(f"{ROW}/drop", DROP)
    answer = as_("member").send(f"{ROW}/mark", {**MARKS, "version": "2"})
    assert answer.status_code == 409
    assert "Take it up again before you mark it" in answer.text


def test_one_that_is_kept_has_no_button_to_remove_it(as_: As) -> None:
    edit = "/a3/1/rows/countermeasures/1"
    assert "Remove this countermeasure" in as_("member").read(edit)
    as_("member").send(f"{ROW}/mark", MARKS)
    page = as_("member").read(edit)
    assert "Remove this countermeasure" not in page
    assert "drop it with a reason" in page
    assert as_("member").send(f"{edit}/remove").status_code == 409


@every_deed
def test_a_stranger_sees_nothing_and_a_reader_may_not(as_: As, deed: str) -> None:
    assert as_("stranger").send(f"{ROW}/{deed}", DEEDS[deed]).status_code == 404
    assert as_("reader").send(f"{ROW}/{deed}", DEEDS[deed]).status_code == 403
    assert "may write" in as_("reader").read(ROW)


@every_deed
def test_an_archived_a3_a_wrong_method_and_no_token_are_refused(
    app: Flask, as_: As, world: World, deed: str
) -> None:
    member = as_("member")
    assert member.get(f"{ROW}/{deed}").status_code == 405
    assert member.post(f"{ROW}/{deed}", data=DEEDS[deed]).status_code == 400
    with app.app_context():
        archive_a3(world.actor("coordinator"), 1)
    assert member.send(f"{ROW}/{deed}", DEEDS[deed]).status_code == 409


def test_one_of_another_a3_is_not_there(as_: As) -> None:
    assert as_("member").get("/a3/1/countermeasures/2").status_code == 404


@pytest.mark.parametrize(("stage", "said"), [("do", False), ("check", True), ("act", True)])
def test_the_page_says_beforehand_which_marks_are_missing(
    app: Flask, as_: As, stage: str, said: bool
) -> None:
    with app.app_context():
        a3_of(1).stage = stage
        db.session.commit()
    page = as_("member").read("/a3/1")
    assert ("Countermeasure 1 has no mark for Done?" in page) == said
    assert ("Mark<span" in page) is True


@pytest.mark.parametrize(
    ("role", "seen"), [("coordinator", True), ("owner", True), ("member", False), ("manager", False)]
)
def test_what_is_late_stands_on_the_owners_and_the_coordinators_list(
    app: Flask, as_: As, world: World, role: str, seen: bool
) -> None:
    with app.app_context():
        row = db.session.get_one(Countermeasure, 1)
        row.who_id, row.due = world.people["owner"], a3_of(1).created_at.date().replace(year=2020, day=1)
        db.session.commit()
    assert ("Countermeasure 1 is late." in as_(role).read("/")) == seen


@pytest.mark.parametrize(("role", "seen"), [("coordinator", True), ("owner", False), ("manager", False)])
@pytest.mark.parametrize(
    ("stage", "days", "comes"),
    [("do", 0, True), ("do", -99, True), ("closed", -9, True), ("closed", -99, False)],
)
def test_what_was_dropped_comes_back_on_the_coordinators_list_when_its_day_has_come(
    app: Flask, as_: As, world: World, role: str, seen: bool, stage: str, days: int, comes: bool
) -> None:
    with app.app_context():
        drop(world, now().date() + timedelta(days=days))
        a3 = a3_of(1)
        a3.stage, a3.closed_at = stage, now() if stage == "closed" else None
        a3.outcome = "abandoned" if stage == "closed" else None
        db.session.commit()
    asked = "Think again about countermeasure 1, which was dropped." in as_(role).read("/")
    assert asked == (seen and comes)


def test_before_its_day_and_once_the_next_loop_has_it_nobody_is_asked(
    app: Flask, as_: As, world: World
) -> None:
    with app.app_context():
        drop(world, now().date() + timedelta(days=1))
        db.session.commit()
    assert "Think again" not in as_("coordinator").read("/")
    with app.app_context():
        drop(world, now().date())
        factories.a3(world.segment, world.team, world.people["owner"], parent_id=a3_of(1).id, loop=2)
        db.session.commit()
    assert "Think again" not in as_("coordinator").read("/")


def drop(world: World, again_on: date) -> None:
    row = db.session.get_one(Countermeasure, 1)
    row.dropped_on, row.dropped_by, row.dropped_why = now().date(), world.people["member"], "Too dear"
    row.who_id, row.again_on = world.people["owner"], again_on
