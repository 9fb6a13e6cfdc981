"""axe-core finds nothing on the pages around the A3s; and no page is forgotten."""

import pytest
from flask import Flask
from playwright.sync_api import expect

from tests.browser.accessibility import faults_of
from tests.browser.routes import ELSEWHERE, SETTING_UP, SHEETS, Stop, found
from tests.browser.visits import Visits


@pytest.mark.browser
@pytest.mark.parametrize("stop", SETTING_UP, ids=str)
def test_the_page_is_accessible(visit: Visits, stop: Stop) -> None:
    page = visit(stop.person)
    page.goto(found(stop, visit.program))
    assert page.locator("main").count() == 1
    assert not faults_of(page)


def test_no_page_is_forgotten(app: Flask) -> None:
    pages = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    listed = {stop.endpoint for stop in (*SHEETS, *SETTING_UP)} | ELSEWHERE.keys()
    assert pages == listed


@pytest.mark.browser
def test_a_wrong_password_is_refused_accessibly(visit: Visits) -> None:
    visit.foresee("400 (BAD REQUEST)")
    page = visit(None)
    page.goto("/sign-in")
    page.get_by_label("E-mail").fill("nobody@example.org")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("E-mail")).to_have_value("nobody@example.org")
    assert not faults_of(page)
