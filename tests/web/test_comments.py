"""Collecting comments, as pages: what is kept, who gets in, what nobody else sees."""

from collections.abc import Callable

import pytest
from flask import Flask

from a3tracker.usecases.a3s import archive_a3
from tests import talk
from tests.visitor import Visitor
from tests.walk import shown, write
from tests.world import World

As = Callable[[str], Visitor]
REVIEW, SHEET = "/a3/1/review", "/a3/1"
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


@pytest.fixture
def form(app: Flask, world: World) -> dict[str, object]:
    """What the form on the review page sends with whatever is typed."""
    with app.app_context():
        talk.submitted(world)
        submission, revision, digest = shown(1)
    return {"submission": submission, "revision": revision, "digest": digest}


@pytest.fixture
def suggestion(app: Flask, world: World, form: dict[str, object]) -> int:
    """A suggestion of the manager that everybody sees."""
    with app.app_context():
        identity = talk.suggestion(world.actor("manager"), 1)
        talk.send(world.actor("manager"), 1)
        return identity


def test_a_manager_collects_changes_removes_and_sends(as_: As, form: dict[str, object]) -> None:
    browser, other = as_("manager"), as_("coordinator")
    for body in ("Which number?", "And whose?"):
        answer = browser.send("/a3/1/comments", {**form, "box": "perceive", "body": body})
        assert (answer.status_code, answer.location) == (302, f"{REVIEW}#your-review")
    assert "You have collected 2 comments" in browser.read(REVIEW)
    browser.send("/a3/1/comments/1/edit", {"box": "plan", "body": "Which figure?"})
    browser.send("/a3/1/comments/2/remove")
    page = browser.read(REVIEW)
    assert "Which figure?" in page
    assert "And whose?" not in page
    for path in (REVIEW, SHEET):
        assert "Which figure?" not in other.read(path)
    answer = browser.send("/a3/1/decide", {**form, "decision": "comment"}, follow_redirects=True)
    assert "Your comments were sent." in answer.text
    for path in (REVIEW, SHEET, "/a3/1/comments/1"):
        assert "Which figure?" in other.read(path)


def test_a_comment_typed_beside_the_verdict_goes_with_it(as_: As, form: dict[str, object]) -> None:
    sent = {**form, "body": "Typed and not added", "decision": "return", "reason": "Once more"}
    page = as_("manager").send("/a3/1/decide", sent, follow_redirects=True).text
    assert "Returned with your reason." in page
    assert "Typed and not added" in as_("member").read(SHEET)


def test_a_reason_typed_before_another_comment_is_kept(as_: As, form: dict[str, object]) -> None:
    typed = {**form, "body": "First this", "reason": "A reason that I thought about"}
    answer = as_("manager").send("/a3/1/comments", typed)
    assert answer.status_code == 200
    assert "A reason that I thought about</textarea>" in answer.text
    assert answer.text.count("First this") == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"body": ""}, "Write what you want to say."),
        ({"body": "b" * 2001}, "Shorten this by 1 character"),
        ({"body": "x", "box": "nowhere"}, "from the list."),
        ({"body": "x", "box": "plan", "passage": "p" * 601}, "Shorten this by 1 character"),
        ({"body": "", "box": "plan", "passage": "not there", "wording": "w"}, "do not stand in the text"),
        ({"body": "x", "wording": "better"}, "Quote the words that the suggestion replaces."),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field_and_kept(
    as_: As, form: dict[str, object], typed: dict[str, str], said: str
) -> None:
    mine = {**form, "reason": "My reason", **typed}
    for path in ("/a3/1/comments", "/a3/1/decide"):
        if path.endswith("decide") and not typed["body"] and len(typed) == 1:
            continue
        answer = as_("manager").send(path, {**mine, "decision": "return"})
        assert answer.status_code == 400, path
        assert said in answer.text
        assert "My reason</textarea>" in answer.text
        assert typed.get("passage", "") in answer.text
        assert f">\r\n{typed['body']}</textarea>" in answer.text
    assert "You have collected" not in as_("manager").read(REVIEW)


