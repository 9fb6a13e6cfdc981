"""A segment's pages ask the database the same number of questions, however many figures it has."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from a3tracker.domain.metrics import MetricChange
from a3tracker.domain.periods import parse_period
from a3tracker.usecases.figures import TypedColumn, TypedMeasurement, enter_figures
from a3tracker.usecases.metrics import add_metric
from tests.visitor import Visitor
from tests.web.test_queries import ACTOR, asked
from tests.world import World

As = Callable[[str], Visitor]
TRIALS = MetricChange("Trials", side="acquisition", wanted="up", own_pace=False)
CELLS = {"start": "100", "new": "10", "won_back": "0", "lost": "10", "reachable": "500"}


def enter(world: World, months: int, metrics: int) -> None:
    member, first = world.actor("member"), parse_period("2022-01")
    own = [
        add_metric(member, world.segment, replace(TRIALS, name=f"Trials {months} {n}"))
        for n in range(metrics)
    ]
    periods = [first.shifted(at) for at in range(months)]
    columns = [TypedColumn(period, CELLS, version=0) for period in periods]
    cells = [TypedMeasurement(metric, period, "18 of 60") for metric in own for period in periods]
    enter_figures(member, world.segment, columns, cells)


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/segments/1", ACTOR + 13),
        ("/segments/1/figures", ACTOR + 6),
        ("/segments/1/metrics/1", ACTOR + 14),
        ("/segments/1/definitions", ACTOR + 4),
    ],
)
@pytest.mark.parametrize("role", ["member", "reader", "manager"])
def test_a_segment_with_many_figures_asks_no_more_than_one_with_few(
    app: Flask, as_: As, world: World, path: str, most: int, role: str
) -> None:
    browser = as_(role)
    with app.app_context():
        enter(world, 2, 1)
    few = asked(app, browser, path)
    with app.app_context():
        enter(world, 36, 6)
    assert asked(app, browser, path) == few
    assert few <= most
