"""All of it can be reached without a mouse, and the focus is where one would look for it."""

import re
from itertools import groupby

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visits import Visits
from tests.browser.writing import await_scripts, box, field_of, start_a3

pytestmark = pytest.mark.browser


@pytest.fixture
def maja(visit: Visits) -> Page:
    """Before an empty sheet."""
    page = visit("lindqvist")
    start_a3(page)
    await_scripts(page)
    return page


def test_the_first_key_leads_past_the_bar_to_the_content(maja: Page) -> None:
    maja.keyboard.press("Tab")
    skip = maja.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    maja.keyboard.press("Enter")
    expect(maja.get_by_role("main")).to_be_focused()


def test_enter_opens_a_box_escape_closes_it_and_the_focus_returns(maja: Page) -> None:
    heading = box(maja, "empower").get_by_role("heading").first.get_by_role("link")
    heading.focus()
    maja.keyboard.press("Enter")
    expect(field_of(maja, "empower")).to_be_focused()
    expect(maja).to_have_url(re.compile("/box/empower$"))
    maja.keyboard.type("Six weeks.")
    maja.keyboard.press("Escape")
    expect(maja.locator(".box-editor")).to_have_count(0)
    expect(heading).to_be_focused()
    expect(maja).to_have_url(re.compile(r"/a3/\d+$"))
    expect(box(maja, "empower")).to_contain_text("Six weeks.")


def test_a_sheet_is_walked_through_by_tab_in_reading_order(maja: Page) -> None:
    box(maja, "perceive").get_by_role("link").first.focus()
    seen = ["perceive"]
    while seen[-1] != "act" and len(seen) < 60:
        maja.keyboard.press("Tab")
        seen.append(maja.evaluate("document.activeElement.closest('[data-box]')?.dataset.box"))
    order = ["perceive", "analyse", "locate", "empower", "select", "plan", "do", "check", "act"]
    assert [key for key, _stops in groupby(seen)] == order


def test_the_tools_are_walked_through_by_arrow_keys(maja: Page) -> None:
    box(maja, "empower").get_by_role("link").first.press("Enter")
    expect(field_of(maja, "empower")).to_be_focused()
    tools, charts = maja.get_by_role("button", name="Link"), 9
    for _ in range(1 + charts):
        maja.keyboard.press("Shift+Tab")
        if tools.evaluate("button => button === document.activeElement"):
            break
    expect(tools).to_be_focused()
    maja.keyboard.press("Home")
    expect(maja.get_by_role("button", name="Bold")).to_be_focused()
    maja.keyboard.press("ArrowRight")
    expect(maja.get_by_role("button", name="List", exact=True)).to_be_focused()


def test_bold_works_from_the_keyboard_and_from_the_button(maja: Page) -> None:
    box(maja, "empower").get_by_role("link").first.press("Enter")
    field = field_of(maja, "empower")
    expect(field).to_be_focused()
    field.fill("Six weeks")
    field.select_text()
    maja.get_by_role("button", name="Bold").click()
    expect(field).to_have_value("**Six weeks**")


def test_the_focus_is_always_seen(maja: Page) -> None:
    for _ in range(8):
        maja.keyboard.press("Tab")
        style = "getComputedStyle(document.activeElement)"
        assert maja.evaluate(f"{style}.outlineStyle !== 'none' && parseFloat({style}.outlineWidth) >= 2")


def test_a_refused_form_puts_the_focus_on_what_is_wrong(maja: Page, visit: Visits) -> None:
    visit.foresee("400 (BAD REQUEST)")
    maja.get_by_role("link", name="Log an experiment").first.press("Enter")
    expect(maja.locator("html[data-ready] form[data-log]")).to_be_attached()
    maja.get_by_role("button", name="Log it").press("Enter")
    summary = maja.get_by_role("alert")
    expect(summary).to_be_focused()
    summary.get_by_role("link").first.press("Enter")
    expect(maja.get_by_label("If we do")).to_be_focused()
