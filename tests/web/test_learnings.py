"""What was learned on the way: asked for with the end, read by the manager, shown where an A3 begins."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape

import pytest
from flask import Flask

from a3tracker.db.base import db
from a3tracker.domain.stages import Stage
from tests import shelf
from tests.visitor import Visitor
from tests.walk import a3_of, fill, walk
from tests.world import World

As = Callable[[str], Visitor]
TYPED = {
    "outcome": "adopted",
    "learning": "Ask <before> you build",
    "touchpoint": "first call",
    "cause": "haste",
}


@pytest.fixture
def acting(app: Flask, world: World) -> World:
    """A PDCA that stands at Act."""
    with app.app_context():
        fill(world.actor("member"), world.a3)
        walk(world, Stage.ACT)
    return world


def test_the_end_is_submitted_with_what_was_learned_and_it_stands_in_act(as_: As, acting: World) -> None:
    browser = as_("coordinator")
    browser.send("/a3/1/submit", TYPED)
    page = browser.read("/a3/1")
    assert "<strong>Learned:</strong> Ask &lt;before&gt; you build" in page
    assert "(first call · haste)" in page
    assert 'value="first call"' in page, "what stands is there to be mended"


@pytest.mark.parametrize(
    "wrong", [{"learning": ""}, {"learning": "x" * 301}, {"touchpoint": "t" * 121}, {"outcome": ""}]
)
def test_a_refused_end_keeps_what_was_typed(as_: As, acting: World, wrong: dict[str, str]) -> None:
    answer = as_("coordinator").send("/a3/1/submit", {**TYPED, **wrong})
    assert answer.status_code == 400
    for words in {**TYPED, **wrong}.values():
        assert words in unescape(answer.text)
    assert "panel-learned" not in answer.text


def test_a_reader_cannot_submit_an_end_and_a_stranger_sees_no_a3(as_: As, acting: World) -> None:
    assert as_("reader").send("/a3/1/submit", TYPED).status_code == 403
    assert as_("stranger").send("/a3/1/submit", TYPED).status_code == 404


def test_the_manager_reads_what_was_learned_with_its_tags_and_agrees(as_: As, acting: World) -> None:
    as_("coordinator").send("/a3/1/submit", TYPED)
    page = as_("manager").read("/a3/1/review")
    assert "“Ask &lt;before&gt; you build”" in page
    assert "<b>first call</b>" in page
    assert "<b>haste</b>" in page
    assert "once you agree" in page
    assert "Ask" not in as_("nobody").read("/shelf")


def test_the_words_that_changed_between_two_submissions_are_shown(as_: As, acting: World) -> None:
    browser = as_("coordinator")
    browser.send("/a3/1/submit", TYPED)
    browser.send("/a3/1/submit", {**TYPED, "learning": "Ask <before> you promise", "cause": "pride"})
    page = unescape(browser.read("/a3/1/history"))
    numbers = [number for number in range(1, 9) if f"/a3/1/r/{number}" in page]
    page = unescape(browser.read(f"/a3/1/compare?before={numbers[-2]}&after={numbers[-1]}"))
    assert "Learning" in page
    assert "What we learned" in page
    assert "Cause" in page


def test_a_new_a3_shows_the_three_nearest_at_the_box_where_they_help(
    app: Flask, as_: As, world: World
) -> None:
    with app.app_context():
        for number in range(4):
            shelf.learned(world, f"Sentence {number}", days=number)
        shelf.learned(world, "Of others", strange=True, touchpoint="first call")
        db.session.commit()
    page = as_("member").read("/a3/1")
    box = page[page.index('id="box-analyse"') : page.index('id="box-locate"')]
    assert [f"Sentence {number}" in box for number in range(4)] == [True, True, True, False]
    assert page.count('class="near ') == 1
    assert f'href="/shelf?segment={world.segment}"' in box
    with app.app_context():
        fill(world.actor("member"), world.a3, "perceive")
        db.session.commit()
    as_("member").send("/a3/1/box/select", {"text": "We ring before the first call.", "version": "0"})
    page = as_("member").read("/a3/1")
    assert "Of others" in page
    assert "Phone customers, A3-6" in page, "no link to an A3 that one does not see"


def test_an_a3_with_nothing_near_and_one_that_is_on_its_way_stay_quiet(
    app: Flask, as_: As, world: World
) -> None:
    with app.app_context():
        shelf.learned(world, "Of others", strange=True)
        db.session.commit()
    assert "near-head" not in as_("member").read("/a3/1")
    with app.app_context():
        shelf.learned(world, "Of the segment")
        db.session.commit()
    assert "near-head" in as_("member").read("/a3/1")
    with app.app_context():
        fill(world.actor("member"), world.a3)
        walk(world, Stage.DO)
    assert "near-head" not in as_("member").read("/a3/1")


def test_a_standard_helps_where_a_method_is_agreed(app: Flask, as_: As, world: World) -> None:
    with app.app_context():
        number = shelf.proven_standard(world)
        a3_of(1).cycle = "SDCA"
        db.session.commit()
    page = as_("member").read("/a3/1")
    box = page[page.index('id="box-agree"') : page.index('id="box-locate"')]
    assert f'<a href="/shelf/standards/{number}">Keep it healthy</a>' in box


def test_starting_an_a3_shows_what_is_near_once_the_segment_is_chosen(
    app: Flask, as_: As, world: World
) -> None:
    with app.app_context():
        shelf.learned(world, "Of the segment")
        db.session.commit()
    browser = as_("member")
    assert "Of the segment" in browser.read(f"/a3s/new?segment={world.segment}")
    assert "Of the segment" not in browser.read(f"/a3s/new?segment={world.strange_segment}")
