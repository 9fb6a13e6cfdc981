"""Pages of operational definitions."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask

from a3tracker.domain.definitions import Meaning
from a3tracker.usecases.definitions import add_definition
from tests.visitor import Visitor
from tests.world import World

As = Callable[[str], Visitor]
HOME = "/segments/1/definitions"
FORM = {
    "term": "lost",
    "valid_from": "2026-01-01",
    "test": "Look at the end",
    "criterion": "Not active",
    "decision_rule": "Yes: lost. No: kept.",
    "unit": "customers",
}
LATER = {**FORM, "valid_from": "2026-04-01", "criterion": "Not active for 90 days", "version": "1"}


@pytest.fixture
def lost(app: Flask, world: World) -> str:
    """The address of a definition."""
    meaning = Meaning(**{part: FORM[part] for part in ("test", "criterion", "decision_rule", "unit")})
    with app.app_context():
        coordinator = world.actor("coordinator")
        return f"{HOME}/{add_definition(coordinator, world.segment, 'lost', meaning, date(2026, 1, 1))}"


def test_an_empty_page_teaches_and_offers_the_ready_made_ones(as_: As) -> None:
    page = as_("coordinator").read(HOME)
    assert "Nothing is defined yet" in page
    assert f"{HOME}/new?first=won+back" in page or f"{HOME}/new?first=won%20back" in page


def test_a_ready_made_definition_comes_with_its_text(as_: As) -> None:
    page = as_("coordinator").read(f"{HOME}/new?first=customer")
    assert "At least one paid order" in page
    assert 'value="customer"' in page


def test_a_coordinator_defines_a_term_and_it_leaves_the_offer(as_: As) -> None:
    browser = as_("coordinator")
    page = browser.send(f"{HOME}/new", FORM, follow_redirects=True).text
    assert "The term is defined." in page
    assert "Not active" in page
    page = browser.read(HOME)
    assert "Not active" in page
    assert "first=lost" not in page


def test_what_is_missing_is_said_at_its_field_and_the_rest_is_kept(as_: As) -> None:
    answer = as_("coordinator").send(f"{HOME}/new", {**FORM, "criterion": ""})
    assert answer.status_code == 400
    assert 'id="criterion-error"' in answer.text
    assert "Yes: lost. No: kept." in answer.text


def test_a_new_version_shows_by_word_what_changed_and_keeps_the_old_one(as_: As, lost: str) -> None:
    page = as_("coordinator").send(f"{lost}/versions/new", LATER, follow_redirects=True).text
    assert "begin a new group there" in page
    assert 'id="v1"' in page
    assert "for 90 days" in page
    assert "<ins>" in page
    assert "by Cem Aydin" in page


def test_a_version_written_beside_another_one_is_shown_and_not_lost(as_: As, lost: str) -> None:
    as_("coordinator").send(f"{lost}/versions/new", LATER)
    late = {**LATER, "criterion": "Not active for a year", "valid_from": "2026-06-01"}
    answer = as_("colleague").send(f"{lost}/versions/new", late)
    assert answer.status_code == 409
    assert "Somebody else added a version" in answer.text
    assert "Not active for a year" in answer.text
    assert 'value="2"' in answer.text


def test_an_archived_definition_stands_behind_a_link_and_comes_back(as_: As, lost: str) -> None:
    browser = as_("coordinator")
    assert "Archived. Nothing is lost" in browser.send(f"{lost}/archive", follow_redirects=True).text
    assert "Nothing is defined yet" in browser.read(HOME)
    assert "lost" in browser.read(f"{HOME}?archived=1")
    assert browser.send(f"{lost}/versions/new", LATER).status_code == 409
    browser.send(f"{lost}/bring-back")
    assert lost in browser.read(HOME)


@pytest.mark.parametrize("role", ["stranger", "stranger_manager", "nobody"])
def test_to_a_stranger_nothing_is_there(as_: As, lost: str, role: str) -> None:
    browser = as_(role)
    for path in (HOME, lost, f"{HOME}/new", f"{lost}/versions/new"):
        assert browser.get(path).status_code == 404
    assert browser.send(f"{lost}/archive").status_code == 404


@pytest.mark.parametrize("role", ["reader", "member", "manager"])
def test_who_only_sees_it_reads_and_changes_nothing(as_: As, lost: str, role: str) -> None:
    browser = as_(role)
    assert "may define what is counted" in browser.read(HOME)
    assert "Not active" in browser.read(lost)
    assert browser.send(f"{HOME}/new", FORM).status_code == 403
    assert browser.send(f"{lost}/versions/new", LATER).status_code == 403
    assert browser.send(f"{lost}/archive").status_code == 403


def test_a_link_changes_nothing_and_a_form_needs_its_token(as_: As, lost: str) -> None:
    browser = as_("coordinator")
    assert browser.get(f"{lost}/archive").status_code == 405
    assert browser.post(f"{lost}/archive").status_code == 400
    assert browser.post(f"{HOME}/new", data=FORM).status_code == 400


def test_a_definition_has_an_address_in_its_own_segment_alone(as_: As, world: World, lost: str) -> None:
    other = lost.replace("/segments/1/", f"/segments/{world.strange_segment}/")
    assert as_("administrator").get(other).status_code == 404
