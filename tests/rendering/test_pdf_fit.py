"""Always exactly one page: first the type shrinks, then text goes from a box's end, and the box says so."""

from __future__ import annotations

import re
from functools import cache

import pytest

from a3tracker.domain.fitting import LADDER
from a3tracker.rendering.pdf import PrintJob, Rendered, render_sheet
from a3tracker.rendering.sheet import Sheet
from tests.glyphs import missing_glyphs
from tests.rendering import papertrail
from tests.rendering.overfull import OVERFULL
from tests.rendering.sheets import longer, sheet

pytestmark = pytest.mark.pdf


@cache
def printed(name: str) -> Rendered:
    return render_sheet(PrintJob(OVERFULL[name]))


def size_of(drawn: Sheet, paper: str = "a3") -> float:
    rendered = render_sheet(PrintJob(drawn, paper))
    assert len(papertrail.opened(rendered.pdf).pages) == 1
    assert not rendered.missing
    return rendered.size_pt


def test_a_sparse_sheet_is_set_in_the_largest_type() -> None:
    assert size_of(sheet()) == LADDER[0]


def test_more_text_is_set_in_smaller_type() -> None:
    sizes = [size_of(longer(times)) for times in (1, 2, 4)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] < sizes[0]
    assert set(sizes) <= set(LADDER)


def test_the_chosen_size_is_the_largest_that_fits() -> None:
    drawn = longer(4)
    found = size_of(drawn)
    larger = LADDER[LADDER.index(found) - 1]
    assert render_sheet(PrintJob(drawn, size_pt=larger)).size_pt == found


def test_a_size_that_is_known_is_taken_at_its_word() -> None:
    assert render_sheet(PrintJob(sheet(), size_pt=8.2)).size_pt == 8.2


def test_the_smaller_papers_are_the_large_sheet_made_smaller() -> None:
    assert render_sheet(PrintJob(sheet(), "a4")).size_pt == 7.4


@pytest.mark.parametrize("name", OVERFULL)
def test_what_does_not_fit_is_missing_with_a_mark_and_still_on_one_page(name: str) -> None:
    rendered = printed(name)
    assert len(papertrail.opened(rendered.pdf).pages) == 1
    words = papertrail.words(rendered.pdf)
    marks = re.findall(r"([\d,]+) lines? more on screen, A3-7 r12", words)
    assert sorted(int(mark.replace(",", "")) for mark in marks) == sorted(rendered.missing.values())
    assert all(lines > 0 for lines in rendered.missing.values())


@pytest.mark.parametrize("name", OVERFULL)
def test_it_is_still_large_enough_to_read(name: str) -> None:
    rendered = printed(name)
    assert min(papertrail.type_sizes(rendered.pdf)) >= 6.6
    assert not missing_glyphs(rendered.pdf)


@pytest.mark.parametrize("name", OVERFULL)
def test_every_box_still_has_its_heading(name: str) -> None:
    words = papertrail.words(printed(name).pdf)
    assert all(box.label in words for box in (*OVERFULL[name].left, *OVERFULL[name].right))


def test_only_the_boxes_above_an_equal_share_pay() -> None:
    rendered = printed("one table of many rows")
    assert set(rendered.missing) == {"plan"}
    assert "it does not by itself bring them back" in papertrail.words(rendered.pdf)


def test_nothing_lies_outside_the_paper() -> None:
    for name in OVERFULL:
        picture = papertrail.picture(printed(name).pdf, 50).convert("L")
        edge = 10
        width, height = picture.size
        for strip in (
            (0, 0, edge, height),
            (width - edge, 0, width, height),
            (0, height - edge, width, height),
            (0, 0, width, edge),
        ):
            assert picture.crop(strip).getextrema() == (255, 255), name


def test_of_a_long_log_the_newest_days_are_printed() -> None:
    words = papertrail.words(printed("a log of three hundred days").pdf)
    assert re.search(r"300 experiments, \d+ newest", words)
    assert "Trial 300" in words
    assert "Trial 1 " not in words


def test_a_paragraph_is_cut_between_two_words_and_shows_that_it_goes_on() -> None:
    words = papertrail.words(printed("one paragraph without end").pdf)
    assert re.search(r"word\d+ …", words)
    assert "word0 word1 word2" in words


def test_rows_are_cut_whole_and_from_the_end() -> None:
    rendered = printed("one table of many rows")
    shown = [int(number) for number in re.findall(r"Step number (\d+)", papertrail.words(rendered.pdf))]
    assert shown == list(range(1, len(shown) + 1))
    assert rendered.missing["plan"] == pytest.approx(250 - len(shown), abs=2)
