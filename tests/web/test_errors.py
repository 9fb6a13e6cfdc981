"""Every fault is a page in plain words with its headers and a number, and typed text comes back with it."""

import logging
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from a3tracker.db.base import db
from a3tracker.db.sessions import Session
from a3tracker.usecases.a3s import archive_a3
from a3tracker.web import errors
from tests.visitor import Visitor
from tests.world import World

As = Callable[[str], Visitor]
JSON = {"headers": {"Accept": "application/json"}}
TEXT = {"text": "A thought that took me an hour", "version": 0}
POLICY = (
    "default-src 'self'",
    "img-src 'self' blob: data:",
    "frame-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
)


def is_plain(answer: TestResponse, status: int) -> None:
    """The answer has its status, its headers, a number, and no word of the program's inside."""
    assert answer.status_code == status
    assert all(part in answer.headers["Content-Security-Policy"] for part in POLICY)
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert len(answer.headers["X-Request-Id"]) == 12
    assert not [word for word in ("Traceback", "werkzeug", "sqlalchemy", "Exception") if word in answer.text]


@pytest.mark.parametrize(
    ("role", "path", "status"),
    [
        ("reader", "/a3/1/edit", 403),
        ("stranger", "/a3/1", 404),
        ("reader", "/nowhere", 404),
        ("reader", "/static/nothing.css", 404),
        ("member", "/a3/1/archive", 405),
    ],
)
def test_a_page_that_cannot_be_shown_says_why(as_: As, role: str, path: str, status: int) -> None:
    answer = as_(role).get(path)
    is_plain(answer, status)
    assert answer.headers["X-Request-Id"] in answer.text
    assert f"Error {status}" in answer.text


def test_a_good_page_has_the_same_headers_and_is_not_kept(as_: As) -> None:
    answer = as_("reader").get("/a3/1")
    is_plain(answer, 200)
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("more", [{}, JSON])
def test_a_wrong_state_is_said_with_its_status(
    app: Flask, as_: As, world: World, more: dict[str, Any]
) -> None:
    with app.app_context():
        archive_a3(world.actor("coordinator"), 1)
    answer = as_("member").send("/a3/1/box/plan", TEXT, **more)
    is_plain(answer, 409)
    assert "Bring it back first" in answer.text


def test_what_is_too_large_is_said_and_nothing_breaks(
    app: Flask, as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", 1_000)
    for more in ({}, JSON):
        is_plain(as_("member").send("/a3/1/box/plan", {"text": "n" * 2_000}, **more), 413)


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "["])
@pytest.mark.parametrize("path", ["/", "/a3/1", "/nowhere", "/static/favicon.svg"])
def test_a_foreign_host_name_is_refused_and_never_repeated(as_: As, host: str, path: str) -> None:
    answer = as_("reader").get(path, headers={"Host": host})
    is_plain(answer, 400)
    assert "evil" not in answer.text


def lost(app: Flask) -> None:
    """Every session ended on the server."""
    with app.app_context():
        db.session.query(Session).delete()
        db.session.commit()


def test_text_sent_after_the_session_ended_is_kept(app: Flask, as_: As) -> None:
    browser = as_("member")
    lost(app)
    page = browser.send("/a3/1/box/plan", TEXT)
    is_plain(page, 401)
    assert TEXT["text"] in page.text
    assert "/sign-in" in page.text
    told = browser.send("/a3/1/box/plan", TEXT, **JSON)
    is_plain(told, 401)
    assert told.get_json()["sign_in"] == "/sign-in"
    assert "Sign in again" in told.get_json()["message"]


def test_text_sent_with_neither_session_nor_token_is_kept(as_: As, client: Visitor, world: World) -> None:
    page = client.post("/a3/1/box/plan", data=TEXT)
    is_plain(page, 401)
    assert TEXT["text"] in page.text


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/a3/1/submit", {"note": "A thought that took me an hour"}),
        ("/a3/1/decide", {"reason": "A thought that took me an hour"}),
        ("/a3/1/rows/experiments/new", {"tried": "A thought that took me an hour", "day": "2026-06-30"}),
        ("/a3/1/edit", {"title": "A thought that took me an hour"}),
    ],
)
def test_every_form_gives_its_words_back(app: Flask, as_: As, path: str, form: dict[str, str]) -> None:
    browser = as_("member")
    lost(app)
    assert "A thought that took me an hour" in browser.send(path, form).text


def test_a_forged_form_is_refused_in_words(as_: As) -> None:
    answer = as_("member").post("/a3/1/box/plan", data=TEXT)
    is_plain(answer, 400)
    assert "older than your session" in answer.text
    assert TEXT["text"] in answer.text


def test_passwords_and_tokens_are_never_shown_again(app: Flask, as_: As, client: Visitor) -> None:
    secret = "four words nobody knows"
    for path in ("/me/password", "/people/new"):
        for field in ("password", "present", "wanted", "code"):
            assert secret not in client.post(path, data={field: secret}).text


@pytest.fixture
def broken(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Something inside fails on each page of an A3, as it would for real people."""

    def breaks(*_: object) -> None:
        raise RuntimeError("secret inside")

    monkeypatch.setitem(app.config, "TESTING", False)
    monkeypatch.setitem(app.view_functions, "a3s.show", breaks)
    monkeypatch.setitem(app.view_functions, "boxes.save", breaks)


@pytest.mark.usefixtures("broken")
def test_a_fault_of_ours_is_a_calm_page_with_a_number_that_stands_in_the_log(
    as_: As, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        answer = as_("member").get("/a3/1")
    is_plain(answer, 500)
    assert "secret inside" not in answer.text
    assert answer.headers["X-Request-Id"] in answer.text
    assert answer.headers["X-Request-Id"] in caplog.text


@pytest.mark.usefixtures("broken")
def test_a_fault_of_ours_loses_no_text(as_: As) -> None:
    answer = as_("member").send("/a3/1/box/plan", TEXT)
    is_plain(answer, 500)
    assert TEXT["text"] in answer.text
    assert as_("member").send("/a3/1/box/plan", TEXT, **JSON).get_json()["message"]


def test_every_refusal_has_its_status() -> None:
    """But those of the renderer: they end in the worker, which writes them down for the page."""
    asked = [kind for kind in errors.Refusal.__subclasses__() if ".rendering." not in kind.__module__]
    assert asked
    for refusal in asked:
        assert refusal in errors.STATUS
        assert errors.STATUS[refusal] in errors.TITLES
