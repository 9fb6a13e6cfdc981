"""Pages of value streams, deputies and readers."""

from collections.abc import Callable

import pytest
from flask import Flask

from a3tracker.db.base import db
from a3tracker.db.streams import ValueStream, deputies_of, readers_of
from a3tracker.usecases.transaction import now
from tests.visitor import Visitor
from tests.world import World

As = Callable[[str], Visitor]
FORM = {"name": "Starters", "market": "People who start"}
#: Each address that changes something, with what its form asks for.
CHANGES = [
    "edit",
    "archive",
    "bring-back",
    "deputies/new",
    "deputies/1/end",
    "readers/new",
    "readers/1/remove",
]


def kept(app: Flask, stream_id: int) -> tuple[str, bool]:
    """Name, and whether it is archived."""
    with app.app_context():
        stream = db.session.get_one(ValueStream, stream_id)
        return stream.name, stream.archived_at is not None


def test_a_person_sees_the_own_streams_and_no_others(as_: As) -> None:
    page = as_("member").read("/streams")
    assert "Newcomers" in page
    assert "Mobile" not in page
    assert "Mobile" in as_("administrator").read("/streams")


def test_somebody_without_a_stream_learns_what_to_do(as_: As) -> None:
    page = as_("nobody").read("/streams")
    assert "You belong to no value stream yet" in page
    assert "Ask a value stream manager" in page


def test_a_missing_button_says_why_and_whom_to_ask(as_: As) -> None:
    page = as_("manager").read("/streams")
    assert "Only an administrator may set up value streams" in page
    assert "/streams/new" not in page


def test_an_empty_page_shows_an_example_and_the_next_step(app: Flask, as_: As, world: World) -> None:
    with app.app_context():
        for stream in db.session.query(ValueStream):
            stream.archived_at = now()
        db.session.commit()
    page = as_("administrator").read("/streams")
    assert "For example" in page
    assert "/streams/new" in page
    assert "Newcomers" in as_("administrator").read("/streams?archived=1")


def test_an_administrator_adds_a_stream(as_: As, world: World) -> None:
    browser = as_("administrator")
    answer = browser.send("/streams/new", {**FORM, "manager": world.people["nobody"]}, follow_redirects=True)
    assert "The value stream was added" in answer.text
    assert "Starters" in answer.text
    assert "Nils Ohm" in answer.text


def test_a_refused_form_keeps_what_was_typed_and_names_the_field(as_: As, world: World) -> None:
    form = {"name": "Mobile", "market": "Everybody with a phone", "manager": world.people["nobody"]}
    answer = as_("administrator").send("/streams/new", form)
    assert answer.status_code == 400
    assert "There is a stream called “Mobile” already" in answer.text
    assert 'href="#name"' in answer.text
    assert "Everybody with a phone" in answer.text
    assert f'<option selected value="{world.people["nobody"]}">' in answer.text


def test_a_coordinator_cannot_be_made_manager_and_the_reason_stands_at_the_field(
    as_: As, world: World
) -> None:
    form = {**FORM, "manager": world.people["coordinator"]}
    answer = as_("administrator").send(f"/streams/{world.stream}/edit", form)
    assert answer.status_code == 400
    assert "they must be two people" in answer.text


def test_a_choice_that_is_not_in_the_list_is_refused_in_our_words(as_: As) -> None:
    answer = as_("administrator").send("/streams/new", {**FORM, "manager": "nonsense"})
    assert answer.status_code == 400
    assert "Choose one from the list." in answer.text


def test_an_administrator_edits_a_stream(app: Flask, as_: As, world: World) -> None:
    browser, path = as_("administrator"), f"/streams/{world.stream}/edit"
    assert 'value="Newcomers"' in browser.read(path)
    answer = browser.send(path, {**FORM, "manager": world.people["manager"]})
    assert answer.location == f"/streams/{world.stream}"
    assert kept(app, world.stream) == ("Starters", False)


def test_an_archived_stream_can_be_brought_back_from_its_own_page(app: Flask, as_: As, world: World) -> None:
    browser, path = as_("administrator"), f"/streams/{world.stream}"
    browser.send(f"{path}/archive")
    assert kept(app, world.stream) == ("Newcomers", True)
    assert f"{path}/bring-back" in browser.read(path)
    browser.send(f"{path}/bring-back")
    assert kept(app, world.stream) == ("Newcomers", False)


