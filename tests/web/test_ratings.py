"""Coach and team rate a box, and those who read the coaching see where they differ."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from a3tracker.usecases import a3s
from tests.visitor import Visitor
from tests.walk import write
from tests.world import World

As = Callable[[str], Visitor]
PATH = "/a3/1/coaching/plan"
APART = "2 steps apart: the team sees more"


@pytest.fixture
def apart(app: Flask, as_: As, world: World) -> World:
    """The team finds its plan clear, the coach does not."""
    with app.app_context():
        write(world.actor("member"), 1, "plan", "Call five")
    as_("member").send(PATH, {"step": "3"})
    as_("coordinator").send(PATH, {"step": "1", "words": "Who <calls>?"})
    return world


def test_both_ratings_and_what_lies_between_stand_at_the_box_and_beside_the_coaching(
    as_: As, apart: World
) -> None:
    box = as_("member").read("/a3/1").split('id="box-plan"')[1].split("</section>")[0]
    for words in ("Coach: ●○○ begun.", "Team: ●●● clear.", APART.capitalize(), "screen-only"):
        assert words in box
    assert "changed since" not in box
    page = as_("manager").read("/a3/1/coaching")
    row = page.split('id="rated-plan"')[1].split("</tr>")[0]
    for words in (
        "●○○ begun",
        "●●● clear",
        "Who &lt;calls&gt;?",
        "Cem Aydin",
        "Mia Rossi",
        APART.capitalize(),
    ):
        assert words in row


@pytest.mark.parametrize("role", ["reader", "colleague", "administrator"])
def test_who_does_not_read_the_coaching_sees_no_rating(as_: As, apart: World, role: str) -> None:
    assert "steps apart" not in as_(role).read("/a3/1")
    assert as_(role).get("/a3/1/coaching").status_code == 403


def test_the_page_says_for_whom_one_rates_and_what_was_said_last(as_: As, apart: World) -> None:
    coach, team = as_("coordinator").read(PATH), as_("owner").read(PATH)
    assert "You rate as the coach" in coach
    assert "You rate for the team" in team
    for page in (coach, team):
        assert "Who &lt;calls&gt;?" in page
        assert APART.capitalize() in page


def test_a_box_that_changed_since_is_said_to_have_changed(app: Flask, as_: As, apart: World) -> None:
    with app.app_context():
        write(apart.actor("member"), 1, "plan", "Mia calls five", 1)
    assert "The box changed since." in as_("member").read("/a3/1")
    assert "the box changed since" in as_("member").read("/a3/1/coaching")
    assert "the box changed since" in as_("member").read(PATH)


def test_where_both_agree_nothing_stands_at_the_box(as_: As, apart: World) -> None:
    as_("member").send(PATH, {"step": "1"})
    assert "Coach: " not in as_("member").read("/a3/1")
    assert "agree" in as_("member").read("/a3/1/coaching").split('id="rated-plan"')[1].split("</tr>")[0]


def test_a_refused_rating_keeps_what_was_typed(as_: As, world: World) -> None:
    for sent, words in (
        ({"words": "Nobody <calls>"}, "Choose one from the list."),
        ({"step": "7", "words": "Nobody <calls>"}, "Choose one from the list."),
        ({"step": "2", "words": "Nobody <calls>" * 30}, "Shorten this by"),
    ):
        answer = as_("member").send(PATH, sent)
        assert answer.status_code == 400
        assert "Nobody &lt;calls&gt;" in answer.text
        assert words in answer.text
    assert "●" not in as_("member").read("/a3/1/coaching").split('id="rated-plan"')[1].split("</tr>")[0]


@pytest.mark.parametrize("role", ["manager", "deputy", "reader", "colleague", "administrator"])
def test_nobody_else_rates(as_: As, world: World, role: str) -> None:
    assert as_(role).get(PATH).status_code == 403
    assert as_(role).send(PATH, {"step": "1"}).status_code == 403


def test_strangers_see_nothing_and_another_cycle_has_other_boxes(as_: As, world: World) -> None:
    assert as_("stranger").get(PATH).status_code == 404
    assert as_("stranger").send(PATH, {"step": "1"}).status_code == 404
    assert as_("member").get("/a3/1/coaching/explore").status_code == 404


def test_an_archived_a3_is_not_rated(app: Flask, as_: As, world: World) -> None:
    with app.app_context():
        a3s.archive_a3(world.actor("coordinator"), 1)
    assert as_("coordinator").send(PATH, {"step": "1"}).status_code == 409
    assert PATH not in as_("coordinator").read("/a3/1/coaching")


def test_a_form_needs_its_token_and_its_method(as_: As, world: World) -> None:
    assert as_("member").post(PATH, data={"step": "1"}).status_code == 400
    assert as_("member").put(PATH).status_code == 405
