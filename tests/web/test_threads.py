"""Threads and suggestions as pages: answered, resolved, taken over, declined."""

from collections.abc import Callable

import pytest
from flask import Flask

from a3tracker.usecases.comments import resolve
from tests import talk
from tests.visitor import Visitor
from tests.walk import write
from tests.world import World

As = Callable[[str], Visitor]
REVIEW, SHEET = "/a3/1/review", "/a3/1"


@pytest.fixture
def comment(app: Flask, world: World) -> int:
    """A comment of the manager that everybody sees."""
    with app.app_context():
        talk.submitted(world)
        return talk.sent(world.actor("manager"), 1, "Which number?", box="perceive", passage="stands in")


@pytest.fixture
def suggestion(app: Flask, world: World) -> int:
    """A suggestion of the manager that everybody sees."""
    with app.app_context():
        talk.submitted(world)
        identity = talk.suggestion(world.actor("manager"), 1)
        talk.send(world.actor("manager"), 1)
        return identity


def test_a_thread_is_answered_resolved_and_opened_again(as_: As, comment: int) -> None:
    browser, path = as_("coordinator"), f"/a3/1/comments/{comment}"
    for where, wanted in (("sheet", SHEET), ("review", REVIEW), ("//x.org", f"{path}")):
        answer = browser.send(f"{path}/answer", {"body": f"4,155, see {where} @Maja Lind", "from": where})
        assert (answer.location or "").partition("#")[0] == wanted
    assert '<b class="mention">@Maja Lind</b>' in browser.read(SHEET)
    browser.send(f"{path}/resolve")
    assert "1 resolved" in browser.read(SHEET)
    assert "No open comment." in browser.read(SHEET)
    browser.send(f"{path}/open-again")
    assert "1 resolved" not in browser.read(SHEET)


def test_an_answer_that_cannot_be_taken_is_kept(as_: As, comment: int) -> None:
    for body, said in (("", "Write your answer."), ("a" * 2001, "Shorten this by 1 character")):
        answer = as_("coordinator").send(f"/a3/1/comments/{comment}/answer", {"body": body})
        assert answer.status_code == 400
        assert said in answer.text
        assert body in answer.text


def test_a_comment_whose_passage_changed_says_so_and_stays_at_its_box(
    app: Flask, as_: As, world: World, comment: int
) -> None:
    assert "The passage changed since." not in as_("member").read(SHEET)
    with app.app_context():
        write(world.actor("member"), 1, "perceive", "Gap: 3 points", 1)
    page = as_("member").read(SHEET)
    assert "The passage changed since." in page
    assert '<h3><a href="#box-perceive">' in page
    assert "The passage changed since." not in as_("member").read(REVIEW)


def test_a_writer_takes_a_suggestion_over_with_one_click(as_: As, suggestion: int) -> None:
    browser = as_("member")
    assert "Take it over" in browser.read(SHEET)
    assert "Take it over" not in as_("manager").read(SHEET)
    for _ in range(2):
        answer = browser.send(f"/a3/1/comments/{suggestion}/take")
        assert answer.location == "/a3/1#box-perceive"
    page = browser.read(SHEET)
    assert "What is written in perceive" in page
    assert "✓ taken over" in page


def test_a_suggestion_whose_passage_is_gone_is_shown_to_copy(
    app: Flask, as_: As, world: World, suggestion: int
) -> None:
    with app.app_context():
        write(world.actor("member"), 1, "perceive", "Gap: 3 points", 1)
    assert "Take it over" not in as_("member").read(SHEET)
    answer = as_("member").send(f"/a3/1/comments/{suggestion}/take")
    assert answer.status_code == 409
    assert "The passage changed since, so nothing was replaced." in answer.text
    assert "is written in" in answer.text


def test_a_suggestion_that_would_make_the_box_too_long_is_refused(
    app: Flask, as_: As, world: World, suggestion: int
) -> None:
    with app.app_context():
        long = "stands in " + "word " * 1_998
        write(world.actor("member"), 1, "perceive", long, 1)
    answer = as_("member").send(f"/a3/1/comments/{suggestion}/take")
    assert answer.status_code == 400
    assert "Shorten this text by" in answer.text


def test_a_declined_suggestion_says_who_and_why(as_: As, suggestion: int) -> None:
    as_("member").send(f"/a3/1/comments/{suggestion}/decline", {"why": "It is asked, not written"})
    assert "It is asked, not written" in as_("manager").read(SHEET)
    assert as_("member").send(f"/a3/1/comments/{suggestion}/take").status_code == 409


def test_three_hundred_comments_make_a_page_that_says_what_it_leaves_out(
    app: Flask, as_: As, world: World, comment: int
) -> None:
    with app.app_context():
        for number in range(250):
            row = talk.row(comment)
            same = {key: getattr(row, key) for key in ("a3_id", "revision_id", "author_id", "sent_at")}
            talk.db.session.add(talk.Comment(**same, body=f"Number {number}", box="plan"))
        talk.db.session.commit()
        resolve(world.actor("manager"), 1, comment)
    page = as_("member").read(SHEET)
    assert page.count('class="thread"') == 201
    assert "50 older ones are not shown." in page
