"""Pages of people: administrators only."""

from collections.abc import Callable

import pytest
from flask import Flask

from a3tracker.db.base import db
from a3tracker.db.people import Person
from tests.factories import PASSWORD
from tests.visitor import Visitor
from tests.world import World

As = Callable[[str], Visitor]
FORM = {"name": "Eva Stone", "email": "eva@example.org", "password": PASSWORD}
PAGES = ["/people", "/people/new", "/people/2", "/people/2/edit", "/people/2/password"]
CHANGES = ["edit", "password", "archive", "bring-back"]


def test_an_administrator_sees_everybody(as_: As) -> None:
    page = as_("administrator").read("/people")
    assert "Mia Rossi" in page
    assert "stella@example.org" in page


def test_the_page_of_a_person_shows_the_roles_in_words(as_: As, world: World) -> None:
    page = as_("administrator").read(f"/people/{world.people['coordinator']}")
    assert "team coordinator" in page
    assert "First edit" in page
    assert "has no role yet" in as_("administrator").read(f"/people/{world.people['nobody']}")


def test_somebody_new_can_sign_in_at_once(as_: As, client: Visitor) -> None:
    page = as_("administrator").send("/people/new", FORM, follow_redirects=True).text
    assert "Eva Stone" in page
    answer = client.send("/sign-in", {"email": "eva@example.org", "password": PASSWORD})
    assert answer.status_code == 302


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("email", "mia@example.org", "It belongs to Mia Rossi."),
        ("email", "nonsense", "Give an address such as maja@example.org."),
        ("name", "", "Give the person&#39;s name."),
        ("password", "short", "Use 10 to 200 characters"),
    ],
)
def test_a_refused_form_keeps_what_was_typed_but_never_a_password(
    as_: As, field: str, typed: str, words: str
) -> None:
    answer = as_("administrator").send("/people/new", {**FORM, field: typed})
    assert answer.status_code == 400
    assert words in answer.text
    assert f'id="{field}-error"' in answer.text
    assert PASSWORD not in answer.text
    for other in {"name", "email"} - {field}:
        assert f'value="{FORM[other]}"' in answer.text


def test_an_administrator_edits_somebody(app: Flask, as_: As, world: World) -> None:
    browser, path = as_("administrator"), f"/people/{world.people['member']}/edit"
    assert 'value="Mia Rossi"' in browser.read(path)
    browser.send(path, {"name": "Mia Berg", "email": "mia.berg@example.org", "is_admin": "y"})
    with app.app_context():
        person = db.session.get_one(Person, world.people["member"])
        assert (person.name, person.email, person.is_admin) == ("Mia Berg", "mia.berg@example.org", True)


def test_an_administrator_cannot_take_the_own_administration_away(as_: As, world: World) -> None:
    path = f"/people/{world.people['administrator']}/edit"
    answer = as_("administrator").send(path, {"name": "Ada Nilsen", "email": "ada@example.org"})
    assert answer.status_code == 400
    assert "Ask another administrator to do this." in answer.text


def test_an_administrator_cannot_disable_oneself_and_sees_why(as_: As, world: World) -> None:
    browser, path = as_("administrator"), f"/people/{world.people['administrator']}"
    assert "This is you. Ask another administrator." in browser.read(path)
    assert browser.send(f"{path}/archive").status_code == 400


def test_somebody_who_is_disabled_is_signed_out_at_once_and_can_be_brought_back(
    as_: As, world: World
) -> None:
    ada, mia, path = as_("administrator"), as_("member"), f"/people/{world.people['member']}"
    assert mia.get("/streams").status_code == 200
    ada.send(f"{path}/archive")
    assert mia.get("/streams").location == "/sign-in?next=/streams"
    assert "Mia Rossi" not in ada.read("/people")
    assert "Mia Rossi" in ada.read("/people?archived=1")
    ada.send(f"{path}/bring-back")
    assert "Mia Rossi" in ada.read("/people")


def test_a_reset_password_signs_the_person_out(as_: As, client: Visitor, world: World) -> None:
    ada, mia, path = as_("administrator"), as_("member"), f"/people/{world.people['member']}/password"
    assert ada.send(path, {"password": "short"}).status_code == 400
    ada.send(path, {"password": "a quite new password"})
    assert mia.get("/streams").status_code == 302
    signed = client.send("/sign-in", {"email": "mia@example.org", "password": "a quite new password"})
    assert signed.status_code == 302


@pytest.mark.parametrize("role", ["manager", "coordinator", "reader", "stranger", "nobody"])
def test_nobody_else_sees_or_changes_people_and_learns_whom_to_ask(as_: As, world: World, role: str) -> None:
    browser = as_(role)
    for page in PAGES:
        answer = browser.get(page)
        assert answer.status_code == 403, page
        assert "Ask an administrator." in answer.text
    for change in CHANGES:
        assert browser.send(f"/people/{world.people['member']}/{change}", FORM).status_code == 403


@pytest.mark.parametrize("change", ["", *(f"/{change}" for change in CHANGES)])
def test_who_does_not_exist_is_not_found(as_: As, change: str) -> None:
    browser = as_("administrator")
    answer = browser.send(f"/people/999{change}", FORM) if change else browser.get("/people/999")
    assert answer.status_code == 404


@pytest.mark.parametrize("change", ["archive", "bring-back"])
def test_a_link_changes_nothing(as_: As, world: World, change: str) -> None:
    assert as_("administrator").get(f"/people/{world.people['member']}/{change}").status_code == 405


@pytest.mark.parametrize("change", CHANGES)
def test_without_the_forms_token_nothing_changes(app: Flask, as_: As, world: World, change: str) -> None:
    answer = as_("administrator").post(f"/people/{world.people['member']}/{change}", data=FORM)
    assert answer.status_code == 400
    with app.app_context():
        person = db.session.get_one(Person, world.people["member"])
        assert (person.name, person.archived_at) == ("Mia Rossi", None)
