"""Two upright pages instead of one sheet: a side on each, at full size, from any office printer."""

from __future__ import annotations

import re
from functools import cache

import pytest

from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.fitting import LADDER
from a3tracker.rendering.papers import PAPERS
from a3tracker.rendering.pdf import PrintJob, Rendered, render_sheet
from a3tracker.rendering.sheet import blank_sheet
from tests.glyphs import missing_glyphs
from tests.rendering import papertrail
from tests.rendering.every_sheet import OVERFULL, sheet_of
from tests.rendering.figured import figured
from tests.rendering.sheets import longer, sheet

pytestmark = pytest.mark.pdf

HALVES = [key for key, paper in PAPERS.items() if paper.pages == 2]
LEFT = [box.label for box in sheet().left]
RIGHT = [box.label for box in sheet().right]
#: In mm: an office printer cuts what is nearer to the edge, and a pen wants some room.
MARGIN = 8


@cache
def overfull(name: str) -> Rendered:
    return render_sheet(PrintJob(sheet_of("PDCA", name), "a4-halves"))


def assert_halves(pdf: bytes) -> None:
    """Each side on its own page, with its headings in order and nothing near the edges."""
    first, second = papertrail.words_by_page(pdf)
    for page, own, other in ((first, LEFT, RIGHT[1:]), (second, RIGHT, LEFT)):
        places = [page.index(label) for label in own]
        assert places == sorted(places)
        assert not any(f" {label} " in page for label in other if label not in ("Check", "Act", "Do"))
    for page in (0, 1):
        picture = papertrail.picture(pdf, 127, page).convert("L")
        edge, (width, height) = MARGIN * 5, picture.size
        strips = ((0, 0, edge, height), (width - edge, 0, width, height))
        for strip in (*strips, (0, 0, width, edge), (0, height - edge, width, height)):
            assert picture.crop(strip).getextrema() == (255, 255)


@pytest.mark.parametrize("paper", HALVES)
@pytest.mark.parametrize("times", [1, 4])
def test_each_side_has_a_page_of_its_own_with_all_its_words(paper: str, times: int) -> None:
    rendered = render_sheet(PrintJob(longer(times), paper))
    assert not rendered.missing
    assert_halves(rendered.pdf)
    first, second = papertrail.words_by_page(rendered.pdf)
    assert "People who have an account and have not edited." in first
    assert second.count("it does not by itself bring them back") == times
    assert rendered.size_pt in LADDER
    assert min(papertrail.type_sizes(rendered.pdf)) >= 6.6


def test_both_pages_say_where_they_belong() -> None:
    first, second = papertrail.words_by_page(render_sheet(PrintJob(sheet(), "a4-halves")).pdf)
    title = "New account holders stop before their first good edit"
    assert first.startswith("PDCA")
    assert f"{title} A3-7, revision 12" in first
    assert "A3-7 · revision 12, 4 Aug 2026 · Check · page 1 of 2 · a3.example/p/7/12" in first
    assert second.startswith(f"PDCA A3-7 {title} revision 12 · page 2 of 2")
    assert "· page 2 of 2 · a3.example/p/7/12" in second
    assert "Jamal Haddad" in first


def test_a_side_that_is_short_is_set_in_the_type_of_the_long_one() -> None:
    long = render_sheet(PrintJob(sheet({"plan": "\n\n".join(["A line of the plan."] * 25)}), "a4-halves"))
    assert_halves(long.pdf)
    assert not long.missing
    assert long.size_pt < LADDER[0]


@pytest.mark.parametrize("paper", HALVES)
def test_it_is_read_left_side_first_and_its_headings_are_bookmarks(paper: str) -> None:
    pdf = render_sheet(PrintJob(sheet(), paper)).pdf
    headings = [kind for kind in papertrail.kinds(pdf) if kind in ("H1", "H2", "H3", "H4")]
    assert headings == ["H1", "H2", *["H3"] * 5, "H2", *["H3"] * 4]
    with papertrail.opened(pdf).open_outline() as outline:
        (title,) = outline.root
        left, right = title.children
        assert [mark.title for mark in left.children] == LEFT
        assert [mark.title for mark in right.children] == RIGHT
    assert b"pdfuaid:part" in papertrail.opened(pdf).Root.Metadata.read_bytes()


@pytest.mark.parametrize(
    "name", ["4 times the text", "one giant table", "one word of 9,000 letters", *OVERFULL]
)
def test_what_does_not_fit_goes_with_a_mark_and_each_side_keeps_its_page(name: str) -> None:
    rendered = overfull(name)
    assert_halves(rendered.pdf)
    marks = re.findall(r"([\d,]+) lines? more on screen, A3-7 r12", papertrail.words(rendered.pdf))
    assert sorted(int(mark.replace(",", "")) for mark in marks) == sorted(rendered.missing.values())
    assert min(papertrail.type_sizes(rendered.pdf)) >= 6.6
    assert not missing_glyphs(rendered.pdf)


def test_charts_stay_as_large_as_the_words_around_them() -> None:
    drawn = figured({"act": "{{chart: trials}}"}, {0: {"metric": 1}, 1: {"metric": 2, "target": None}})
    rendered = render_sheet(PrintJob(drawn, "a4-halves"))
    assert_halves(rendered.pdf)
    assert not rendered.missing
    assert min(papertrail.type_sizes(rendered.pdf)) >= 6.6


@pytest.mark.parametrize(
    "words", ["新しいアカウント " * 60, "حساب جديد يتوقف قبل أول تعديل " * 40, "😀 ✓ ≥ " * 40]
)
def test_every_script_prints_on_the_side_where_it_was_written(words: str) -> None:
    rendered = render_sheet(PrintJob(sheet({"plan": words, "analyse": words}), "a4-halves"))
    assert_halves(rendered.pdf)
    assert not rendered.missing
    assert not missing_glyphs(rendered.pdf)


@pytest.mark.parametrize("cycle", CYCLES)
def test_blank_halves_have_lines_to_write_on(cycle: str) -> None:
    rendered = render_sheet(PrintJob(blank_sheet(cycle), "letter-halves"))
    first, second = papertrail.words_by_page(rendered.pdf)
    assert f"Blank {cycle} sheet · page 1 of 2" in first
    assert f"Blank {cycle} sheet · page 2 of 2" in second
    assert rendered.size_pt >= LADDER[1]


def test_the_same_halves_are_the_same_bytes() -> None:
    once, again = (render_sheet(PrintJob(sheet(), "a4-halves")).pdf for _ in range(2))
    assert once == again
