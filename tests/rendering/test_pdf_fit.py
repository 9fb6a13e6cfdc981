"""How a sheet is made to fit: first the type shrinks, then text goes from a box's end, of logs the oldest."""

from __future__ import annotations

import re
from functools import cache

import pytest

from a3tracker.domain.fitting import LADDER
from a3tracker.rendering.pdf import PrintJob, Rendered, render_sheet
from a3tracker.rendering.sheet import Sheet
from tests.rendering import papertrail
from tests.rendering.every_sheet import PARAGRAPH, TABLE
from tests.rendering.sheets import experiments, longer, sheet, with_rows

pytestmark = pytest.mark.pdf


OVERFULL = {
    "one table of many rows": sheet({"plan": TABLE}),
    "a log of three hundred days": with_rows("experiments", experiments(300)),
    "one paragraph without end": sheet({"plan": PARAGRAPH, "act": PARAGRAPH, "check": PARAGRAPH}),
}


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
