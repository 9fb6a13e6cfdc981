"""Figures in a real browser: cells from Excel fill the grid, sliders try numbers out."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import faults_of
from tests.browser.visits import Visits

PASTE = """(field, text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
MONTHS = [f"2026-{month:02d}" for month in range(1, 7)]


@pytest.fixture
def page(visit: Visits) -> Page:
    """The figures of a segment for which a team of hers has an open A3."""
    page = visit("lindqvist")
    number = visit.program.rows("select id from segments where name = 'New account holders on a desktop'")[0][
        0
    ]
    page.goto(f"/segments/{number}/figures?last=2026-06")
    return page


def paste(page: Page, name: str, text: str) -> None:
    page.locator(f'[name="{name}"]').evaluate(PASTE, text)


@pytest.mark.browser
def test_months_from_excel_are_pasted_saved_and_seen_as_a_chart(page: Page) -> None:
    start = ["1,000", "1,010", "1,015", "1,025", "1,040", "1,050"]
    rows = [start, ["60", "65", "70", "65", "60", "61"], ["0"] * 6, ["50", "60", "60", "50", "50", "51"]]
    paste(page, "2026-01-start", "\r\n".join("\t".join(row) for row in rows) + "\r\n")
    expect(page.locator("[data-pasted]")).to_contain_text("24 cells were filled in")
    page.get_by_role("button", name="Save the figures").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.locator('[id="2026-06-end-says"]')).to_have_text(re.compile(r"1,060\s+computed"))
    assert not faults_of(page)
    page.get_by_role("link", name="New account holders on a desktop").click()
    expect(page.get_by_role("link", name="Retention", exact=True)).to_be_visible()
    expect(
        page.get_by_role("img", name=re.compile("Retention shows no change; trial limits"))
    ).to_be_visible()


@pytest.mark.browser
def test_a_column_from_excel_is_turned_where_it_only_fits_turned(page: Page) -> None:
    paste(page, "2026-01-reachable", "500\r\n510\r\n520\r\n530\r\n540\r\n550")
    for month, value in zip(MONTHS, ("500", "510", "520", "530", "540", "550"), strict=True):
        expect(page.locator(f'[name="{month}-reachable"]')).to_have_value(value)


@pytest.mark.browser
def test_a_refused_sum_leads_to_its_cell(page: Page, visit: Visits) -> None:
    visit.foresee("400 (BAD REQUEST)")
    for name, text in (("start", "7"), ("new", "1"), ("won_back", "0"), ("lost", "0"), ("end", "9")):
        page.locator(f'[name="2025-07-{name}"]').fill(text)
    page.get_by_role("button", name="Save the figures").click()
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.locator('[name="2025-07-end"]')).to_be_focused()
    assert not faults_of(page)


@pytest.mark.browser
def test_on_a_phone_the_newest_period_is_seen_first(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.reload()
    seen = "() => document.querySelector('[data-grid]').parentElement.scrollLeft > 0"
    page.wait_for_function(seen)
    page.locator("summary", has_text="Demand and market").click()
    expect(page.locator('[name="2026-06-reachable"]')).to_be_visible()
    ends = "region => region.scrollLeft + region.clientWidth >= region.scrollWidth - 1"
    page.wait_for_function(f"[...document.querySelectorAll('details[open] .table-region')].every({ends})")


@pytest.mark.browser
def test_sliding_answers_whether_to_keep_or_to_win(visit: Visits) -> None:
    page = visit("weiss")
    page.goto("/segments/1?share=25&acquisition=15&retention=50")
    page.get_by_role("slider", name="Retention").fill("88")
    expect(page.get_by_label("Retention, %", exact=True)).to_have_value("88")
    expect(page.locator("[data-pull-answer]")).to_contain_text("33.2 %")
