"""From the sheet on the screen to the PDF, and from the code on the paper back to the live sheet."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.accessibility import faults_of
from tests.browser.visits import DESK, DESK_DARK, PHONE, Look, Visits
from tests.browser.writing import await_scripts, open_box, print_on, save, start_a3, write

pytestmark = [pytest.mark.browser, pytest.mark.pdf]


@pytest.fixture(autouse=True)
def _a_file_names_no_icon(visit: Visits) -> None:
    """The browser asks for /favicon.ico when it shows a PDF; pages name their own."""
    visit.foresee("/favicon.ico")


def lines_in(words: Locator) -> int:
    """The number of lines that a sentence names."""
    found = re.search(r"(\d+) lines", words.inner_text())
    assert found
    return int(found[1])


@pytest.mark.parametrize("look", [DESK, PHONE], ids=str)
def test_a_member_prints_the_sheet(visit: Visits, look: Look) -> None:
    jamal = visit("haddad", look)
    jamal.goto("/a3/6")
    answer = print_on(jamal, "a3")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF-1.7")
    assert re.search(r"/A3-6-r\d+-a3\.pdf$", answer.url)


@pytest.mark.parametrize("paper", ["ledger", "a4", "letter", "letter-halves"])
def test_other_papers_are_other_files(visit: Visits, paper: str) -> None:
    nora = visit("weiss")
    nora.goto("/a3/6")
    answer = print_on(nora, paper)
    assert answer.body().startswith(b"%PDF")
    assert answer.url.endswith(f"-{paper}.pdf")


def test_a_blank_sheet_is_printed_to_write_on_by_hand(visit: Visits) -> None:
    nora = visit("weiss")
    nora.goto("/blank")
    nora.get_by_label("Paper for EDCA").select_option("a3")
    with nora.expect_response(re.compile(r"/EDCA-blank-a3\.pdf$"), timeout=120_000):
        nora.get_by_role("button", name="Print EDCA").click()


@pytest.mark.parametrize("look", [DESK_DARK, PHONE], ids=str)
def test_what_was_printed_is_found_again(visit: Visits, look: Look) -> None:
    page = visit("okafor", look)
    page.goto("/blank")
    page.get_by_label("Paper for PDCA").select_option("a3")
    with page.expect_response(re.compile(r"/PDCA-blank-a3\.pdf$"), timeout=120_000):
        page.get_by_role("button", name="Print PDCA").click()
    page.goto("/me")
    page.get_by_role("main").get_by_role("link", name="My printouts").click()
    row = page.get_by_role("row", name="Blank sheet, PDCA").first
    expect(row).to_contain_text("ready")
    assert not faults_of(page)
    with page.expect_response(re.compile(r"/PDCA-blank-a3\.pdf$")):
        row.get_by_role("link").click()


@pytest.mark.parametrize("look", [DESK, PHONE], ids=str)
@pytest.mark.parametrize(("person", "number"), [("raman", 3), ("novak", 4)])
def test_the_meter_on_the_page_says_the_size_that_the_paper_has(
    visit: Visits, person: str, number: int, look: Look
) -> None:
    page = visit(person, look)
    page.goto(f"/a3/{number}")
    await_scripts(page)
    said = page.locator("[data-fit]").inner_text()
    print_on(page, "a3")
    [(size,)] = visit.program.rows("select size_pt from printouts order by id desc limit 1")
    assert said == f"Prints at {size:.1f} pt on A3"


def test_what_does_not_fit_is_said_before_the_pdf_is_opened(visit: Visits) -> None:
    maja = visit("lindqvist")
    start_a3(maja)
    open_box(maja, "plan").fill("A long line of words that fills the sheet.\n\n" * 90)
    save(maja)
    said = lines_in(maja.locator(".fit-over"))
    maja.get_by_role("button", name="Print").click()
    expect(maja.get_by_role("heading", name="The sheet is ready")).to_be_visible(timeout=120_000)
    # The sentence on the paper that says so needs a line of its own, and some distance.
    assert lines_in(maja.get_by_text("lines more on screen")) - said in (0, 1, 2)
    assert not faults_of(maja)
    address = maja.get_by_role("link", name="Open the PDF").get_attribute("href")
    assert maja.request.get(str(address)).body().startswith(b"%PDF")


def test_the_code_on_the_paper_leads_to_the_live_sheet(visit: Visits) -> None:
    maja = visit("lindqvist")
    number = start_a3(maja)
    write(maja, "plan", "Suggest a first edit.")
    maja.goto(f"/a3/{number}")
    print_on(maja, "a3")
    maja.goto(f"/p/{number}/1")
    expect(maja).to_have_url(re.compile(rf"/a3/{number}\?paper=1$"))
    expect(maja.get_by_text("Your paper is current")).to_be_visible()
    write(maja, "plan", "Suggest a first edit, then ask.")
    maja.goto(f"/p/{number}/1")
    expect(maja.get_by_text("Your paper is revision 1, written on since")).to_be_visible()
