"""A chart of the segment on the page of an A3: placed by a mark, offered by the editor, in few statements."""

from collections.abc import Callable

import pytest
from flask import Flask

from a3tracker.db.base import db
from a3tracker.domain.checks import Check
from a3tracker.domain.cycles import Panel
from a3tracker.domain.rows import MeasureSide
from a3tracker.domain.verdicts import Comparison
from a3tracker.usecases.rows import add_row
from tests import factories
from tests.visitor import Visitor
from tests.walk import write
from tests.web.test_figure_queries import enter
from tests.web.test_queries import ACTOR, asked
from tests.world import World

As = Callable[[str], Visitor]
BOX = "/a3/1/box/plan"
MARKS = "Kept: {{figure: retention}}\n\n{{chart: Retention}}\n\n{{chart: nothing}}"


def measured(metric: int) -> Check:
    return Check("Retention", MeasureSide.RETENTION, comparison=Comparison.SERIES, metric=metric)


def test_a_mark_draws_the_segments_chart_on_the_sheet_and_stays_a_mark_in_the_box(
    app: Flask, as_: As, world: World
) -> None:
    with app.app_context():
        enter(world, 8, 1)
        write(world.actor("owner"), 1, "plan", MARKS)
    page = as_("reader").read("/a3/1")
    assert "90.0 % in Aug 2022" in page
    assert page.count('class="figure-wide"') == 1
    assert "There is no figure called “nothing” in this segment." in page
    assert MARKS in as_("member").read(BOX)


def test_the_check_box_draws_the_metric_of_a_measure(app: Flask, as_: As, world: World) -> None:
    with app.app_context():
        enter(world, 14, 0)
        add_row(world.actor("member"), 1, Panel.CHECKS, measured(1))
    page = as_("reader").read("/a3/1")
    assert page.count('class="figure-wide"') == 1
    assert 'class="panel-figures"' in page


def test_the_editor_offers_the_segments_metrics(app: Flask, as_: As, world: World) -> None:
    assert "data-placing" not in as_("member").read(BOX)
    with app.app_context():
        enter(world, 2, 1)
    page = as_("member").read(BOX)
    assert "data-placing" in page
    assert "<option>Retention</option>" in page
    assert "<option>Trials 2 0</option>" in page


def test_a_draft_is_drawn_as_it_will_stand(app: Flask, as_: As, world: World) -> None:
    with app.app_context():
        enter(world, 8, 0)
    told = as_("member").send("/a3/1/preview", {"text": MARKS}).get_json()
    assert 'class="figure-wide"' in told["html"]


def test_a_figure_of_another_segment_is_none_here(app: Flask, as_: As, world: World) -> None:
    with app.app_context():
        enter(world, 8, 0)
        other = factories.segment(world.stream, "Another")
        number = factories.a3(other, world.team, world.people["owner"])
        db.session.commit()
        write(world.actor("owner"), number, "plan", MARKS)
    page = as_("reader").read(f"/a3/{number}")
    assert "There is no figure called “Retention” in this segment." in page


@pytest.mark.parametrize(("path", "most"), [("/a3/1", ACTOR + 19), ("/a3/1/box/plan", ACTOR + 5)])
@pytest.mark.parametrize("role", ["member"])
def test_more_figures_ask_no_more(app: Flask, as_: As, world: World, path: str, most: int, role: str) -> None:
    browser = as_(role)
    with app.app_context():
        enter(world, 2, 1)
        write(world.actor("owner"), 1, "plan", MARKS + "{{chart: Trials 2 0}}")
        add_row(world.actor("member"), 1, Panel.CHECKS, measured(1))
    few = asked(app, browser, path)
    with app.app_context():
        enter(world, 24, 6)
        write(world.actor("owner"), 1, "act", MARKS + "{{chart: Churn}} {{chart: trials 24 3}}")
        add_row(world.actor("member"), 1, Panel.CHECKS, measured(2))
    assert asked(app, browser, path) == few
    assert few <= most
