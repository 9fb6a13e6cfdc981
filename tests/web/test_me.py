"""My own page: roles in words, and the password."""

from collections.abc import Callable

import pytest
from flask import Flask

from a3tracker.db.base import db
from a3tracker.db.sessions import FailedSignIn
from a3tracker.usecases.transaction import now
from tests.factories import PASSWORD
from tests.visitor import Visitor

As = Callable[[str], Visitor]
NEW = "four other words here"


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("administrator", ["Ada Nilsen", "administrator", "decides none"]),
        ("manager", ["value stream manager", "Newcomers"]),
        ("deputy", ["deputy", "Newcomers"]),
        ("coordinator", ["team coordinator", "First edit"]),
        ("nobody", ["Your account has no role yet"]),
    ],
)
def test_everybody_reads_the_own_roles_in_words(as_: As, role: str, words: list[str]) -> None:
    page = as_(role).read("/me")
    for word in words:
        assert word in page


def test_a_new_password_works_at_once_and_signs_the_other_browsers_out(as_: As, client: Visitor) -> None:
    desk, phone = as_("member"), as_("member")
    answer = desk.send("/me/password", {"present": PASSWORD, "wanted": NEW}, follow_redirects=True)
    assert "Your password is changed." in answer.text
    assert phone.get("/me").status_code == 302
    assert client.send("/sign-in", {"email": "mia@example.org", "password": NEW}).status_code == 302


@pytest.mark.parametrize(
    ("present", "wanted", "field"),
    [("wrong password", NEW, "present"), (PASSWORD, "short", "wanted"), ("", "", "present")],
)
def test_a_refused_password_is_explained_at_its_field_and_never_shown(
    as_: As, present: str, wanted: str, field: str
) -> None:
    answer = as_("member").send("/me/password", {"present": present, "wanted": wanted})
    assert answer.status_code == 400
    assert f'id="{field}-error"' in answer.text
    assert NEW not in answer.text
    assert "My roles" in answer.text


def test_guessing_the_present_password_is_limited(app: Flask, as_: As) -> None:
    with app.app_context():
        failed = FailedSignIn(email="mia@example.org", address="192.0.2.9", at=now())
        db.session.add(failed)
        db.session.add_all(FailedSignIn(email=failed.email, address="", at=now()) for _ in range(9))
        db.session.commit()
    answer = as_("member").send("/me/password", {"present": PASSWORD, "wanted": NEW})
    assert answer.status_code == 429
    assert "Wait five minutes" in answer.text


def test_a_link_changes_no_password_and_neither_does_a_form_without_token(as_: As) -> None:
    browser = as_("member")
    assert browser.get("/me/password").status_code == 405
    assert browser.post("/me/password", data={"present": PASSWORD, "wanted": NEW}).status_code == 400


def test_who_is_not_signed_in_has_no_page(client: Visitor, as_: As) -> None:
    assert client.get("/me").location == "/sign-in?next=/me"
    assert client.send("/me/password").status_code == 401
