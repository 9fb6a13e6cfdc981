"""Everything can be done without JavaScript: each deed is a plain form."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visits import DESK, PHONE, Look, Visits
from tests.browser.writing import LEFT, box, field_of, start_a3

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def _scripts_are_not_fetched(visit: Visits) -> None:
    """A browser without scripts refuses the ones that a page wants early."""
    visit.foresee("csp: ")


def write_plainly(page: Page, key: str, text: str) -> None:
    """Follow the box's link, write on its own page, press Save."""
    box(page, key).get_by_role("heading").first.get_by_role("link").click()
    field_of(page, key).fill(text)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page).to_have_url(re.compile(rf"/a3/\d+#box-{key}$"))
    expect(box(page, key)).to_contain_text(text)


@pytest.mark.parametrize("look", [DESK, PHONE], ids=str)
def test_a_sheet_is_written_and_submitted_without_scripts(visit: Visits, look: Look) -> None:
    maja = visit("lindqvist", look, javascript=False)
    start_a3(maja)
    for key in LEFT:
        write_plainly(maja, key, f"What belongs under {key}.")
    maja.get_by_role("link", name="Add a person").click()
    maja.get_by_label("Person", exact=True).select_option(label="Jamal Haddad")
    maja.get_by_label("Position").fill("Mobile engineer")
    maja.get_by_role("button", name="Save").click()
    expect(box(maja, "locate").get_by_role("row", name="Jamal Haddad")).to_be_visible()
    maja.get_by_role("button", name="Submit the left side").click()
    expect(maja.get_by_text("Submitted as revision 1.")).to_be_visible()


def test_two_texts_of_a_box_are_shown_without_scripts_too(visit: Visits) -> None:
    visit.foresee("409 (CONFLICT)")
    maja, jamal = visit("lindqvist", javascript=False), visit("haddad", javascript=False)
    number = start_a3(maja)
    for page, text in ((maja, "Six weeks."), (jamal, "Eight weeks.")):
        page.goto(f"/a3/{number}/box/empower")
        field_of(page, "empower").fill(text)
    jamal.get_by_role("button", name="Save", exact=True).click()
    maja.get_by_role("button", name="Save", exact=True).click()
    expect(maja.get_by_label("Yours")).to_have_value("Six weeks.")
    expect(maja.get_by_label("Theirs, saved already")).to_have_value("Eight weeks.")
    maja.get_by_role("button", name="Save both, joined").click()
    expect(box(maja, "empower")).to_contain_text("Eight weeks.")
    expect(box(maja, "empower")).to_contain_text("Six weeks.")


def test_a_refused_form_keeps_what_was_typed(visit: Visits) -> None:
    visit.foresee("400 (BAD REQUEST)")
    maja = visit("lindqvist", javascript=False)
    maja.goto(f"/a3/{start_a3(maja)}/rows/checks/new")
    maja.get_by_label("Measure").fill("Good edits")
    maja.get_by_label("Before", exact=True).fill("many")
    maja.get_by_role("button", name="Save").click()
    expect(maja.get_by_role("alert")).to_contain_text("Before")
    expect(maja.get_by_label("Before", exact=True)).to_have_value("many")
    expect(maja.get_by_label("Measure")).to_have_value("Good edits")
