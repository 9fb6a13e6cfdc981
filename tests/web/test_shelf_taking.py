"""Somebody of another stream takes a proven standard from the shelf, without its A3."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape

import pytest
from flask import Flask

from a3tracker.db.base import db
from tests import shelf
from tests.visitor import Visitor
from tests.world import World

As = Callable[[str], Visitor]
STEP = {"id": 1, "what": "Fill the store", "key_point": "before Monday", "reason": "it runs dry"}


@pytest.fixture
def standard(app: Flask, world: World) -> int:
    with app.app_context():
        number = shelf.proven_standard(world, content={"rows": {"steps": [STEP]}})
        db.session.commit()
        return number


def header(world: World, **more: object) -> dict[str, object]:
    there = {"segment": world.strange_segment, "team": world.strange_team, "owner": world.people["stranger"]}
    return {"title": "Keep callers", "language": "en", "key": "proven_standard", **there, **more}


def test_a_coordinator_elsewhere_takes_it_and_the_chain_leads_to_the_shelf(
    as_: As, world: World, standard: int
) -> None:
    browser, path = as_("stranger"), f"/shelf/standards/{standard}/take"
    assert f'href="{path}"' in browser.read(f"/shelf/standards/{standard}")
    page = browser.read(path)
    assert "Fill the store" in page
    assert "Phone customers" in page
    answer = browser.send(path, header(world))
    assert answer.status_code == 302
    sheet = unescape(browser.read(answer.location))
    assert "Fill the store" in sheet
    assert "proven in Evening editors" in sheet
    assert f'href="/shelf/standards/{standard}"' in sheet
    assert browser.get(f"/a3/{standard}").status_code == 404


def test_those_it_comes_from_are_not_told_more_than_that_it_went(
    as_: As, world: World, standard: int
) -> None:
    as_("stranger").send(f"/shelf/standards/{standard}/take", header(world))
    for path in (f"/a3/{standard}", f"/segments/{world.segment}"):
        page = as_("member").read(path)
        assert "in another stream" in page
        assert "Keep callers" not in page
        assert "Phone customers" not in page


def test_what_is_wrong_is_said_and_what_was_typed_stays(as_: As, world: World, standard: int) -> None:
    answer = as_("stranger").send(
        f"/shelf/standards/{standard}/take", header(world, title=" ", start="2026-05-01", key="proven_plan")
    )
    assert answer.status_code == 400
    assert "Give a title that names the problem." in answer.text
    assert 'value="2026-05-01"' in answer.text
    assert 'checked id="key-1"' in answer.text


def test_a_line_of_another_kind_is_refused(as_: As, world: World, standard: int) -> None:
    answer = as_("stranger").send(f"/shelf/standards/{standard}/take", header(world, key="adopted"))
    assert answer.status_code == 400
    assert "Choose one from the list." in answer.text


@pytest.mark.parametrize("role", ["nobody", "member", "reader", "administrator"])
def test_others_are_told_whom_to_ask(as_: As, world: World, standard: int, role: str) -> None:
    assert "Ask the coordinator of your team." in as_(role).read(f"/shelf/standards/{standard}")
    assert as_(role).get(f"/shelf/standards/{standard}/take").status_code == 403
    assert as_(role).send(f"/shelf/standards/{standard}/take", header(world)).status_code == 403


def test_who_serves_no_other_segment_is_told_so(as_: As, standard: int) -> None:
    assert "There is no other segment" in as_("coordinator").read(f"/shelf/standards/{standard}/take")


def test_what_lies_not_on_the_shelf_is_not_found(as_: As, world: World, standard: int) -> None:
    assert as_("stranger").get(f"/shelf/standards/{world.a3}/take").status_code == 404


def test_only_forms_of_our_own_pages_are_taken(as_: As, world: World, standard: int) -> None:
    path = f"/shelf/standards/{standard}/take"
    assert as_("stranger").post(path, data=header(world)).status_code == 400
    assert as_("stranger").delete(path).status_code == 405
