"""The page on which the cycle of an A3 changes."""

from collections.abc import Callable

import pytest
from flask import Flask

from a3tracker.domain.stages import Stage
from tests.visitor import Visitor
from tests.walk import fill, walk
from tests.world import World

As = Callable[[str], Visitor]
PATH = "/a3/1/cycle"
CHANGE = {"cycle": "EDCA", "reason": "Nobody knows the cause"}


@pytest.fixture
def full(app: Flask, world: World) -> World:
    with app.app_context():
        fill(world.actor("member"), world.a3)
    return world


def test_the_cycle_changes_and_the_texts_stay(as_: As, full: World) -> None:
    coordinator = as_("coordinator")
    assert PATH in coordinator.read("/a3/1")
    assert "It is PDCA now" in coordinator.read(PATH)
    assert coordinator.send(PATH, CHANGE).location == "/a3/1"
    sheet = coordinator.read("/a3/1")
    assert "Sense-making" in sheet
    assert "What stands in perceive" in sheet
    assert "PDCA to EDCA. Nobody knows the cause" in coordinator.read(PATH)
    assert "kept before its cycle changed" in coordinator.read("/a3/1/history")


def test_the_old_and_the_new_are_compared(as_: As, full: World) -> None:
    coordinator = as_("coordinator")
    coordinator.send(PATH, CHANGE)
    assert coordinator.get("/a3/1/compare?before=1&after=now").status_code == 200
    assert "What stands in plan" in coordinator.read("/a3/1/r/1")


@pytest.mark.parametrize("typed", [{}, {"cycle": "EDCA"}, {"cycle": "PDCA", "reason": "Why"}])
def test_what_is_missing_is_said_and_what_was_typed_stays(
    as_: As, full: World, typed: dict[str, str]
) -> None:
    answer = as_("coordinator").send(PATH, typed)
    assert answer.status_code == 400
    assert typed.get("reason", "") in answer.text


def test_strangers_see_nothing_and_others_may_not(as_: As, full: World) -> None:
    assert as_("stranger").get(PATH).status_code == 404
    for role in ("reader", "member", "manager"):
        assert as_(role).get(PATH).status_code == 403
        assert as_(role).send(PATH, CHANGE).status_code == 403


def test_a_closed_one_stays(app: Flask, as_: As, full: World) -> None:
    with app.app_context():
        walk(full, Stage.CLOSED)
    assert as_("coordinator").send(PATH, CHANGE).status_code == 409


def test_only_forms_of_our_own_pages_are_taken(as_: As, full: World) -> None:
    assert as_("coordinator").post(PATH, data=CHANGE).status_code == 400
    assert as_("coordinator").put(PATH).status_code == 405