def test_a_manager_names_a_deputy_and_takes_one_back(app: Flask, as_: As, world: World) -> None:
    browser, path = as_("manager"), f"/streams/{world.stream}"
    form = {"person": world.people["nobody"], "first_day": "2031-06-30", "last_day": "2031-07-04"}
    page = browser.send(f"{path}/deputies/new", form, follow_redirects=True).text
    assert "30 Jun 2031 to 4 Jul 2031" in page
    with app.app_context():
        deputies = deputies_of(world.stream, now().date())
    for deputy in deputies:
        browser.send(f"{path}/deputies/{deputy.id}/end")
    assert "30 Jun 2031" not in browser.read(path)


def test_a_day_that_cannot_be_read_is_kept_and_explained(as_: As, world: World) -> None:
    form = {"person": world.people["nobody"], "first_day": "30 June", "last_day": ""}
    answer = as_("manager").send(f"/streams/{world.stream}/deputies/new", form)
    assert answer.status_code == 400
    assert "Give a date such as 2026-06-30." in answer.text
    assert "Give the last day." in answer.text
    assert 'value="30 June"' in answer.text


def test_a_manager_invites_a_reader_and_takes_the_invitation_back(app: Flask, as_: As, world: World) -> None:
    browser, path = as_("manager"), f"/streams/{world.stream}"
    page = browser.send(f"{path}/readers/new", {"person": world.people["nobody"]}, follow_redirects=True).text
    assert "Nils Ohm" in page
    with app.app_context():
        readers = readers_of(world.stream)
    for reader in readers:
        browser.send(f"{path}/readers/{reader.id}/remove")
    assert as_("nobody").get(path).status_code == 404
    assert as_("reader").get(path).status_code == 404


@pytest.mark.parametrize("role", ["stranger", "stranger_manager", "nobody"])
def test_to_a_stranger_the_stream_is_not_there(as_: As, world: World, role: str) -> None:
    browser = as_(role)
    assert browser.get(f"/streams/{world.stream}").status_code == 404
    for change in CHANGES:
        assert browser.send(f"/streams/{world.stream}/{change}", FORM).status_code == 404, change


@pytest.mark.parametrize("role", ["reader", "deputy", "coordinator", "member", "colleague"])
def test_who_only_sees_the_stream_changes_nothing(as_: As, world: World, role: str) -> None:
    browser = as_(role)
    assert browser.get(f"/streams/{world.stream}").status_code == 200
    for change in CHANGES:
        assert browser.send(f"/streams/{world.stream}/{change}", FORM).status_code == 403, change
    assert browser.send("/streams/new", FORM).status_code == 403


def test_what_does_not_exist_looks_the_same(as_: As) -> None:
    for number in (999, 10**30):
        assert as_("administrator").get(f"/streams/{number}").status_code == 404


@pytest.mark.parametrize("change", ["archive", "bring-back", "deputies/1/end", "readers/1/remove"])
def test_a_link_changes_nothing(as_: As, world: World, change: str) -> None:
    assert as_("administrator").get(f"/streams/{world.stream}/{change}").status_code == 405
    assert as_("administrator").delete("/streams").status_code == 405


@pytest.mark.parametrize("change", CHANGES)
def test_without_the_forms_token_nothing_changes(app: Flask, as_: As, world: World, change: str) -> None:
    answer = as_("administrator").post(f"/streams/{world.stream}/{change}", data=FORM)
    assert answer.status_code == 400
    assert kept(app, world.stream) == ("Newcomers", False)


def test_who_is_not_signed_in_is_led_to_the_sign_in_and_back(client: Visitor, world: World) -> None:
    answer = client.get(f"/streams/{world.stream}")
    assert answer.location == f"/sign-in?next=/streams/{world.stream}"
    assert client.send(f"/streams/{world.stream}/archive").status_code == 401


def test_a_reader_may_be_invited_to_comment(as_: As, world: World) -> None:
    browser, path = as_("manager"), f"/streams/{world.stream}"
    form = {"person": world.people["nobody"], "may_comment": "y"}
    assert "reader who comments" in browser.send(f"{path}/readers/new", form, follow_redirects=True).text
    assert "reader invited to comment" in as_("nobody").read("/me")
