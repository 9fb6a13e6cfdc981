"""Submitting, reading what was submitted, deciding on exactly that, and moving on."""

from collections.abc import Callable

import pytest
from flask import Flask

from a3tracker.domain.stages import Stage
from a3tracker.usecases import reviews
from a3tracker.usecases.a3s import archive_a3
from tests.visitor import Visitor
from tests.walk import a3_of, decide, expect, fill, shown, soon, walk, write
from tests.world import World

As = Callable[[str], Visitor]


@pytest.fixture
def full(app: Flask, world: World) -> None:
    """Every box is written."""
    with app.app_context():
        fill(world.actor("member"), 1)


@pytest.fixture
def submitted(app: Flask, world: World, full: None) -> dict[str, object]:
    """The left side waits for the manager: what the form on the manager's page sends."""
    with app.app_context():
        reviews.submit(world.actor("coordinator"), 1, "The gap is new")
        submission, revision, digest = shown(1)
    return {"submission": submission, "revision": revision, "digest": digest, "decision": "agree"}


def stage(app: Flask) -> str:
    with app.app_context():
        return a3_of(1).stage


@pytest.mark.usefixtures("full")
def test_a_coordinator_submits_and_the_sheet_says_so(as_: As) -> None:
    answer = as_("coordinator").send("/a3/1/submit", {"note": "The gap is new"}, follow_redirects=True)
    assert "Submitted as revision 1" in answer.text
    assert "Waiting for the manager" in answer.text
    assert "The gap is new" in answer.text


def test_what_is_missing_is_said_instead_of_the_button_and_after_it(as_: As, world: World) -> None:
    browser = as_("coordinator")
    assert "Empower is still empty." in browser.read("/a3/1")
    assert "/a3/1/submit" not in browser.read("/a3/1")
    answer = browser.send("/a3/1/submit", {"note": "A note that I thought about"})
    assert answer.status_code == 400
    assert "Empower is still empty." in answer.text
    assert "A note that I thought about" in answer.text


@pytest.mark.usefixtures("full")
def test_a_member_sees_whom_to_ask_for_submitting(as_: As) -> None:
    page = as_("member").read("/a3/1")
    assert "/a3/1/submit" not in page
    assert "Ask the team&#39;s coordinator." in page


def test_the_manager_reads_the_submitted_revision_and_agrees(
    app: Flask, as_: As, submitted: dict[str, object]
) -> None:
    browser = as_("manager")
    page = browser.read("/a3/1/review")
    assert f'value="{submitted["digest"]}"' in page
    assert "What stands in perceive" in page
    answer = browser.send("/a3/1/decide", submitted, follow_redirects=True)
    assert "Agreed. The A3 stands at Prediction." in answer.text
    assert stage(app) == Stage.PREDICTION


def test_newer_text_is_noticed_and_the_submitted_one_is_shown(
    app: Flask, as_: As, world: World, submitted: dict[str, object]
) -> None:
    with app.app_context():
        write(world.actor("member"), 1, "perceive", "Written since", version=1)
    page = as_("manager").read("/a3/1/review")
    assert "Written on since this revision: Select the problem perception" in page
    assert "What stands in perceive" in page
    assert '<a href="/a3/1/compare?before=1&amp;after=now">' in page
    folded = page[page.index("<summary>What was written since") : page.index("</details>")]
    assert "[added: </span>Written since" in folded
    assert "Written since" not in page.replace(folded, "")


def test_a_return_needs_its_reason_and_the_page_keeps_what_was_typed(
    app: Flask, as_: As, submitted: dict[str, object]
) -> None:
    browser = as_("manager")
    answer = browser.send("/a3/1/decide", {**submitted, "decision": "return", "reason": " "})
    assert answer.status_code == 400
    assert "Say why it goes back." in answer.text
    long = "n" * 2_401
    answer = browser.send("/a3/1/decide", {**submitted, "decision": "return", "reason": long})
    assert (answer.status_code, long in answer.text) == (400, True)
    answer = browser.send(
        "/a3/1/decide", {**submitted, "decision": "return", "reason": "No number yet"}, follow_redirects=True
    )
    assert "Returned with your reason." in answer.text
    assert "No number yet" in as_("owner").read("/")
    assert stage(app) == Stage.LEFT_SIDE


@pytest.mark.parametrize("decision", ["", "maybe", "AGREE"])
def test_an_unknown_decision_decides_nothing(
    app: Flask, as_: As, submitted: dict[str, object], decision: str
) -> None:
    form = {**submitted, "decision": decision, "reason": "A reason that I thought about"}
    answer = as_("manager").send("/a3/1/decide", form)
    assert answer.status_code == 400
    assert "A reason that I thought about" in answer.text
    assert "Nothing" not in as_("manager").read("/a3/1/review")


