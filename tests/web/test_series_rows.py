"""Predictions and measures about a metric of the segment, through the pages: forms, hints, one click."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape

import pytest
import time_machine
from flask import Flask

from a3tracker.db.rows import rows_in
from a3tracker.domain.checks import Check
from a3tracker.domain.cycles import Panel
from a3tracker.domain.figures import Figure
from a3tracker.domain.rows import MeasureSide
from a3tracker.domain.stages import Stage
from a3tracker.usecases.metrics import archive_metric
from a3tracker.usecases.rows import add_row
from tests.series import MARCH, came, metric, steady_year
from tests.visitor import Visitor
from tests.walk import a3_of, fill, lock, prediction, soon, walk
from tests.world import World

As = Callable[[str], Visitor]
GUARD_MISSING = "This A3 keeps customers: name a guard on the acquisition side."


@pytest.fixture
def retention(march: time_machine.Traveller, app: Flask, world: World) -> int:
    """The id of the metric, with a steady year, on an A3 that waits for its lock."""
    with app.app_context():
        fill(world.actor("member"), world.a3)
        walk(world, Stage.PREDICTION)
        return steady_year(world).id


@pytest.fixture
def locked(app: Flask, world: World, retention: int) -> int:
    """The id of a locked prediction about it."""
    with app.app_context():
        due = MARCH.shifted(2).last
        fact = prediction(words="", unit="", point=65.0, low=60.0, high=70.0, metric=retention, day=due)
        row = add_row(world.actor("member"), world.a3, Panel.PREDICTIONS, fact)
        lock(world)
        return row


def typed(retention: int, **more: str) -> dict[str, object]:
    """A prediction about the metric as a form sends it."""
    about = {"metric": retention, "point": "55", "low": "53", "high": "60", "day": soon().isoformat()}
    return {**about, "words": "", "unit": "", "why": "They are called back", **more}


def sheet(browser: Visitor) -> str:
    return unescape(browser.read("/a3/1"))


def test_a_prediction_about_a_metric_takes_its_name_and_unit(as_: As, world: World, retention: int) -> None:
    browser = as_("member")
    assert browser.send("/a3/1/rows/predictions/new", typed(retention)).status_code == 302
    page = sheet(browser)
    assert "53–60 %" in page
    assert "Retention" in page


def test_what_is_judged_by_its_chart_needs_no_customers_in_each_group(as_: As, retention: int) -> None:
    browser = as_("coordinator")
    browser.send("/a3/1/rows/predictions/new", typed(retention))
    assert "in each group" not in sheet(browser)


def test_the_sheet_says_how_many_customers_the_difference_takes_until_it_is_locked(
    app: Flask, as_: As, world: World, retention: int
) -> None:
    browser = as_("coordinator")
    with app.app_context():
        fact = prediction(words="Renewals", unit="%", point=55.0, low=53.0, high=60.0)
        row = add_row(world.actor("member"), world.a3, Panel.PREDICTIONS, fact)
        groups = Check("Renewals", MeasureSide.RETENTION, before=Figure(50, 100), prediction=row)
        add_row(world.actor("member"), world.a3, Panel.CHECKS, groups)
    said = "Renewals: To see 50 % → 55 % you need about"
    assert said in sheet(browser)
    assert said not in sheet(as_("reader"))
    with app.app_context():
        lock(world)
    assert said not in sheet(browser)


def test_the_baseline_stands_beside_the_locked_prediction(as_: As, world: World, locked: int) -> None:
    year = MARCH
    page = sheet(as_("reader"))
    assert f"50.5 %, {year.shifted(-12).words}–{year.before().words}" in page


def test_a_chart_in_a_draft_ends_its_limits_at_the_lock_as_the_saved_one_does(
    march: time_machine.Traveller, app: Flask, as_: As, world: World, locked: int
) -> None:
    with app.app_context():
        came(world, march, MARCH, 40, 35)
    told = as_("member").send("/a3/1/preview", {"text": "{{chart: Retention}}"}).get_json()
    assert "prediction locked" in told["html"]


def test_one_click_adds_the_measure_and_its_verdict(
    march: time_machine.Traveller, app: Flask, as_: As, world: World, locked: int
) -> None:
    browser = as_("member")
    assert "Nothing checks “Retention” yet." in sheet(browser)
    answer = browser.send(f"/a3/1/predictions/{locked}/check")
    assert (answer.status_code, answer.location) == (302, "/a3/1#box-check")
    with app.app_context():
        came(world, march, MARCH, 40, 35)
    page = sheet(as_("member"))
    assert "Nothing checks" not in page
    newest = f"65.0 %, {MARCH.next().words}"
    for words in ("Retention · retention", newest, "signal (limits", "confirmed"):
        assert words in page
    assert "no signal" not in page


def test_a_prediction_that_is_not_locked_has_no_check_yet(as_: As, world: World, retention: int) -> None:
    browser = as_("member")
    browser.send("/a3/1/rows/predictions/new", typed(retention))
    assert "Check this prediction" not in sheet(browser)
    assert browser.send("/a3/1/predictions/1/check").status_code == 409


@pytest.mark.parametrize(("role", "status"), [("reader", 403), ("colleague", 403), ("stranger", 404)])
def test_only_the_team_checks_it(as_: As, world: World, locked: int, role: str, status: int) -> None:
    assert as_(role).send(f"/a3/1/predictions/{locked}/check").status_code == status


def test_the_click_needs_its_token_and_is_no_link(as_: As, world: World, locked: int) -> None:
    browser = as_("member")
    assert browser.post(f"/a3/1/predictions/{locked}/check").status_code == 400
    assert browser.get(f"/a3/1/predictions/{locked}/check").status_code == 405
    assert browser.send("/a3/1/predictions/99/check").status_code == 404


def test_the_other_side_asks_for_its_guard(app: Flask, as_: As, world: World, locked: int) -> None:
    browser = as_("member")
    assert GUARD_MISSING in sheet(browser)
    assert GUARD_MISSING not in sheet(as_("reader"))
    form = unescape(browser.read("/a3/1/rows/checks/new?guard=acquisition"))
    assert "checked" in form
    assert '<option selected value="acquisition">' in form
    with app.app_context():
        adds = metric(world, "Gross-add rate").id
    guard = {"metric": adds, "guard": "y", "margin": "2", "side": "acquisition", "measure": ""}
    assert browser.send("/a3/1/rows/checks/new", guard).status_code == 302
    assert GUARD_MISSING not in sheet(browser)
    assert "Gross-add rate · acquisition, guard" in sheet(browser)


def test_who_decides_reads_that_a_guard_is_missing(app: Flask, as_: As, world: World, locked: int) -> None:
    with app.app_context():
        walk(world, Stage.CHECK)
    as_("coordinator").send("/a3/1/submit", {"note": ""})
    assert GUARD_MISSING in unescape(as_("manager").read("/a3/1/review"))


def test_a_series_takes_no_typed_figures_and_keeps_what_was_typed(
    app: Flask, as_: As, world: World, retention: int
) -> None:
    wrong = {"metric": retention, "measure": "", "side": "", "before": "12 of 40", "target": "60"}
    answer = as_("member").send("/a3/1/rows/checks/new", wrong)
    assert answer.status_code == 400
    assert "Leave this empty: the figures of a series come from the segment." in answer.text
    assert "12 of 40" in answer.text
    with app.app_context():
        assert not rows_in(a3_of(1).id, Panel.CHECKS)


def test_an_archived_metric_is_offered_only_where_it_was_chosen(
    app: Flask, as_: As, world: World, retention: int
) -> None:
    browser = as_("member")
    browser.send("/a3/1/rows/predictions/new", typed(retention))
    with app.app_context():
        archive_metric(world.actor("member"), world.segment, retention)
    assert "Retention (archived)" in browser.read("/a3/1/rows/predictions/1")
    assert ">Retention" not in browser.read("/a3/1/rows/predictions/new")
    assert browser.send("/a3/1/rows/predictions/new", typed(retention)).status_code == 400


def test_groups_that_are_too_small_are_told_so(as_: As, world: World, locked: int) -> None:
    groups = {"measure": "Came back", "side": "other", "before": "254 of 508", "target": "55", "unit": "%"}
    as_("member").send("/a3/1/rows/checks/new", groups)
    assert "Came back: 50 % → 55 % needs 1,565 customers each; you have 508." in sheet(as_("member"))


def test_a_level_that_is_to_be_held_needs_no_group(as_: As, world: World, locked: int) -> None:
    held = {
        "measure": "Came back",
        "side": "other",
        "before": "508 of 2,953",
        "target": "17.2",
        "unit": "%",
    }
    as_("member").send("/a3/1/rows/checks/new", held)
    assert "customers each" not in sheet(as_("member"))
