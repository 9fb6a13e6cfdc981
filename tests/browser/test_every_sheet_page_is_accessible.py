"""axe-core finds nothing on the pages of A3s, nor in what opens on them."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import faults_of
from tests.browser.routes import SHEETS, Stop, found
from tests.browser.visits import Visits
from tests.browser.writing import await_scripts, leave_draft, open_box, save, start_a3

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("stop", SHEETS, ids=str)
def test_the_page_is_accessible(visit: Visits, stop: Stop) -> None:
    page = visit(stop.person)
    page.goto(found(stop, visit.program))
    assert page.locator("main").count() == 1
    if page.locator("[data-fit]").count():
        await_scripts(page)
    assert not faults_of(page)


def test_an_open_box_is_accessible(visit: Visits) -> None:
    maja = visit("lindqvist")
    start_a3(maja)
    open_box(maja, "plan").fill("Suggest a first edit.")
    save(maja)
    assert not faults_of(maja)


def test_two_texts_of_a_box_are_accessible(visit: Visits) -> None:
    visit.foresee("409 (CONFLICT)")
    maja, jamal = visit("lindqvist"), visit("haddad")
    jamal.goto(f"/a3/{start_a3(maja)}")
    open_box(maja, "plan").fill("Maja's text")
    open_box(jamal, "plan").fill("Jamal's text")
    save(jamal)
    expect(maja.get_by_role("heading", name="Two texts of this box")).to_be_visible()
    assert not faults_of(maja)


def test_a_draft_that_is_offered_again_is_accessible(visit: Visits) -> None:
    maja = visit("lindqvist")
    leave_draft(maja, start_a3(maja), "plan", '{"version": 0, "text": "x", "at": "14:03"}')
    open_box(maja, "plan")
    expect(maja.get_by_role("button", name="Use it")).to_be_visible()
    assert not faults_of(maja)


def test_a_full_box_says_so_accessibly(visit: Visits) -> None:
    maja = visit("lindqvist")
    start_a3(maja)
    open_box(maja, "plan").fill("A long line of words that fills the sheet. \n\n" * 150)
    expect(maja.locator("#box-plan")).to_contain_text(re.compile("lines too many"))
    assert not faults_of(maja)


@pytest.mark.parametrize("kind", ["people", "experiments", "checks"])
def test_a_refused_row_is_accessible(visit: Visits, kind: str) -> None:
    visit.foresee("400 (BAD REQUEST)")
    maja = visit("lindqvist")
    maja.goto(f"/a3/6/rows/{kind}/new")
    maja.get_by_role("button", name="Save").click()
    expect(maja.get_by_role("alert")).to_be_focused()
    assert not faults_of(maja)


def test_a_return_without_a_reason_is_refused_accessibly(visit: Visits) -> None:
    visit.foresee("400 (BAD REQUEST)")
    sachi = visit("yamada")
    sachi.goto("/a3/6/review")
    sachi.get_by_role("button", name="Return with the reason").click()
    expect(sachi.get_by_role("alert")).to_be_visible()
    assert not faults_of(sachi)


def test_what_one_may_not_see_says_so_accessibly(visit: Visits) -> None:
    visit.foresee("404 (NOT FOUND)")
    page: Page = visit("weiss")
    page.goto("/a3/5")
    expect(page.get_by_role("heading", name="There is nothing here")).to_be_visible()
    assert not faults_of(page)