@pytest.mark.parametrize("revision", ["", "x", "9", "9" * 30, "-1", "²"])
def test_a_comment_on_no_revision_is_kept_and_refused(
    as_: As, form: dict[str, object], revision: str
) -> None:
    answer = as_("manager").send("/a3/1/comments", {**form, "revision": revision, "body": "My words"})
    assert answer.status_code == 409
    assert "My words</textarea>" in answer.text


def test_hostile_words_are_words_in_every_field(
    app: Flask, as_: As, form: dict[str, object], world: World
) -> None:
    with app.app_context():
        write(world.actor("member"), 1, "perceive", "What stands in perceive", 1)
    browser = as_("manager")
    typed = {"box": "perceive", "passage": "stands in", "body": HOSTILE, "wording": HOSTILE}
    browser.send("/a3/1/comments", {**form, **typed})
    browser.send("/a3/1/comments", {**form, "box": "perceive", "passage": HOSTILE, "body": "x"})
    pages = [browser.read(REVIEW), browser.read("/a3/1/comments/1/edit")]
    browser.send("/a3/1/decide", {**form, "decision": "return", "reason": HOSTILE})
    writer = as_("coordinator")
    writer.send("/a3/1/comments/1/answer", {"body": HOSTILE})
    writer.send("/a3/1/comments/1/decline", {"why": HOSTILE})
    pages += [browser.read(path) for path in (REVIEW, SHEET, "/a3/1/comments/1")]
    for page in pages:
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "&lt;script&gt;" in page


def test_a_hostile_wording_that_is_taken_over_is_words_on_the_sheet(as_: As, form: dict[str, object]) -> None:
    typed = {"box": "perceive", "passage": "stands in", "wording": HOSTILE, "decision": "comment"}
    as_("manager").send("/a3/1/decide", {**form, **typed})
    page = as_("coordinator").send("/a3/1/comments/1/take", follow_redirects=True).text
    assert "Taken over into the box." in page
    assert "<script>alert" not in page
    assert "<img src=x" not in page


DEEDS = {
    "collect": ("/a3/1/comments", {"body": "Words of mine", "revision": 1}, "manager"),
    "answer": ("/a3/1/comments/1/answer", {"body": "Words of mine"}, "manager"),
    "resolve": ("/a3/1/comments/1/resolve", {}, "manager"),
    "open again": ("/a3/1/comments/1/open-again", {}, "manager"),
    "take": ("/a3/1/comments/1/take", {}, "member"),
    "decline": ("/a3/1/comments/1/decline", {}, "member"),
    "edit": ("/a3/1/comments/2/edit", {"body": "Words of mine"}, "manager"),
    "remove": ("/a3/1/comments/2/remove", {}, "manager"),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_each_deed_has_its_guards(app: Flask, as_: As, world: World, suggestion: int, deed: str) -> None:
    path, form, able = DEEDS[deed]
    with app.app_context():
        assert (suggestion, talk.comment(world.actor("manager"), 1, "Collected")) == (1, 2)
    assert as_("stranger").send(path, form).status_code == 404
    assert as_("reader").send(path, form).status_code == (404 if deed in ("edit", "remove") else 403)
    assert as_(able).post(path, data=form).status_code == 400
    assert as_(able).get(path).status_code == (200 if deed == "edit" else 405)
    missing = path.replace("/1/", "/99/").replace("/2/", "/99/").replace("/a3/99/", "/a3/1/")
    if deed != "collect":
        assert (
            as_(able).send(missing.replace("/a3/1/comments/1", "/a3/1/comments/99"), form).status_code == 404
        )
    with app.app_context():
        archive_a3(world.actor("coordinator"), 1)
    assert as_(able).send(path, form).status_code == 409


def test_another_persons_collected_comment_is_nowhere(
    app: Flask, as_: As, world: World, form: object
) -> None:
    with app.app_context():
        talk.comment(world.actor("manager"), 1, "Only mine")
    for role in ("deputy", "coordinator", "member"):
        browser = as_(role)
        for path in ("/a3/1/comments/1", "/a3/1/comments/1/edit"):
            assert browser.get(path).status_code == 404
        for act in ("answer", "resolve", "take", "decline", "remove", "open-again"):
            answer = browser.send(f"/a3/1/comments/1/{act}", {"body": "x"})
            assert answer.status_code in (403, 404)
            assert "Only mine" not in answer.text
