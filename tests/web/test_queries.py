"""A page asks the database the same number of questions, however much stands on it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import event

from a3tracker.db.base import db
from a3tracker.domain.cycles import Panel
from a3tracker.domain.experiments import Experiment
from a3tracker.domain.reviews import Move
from a3tracker.domain.rows import PersonRow
from a3tracker.usecases import reviews
from a3tracker.usecases.comments import answer
from a3tracker.usecases.rows import add_row
from a3tracker.usecases.transaction import now
from tests import factories, talk
from tests.notes import noted
from tests.visitor import Visitor
from tests.walk import decide, fill, write
from tests.world import World

As = Callable[[str], Visitor]
#: Who is signed in, with which roles, and what the inbox holds unread: every page asks this.
ACTOR = 3


@contextmanager
def counting(app: Flask) -> Iterator[list[str]]:
    """The statements that are sent meanwhile, without BEGIN and COMMIT."""
    said: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if not statement.startswith("BEGIN"):
            said.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", listen)
    yield said
    event.remove(engine, "before_cursor_execute", listen)


def asked(app: Flask, browser: Visitor, path: str) -> int:
    with counting(app) as said:
        browser.read(path)
    return len(said)


def more_a3s(app: Flask, world: World, count: int) -> None:
    """A3s of the owner that are overdue, each in a segment of its own."""
    late = now().date() - timedelta(days=1)
    with app.app_context():
        for number in range(count):
            segment = factories.segment(world.stream, f"Segment {number}")
            factories.a3(segment, world.team, world.people["owner"], next_review=late)
        db.session.commit()


def more_submissions(app: Flask, world: World, count: int) -> None:
    with app.app_context():
        for _ in range(count):
            number = factories.a3(world.segment, world.team, world.people["owner"])
            db.session.commit()
            fill(world.actor("member"), number)
            reviews.submit(world.actor("coordinator"), number)


@pytest.mark.parametrize(
    ("path", "most"),
    [("/a3s", ACTOR + 4), ("/a3s?order=segment&stage=left_side", ACTOR + 4), ("/", ACTOR + 13)],
)
@pytest.mark.parametrize("role", ["owner", "manager", "administrator"])
def test_a_list_of_sixty_a3s_asks_no_more_than_one_of_three(
    app: Flask, as_: As, world: World, path: str, most: int, role: str
) -> None:
    browser = as_(role)
    more_a3s(app, world, 2)
    few = asked(app, browser, path)
    more_a3s_again(app, world)
    assert asked(app, browser, path) == few
    assert few <= most


def more_a3s_again(app: Flask, world: World) -> None:
    with app.app_context():
        for _ in range(57):
            factories.a3(world.segment, world.other_team, world.people["colleague"])
            factories.a3(world.segment, world.team, world.people["owner"], next_review=now().date())
        db.session.commit()


def test_what_waits_for_the_manager_asks_no_more_when_more_waits(app: Flask, as_: As, world: World) -> None:
    browser = as_("manager")
    more_submissions(app, world, 1)
    few = asked(app, browser, "/")
    more_submissions(app, world, 4)
    assert asked(app, browser, "/") == few


@pytest.mark.parametrize(("path", "most"), [("/a3/1", ACTOR + 13), ("/a3/1/review", ACTOR + 23)])
@pytest.mark.parametrize("role", ["member", "reader", "manager"])
def test_a_full_sheet_asks_no_more_than_one_with_a_row_of_each_kind(
    app: Flask, as_: As, world: World, path: str, most: int, role: str
) -> None:
    with app.app_context():
        fill(world.actor("member"), 1)
        reviews.submit(world.actor("coordinator"), 1)
        # Whoever decided once has read it, and sees what changed since.
        decide(world.actor("manager"), 1, Move.RETURN, "Once more")
        write(world.actor("member"), 1, "plan", "Something else", 1)
        add_rows(world, 0)
        reviews.submit(world.actor("coordinator"), 1)
    browser = as_(role)
    few = asked(app, browser, path)
    with app.app_context():
        for day in range(1, 5):
            add_rows(world, day)
        for _ in range(3):
            decide(world.actor("manager"), 1, Move.RETURN, "Once more")
            reviews.submit(world.actor("coordinator"), 1)
        factories.a3(world.segment, world.team, world.people["owner"], parent_id=1)
        db.session.commit()
    assert asked(app, browser, path) == few
    assert few <= most


def add_rows(world: World, day: int) -> None:
    member, on = world.actor("member"), now().date() - timedelta(days=day)
    add_row(member, 1, Panel.EXPERIMENTS, Experiment(on, "Called five", "Three answer"))
    add_row(member, 1, Panel.PEOPLE, PersonRow(0, "", ""), f"Buyer {day}")
    noted(member, 1, f"Note {day}", box="plan")


@pytest.mark.parametrize(("path", "most"), [("/a3/1", ACTOR + 11), ("/a3/1/review", ACTOR + 19)])
@pytest.mark.parametrize("role", ["member", "reader", "manager"])
def test_a_page_with_many_comments_asks_no_more_than_one_with_two(
    app: Flask, as_: As, world: World, path: str, most: int, role: str
) -> None:
    browser = as_(role)
    with app.app_context():
        talk.submitted(world)
        first = talk.sent(world.actor("member"), 1, "Why? @Maja", box="plan", passage="stands")
    few = asked(app, browser, path)
    with app.app_context():
        for who in ("member", "coordinator", "owner"):
            for number in range(5):
                talk.sent(world.actor(who), 1, f"Number {number} @Cem", box="check", passage="stands")
            answer(world.actor(who), 1, first, f"Answer of {who}")
    assert asked(app, browser, path) == few
    assert few <= most


@pytest.mark.parametrize("path", ["/a3s/new?segment=1", "/a3/1/edit", "/a3/1/rows/people/new"])
def test_a_form_asks_no_more_in_a_large_stream(app: Flask, as_: As, world: World, path: str) -> None:
    browser = as_("owner")
    few = asked(app, browser, path)
    with app.app_context():
        for number in range(5):
            person = factories.person(f"Person{number} Late")
            factories.team(world.stream, f"Team {number}", person, world.people["owner"])
            factories.segment(world.stream, f"Segment {number}")
        db.session.commit()
    assert asked(app, browser, path) == few


def test_a_box_opens_with_few_questions(app: Flask, as_: As, world: World) -> None:
    assert asked(app, as_("member"), "/a3/1/box/plan") <= ACTOR + 5
    assert asked(app, as_("member"), "/blank") == ACTOR
