"""Tallying on a phone, with one thumb: open the check sheet, count, and see the Pareto follow."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visits import PHONE, Visits
from tests.browser.writing import start_a3

pytestmark = pytest.mark.browser


def test_one_begins_a_check_sheet_and_counts_with_a_thumb(visit: Visits) -> None:
    page = visit("lindqvist", PHONE, fresh=True)
    start_a3(page)
    page.get_by_role("link", name="Add a check sheet").first.tap()
    page.get_by_label("Title").fill("Why they did not edit")
    page.get_by_label("What is counted").fill("people")
    page.get_by_role("button", name="Save").tap()
    page.get_by_role("link", name="Tally on this sheet").first.tap()
    page.get_by_role("textbox", name="Lines").fill("no idea what to edit\t2\nafraid of mistakes")
    page.get_by_role("button", name="Add", exact=True).tap()
    afraid = page.get_by_role("listitem").filter(has_text="afraid of mistakes")
    for count in ("1", "2", "3"):
        afraid.get_by_role("button", name="+1 afraid of mistakes").tap()
        expect(afraid.locator(".tally-count")).to_have_text(count)
    afraid.get_by_role("button", name="−1 afraid of mistakes").tap()
    expect(afraid.locator(".tally-count")).to_have_text("2")
    expect(page.locator(".tally-pareto")).to_contain_text("afraid of mistakes")
    assert size_of(page) >= 44, "a thumb needs 44 px"
    assert page.evaluate("() => document.documentElement.scrollWidth") <= PHONE.width


def size_of(page: Page) -> float:
    """The smaller side of the button that is pressed most."""
    box = page.locator(".tally-more").first.bounding_box()
    assert box
    return min(box["width"], box["height"])
