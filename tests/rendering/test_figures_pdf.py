"""Charts of the segment on paper: one page, each whole or gone with a mark, and large enough to read."""

from __future__ import annotations

import re
from functools import cache

import pytest

from a3tracker.domain.fitting import LADDER
from a3tracker.rendering.paperhtml import html_for
from a3tracker.rendering.pdf import PrintJob, Rendered, render_sheet
from tests.glyphs import missing_glyphs
from tests.rendering import papertrail
from tests.rendering.figured import figured
from tests.rendering.sheets import BOXES

pytestmark = pytest.mark.pdf

MEASURED = {0: {"metric": 1}, 1: {"metric": 2, "target": None}}
#: A dot is 5.6 units wide, and its words ten units high: so many mm for each point of type.
DOT = 0.56 / 72 * 25.4
LONG = " ".join(f"word{number}" for number in range(600))
TWICE = "{{chart: trials}}\n\n- a {{chart: activation}} b\n- c\n\n" * 2
MANY = {key: f"{text}\n\n{TWICE}" for key, text in BOXES.items()}
SHEETS = {
    "charts of the Check": figured(measured=MEASURED),
    "every kind": figured(
        {
            "act": "{{chart: net <growth> & more}} {{chart: win-back rate}} {{chart: no}}",
            "plan": "| a | b |\n|--|--|\n| {{chart: trials}} | {{figure: trials}} |",
        },
        MEASURED,
    ),
    "thirty marks": figured(MANY, MEASURED),
    "deep in a list": figured({"act": "> - a\n>     - b\n>         - c\n>             - {{chart: trials}}"}),
    "a text that leaves no room": figured(
        {"check": f"{LONG}\n\n{{{{chart: trials}}}}\n\n{LONG}", "plan": LONG}, MEASURED
    ),
}


@cache
def printed(name: str, paper: str = "a3") -> Rendered:
    return render_sheet(PrintJob(SHEETS[name], paper))


def charts_on(pdf: bytes) -> list[str]:
    """The sentences of the charts on the page, each beside its picture."""
    said = [str(part.Alt) for part in papertrail.elements(pdf) if part.S == "/Figure"]
    return [words for words in said if re.match("Activation|Retention|Net|Trials", words)]


@pytest.mark.parametrize("name", SHEETS)
def test_it_is_one_page_and_large_enough_to_read(name: str) -> None:
    rendered = printed(name)
    assert len(papertrail.opened(rendered.pdf).pages) == 1
    smallest = min(papertrail.type_sizes(rendered.pdf))
    assert smallest >= LADDER[-1]
    assert smallest * DOT >= 1.2
    assert not missing_glyphs(rendered.pdf)


@pytest.mark.parametrize("name", SHEETS)
def test_a_chart_is_whole_or_gone_and_its_box_says_so(name: str) -> None:
    rendered, sheet = printed(name), SHEETS[name]
    words = papertrail.words(rendered.pdf)
    boxes = (*sheet.left, *sheet.right)
    placed = sum(box.html.count('class="figure-wide"') + len(box.figures) for box in boxes)
    marks = re.findall(r"(\d+) charts?(?: and [\d,]+ lines?)? more on screen, A3-7 r12", words)
    assert len(charts_on(rendered.pdf)) + sum(map(int, marks)) == placed
    assert bool(rendered.missing) == ("more on screen" in words)


def test_what_a_chart_leaves_empty_goes_to_the_boxes_that_can_use_it() -> None:
    assert len(charts_on(printed("thirty marks").pdf)) >= 2


def test_text_after_a_chart_that_does_not_fit_still_stands() -> None:
    words = papertrail.words(printed("a text that leaves no room").pdf)
    assert "word599" in words or "more on screen" in words


@pytest.mark.parametrize("paper", ["a4", "letter", "ledger"])
def test_every_paper_has_the_same_charts(paper: str) -> None:
    rendered = printed("charts of the Check", paper)
    assert len(papertrail.opened(rendered.pdf).pages) == 1
    assert charts_on(rendered.pdf) == charts_on(printed("charts of the Check").pdf)


def test_the_printer_gets_no_drawing_for_phones() -> None:
    html = html_for(SHEETS["charts of the Check"], "a3")
    assert "figure-narrow" not in html
    assert html.count('class="chart"') == 2