def test_a_decision_on_an_older_submission_is_refused_and_says_what_changed(
    app: Flask, as_: As, world: World, submitted: dict[str, object]
) -> None:
    with app.app_context():
        write(world.actor("member"), 1, "perceive", "Gap: 3 points", version=1)
        reviews.submit(world.actor("coordinator"), 1)
    answer = as_("manager").send("/a3/1/decide", {**submitted, "reason": "My own words"})
    assert answer.status_code == 409
    assert "A newer submission, revision 2, came while you read revision 1" in answer.text
    assert "Changed: Note, Select the problem perception." in answer.text
    assert "What changed since you read revision 1" in answer.text
    assert "[added: </span>Gap: 3 points" in answer.text
    assert '<a href="/a3/1/compare?before=1&amp;after=2">' in answer.text
    assert "My own words</textarea>" in answer.text
    assert "Gap: 3 points" in answer.text
    assert stage(app) == Stage.LEFT_SIDE


@pytest.mark.parametrize(("revision", "digest"), [("x", None), ("9" * 30, None), (1, "0"), ("", "")])
def test_a_decision_without_the_right_revision_is_refused(
    app: Flask, as_: As, submitted: dict[str, object], revision: object, digest: str | None
) -> None:
    form = {**submitted, "revision": revision, "digest": submitted["digest"] if digest is None else digest}
    assert as_("manager").send("/a3/1/decide", form).status_code == 409
    assert stage(app) == Stage.LEFT_SIDE


def test_what_somebody_else_decided_first_is_said_and_the_reason_is_kept(
    app: Flask, as_: As, world: World, submitted: dict[str, object]
) -> None:
    with app.app_context():
        decide(world.actor("deputy"), 1)
    answer = as_("manager").send("/a3/1/decide", {**submitted, "reason": "My own words"})
    assert answer.status_code == 409
    assert "Nothing waits for a decision here" in answer.text
    assert "My own words" in answer.text


def test_the_coordinator_locks_and_goes_on_to_check(app: Flask, as_: As, world: World, full: None) -> None:
    with app.app_context():
        walk(world, Stage.PREDICTION)
    browser = as_("coordinator")
    page = browser.read("/a3/1")
    assert "There is no prediction yet: write a prediction as a row." in page
    assert "Day of the Check" not in page
    with app.app_context():
        expect(world)
    assert "Lock the prediction and start Do" in browser.read("/a3/1")
    answer = browser.send("/a3/1/move", {"move": "lock", "check_on": "30 Jun"})
    assert answer.status_code == 400
    assert "Give a date such as 2026-06-30." in answer.text
    assert "The A3 stands at Do." in browser.send("/a3/1/move", LOCK, follow_redirects=True).text
    assert (
        "The A3 stands at Check." in browser.send("/a3/1/move", {"move": "check"}, follow_redirects=True).text
    )


@pytest.mark.parametrize(("move", "status"), [("lock", 409), ("agree", 400), ("", 400), ("fly", 400)])
def test_a_move_out_of_turn_is_refused(as_: As, full: None, move: str, status: int) -> None:
    assert as_("coordinator").send("/a3/1/move", {"move": move}).status_code == status


def test_an_act_ends_with_one_of_its_outcomes(app: Flask, as_: As, world: World, full: None) -> None:
    with app.app_context():
        walk(world, Stage.ACT)
    browser = as_("coordinator")
    assert '<option value="not_understood">Not understood</option>' in browser.read("/a3/1")
    assert browser.send("/a3/1/submit", {"outcome": ""}).status_code == 400
    browser.send("/a3/1/submit", {"outcome": "adopted", "learning": "Nobody had asked them"})
    assert "proposing <b>Adopted</b>" in as_("manager").read("/a3/1/review")


@pytest.mark.parametrize("role", ["member", "reader", "administrator", "coordinator"])
def test_others_see_the_rounds_and_why_they_do_not_decide(
    as_: As, submitted: dict[str, object], role: str
) -> None:
    browser = as_(role)
    page = browser.read("/a3/1/review")
    assert 'value="agree"' not in page
    assert "value stream manager" in page
    assert browser.send("/a3/1/decide", submitted).status_code == 403


LOCK = {"move": "lock", "check_on": soon().isoformat()}
DEEDS = {"submit": {}, "decide": {"decision": "agree"}, "move": {"move": "lock"}}


@pytest.mark.parametrize("deed", DEEDS)
def test_each_deed_has_its_guards(app: Flask, as_: As, world: World, submitted: object, deed: str) -> None:
    path, form = f"/a3/1/{deed}", DEEDS[deed]
    assert as_("stranger").send(path, form).status_code == 404
    assert as_("reader").send(path, form).status_code == 403
    assert as_("coordinator").post(path, data=form).status_code == 400
    assert as_("coordinator").get(path).status_code == 405
    with app.app_context():
        archive_a3(world.actor("coordinator"), 1)
    able = "manager" if deed == "decide" else "coordinator"
    assert as_(able).send(path, form).status_code == 409
    assert stage(app) == Stage.LEFT_SIDE


def test_a_revision_that_nobody_submitted_is_read_and_commented_on(
    app: Flask, as_: As, world: World, full: None
) -> None:
    as_("reader").send("/a3/1/print", {"paper": "a3"})
    browser = as_("manager")
    page = browser.read("/a3/1/review")
    assert "Nothing waits for a decision." in page
    assert 'value="agree"' not in page
    sent = {"revision": 1, "body": "Before you submit it", "decision": "comment"}
    assert "Your comments were sent." in browser.send("/a3/1/decide", sent, follow_redirects=True).text
    assert "Before you submit it" in as_("reader").read("/a3/1")
