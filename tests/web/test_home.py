"""The home page: two people see two different lists."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from a3tracker.db.base import db
from a3tracker.db.control_points import ControlPoint
from a3tracker.domain.cycles import Panel
from a3tracker.domain.reviews import Move
from a3tracker.domain.standards import Adherence
from a3tracker.usecases import reviews
from a3tracker.usecases.a3s import archive_a3
from a3tracker.usecases.rows import add_row
from a3tracker.usecases.transaction import now
from tests import factories
from tests.visitor import Visitor
from tests.walk import a3_of, decide, fill
from tests.world import World

As = Callable[[str], Visitor]
ASKED = "Cem Aydin asks you to agree to the left side"


@pytest.fixture
def submitted(app: Flask, world: World) -> None:
    with app.app_context():
        fill(world.actor("member"), 1)
        reviews.submit(world.actor("coordinator"), 1)


@pytest.mark.usefixtures("submitted")
@pytest.mark.parametrize(
    ("role", "asked"),
    [
        ("manager", True),
        ("deputy", True),
        ("coordinator", False),
        ("owner", False),
        ("reader", False),
        ("administrator", False),
        ("stranger_manager", False),
    ],
)
def test_what_waits_stands_with_those_who_can_decide_it(as_: As, role: str, asked: bool) -> None:
    page = as_(role).read("/")
    assert (ASKED in page) == asked
    assert ("/a3/1/review" in page) == asked


@pytest.mark.usefixtures("submitted")
@pytest.mark.parametrize(("role", "told"), [("owner", True), ("coordinator", True), ("manager", False)])
def test_what_came_back_stands_with_its_owner_and_coordinator(
    app: Flask, as_: As, world: World, role: str, told: bool
) -> None:
    with app.app_context():
        decide(world.actor("manager"), 1, Move.RETURN, "No number yet")
    page = as_(role).read("/")
    assert ("Maja Lind returned it" in page) == told
    assert ASKED not in page


@pytest.mark.parametrize(
    ("role", "told"),
    [("owner", True), ("member", True), ("coordinator", True), ("manager", True), ("reader", False)],
)
@pytest.mark.parametrize(
    ("field", "words"),
    [("next_review", "The review date has passed."), ("target_end", "The target end has passed.")],
)
def test_what_is_overdue_stands_with_its_team_and_manager(
    app: Flask, as_: As, world: World, role: str, told: bool, field: str, words: str
) -> None:
    late(app, **{field: -2})
    page = as_(role).read("/")
    assert (words in page) == told
    assert ("2 days late" in page) == told


@pytest.mark.parametrize("days", [0, 1])
def test_a_date_of_today_or_later_is_not_overdue(app: Flask, as_: As, world: World, days: int) -> None:
    late(app, next_review=days, target_end=days)
    assert "late" not in as_("owner").read("/")


def test_an_archived_or_closed_a3_is_never_overdue(app: Flask, as_: As, world: World) -> None:
    late(app, next_review=-2)
    with app.app_context():
        factories.a3(
            world.segment, world.team, world.people["owner"], stage="closed", closed_at=now(),
            outcome="adopted", next_review=now().date() - timedelta(days=3),
        )  # fmt: skip
        db.session.commit()
        archive_a3(world.actor("coordinator"), 1)
    assert "late" not in as_("owner").read("/")


def late(app: Flask, **days: int) -> None:
    with app.app_context():
        for field, count in days.items():
            setattr(a3_of(1), field, now().date() + timedelta(days=count))
        db.session.commit()


def test_my_own_a3s_and_my_streams_are_there_and_no_others(as_: As, world: World) -> None:
    page = as_("owner").read("/")
    assert "New account holders stop early" in page
    assert "Newcomers" in page
    assert "Mobile" not in page
    assert "1 open" in page


def test_somebody_new_learns_what_to_do(as_: As, world: World) -> None:
    assert "Ask a value stream manager" in as_("nobody").read("/")


def test_nobody_sees_it_without_signing_in(client: Visitor, world: World) -> None:
    assert client.get("/").location == "/sign-in?next=/"


@pytest.mark.parametrize(("role", "told"), [("owner", True), ("coordinator", True), ("member", False)])
def test_a_standard_whose_audit_is_due_asks_its_owner_and_coordinator(
    app: Flask, as_: As, world: World, role: str, told: bool
) -> None:
    with app.app_context():
        standard(world, days=8)
    page = as_(role).read("/")
    assert ("An audit is due: is the standard followed?" in page) == told
    assert ('href="/a3/1/rows/adherence/new"' in page) == told


def test_a_standard_that_was_looked_at_asks_nobody_before_its_next_day(
    app: Flask, as_: As, world: World
) -> None:
    with app.app_context():
        standard(world, days=8)
        look = Adherence(now().date(), 9, 10, world.people["member"])
        add_row(world.actor("member"), 1, Panel.ADHERENCE, look)
    assert "An audit is due" not in as_("owner").read("/")


def standard(world: World, days: int) -> None:
    """A3-1 as a standard with a weekly rhythm that was locked so many days ago."""
    a3 = a3_of(1)
    a3.cycle, a3.stage, a3.audit_days = "SDCA", "do", 7
    locked = {"done_at": now() - timedelta(days=days)}
    db.session.add(ControlPoint(a3_id=a3.id, lap=a3.lap, point=2, **locked))
    db.session.commit()
