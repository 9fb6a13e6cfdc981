"""The inbox page: unread first, buttons that mark as read, nothing of what is not mine."""

from collections.abc import Callable

import pytest
from flask import Flask

from a3tracker.db.base import db
from a3tracker.db.notices import Notice
from a3tracker.domain.notices import Kind, Told
from a3tracker.usecases.notices import tell
from a3tracker.usecases.transaction import writing
from a3tracker.web.inbox import address_of
from tests.visitor import Visitor
from tests.walk import a3_of
from tests.world import World

As = Callable[[str], Visitor]


@pytest.fixture
def told(app: Flask, world: World) -> World:
    """The manager was told of a submission, and of a date."""
    with app.app_context(), writing():
        manager, a3 = world.people["manager"], a3_of(world.a3).id
        tell([manager], Kind.LOCKED, a3, world.people["coordinator"])
        tell([manager], Kind.SUBMITTED, a3, world.people["coordinator"], point=1)
    return world


def unread(app: Flask) -> list[int]:
    with app.app_context():
        return [
            row.id for row in db.session.query(Notice).where(Notice.read_at.is_(None)).order_by(Notice.id)
        ]


def test_the_inbox_says_who_did_what_and_the_bar_how_much(as_: As, told: World) -> None:
    page = as_("manager").read("/inbox")
    assert "<h1>2 unread</h1>" in page
    assert "Cem Aydin asks you to agree to the left side of A3-1." in page
    assert page.index("asks you to agree") < page.index("locked the prediction")
    assert "New account holders stop early" in page
    assert '<span class="bar-count">2<span class="unseen"> unread</span></span>' in as_("manager").read(
        "/a3s"
    )


def test_an_empty_inbox_teaches(as_: As) -> None:
    page = as_("member").read("/inbox")
    assert "Nobody told you anything yet" in page
    assert "bar-count" not in page
    assert "Mark all as read" not in page


def test_a_page_behind_the_last_does_not_say_that_nobody_told_anything(as_: As, told: World) -> None:
    page = as_("manager").read("/inbox?page=99999")
    assert "2 unread" in page
    assert "Nobody told you anything" not in page
    assert "The inbox ends before this page" in page


def test_opening_marks_as_read_and_leads_to_the_thing(app: Flask, as_: As, told: World) -> None:
    browser = as_("manager")
    assert browser.send("/inbox/2/open").location == "/a3/1/review"
    assert browser.send("/inbox/1/open").location == "/a3/1"
    assert unread(app) == []
    assert "<h1>Nothing unread</h1>" in browser.read("/inbox")
    assert browser.send("/inbox/1/open").status_code == 303


def test_one_button_reads_all(app: Flask, as_: As, told: World) -> None:
    answer = as_("manager").send("/inbox/read", follow_redirects=True)
    assert "Nothing unread" in answer.text
    assert "Cem Aydin locked the prediction of A3-1." in answer.text
    assert unread(app) == []


def test_looking_marks_nothing(app: Flask, as_: As, told: World) -> None:
    browser = as_("manager")
    for path in ("/inbox", "/inbox?page=2", "/inbox?page=x", "/a3/1"):
        assert browser.get(path).status_code == 200
    assert browser.get("/inbox/1/open").status_code == 405
    assert browser.get("/inbox/read").status_code == 405
    assert unread(app) == [1, 2]


@pytest.mark.parametrize("role", ["stranger", "reader", "administrator", "deputy"])
def test_nobody_sees_or_opens_the_notice_of_another(app: Flask, as_: As, told: World, role: str) -> None:
    browser = as_(role)
    assert "Cem Aydin" not in browser.read("/inbox")
    assert browser.send("/inbox/1/open").status_code == 404
    browser.send("/inbox/read")
    assert unread(app) == [1, 2]


def test_a_form_without_token_marks_nothing(app: Flask, as_: As, told: World) -> None:
    browser = as_("manager")
    assert browser.post("/inbox/1/open").status_code == 400
    assert browser.post("/inbox/read").status_code == 400
    assert unread(app) == [1, 2]


def test_what_others_wrote_is_escaped(app: Flask, as_: As, told: World) -> None:
    with app.app_context():
        a3_of(told.a3).title = "<script>alert(1)</script>"
        db.session.commit()
    page = as_("manager").read("/inbox")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_the_way_in_a_mail_is_the_way_from_the_inbox(app: Flask) -> None:
    with app.test_request_context():
        for kind in Kind:
            told = Told(kind, 6, "", about={"comment": 3})
            assert address_of(told) == told.path
        told = Told(Kind.INVITED, None, "Newcomers", meeting=3)
        assert address_of(told) == told.path
