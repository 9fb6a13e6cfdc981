"""Half-filled sheets: what is written, and room for a pen with guidance in grey where nothing is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from a3tracker.domain.cycles import CYCLES
from a3tracker.rendering.paperhtml import html_for
from a3tracker.rendering.papers import PAPERS
from a3tracker.rendering.pdf import PrintJob, render_sheet
from a3tracker.rendering.sheet import blank_sheet, make_sheet
from tests.rendering import papertrail
from tests.rendering.sheets import BOXES, CONTENT, SETTING, longer, sheet

pytestmark = pytest.mark.pdf

NO_BREAK = "\N{NO-BREAK SPACE}"

#: Nothing is written in Check and Act, and nothing was tried or measured.
EMPTY = replace(CONTENT, boxes={**BOXES, "check": "", "act": ""}, rows={"people": CONTENT.rows["people"]})
HALF = make_sheet(EMPTY, replace(SETTING, blank=True))
WHOLE = make_sheet(EMPTY, SETTING)


@pytest.mark.parametrize("paper", PAPERS)
def test_empty_boxes_say_what_belongs_there_and_the_rest_stands_as_it_is(paper: str) -> None:
    rendered = render_sheet(PrintJob(HALF, paper))
    words = papertrail.words(rendered.pdf)
    assert not rendered.missing
    for box in HALF.right[2:]:
        assert box.guidance.split(".")[0] in words
    assert HALF.left[0].guidance not in words
    assert "People who have an account and have not edited." in words
    assert len(papertrail.opened(rendered.pdf).pages) == PAPERS[paper].pages


def test_a_printout_that_is_not_half_filled_has_no_guidance() -> None:
    words = papertrail.words(render_sheet(PrintJob(WHOLE)).pdf)
    assert not any(box.guidance.split(".")[0] in words for box in WHOLE.right[2:])


def test_an_empty_table_has_rows_for_a_pen_beside_what_is_written() -> None:
    half, whole = html_for(HALF, "a3"), html_for(WHOLE, "a3")
    assert whole.count("pen-row") == 0
    assert [half.count(f"rows rows-{kind}") for kind in ("experiments", "checks", "predictions")] == [1, 1, 1]
    plan = half.split('id="box-plan"')[1].split("</section>")[0]
    assert "pen-row" in plan
    assert "Offer one suggested link" in plan
    assert "pen-row" not in half.split('id="box-locate"')[1].split("</section>")[0]


def test_an_empty_box_has_lines_to_write_on() -> None:
    act = html_for(HALF, "a3").split('id="box-act"')[1].split("</section>")[0]
    assert act.count('"panel-line"') == 2


@pytest.mark.parametrize("paper", ["a3", "letter-halves"])
def test_what_is_written_is_never_cut_for_a_pen(paper: str) -> None:
    full = longer(7)
    whole = render_sheet(PrintJob(full, paper))
    half = render_sheet(PrintJob(replace(full, blank=True), paper))
    assert half.missing == whole.missing
    assert papertrail.words(half.pdf).count("Retention is not shown") == papertrail.words(whole.pdf).count(
        "Retention is not shown"
    )


def test_a_sheet_that_is_cut_has_no_room_for_a_pen() -> None:
    full = sheet({"plan": "\n\n".join(["A line of the plan."] * 200), "act": ""}, blank=True)
    rendered = render_sheet(PrintJob(full))
    assert set(rendered.missing) == {"plan"}
    assert full.right[-1].guidance.split(".")[0] not in papertrail.words(rendered.pdf)


@pytest.mark.parametrize("cycle", CYCLES)
def test_a_blank_sheet_has_lines_in_every_box_without_a_table(cycle: str) -> None:
    act = html_for(blank_sheet(cycle), "a3").split('id="box-act"')[1].split("</section>")[0]
    assert act.count('"panel-line"') == 2
    rendered = render_sheet(PrintJob(blank_sheet(cycle)))
    words = papertrail.words(rendered.pdf)
    assert rendered.size_pt >= 9.5
    assert all(box.guidance.split(".")[0] in words for box in blank_sheet(cycle).right)


def test_the_last_word_of_a_title_and_of_guidance_does_not_stand_alone() -> None:
    html = html_for(replace(HALF, title="Nobody notices when quiet buyers stop coming back"), "a4-halves")
    assert html.count(f"stop coming{NO_BREAK}back<") == 2
    assert f"follows up{NO_BREAK}when.</p>" in html
    short = html_for(replace(HALF, title="Two words"), "a3")
    assert "<h1>Two words</h1>" in short


def test_the_shape_of_a_cycle_stays_with_the_number_of_its_a3() -> None:
    html = html_for(replace(HALF, lineage="○ A3-1 → [△ A3-2]"), "a3")
    assert f"○{NO_BREAK}A3-1 → [△{NO_BREAK}A3-2]" in html
