"""A chart on paper: the same drawing, legible at the smallest type and in grey."""

from __future__ import annotations

from functools import cache

import pytest
from PIL import Image

from a3tracker.rendering.chart_icons import icons_svg
from a3tracker.rendering.charts import Charted, chart_svg
from a3tracker.rendering.pdf import PrintJob, Rendered, render_sheet
from tests.glyphs import missing_glyphs
from tests.rendering import papertrail
from tests.rendering.charted import AFTER, BEFORE, charted, frozen, rebased
from tests.rendering.sheets import sheet

pytestmark = pytest.mark.pdf

FOREIGN = charted([*BEFORE, *AFTER], changes={12: "Łódź ≥ 5 ✓ Ελλάδα №"}, rebases=[12])


def drawn(chart: Charted) -> str:
    return f"<div>{chart_svg(chart)}</div><div>{icons_svg(chart.chart)} {chart.sentence}</div>"


@cache
def printed(words: int = 0, paper: str = "a3") -> Rendered:
    """A sheet with charts in two boxes, and so many words beside them."""
    html = {
        "analyse": drawn(FOREIGN) + f"<p>{'word ' * words}</p>",
        "check": drawn(frozen()) + drawn(rebased()),
    }
    return render_sheet(PrintJob(sheet(html=html), paper))


def test_a_chart_is_a_picture_that_says_its_sentence() -> None:
    figures = [part for part in papertrail.elements(printed().pdf) if part.S == "/Figure"]
    said = [str(figure.Alt) for figure in figures]
    for chart in (FOREIGN, frozen(), rebased()):
        # A per cent sign does not begin a line, in a title neither.
        assert chart.sentence.replace(" %", "\N{NO-BREAK SPACE}%") in said


def test_its_words_are_words_in_the_sheets_own_type() -> None:
    words = papertrail.words(printed().pdf)
    for text in ("mean 12.8 %", "target 16.0 %", "suggested edit on", "Łódź ≥ 5 ✓ Ελλάδα №", "Hit and miss"):
        assert text in words
    assert not missing_glyphs(printed().pdf)
    names = {str(font.BaseFont).partition("+")[2] for font in papertrail.fonts(printed().pdf)}
    assert all(name.startswith(("Source-Sans-3", "A3-Symbols")) for name in names), names


@pytest.mark.parametrize("words", [0, 900])
def test_no_type_in_a_chart_is_smaller_than_can_be_read(words: int) -> None:
    rendered = printed(words)
    assert min(papertrail.type_sizes(rendered.pdf)) >= 6.6
    assert (rendered.size_pt < 8) == bool(words)


def test_its_marks_have_their_colours_and_are_dark_enough_in_grey() -> None:
    picture = papertrail.picture(printed().pdf, 150)
    colours = {colour for _, colour in picture.getcolors(1 << 24)}
    marks = {(0, 94, 184), (89, 89, 89)}
    assert marks <= colours
    assert all(Image.new("RGB", (1, 1), mark).convert("L").getpixel((0, 0)) < 130 for mark in marks)
