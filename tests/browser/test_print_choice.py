"""Choosing the paper: what each holds is told before printing, and the preview is the PDF."""

import io
import re

import pikepdf
import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import faults_of
from tests.browser.visits import DESK, PHONE, Look, Visits
from tests.browser.writing import open_box, save, start_a3

pytestmark = [pytest.mark.browser, pytest.mark.pdf]

#: Headless, the browser has no viewer for PDFs: the page is told that it had one.
WITH_A_VIEWER = "Object.defineProperty(Navigator.prototype, 'pdfViewerEnabled', { get: () => true })"


@pytest.fixture(autouse=True)
def _a_file_names_no_icon(visit: Visits) -> None:
    """The browser asks for /favicon.ico when it shows a PDF; pages name their own."""
    visit.foresee("/favicon.ico")


def size_on(page: Page, paper: str) -> str:
    """What is told of a paper."""
    place = page.locator(f"#size-{paper}")
    expect(place).to_contain_text(" pt")
    return place.inner_text()


def ready(page: Page) -> None:
    """Until the PDF is made."""
    expect(page.get_by_role("heading", name="The sheet is ready")).to_be_visible(timeout=120_000)


@pytest.mark.parametrize("look", [DESK, PHONE], ids=str)
def test_a_member_chooses_two_halves_and_previews_them(visit: Visits, look: Look) -> None:
    jamal = visit("haddad", look)
    jamal.goto("/a3/2")
    jamal.get_by_role("link", name="Paper and preview").click()
    assert "hard to read: take two A4 halves" in size_on(jamal, "a4")
    assert "hard to read" not in size_on(jamal, "a4-halves")
    jamal.get_by_label("Two A4 halves").check()
    jamal.get_by_role("button", name="Preview").click()
    ready(jamal)
    assert not faults_of(jamal)
    link = jamal.get_by_role("link", name="Open the PDF").get_attribute("href")
    assert re.search(r"/A3-2-r\d+-a4-halves\.pdf$", str(link))
    pdf = jamal.request.get(str(link)).body()
    assert len(pikepdf.open(io.BytesIO(pdf)).pages) == 2
    jamal.get_by_role("link", name="Another paper").click()
    expect(jamal.get_by_label("Two A4 halves")).to_be_checked()
    assert re.fullmatch(r"[\d.]+ pt", size_on(jamal, "a4-halves"))


def test_what_will_be_cut_is_told_before_anything_is_printed(visit: Visits) -> None:
    maja = visit("lindqvist")
    number = start_a3(maja)
    open_box(maja, "plan").fill("A long line of words that fills the sheet.\n\n" * 90)
    save(maja)
    maja.goto(f"/a3/{number}/print")
    assert re.search(r"^about 6\.6 pt · Plan: \d+ lines more on screen$", size_on(maja, "a3"))
    assert visit.program.rows("select count(*) from revisions where a3_id = (select max(id) from a3s)") == [
        (0,)
    ]


def test_small_type_is_told_and_the_halves_are_one_click_away(visit: Visits) -> None:
    nora = visit("weiss")
    nora.goto("/a3/2/print")
    nora.get_by_label("A4", exact=True).check()
    nora.get_by_role("button", name="Print", exact=True).click()
    ready(nora)
    expect(nora.get_by_text("is hard to read around a table")).to_be_visible()
    assert not faults_of(nora)
    nora.get_by_role("button", name="Print two A4 halves").click()
    ready(nora)
    expect(nora.get_by_text(re.compile(r"pt on two A4 halves"))).to_be_visible()


def test_the_preview_is_the_pdf_itself_where_the_browser_shows_pdfs(visit: Visits) -> None:
    nora = visit("weiss", fresh=True)
    nora.add_init_script(WITH_A_VIEWER)
    nora.goto("/a3/6/print")
    nora.get_by_role("button", name="Preview").click()
    ready(nora)
    frame = nora.locator("iframe.pdf-frame")
    expect(frame).to_have_attribute(
        "src", re.compile(r"^/printouts/\d+/A3-6-r\d+-a3\.pdf#navpanes=0&view=Fit$")
    )
    expect(frame).to_have_attribute("title", re.compile(r"^A3-6, revision \d+ of .*, on A3$"))


def test_a_half_filled_sheet_is_printed_to_write_on(visit: Visits) -> None:
    nora = visit("weiss")
    nora.goto("/a3/6/print")
    nora.get_by_label("Half-filled, to write on by hand").check()
    with nora.expect_response(re.compile(r"-half-filled\.pdf$"), timeout=120_000):
        nora.get_by_role("button", name="Print", exact=True).click()
