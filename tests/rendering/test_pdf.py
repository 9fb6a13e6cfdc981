"""The printed sheet: one page of the right size, legible to eyes, to machines and to screen readers."""

from __future__ import annotations

import io
import logging
from dataclasses import replace
from functools import cache

import pytest
import zxingcpp
from PIL import Image

from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.fitting import LADDER
from a3tracker.rendering.papers import PAPERS
from a3tracker.rendering.pdf import PrintJob, render_sheet
from a3tracker.rendering.sheet import blank_sheet
from tests.glyphs import missing_glyphs
from tests.rendering import papertrail
from tests.rendering.sheets import BOXES, sheet

pytestmark = pytest.mark.pdf

SIZES = {
    "a3": (420, 297),
    "ledger": (431.8, 279.4),
    "a4": (297, 210),
    "letter": (279.4, 215.9),
    "a4-halves": (210, 297),
    "letter-halves": (215.9, 279.4),
}


@cache
def printed(paper: str = "a3") -> bytes:
    return render_sheet(PrintJob(sheet(), paper)).pdf


@pytest.mark.parametrize("paper", PAPERS)
def test_each_paper_has_its_size_and_number_of_pages(paper: str) -> None:
    assert len(papertrail.opened(printed(paper)).pages) == (2 if "halves" in paper else 1)
    assert papertrail.size_mm(printed(paper)) == pytest.approx(SIZES[paper], abs=0.1)


def test_every_font_is_inside() -> None:
    fonts = papertrail.fonts(printed())
    assert len(fonts) >= 3
    for font in fonts:
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert "/FontFile2" in descriptor or "/FontFile3" in descriptor


def test_no_word_prints_as_an_empty_box() -> None:
    assert not missing_glyphs(printed())


@pytest.mark.parametrize(
    "words",
    [
        "✓ ▲ ◇ ≥ → − × ● □ ✗ ➜ ① ★",
        "Ελληνικά Русский Łódź naïve “quoted” €",
        "❤️ 1️⃣ ⚠ ☑",
        "a\u200bb \u202aab\u202c\ufeff",
        "\uf0b7 of Word",
    ],
)
def test_signs_and_other_alphabets_print_too(words: str) -> None:
    assert not missing_glyphs(render_sheet(PrintJob(sheet({"plan": words, "act": f"**{words}**"}))).pdf)


def test_it_says_its_title_its_language_and_that_it_is_made_for_everybody() -> None:
    document = papertrail.opened(printed())
    assert str(document.docinfo.Title) == "A3-7 New account holders stop before their first good edit"
    assert "Author" not in document.docinfo
    assert str(document.Root.Lang) == "en"
    assert document.Root.ViewerPreferences.DisplayDocTitle
    assert document.Root.MarkInfo.Marked
    assert b"pdfuaid:part" in document.Root.Metadata.read_bytes()


def test_a_sheet_in_another_language_says_so() -> None:
    german = render_sheet(PrintJob(replace(sheet(), language="de"))).pdf
    assert str(papertrail.opened(german).Root.Lang) == "de"


def test_its_headings_stand_in_order() -> None:
    headings = [kind for kind in papertrail.kinds(printed()) if kind in ("H1", "H2", "H3", "H4")]
    assert headings == ["H1", "H2", *["H3"] * 5, "H2", *["H3"] * 4]


def test_its_tables_have_heads_and_its_lists_are_lists() -> None:
    kinds = papertrail.kinds(printed())
    assert kinds.count("Table") == 7
    assert kinds.count("TH") >= 20
    assert {"L", "LI"} <= set(kinds)


def test_every_drawing_says_what_it_shows() -> None:
    figures = [element for element in papertrail.elements(printed()) if element.S == "/Figure"]
    said = [str(figure.Alt) for figure in figures]
    assert len(said) == 2
    assert said[0].startswith("Control points: Left side done")
    assert said[1] == "QR code that leads to https://a3.example/p/7/12"


def test_a_picture_is_printed_with_its_description() -> None:
    pixels = io.BytesIO()
    Image.new("RGB", (300, 3_000), "navy").save(pixels, "PNG")
    address = f"/pictures/{'b' * 64}.png"
    job = PrintJob(
        sheet({"plan": f"![Sketch of the step]({address})"}), pictures={address: pixels.getvalue()}
    )
    rendered = render_sheet(job)
    said = [str(part.Alt) for part in papertrail.elements(rendered.pdf) if part.S == "/Figure"]
    assert "Sketch of the step" in said
    assert (0, 0, 128) in {colour for _, colour in papertrail.picture(rendered.pdf, 40).getcolors(1 << 20)}
    assert not rendered.missing


def test_in_the_place_of_a_picture_that_is_lost_stands_its_description() -> None:
    drawn = sheet({"plan": f"![Sketch of the step](/pictures/{'c' * 64}.png)"})
    assert "Sketch of the step" in papertrail.words(render_sheet(PrintJob(drawn)).pdf)


def test_the_words_of_every_box_are_on_it() -> None:
    words = papertrail.words(printed())
    for box in (*sheet().left, *sheet().right):
        assert box.label in words
    for text in (
        "4,155 of 32,209",
        "508 of 2,953 (17.2 %)",
        "Two suggestions led",
        "Ruth Okafor",
        "not shown",
    ):
        assert text in words
    assert "A3-7 · revision 12, 4 Aug 2026 · Check · a3.example/p/7/12" in words
    assert "Left side agreed by Sachi Yamada, revision 9, 30 Mar · changed since" in words
    assert BOXES["locate"] in words


def test_its_code_leads_back_to_the_live_a3_from_paper_of_any_size() -> None:
    for paper in PAPERS:
        codes = zxingcpp.read_barcodes(papertrail.picture(printed(paper), 200))
        assert [code.text for code in codes] == ["https://a3.example/p/7/12"]


@pytest.mark.parametrize("cycle", CYCLES)
def test_a_blank_sheet_fills_its_page_with_lines_to_write_on(cycle: str) -> None:
    rendered = render_sheet(PrintJob(blank_sheet(cycle)))
    assert papertrail.size_mm(rendered.pdf) == pytest.approx((420, 297), abs=0.1)
    assert rendered.size_pt >= LADDER[1]
    assert CYCLES[cycle].boxes[0].guidance.split(".")[0] in papertrail.words(rendered.pdf)


def test_the_same_print_is_the_same_bytes() -> None:
    assert render_sheet(PrintJob(sheet())).pdf == printed()


def test_the_smaller_papers_say_their_type_size() -> None:
    assert "type 7.4 pt on A4" in papertrail.words(printed("a4"))
    assert "type" not in papertrail.words(printed("a3")).rpartition("a3.example")[2]


@pytest.mark.parametrize("paper", ["a3", "ledger", "a4-halves", "letter-halves"])
def test_nothing_on_the_large_papers_is_set_below_what_can_be_read(paper: str) -> None:
    assert min(papertrail.type_sizes(printed(paper))) >= 6.6


def test_the_renderer_has_nothing_to_complain_about(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("weasyprint").propagate = True
    with caplog.at_level(logging.WARNING, "weasyprint"):
        render_sheet(PrintJob(sheet()))
    assert not caplog.records
