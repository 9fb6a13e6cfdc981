"""The fit meter says while somebody writes how the sheet will print, and which box is too long."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visits import DESK, PHONE, Look, Visits
from tests.browser.writing import await_scripts, box, close_box, field_of, open_box, save, start_a3, write

pytestmark = pytest.mark.browser

LONG = "A long line of words that fills the sheet.\n\n" * 150


def meter(page: Page) -> str:
    """What it says about the whole sheet."""
    await_scripts(page)
    return page.locator("[data-fit]").inner_text()


@pytest.mark.parametrize("look", [DESK, PHONE], ids=str)
def test_a_short_sheet_is_told_its_size(visit: Visits, look: Look) -> None:
    maja = visit("lindqvist", look)
    start_a3(maja)
    assert meter(maja) == "Prints at 10.5 pt on A3"
    expect(maja.locator(".fit-over")).to_have_count(0)


@pytest.mark.parametrize("look", [DESK, PHONE], ids=str)
def test_a_long_text_is_told_how_many_lines_are_too_many(visit: Visits, look: Look) -> None:
    maja = visit("lindqvist", look)
    start_a3(maja)
    field = open_box(maja, "plan")
    field.fill(LONG)
    expect(box(maja, "plan").locator(".fit-over")).to_have_text(re.compile(r"^\d+ lines too many$"))
    expect(maja.locator("[data-fit]")).to_contain_text("too many for one sheet")
    field.fill("Suggest a first edit.")
    expect(maja.locator(".fit-over")).to_have_count(0)
    close_box(maja)
    assert meter(maja) == "Prints at 10.5 pt on A3"


def test_a_fuller_sheet_prints_in_smaller_type(visit: Visits) -> None:
    maja = visit("lindqvist")
    start_a3(maja)
    field = open_box(maja, "plan")
    field.fill("One line of the plan.\n\n" * 45)
    words = maja.locator("[data-fit]")
    expect(words).to_have_text(re.compile(r"^Prints at [6-9]\.\d pt on A3$"))
    expect(maja.locator(".fit-over")).to_have_count(0)


def test_the_meter_follows_a_row_that_is_added(visit: Visits) -> None:
    maja = visit("lindqvist")
    number = start_a3(maja)
    open_box(maja, "do").fill("One line of the log.\n\n" * 45)
    close_box(maja)
    before = meter(maja)
    maja.goto(f"/a3/{number}/experiments/new")
    maja.get_by_label("If we do").fill("Hallway test. " * 40)
    maja.get_by_label("We expect").fill("8 of 12 finish alone. " * 25)
    maja.get_by_role("button", name="Log it").click()
    expect(maja.get_by_text("Hallway test.").first).to_be_visible()
    maja.goto(f"/a3/{number}")
    assert meter(maja) != before


def test_the_boxes_to_shorten_are_named_the_longest_first_and_lead_there(visit: Visits) -> None:
    maja = visit("lindqvist")
    start_a3(maja)
    write(maja, "do", "One line of the log.\n\n" * 70)
    field = open_box(maja, "plan")
    field.fill(LONG)
    words = maja.locator("[data-fit]")
    expect(words).to_have_text(
        re.compile(r"^\d+ lines too many for one sheet: shorten Plan \(\d+\), Do \(\d+\)$")
    )
    total, plan, do = (int(number) for number in re.findall(r"\d+", words.inner_text()))
    assert (plan > do, total) == (True, plan + do)
    maja.get_by_role("button", name="Save", exact=True).focus()
    words.get_by_role("link", name="Plan").click()
    expect(field).to_be_focused()
    save(maja)
    words.get_by_role("link", name="Do").click()
    expect(field_of(maja, "do")).to_be_focused()


def test_who_listens_hears_the_figure_once_the_fingers_rest(visit: Visits) -> None:
    maja = visit("lindqvist")
    start_a3(maja)
    told = maja.locator("[data-fit-told]")
    field = open_box(maja, "plan")
    field.press_sequentially("Ask first. ", delay=20)
    field.fill(LONG)
    expect(maja.locator("[data-fit]")).to_contain_text("too many for one sheet")
    expect(told).to_have_text(re.compile(r"^\d+ lines too many for one sheet: shorten Plan"))
    field.fill("Suggest a first edit.")
    expect(told).to_have_text("Prints at 10.5 pt on A3")
