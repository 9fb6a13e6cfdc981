"""A file on its way in, in a real browser with a real worker: each step can be used by everybody."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import faults_of
from tests.browser.visits import Visits
from tests.files_to_bring import PURCHASES


@pytest.fixture
def page(visit: Visits) -> Page:
    """The files of a segment for which a team of hers has an open A3."""
    page = visit("lindqvist")
    rows = visit.program.rows("select id from segments where name = 'New account holders on a desktop'")
    page.goto(f"/segments/{rows[0][0]}/imports")
    return page


def bring(page: Page, text: str) -> None:
    page.get_by_label("File", exact=True).set_input_files(
        {"name": "shop.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )
    page.get_by_label("a purchase: customer, day, amount").check()
    page.get_by_role("button", name="Look into the file").click()
    expect(page.get_by_role("heading", name="What do the columns hold?")).to_be_visible(timeout=120_000)


@pytest.mark.browser
def test_a_file_is_mapped_looked_at_taken_and_undone(page: Page) -> None:
    bring(page, PURCHASES)
    assert not faults_of(page)
    page.get_by_role("button", name="See what would change").click()
    expect(page.get_by_role("heading", name="What would change")).to_be_visible(timeout=120_000)
    assert not faults_of(page)
    page.get_by_role("button", name="Take all of it").click()
    expect(page.get_by_role("heading", name="The figures are in")).to_be_visible(timeout=120_000)
    assert not faults_of(page)
    page.get_by_role("link", name="Cohorts").click()
    expect(page.get_by_role("cell", name="100").first).to_be_visible()
    assert not faults_of(page)
    page.go_back()
    page.get_by_role("button", name="Undo this import").click()
    expect(page.get_by_role("heading", name="This import was undone")).to_be_visible()


@pytest.mark.browser
def test_cells_that_cannot_be_taken_are_shown_as_a_table(page: Page) -> None:
    bring(page, "customer,date,amount\nanna,soon,1\n")
    page.get_by_role("button", name="See what would change").click()
    expect(page.get_by_role("heading", name="Some cells cannot be taken")).to_be_visible(timeout=120_000)
    assert not faults_of(page)
