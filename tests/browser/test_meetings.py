"""A manager holds a meeting: its proposal, its order by keyboard, the wall, what is said, the next one."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import faults_of
from tests.browser.visits import Visits

pytestmark = pytest.mark.browser


def lines(page: Page) -> list[str]:
    """The A3s of the agenda in their order."""
    return page.locator(".agenda-line").evaluate_all("lines => lines.map(line => line.id)")


def typed_size(page: Page) -> float:
    return float(page.locator(".sheet").evaluate("sheet => parseFloat(getComputedStyle(sheet).fontSize)"))


def made(page: Page) -> list[str]:
    """A weekly meeting of today with what is proposed on its agenda."""
    page.goto("/meetings/new")
    page.get_by_role("link", name="Music by mail").click()
    page.get_by_label("Place").fill("Room 2")
    page.get_by_label("weekly").check()
    page.get_by_role("button", name="Make the meeting").click()
    assert not faults_of(page)
    page.get_by_role("button", name="Put these on the agenda").click()
    expect(page.locator(".agenda-line").nth(1)).to_be_visible()
    return lines(page)


def test_a_manager_holds_a_meeting_and_the_next_one_knows_what_was_promised(visit: Visits) -> None:
    page = visit("dahl")
    first, second, *rest = made(page)
    meeting = page.url.partition("#")[0].partition("?")[0]
    down = page.locator(f"#{first}").get_by_role("button", name="Down")
    down.focus()
    down.press("Enter")
    expect(page.locator(".agenda-line").first).to_have_attribute("id", second)
    assert lines(page) == [second, first, *rest]
    expect(page.locator(f"#{first} button:focus")).to_be_visible()

    page.get_by_role("link", name="Show it on the wall").click()
    on_the_wall(page, second.removeprefix("a3-"), first.removeprefix("a3-"))
    page.keyboard.press("Escape")
    expect(page).to_have_url(meeting)
    expect(page.locator(f"#{first}")).to_contain_text("Ask ten of them on the phone")

    promise(page, second)
    page.get_by_role("button", name="End the meeting").click()
    expect(page.get_by_text("This meeting ended on")).to_be_visible()
    assert not faults_of(page)
    page.get_by_role("button", name="Make the next meeting").click()
    promised = page.get_by_role("region", name="Promised before")
    expect(promised).to_contain_text("Kenji Ito: Bring the list of last month")
    assert not faults_of(page)


def on_the_wall(page: Page, first: str, second: str) -> None:
    """Arrow keys lead through the agenda and the boxes; what is typed is saved at its place."""
    expect(page.locator(".head-place")).to_contain_text(f"A3-{first}")
    assert not faults_of(page)
    page.set_viewport_size({"width": 1440, "height": 900})
    whole = typed_size(page)
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile(f"a3={second}$"))
    expect(page.locator("html[data-ready]")).to_be_attached()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".panel")).to_have_count(1)
    expect(page.locator("html[data-ready]")).to_be_attached()
    assert typed_size(page) > whole, "a box alone is larger than the whole sheet"
    page.keyboard.press("n")
    expect(page.get_by_label("Words")).to_be_focused()
    page.keyboard.type("Ask ten of them on the phone → 2 first")
    page.get_by_label("decision").check()
    page.get_by_label("Who", exact=True).select_option(label="Henrik Dahl")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".said-decision")).to_contain_text("Ask ten of them on the phone")
    expect(page).to_have_url(re.compile(f"a3={second}&look="))
    expect(page.locator("html[data-ready]")).to_be_attached()
    assert not faults_of(page)


def promise(page: Page, line: str) -> None:
    """What somebody promises on one A3, typed on the meeting's page."""
    page.locator(f"#{line}").get_by_role("link", name="Write what was said").click()
    assert not faults_of(page)
    page.get_by_label("promise").check()
    page.get_by_label("Words").fill("Bring the list of last month")
    page.get_by_label("Who", exact=True).select_option(label="Kenji Ito")
    page.get_by_label("Until").fill("2099-11-30")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(f"#{line}")).to_contain_text("Bring the list of last month")


def test_without_scripts_the_wall_is_read_by_its_links(visit: Visits) -> None:
    page = visit("weiss", javascript=False)
    page.goto("/meetings")
    page.get_by_role("region", name="Past").get_by_role("link", name=re.compile("^Newcomers")).click()
    page.get_by_role("link", name="Show it on the wall").click()
    expect(page.get_by_text("1 of 2")).to_be_visible()
    page.get_by_role("link", name="Next").click()
    expect(page.get_by_text("2 of 2")).to_be_visible()
    page.get_by_role("link", name="Back to the meeting").click()
    expect(page.get_by_role("heading", name="Agenda")).to_be_visible()
