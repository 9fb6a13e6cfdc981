"""A move that is refused gives the sheet back, with the form as it was typed and links to its fields."""

from collections.abc import Callable

import pytest
from flask import Flask

from a3tracker.domain.stages import Stage
from a3tracker.usecases.a3s import archive_a3
from tests import factories
from tests.visitor import Visitor
from tests.walk import a3_of, expect, fill, soon, walk
from tests.world import World

As = Callable[[str], Visitor]
SUMMARY = 'class="error-summary"'


def at(app: Flask, world: World, stage: Stage, cycle: str = "PDCA") -> int:
    """The number of a full A3 of this cycle that stands there, with something expected."""
    with app.app_context():
        number = world.a3
        if cycle != "PDCA":
            number = factories.a3(world.segment, world.team, world.people["owner"], cycle=cycle)
            factories.db.session.commit()
        fill(world.actor("member"), number)
        walk(world, stage, number=number)
        expect(world, number)
    return number


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("", "Give the day on which the actual is checked."),
        ("2020-01-01", "Give a day that is still to come."),
        ("30 Jun", "Give a date such as 2026-06-30."),
    ],
)
def test_a_lock_without_its_day_keeps_what_was_typed(
    app: Flask, as_: As, world: World, day: str, said: str
) -> None:
    at(app, world, Stage.PREDICTION)
    answer = as_("coordinator").send("/a3/1/move", {"move": "lock", "check_on": day})
    assert answer.status_code == 400
    assert SUMMARY in answer.text
    assert f'<a href="#check_on">Day of the Check: {said}</a>' in answer.text
    assert answer.text.count(said) == 2
    assert "What stands in perceive" in answer.text
    if day:
        assert f'value="{day}"' in answer.text
    with app.app_context():
        assert a3_of(1).stage == Stage.PREDICTION


def test_a_submission_without_an_outcome_keeps_note_and_date(app: Flask, as_: As, world: World) -> None:
    number = at(app, world, Stage.ACT, "SDCA")
    typed = {"note": "A note that I thought about", "next_check": "2020-01-01", "outcome": "held"}
    answer = as_("coordinator").send(f"/a3/{number}/submit", typed)
    assert answer.status_code == 400
    assert '<a href="#next_check">' in answer.text
    assert '<option selected value="held">' in answer.text
    assert 'value="2020-01-01"' in answer.text
    assert "A note that I thought about</textarea>" in answer.text
    answer = as_("coordinator").send(f"/a3/{number}/submit", {**typed, "outcome": "", "next_check": ""})
    assert answer.status_code == 400
    assert '<a href="#outcome">How it ends: Choose one of:' in answer.text
    assert "Needed when the standard goes round: Held" in answer.text
    sent = {**typed, "next_check": soon().isoformat()}
    assert as_("coordinator").send(f"/a3/{number}/submit", sent).status_code == 302


def test_what_is_missing_is_said_once_and_the_note_is_kept(as_: As, world: World) -> None:
    answer = as_("coordinator").send("/a3/1/submit", {"note": "A note that I thought about"})
    assert answer.status_code == 400
    assert answer.text.count("Empower is still empty.") == 1
    assert "It was not sent. Copy it before you leave this page." in answer.text
    assert "A note that I thought about</textarea>" in answer.text


def test_a_second_click_on_lock_says_that_it_is_locked(app: Flask, as_: As, world: World) -> None:
    at(app, world, Stage.PREDICTION)
    form = {"move": "lock", "check_on": soon().isoformat()}
    browser = as_("coordinator")
    assert browser.send("/a3/1/move", form).status_code == 302
    answer = browser.send("/a3/1/move", form)
    assert answer.status_code == 409
    assert "It is locked already: the A3 stands at Do." in answer.text
    assert "What stands in perceive" in answer.text
    assert browser.send("/a3/1/move", {"move": "check"}).status_code == 302
    answer = browser.send("/a3/1/move", {"move": "check"})
    assert (answer.status_code, "It has moved on already" in answer.text) == (409, True)


def test_an_archived_a3_says_so_and_gives_the_note_back(app: Flask, as_: As, world: World) -> None:
    at(app, world, Stage.LEFT_SIDE)
    with app.app_context():
        archive_a3(world.actor("coordinator"), 1)
    for path, form in (("submit", {"note": "A note that I thought about"}), ("move", {"move": "lock"})):
        answer = as_("coordinator").send(f"/a3/1/{path}", form)
        assert answer.status_code == 409
        assert "A3-1 is archived. Bring it back first." in answer.text
        assert form.get("note", "") in answer.text


@pytest.mark.parametrize(("role", "status"), [("reader", 403), ("member", 403), ("stranger", 404)])
def test_who_may_not_move_it_is_told_so_whatever_was_typed(
    app: Flask, as_: As, world: World, role: str, status: int
) -> None:
    for path, form in (("submit", {"outcome": "x"}), ("move", {"move": "lock", "check_on": "30 Jun"})):
        assert as_(role).send(f"/a3/1/{path}", form).status_code == status
