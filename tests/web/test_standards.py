"""A standard on its page: steps and their order, its version, checks, deviations, the rhythm of audits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from a3tracker.db.base import db
from a3tracker.domain.cycles import Panel
from a3tracker.domain.rows import PersonRow
from a3tracker.domain.stages import Stage
from a3tracker.domain.standards import Deviation, Step
from a3tracker.usecases.a3s import archive_a3
from a3tracker.usecases.audits import set_rhythm
from a3tracker.usecases.rows import add_row
from a3tracker.usecases.transaction import now
from a3tracker.web.words import day
from tests.visitor import Visitor
from tests.walk import a3_of, fill, walk
from tests.world import World

As = Callable[[str], Visitor]
STEP = {"what": "Draw the list", "key_point": "three whole months", "reason": "two are a pause"}
CHECK = {"day": "2026-03-02", "out_of": "10", "confirmed": "9", "by": "6", "note": "One was away"}
LEFT = {"day": "2026-03-02", "at": "10:30", "what": "Two calls missed", "contained": "Called at once"}
FORMS = {"steps": STEP, "adherence": CHECK, "deviations": LEFT}
every_kind = pytest.mark.parametrize("kind", FORMS)


@pytest.fixture(autouse=True)
def _a_standard(app: Flask, world: World) -> None:
    with app.app_context():
        a3_of(1).cycle = "SDCA"
        db.session.commit()


def in_use(app: Flask, world: World) -> None:
    with app.app_context():
        fill(world.actor("member"), 1)
        walk(world, Stage.DO)


@every_kind
def test_a_row_is_added_drawn_and_taken_again_unchanged(as_: As, kind: str) -> None:
    browser = as_("member")
    assert browser.send(f"/a3/1/rows/{kind}/new", FORMS[kind]).status_code == 302
    form = browser.read(f"/a3/1/rows/{kind}/1")
    assert all(value in form for value in FORMS[kind].values())
    assert browser.send(f"/a3/1/rows/{kind}/1", {**FORMS[kind], "version": 1}).status_code == 302
    words = {"steps": "three whole months", "adherence": "9 of 10", "deviations": "2 Mar, 10:30"}
    sheet = as_("reader").read("/a3/1")
    assert words[kind].split(",")[0] in sheet


@pytest.mark.parametrize(
    ("kind", "change", "sentence"),
    [
        ("steps", {"what": ""}, "Say what is done in this step."),
        ("steps", {"key_point": "n" * 301}, "Shorten this by 1 character;"),
        ("adherence", {"confirmed": "11"}, "Give how many of the 10 were confirmed, 0 to 10."),
        ("adherence", {"out_of": "many"}, "Give a whole number."),
        ("adherence", {"by": ""}, "Choose who looked."),
        ("deviations", {"restored": "2026-03-01"}, "Give the day after it was seen."),
        ("deviations", {"what": " "}, "Say what was seen."),
        ("deviations", {"at": "noon"}, "Give the hour such as 14:30."),
    ],
)
def test_a_refused_row_keeps_what_was_typed(
    as_: As, kind: str, change: dict[str, str], sentence: str
) -> None:
    typed = {**FORMS[kind], **change}
    answer = as_("member").send(f"/a3/1/rows/{kind}/new", typed)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert all(value in answer.text for name, value in typed.items() if value.strip() and name != "by")


def test_a_step_moves_up_and_down_and_the_page_stays_with_it(app: Flask, as_: As, world: World) -> None:
    with app.app_context():
        for what in ("Draw", "Send"):
            add_row(world.actor("member"), 1, Panel.STEPS, Step(what))
    browser = as_("member")
    form = browser.read("/a3/1/rows/steps/2")
    assert "Move up" in form
    assert "Move down" not in form
    answer = browser.send("/a3/1/steps/2/up", follow_redirects=True)
    assert "Move down" in answer.text
    sheet = browser.read("/a3/1")
    assert sheet.index(">Send<") < sheet.index(">Draw<")
    assert browser.send("/a3/1/steps/2/down").location == "/a3/1/rows/steps/2#order"


@pytest.mark.parametrize("way", ["up", "down"])
def test_others_move_no_step(app: Flask, as_: As, world: World, way: str) -> None:
    path = f"/a3/1/steps/1/{way}"
    assert as_("member").send(path).status_code == 404
    assert as_("reader").send(path).status_code == 403
    assert as_("stranger").send(path).status_code == 404
    assert as_("member").get(path).status_code == 405
    assert as_("member").post(path).status_code == 400
    with app.app_context():
        archive_a3(world.actor("coordinator"), 1)
    assert as_("member").send(path).status_code == 409


def test_the_sheet_says_which_version_is_in_force_and_who_is_not_on_it(
    app: Flask, as_: As, world: World
) -> None:
    with app.app_context():
        member = world.actor("member")
        add_row(member, 1, Panel.PEOPLE, PersonRow(member.id, "", "calls", 1, now().date()))
        add_row(member, 1, Panel.PEOPLE, PersonRow(world.people["owner"], "", "counts"))
    assert "version 1, not in force yet" in as_("reader").read("/a3/1")
    in_use(app, world)
    today = day(now().date())
    sheet = as_("reader").read("/a3/1")
    assert f"version 1, in force since {today}" in sheet
    assert f"version 1, {today}" in sheet
    assert "not on 1" in sheet
    with app.app_context():
        walk(world, Stage.LEFT_SIDE, "new_version")
        walk(world, Stage.DO)
    sheet = as_("reader").read("/a3/1")
    assert f"version 2, in force since {today}" in sheet
    assert f"version 1, {today}, not on 2" in sheet
    first, second = (as_("reader").read(f"/a3/1/r/{number}") for number in (1, 2))
    assert "version 1, not in force yet" in first, "an old revision is of its version, and of its day"
    assert "version 1, in force since" in second


def test_open_deviations_come_first_and_the_time_to_restore_is_said(
    app: Flask, as_: As, world: World
) -> None:
    with app.app_context():
        today = now().date()
        for deviation in (
            Deviation(today - timedelta(days=9), "Still open"),
            Deviation(today - timedelta(days=5), "Over", restored=today - timedelta(days=2)),
        ):
            add_row(world.actor("member"), 1, Panel.DEVIATIONS, deviation)
    sheet = as_("reader").read("/a3/1")
    assert sheet.index("Still open") < sheet.index(">Over<")
    assert "2 deviations, 1 open" in sheet
    assert ", after 3 days" in sheet


def test_the_coordinator_sets_the_rhythm_and_home_asks_when_it_is_due(
    app: Flask, as_: As, world: World
) -> None:
    in_use(app, world)
    browser = as_("coordinator")
    assert "Set an audit rhythm" in browser.read("/a3/1")
    answer = browser.send("/a3/1/audits", {"rhythm": "7"}, follow_redirects=True)
    assert "The audit rhythm is set." in answer.text
    assert "Adherence check every week, the next by" in answer.text
    assert "An audit is due" not in as_("owner").read("/")
    long_ago = {
        **CHECK,
        "day": (now().date() - timedelta(days=8)).isoformat(),
        "by": str(world.people["owner"]),
    }
    with app.app_context():
        lock = a3_of(1)
        assert lock.audit_days == 7
    assert as_("member").send("/a3/1/rows/adherence/new", long_ago).status_code == 302
    assert "An audit is due" not in as_("owner").read("/"), "the lock is newer than the check"


def test_a_rhythm_that_is_none_is_refused_and_nobody_else_sets_one(app: Flask, as_: As, world: World) -> None:
    assert as_("coordinator").send("/a3/1/audits", {"rhythm": "8"}).status_code == 400
    for role, status in (("reader", 403), ("member", 403), ("stranger", 404)):
        assert as_(role).get("/a3/1/audits").status_code == status
        assert as_(role).send("/a3/1/audits", {"rhythm": "7"}).status_code == status
    assert as_("coordinator").delete("/a3/1/audits").status_code == 405
    assert as_("coordinator").post("/a3/1/audits", data={"rhythm": "7"}).status_code == 400
    with app.app_context():
        set_rhythm(world.actor("coordinator"), 1, 7)
        a3_of(1).cycle = "PDCA"
        db.session.commit()
    assert as_("coordinator").get("/a3/1/audits").status_code == 409
    with app.app_context():
        archive_a3(world.actor("coordinator"), 1)
    assert as_("coordinator").get("/a3/1/audits").status_code == 409
