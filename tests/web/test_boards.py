"""The pathway board: who sees it, what it says, how many questions it asks, and its printout."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from a3tracker.db.base import db
from a3tracker.domain.stages import Stage
from a3tracker.usecases.a3s import archive_a3
from a3tracker.usecases.printouts import fail_printout
from a3tracker.usecases.transaction import now
from a3tracker.web import boards, printouts
from a3tracker.web.words import day
from tests import factories
from tests.visitor import Visitor
from tests.walk import a3_of
from tests.web.test_queries import asked
from tests.world import World

As = Callable[[str], Visitor]
BOARD = "/streams/1/board"
NOTHING_HELD, NOTHING_NEW = "Nothing is held: no standard is in use.", "Nothing new: nobody explores here."


def more(app: Flask, world: World, count: int, **fields: object) -> None:
    with app.app_context():
        for number in range(count):
            segment = factories.segment(world.stream, f"Segment {number} {fields.get('cycle', '')}")
            factories.a3(segment, world.team, world.people["owner"], **fields)
        db.session.commit()


def test_each_open_a3_is_a_card_in_its_column(as_: As, world: World) -> None:
    page = as_("reader").read(BOARD)
    assert "New account holders stop early" in page
    assert "A3-1 · loop 1 · since today · Olaf Brandt" in page
    assert "1 segment · 1 A3 open" in page
    assert (NOTHING_HELD in page, NOTHING_NEW in page) == (True, True)


def test_what_is_held_and_what_is_new_stands_out_no_more(app: Flask, as_: As, world: World) -> None:
    with app.app_context():
        for cycle in ("EDCA", "SDCA"):
            factories.a3(world.segment, world.team, world.people["owner"], cycle=cycle)
        db.session.commit()
    page = as_("member").read(BOARD)
    assert NOTHING_NEW not in page
    assert NOTHING_HELD in page, "a standard at its left side is not in use yet"
    with app.app_context():
        a3_of(3).stage = Stage.DO.value
        db.session.commit()
    assert NOTHING_HELD not in as_("member").read(BOARD)


def test_closed_and_archived_a3s_are_no_cards_and_the_closed_are_counted(
    app: Flask, as_: As, world: World
) -> None:
    closed = {"stage": "closed", "outcome": "adopted", "closed_at": now(), "title": "An old one"}
    with app.app_context():
        for _ in range(2):
            factories.a3(world.segment, world.team, world.people["owner"], **closed)
        db.session.commit()
        archive_a3(world.actor("coordinator"), world.a3)
    page = as_("manager").read(BOARD)
    assert "An old one" not in page
    assert "New account holders stop early" not in page
    assert f'href="/a3s?stage=closed&amp;segment={world.segment}"' in page
    assert "An old one" in as_("manager").read(f"/a3s?stage=closed&segment={world.segment}")


def test_a_date_that_has_passed_is_said_in_words(app: Flask, as_: As, world: World) -> None:
    yesterday = now().date() - timedelta(days=1)
    with app.app_context():
        a3_of(1).next_review = yesterday
        db.session.commit()
    page = as_("manager").read(BOARD)
    assert f"late since {day(yesterday)}" in page
    assert "1 over its date" in page


def test_the_board_asks_no_more_when_more_stands_on_it(app: Flask, as_: As, world: World) -> None:
    browser = as_("manager")
    more(app, world, 2)
    few = asked(app, browser, BOARD)
    for cycle in ("EDCA", "SDCA"):
        more(app, world, 20, cycle=cycle)
    assert asked(app, browser, BOARD) == few
    assert few <= 20


def test_home_and_the_stream_lead_to_it(as_: As, world: World) -> None:
    for page in ("/", "/streams/1"):
        assert f'href="{BOARD}"' in as_("reader").read(page)


@pytest.mark.parametrize("path", [BOARD, "/printouts/1", "/printouts/1/board-1-1.pdf"])
def test_strangers_find_no_board(app: Flask, as_: As, world: World, path: str) -> None:
    with app.app_context():
        factories.board_printout(world.stream, "ab" * 32)
        db.session.commit()
    assert as_("stranger").get(path).status_code == 404
    assert as_("stranger").send(f"{BOARD}/print").status_code == 404
    assert as_("member").delete(path).status_code == 405
    assert as_("member").post(f"{BOARD}/print").status_code == 400


def test_a_printout_of_a_stream_that_one_does_not_see_is_not_found(app: Flask, as_: As, world: World) -> None:
    with app.app_context():
        factories.board_printout(world.strange_stream, "ab" * 32)
        db.session.commit()
    for path in ("/printouts/1", f"/printouts/1/board-{world.strange_stream}-1.pdf"):
        assert as_("member").get(path).status_code == 404


def test_printing_wants_a_file_and_waits_for_it(
    app: Flask, as_: As, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(boards, "printing_works", lambda: True)
    monkeypatch.setattr(printouts, "PATIENCE", 0)
    wanted: list[tuple[str, int]] = []
    monkeypatch.setitem(app.extensions, "enqueue", lambda kind, identity: wanted.append((kind, identity)))
    answer = as_("reader").send(f"{BOARD}/print")
    assert (answer.status_code, answer.location) == (303, "/printouts/1")
    assert wanted == [("printout", 1)]
    page = as_("reader").read("/printouts/1")
    assert "It is being made." in page
    assert "Pathway board of " in page
    assert f'href="{BOARD}">Back' in page
    with app.app_context():
        fail_printout(1, "This board is too large to print.")
    assert "This board is too large to print." in as_("reader").read("/printouts/1")


def test_a_machine_that_cannot_print_says_so(as_: As, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boards, "printing_works", lambda: False)
    assert as_("reader").send(f"{BOARD}/print").status_code == 409
