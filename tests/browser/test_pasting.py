"""What is pasted, dropped or chosen into a box: tables from Excel, pictures from anywhere."""

import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.visits import Visits
from tests.browser.writing import SAVED, box, close_box, field_of, open_box, paste_cells, said, start_a3

pytestmark = pytest.mark.browser

PASTE_TEXT = """(field, text) => {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
}"""
PICTURE = re.compile(r"!\[[^\]]*\]\(/pictures/[0-9a-f]+\.(png|jpg)\)")


@pytest.fixture
def maja(visit: Visits) -> Page:
    """In the open box Plan of an empty sheet."""
    page = visit("lindqvist")
    start_a3(page)
    open_box(page, "plan")
    return page


@pytest.mark.parametrize(
    ("cells", "table"),
    [
        (
            "Week\tEdits\r\n1\t4,155\r\n2\t508\r\n",
            "| Week | Edits |\n| ---: | ---: |\n| 1 | 4,155 |\n| 2 | 508 |",
        ),
        ('Who\tWhat\n"Jamal\nHaddad"\tmends', "| Who | What |\n| --- | --- |\n| Jamal / Haddad | mends |"),
        ('Size\tFor\n5" screen\thim', '| Size | For |\n| --- | --- |\n| 5" screen | him |'),
        ("Sign\tMeans\n*\t<b>\n|\ta_b", "| Sign | Means |\n| --- | --- |\n| \\* | &lt;b> |\n| \\| | a_b |"),
    ],
    ids=["figures to the right", "a cell of two lines", "an inch sign", "signs of Markdown"],
)
def test_cells_from_excel_become_a_table(maja: Page, cells: str, table: str) -> None:
    paste_cells(field_of(maja, "plan"), cells)
    expect(field_of(maja, "plan")).to_have_value(re.compile(rf"^{re.escape(table)}\s*$"))


def test_a_pasted_table_stands_apart_from_the_text_and_can_be_taken_back(maja: Page) -> None:
    field = field_of(maja, "plan")
    field.press_sequentially("Before.")
    paste_cells(field, "a\tb\n1\t2")
    expect(field).to_have_value(re.compile(r"^Before\.\n\n\| a \| b \|\n"))
    field.press("Control+z")
    expect(field).to_have_value("Before.")


def test_a_table_that_is_too_long_is_refused_and_nothing_is_lost(maja: Page) -> None:
    field = field_of(maja, "plan")
    field.fill("x" * 9_990)
    paste_cells(field, "Week\tEdits\n1\t4155")
    expect(said(maja)).to_have_text("This table is too long: a box holds 10,000 characters.")
    expect(field).to_have_value("x" * 9_990)


def test_a_picture_is_chosen_and_a_large_one_is_made_smaller(maja: Page, tmp_path: Path) -> None:
    Image.new("RGB", (3000, 1200), "#1d2b3a").save(tmp_path / "large.png")
    with maja.expect_file_chooser() as asked:
        maja.get_by_role("button", name="Picture").click()
    asked.value.set_files(tmp_path / "large.png")
    expect(field_of(maja, "plan")).to_have_value(PICTURE)
    close_box(maja)
    picture = box(maja, "plan").get_by_role("img")
    size = picture.evaluate("one => one.decode().then(() => [one.naturalWidth, one.naturalHeight])")
    assert max(size) <= 2000
    assert size[0] / size[1] == pytest.approx(2.5, abs=0.01)


def test_what_is_no_picture_is_refused_in_words(maja: Page, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Not a picture.")
    maja.locator("[data-picture-file]").set_input_files(tmp_path / "notes.txt")
    expect(said(maja)).to_have_text("notes.txt is no picture that can be used: take PNG, JPEG, WebP or GIF.")
    expect(field_of(maja, "plan")).to_have_value("")


def test_a_broken_picture_is_refused_and_leaves_no_trace(maja: Page, tmp_path: Path) -> None:
    (tmp_path / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\nnothing more")
    maja.locator("[data-picture-file]").set_input_files(tmp_path / "broken.png")
    expect(said(maja)).to_contain_text("The picture was not taken")
    expect(field_of(maja, "plan")).to_have_value("")


def test_the_table_button_sets_an_empty_table(maja: Page) -> None:
    maja.get_by_role("button", name="Table").click()
    expect(field_of(maja, "plan")).to_have_value(re.compile(r"^\| Measure \| Before \| After \|\n"))
    close_box(maja)
    expect(box(maja, "plan").get_by_role("columnheader")).to_have_text(["Measure", "Before", "After"])


def test_a_paste_that_is_too_long_stays_whole_and_says_what_a_box_holds(maja: Page) -> None:
    field = field_of(maja, "plan")
    pasted = "One line of a report that went on for years. " * 30_000
    field.evaluate(PASTE_TEXT, pasted)
    words = "Not saved: Shorten this text by 1,340,000 characters; a box holds 10,000."
    expect(said(maja)).to_have_text(words)
    expect(field).to_have_value(pasted)
    field.fill("Shorter.")
    expect(said(maja)).to_have_text(SAVED)
