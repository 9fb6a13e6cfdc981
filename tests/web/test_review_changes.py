"""What the review page says about other revisions and rounds, and about an A3 that has none yet."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from a3tracker.db.base import db
from a3tracker.db.comments import Comment, Reading
from a3tracker.db.revisions import Revision
from a3tracker.domain.reviews import Move
from a3tracker.domain.stages import Stage
from a3tracker.usecases import reviews
from tests.visitor import Visitor
from tests.walk import LEARNED, decide, fill, shown, walk, write
from tests.world import World

As = Callable[[str], Visitor]
REVIEW = "/a3/1/review"


@pytest.fixture
def written(app: Flask, world: World) -> World:
    """Every box is written, and nobody has asked for anything."""
    with app.app_context():
        fill(world.actor("member"), 1)
    return world


def taken(app: Flask) -> list[tuple[int, str]]:
    """Number and reason of each revision."""
    with app.app_context():
        return [(row.number, row.why) for row in db.session.query(Revision).order_by(Revision.number)]


def test_the_first_comment_on_a_sheet_takes_the_revision_that_it_is_about(
    app: Flask, as_: As, written: World
) -> None:
    browser = as_("manager")
    assert 'href="/a3/1/review">read and comment' in browser.read("/a3/1")
    page = browser.read(REVIEW)
    assert "What stands in perceive" in page
    assert "no revision was taken of it yet" in page
    assert "I have read" not in page
    assert taken(app) == []
    mine = {"revision": "0", "digest": "", "submission": "0", "body": "Which number?", "box": "perceive"}
    for _ in range(2):
        assert browser.send("/a3/1/comments", mine).status_code == 302
    assert as_("coordinator").send("/a3/1/comments", {**mine, "body": "Mine"}).status_code == 302
    assert taken(app) == [(1, "commented")]
    assert "the first comment was written on it" in browser.read("/a3/1/history")
    with app.app_context():
        assert [row.body for row in db.session.query(Comment).order_by(Comment.id)] == [
            "Which number?", "Mine",
        ]  # fmt: skip


def test_a_remark_is_sent_on_a_sheet_without_a_revision_and_twice_is_once(
    app: Flask, as_: As, written: World
) -> None:
    mine = {"revision": "0", "submission": "0", "decision": "comment", "body": "Whose?", "reason": "Look"}
    for _ in range(2):
        answer = as_("manager").send("/a3/1/decide", mine, follow_redirects=True)
        assert "Your comments were sent." in answer.text
    assert taken(app) == [(1, "commented")]
    assert as_("member").read("/a3/1").count("Whose?") == 1


@pytest.mark.parametrize(("form", "status"), [({"decision": "agree"}, 409), ({"decision": "comment"}, 400)])
def test_nothing_is_taken_where_nothing_is_sent(
    app: Flask, as_: As, written: World, form: dict[str, str], status: int
) -> None:
    assert as_("manager").send("/a3/1/decide", {"revision": "0", **form}).status_code == status
    assert as_("manager").send("/a3/1/read", {"revision": "0"}).status_code == 409
    assert as_("reader").send("/a3/1/comments", {"revision": "0", "body": "x"}).status_code == 403
    assert as_("stranger").get(REVIEW).status_code == 404
    assert taken(app) == []


def test_the_same_text_asked_for_otherwise_is_told_apart(app: Flask, as_: As, written: World) -> None:
    with app.app_context():
        walk(written, Stage.ACT)
        reviews.submit(written.actor("coordinator"), 1, "First", "adopted", learning=LEARNED)
        submission, revision, digest = shown(1)
        reviews.submit(written.actor("coordinator"), 1, "Second", "abandoned", learning=LEARNED)
    form = {"submission": submission, "revision": revision, "digest": digest, "decision": "agree"}
    answer = as_("manager").send("/a3/1/decide", form)
    assert answer.status_code == 409
    assert "The sheet reads as it did" in answer.text
    assert "Changed: How it ends, Note." in answer.text
    for words in ("[gone: </span>Adopted", "[added: </span>Abandoned", "[added: </span>Second"):
        assert words in answer.text
    assert "/compare?before=" not in answer.text.partition("</h3>")[0]


def test_what_changed_since_somebody_looked_is_said_on_that_day_and_not_for_ever(
    app: Flask, as_: As, written: World
) -> None:
    with app.app_context():
        reviews.submit(written.actor("coordinator"), 1)
        decide(written.actor("manager"), 1, Move.RETURN, "No number yet")
        write(written.actor("member"), 1, "perceive", "Gap: 3 points", 1)
        reviews.submit(written.actor("coordinator"), 1)
        decide(written.actor("manager"), 1)
    assert "What changed since you last looked (revision 1)" in as_("manager").read(REVIEW)
    with app.app_context():
        db.session.query(Reading).one().at -= timedelta(days=1)
        db.session.commit()
    assert "since you last looked" not in as_("manager").read(REVIEW)


def test_the_rounds_say_what_changed_and_which_submission_was_superseded(
    app: Flask, as_: As, written: World
) -> None:
    with app.app_context():
        reviews.submit(written.actor("coordinator"), 1)
        write(written.actor("member"), 1, "perceive", "Gap: 3 points", 1)
        reviews.submit(written.actor("coordinator"), 1)
        decide(written.actor("manager"), 1, Move.RETURN, "Nearly")
        reviews.submit(written.actor("coordinator"), 1)
    page = as_("reader").read(REVIEW)
    rounds = page[page.index("Rounds</caption>") :]
    assert [rounds.index(f'<td class="num">{name}</td>') for name in ("2", "1.2", "1.1")]
    assert "superseded by 1.2" in rounds
    assert rounds.count("/compare?before=1&amp;after=2") == rounds.count("/compare?") == 1


def test_the_agreement_says_that_what_was_agreed_changed_since(app: Flask, as_: As, written: World) -> None:
    with app.app_context():
        walk(written, Stage.PREDICTION)
    assert "<b>Changed since</b>" not in as_("reader").read("/a3/1")
    with app.app_context():
        write(written.actor("member"), 1, "perceive", "Gap: 3 points", 1)
    page = as_("reader").read("/a3/1")
    panel = page[page.index('id="agreement"') :]
    assert "<b>Changed since</b> revision 1 was agreed." in panel
    assert 'href="/a3/1/compare?before=1&amp;after=now">See what changed' in panel


@pytest.mark.parametrize("role", ["reader", "administrator", "member"])
def test_who_may_not_decide_hears_about_deciding(app: Flask, as_: As, written: World, role: str) -> None:
    with app.app_context():
        reviews.submit(written.actor("coordinator"), 1)
        submission, revision, digest = shown(1)
    form = {"submission": submission, "revision": revision, "digest": digest}
    answer = as_(role).send("/a3/1/decide", {**form, "decision": "agree"})
    assert answer.status_code == 403
    assert "may agree to an A3, or return it." in answer.text
    assert "invitation" not in answer.text


@pytest.mark.parametrize("path", ["/a3/1/r/9", "/a3/1/compare", "/a3/1/comments/9"])
def test_what_is_not_there_is_no_matter_of_an_invitation(as_: As, written: World, path: str) -> None:
    answer = as_("reader").get(path)
    assert answer.status_code == 404
    assert "invite" not in answer.text
    assert "manager to invite you" in as_("stranger").get(path).text.replace("&#39;", "'")
