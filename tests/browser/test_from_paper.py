"""After the meeting, a phone in one hand and the paper in the other: the code, two notes, one experiment."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import faults_of
from tests.browser.visits import PHONE, Visits, sign_in
from tests.browser.writing import close_box, open_box, save, start_a3, write

pytestmark = pytest.mark.browser


def submitted(page: Page) -> int:
    """An A3 whose revision 1 was submitted and that was written on since; its number."""
    number = start_a3(page)
    for key in ("perceive", "analyse", "empower", "select"):
        write(page, key, f"What stands in {key}.")
    page.request.post(
        f"/a3/{number}/print",
        form={
            "paper": "a3",
            "csrf_token": str(page.locator('meta[name="csrf-token"]').get_attribute("content")),
        },
    )
    write(page, "plan", "Ask the first ten.")
    return number


def test_a_paper_comes_back_by_its_code_and_its_notes_are_used(visit: Visits) -> None:
    number = submitted(visit("lindqvist"))
    jamal = visit(None, PHONE)
    jamal.goto(f"/p/{number}/1")
    sign_in(jamal, "haddad")
    told = jamal.get_by_role("region", name="Your paper")
    expect(told).to_contain_text("Your paper is revision 1, written on since")
    expect(told.get_by_role("listitem")).to_have_text(re.compile(r"Plan\s+added"))
    for seen in (told.get_by_text("Your paper is"), told.get_by_role("link", name="Type in your notes")):
        expect(seen).to_be_in_viewport(ratio=1)
    told.get_by_role("link", name="Type in your notes").tap()
    jamal.get_by_label("Analyse current knowledge").fill("Ask them on the day they stop")
    jamal.get_by_label("Check", exact=True).fill("Who counts in May?")
    jamal.get_by_label("Who said it").select_option(label="Ruth Okafor")
    jamal.get_by_role("button", name="Save the notes").tap()
    expect(jamal.get_by_text("2 notes, 2 open")).to_be_visible()
    assert not faults_of(jamal)
    jamal.get_by_role("link", name=re.compile("Try it.*Ask them on the day")).tap()
    expect(jamal.locator("html[data-ready] form[data-log]")).to_be_attached()
    expect(jamal.get_by_label("If we do")).to_have_value("Ask them on the day they stop")
    jamal.get_by_label("We expect").fill("Half of them answer")
    jamal.get_by_role("button", name="Log it").tap()
    expect(jamal).to_have_url(re.compile(rf"/a3/{number}/experiments$"))
    jamal.goto(f"/a3/{number}")
    expect(jamal.get_by_role("link", name="1 note open")).to_be_visible()
    expect(jamal.locator("#box-analyse")).to_contain_text("became an experiment")


def test_a_note_stands_beside_its_box_until_it_is_taken_in(visit: Visits) -> None:
    maja = visit("lindqvist")
    number = start_a3(maja)
    maja.locator("#box-plan").get_by_role("link", name="Note on Plan").click()
    maja.get_by_label("What was said").fill("Name the day")
    maja.get_by_role("button", name="Save").click()
    expect(maja).to_have_url(re.compile(rf"/a3/{number}#box-plan$"))
    expect(maja.locator("#box-plan")).to_contain_text("Name the day")
    open_box(maja, "plan").fill("On 3 May.")
    save(maja)
    expect(maja.locator("#box-plan .box-note-words")).to_be_visible()
    close_box(maja)
    maja.locator("#box-plan").get_by_role("button", name="Mark as taken in").click()
    expect(maja.locator("#box-plan")).to_contain_text("✓ taken in")
