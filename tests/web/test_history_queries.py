"""History, comparing, coaching and journal ask the database as many questions, however long they are."""

from collections.abc import Callable

import pytest
from flask import Flask

from a3tracker.domain.coaching import Coaching
from a3tracker.usecases.coaching import coach
from tests.rewriting import everything, overwrite, taken
from tests.visitor import Visitor
from tests.walk import fill, write
from tests.web.test_queries import ACTOR, asked
from tests.world import World

As = Callable[[str], Visitor]


@pytest.mark.parametrize(
    ("path", "role", "most"),
    [
        ("/a3/1/history", "manager", ACTOR + 10),
        ("/a3/1/compare?before=1&after=now", "manager", ACTOR + 16),
        ("/a3/1/r/1", "manager", ACTOR + 18),
        ("/a3/1/coaching", "manager", ACTOR + 10),
        ("/journal?which=A3-1", "administrator", ACTOR + 7),
        ("/a3/1/delete", "administrator", ACTOR + 3),
    ],
)
def test_a_long_history_asks_no_more_than_a_short_one(
    app: Flask, as_: As, world: World, path: str, role: str, most: int
) -> None:
    with app.app_context():
        everything(world)
        taken(world)
        # The first revision is an old one from here on.
        write(world.actor("member"), 1, "act", "Text")
        taken(world)
        coach(world.actor("coordinator"), 1, Coaching("Asked"))
    browser = as_(role)
    few = asked(app, browser, path)
    with app.app_context():
        overwrite(world)
        for version in range(2, 12):
            write(world.actor("member"), 1, "plan", f"Text {version}", version)
            taken(world)
            coach(world.actor("coordinator"), 1, Coaching(f"Asked {version}"))
        fill(world.actor("member"), 1, "select", "analyse", "locate", "empower")
    assert asked(app, browser, path) == few
    assert few <= most
