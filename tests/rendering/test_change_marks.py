"""On a pack's page one sees at a glance what changed since the last meeting, and nothing else is marked."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from a3tracker.rendering.change_marks import is_marked, with_marks
from a3tracker.rendering.drawn import Cell, Sheet, Strip
from a3tracker.rendering.paperhtml import cache_key, html_for
from a3tracker.rendering.papers import PAPERS, SMALLEST
from a3tracker.rendering.pdf import PrintJob, render_sheet
from tests.rendering import papertrail
from tests.rendering.sheets import sheet

STRIP = Strip("Control point 4 (Check) waits.", "A bar marks what changed since revision 7.")


def changed(key: str, **otherwise: object) -> Sheet:
    """The sheet with one box that reads otherwise."""
    before = sheet()
    left, right = (
        tuple(replace(box, **otherwise) if box.key == key else box for box in side)  # type: ignore[arg-type]
        for side in (before.left, before.right)
    )
    return replace(before, left=left, right=right)


def marked(after: Sheet) -> Sheet:
    return with_marks(after, sheet(), "r7")


def boxes(one: Sheet) -> dict[str, str]:
    return {box.key: box.changed for box in (*one.left, *one.right) if box.changed}


def test_what_reads_as_before_bears_no_mark() -> None:
    assert not is_marked(marked(sheet()))
    assert "changed since r7" not in html_for(marked(sheet()), "a3")


@pytest.mark.parametrize(
    "otherwise", [{"html": "<p>New.</p>"}, {"figures": ("<p>chart</p>",)}, {"learned": "Much"}]
)
def test_a_box_whose_words_or_drawings_changed_is_marked_alone(otherwise: dict[str, object]) -> None:
    assert boxes(marked(changed("analyse", **otherwise))) == {"analyse": "changed since r7"}


def test_a_row_that_changed_is_marked_and_its_neighbours_are_not() -> None:
    (box,) = (box for box in sheet().left if box.key == "locate")
    table = box.tables[0]
    other = (Cell("Somebody new"), *table.rows[1][1:])
    rows = (table.rows[0], other, *table.rows[2:])
    after = marked(changed("locate", tables=(replace(table, rows=rows), *box.tables[1:])))
    (locate,) = (box for box in after.left if box.key == "locate")
    assert locate.tables[0].changed == {1}
    assert html_for(after, "a3").count('class="row-changed"') == 1


def test_a_row_that_went_marks_its_box() -> None:
    (box,) = (box for box in sheet().left if box.key == "locate")
    table = box.tables[0]
    after = marked(changed("locate", tables=(replace(table, rows=table.rows[1:]), *box.tables[1:])))
    assert list(boxes(after)) == ["locate"]
    assert "row-changed" not in html_for(after, "a3")


def test_the_head_names_what_changed_in_it() -> None:
    after = marked(replace(sheet(), title="Another title", next_review="1 Sep"))
    assert after.changed == "changed since r7: title, next review"
    assert after.changed in html_for(after, "a3")


def test_a_page_of_a_pack_is_a_rendering_of_its_own() -> None:
    alone, with_strip = sheet(), replace(sheet(), strip=STRIP)
    keys = [
        html_for(one, "a3")
        for one in (alone, with_strip, replace(marked(changed("plan", html="")), strip=STRIP))
    ]
    assert len({cache_key(html, "a3") for html in keys}) == 3
    assert "Signature" not in keys[0]


@cache
def printed(paper: str) -> tuple[bytes, float]:
    made = render_sheet(PrintJob(replace(marked(changed("plan", html="<p>New.</p>")), strip=STRIP), paper))
    return made.pdf, made.size_pt


@pytest.mark.pdf
@pytest.mark.parametrize("paper", ["a3", "ledger", "a4", "letter"])
def test_a_page_with_its_strip_is_one_page_and_legible(paper: str) -> None:
    pdf, size = printed(paper)
    assert len(papertrail.opened(pdf).pages) == 1
    zoom = PAPERS[paper].zoom
    assert min(papertrail.type_sizes(pdf)) >= SMALLEST * zoom - 0.01
    assert size >= round(SMALLEST * zoom, 1)


@pytest.mark.pdf
def test_the_marks_and_the_strip_are_read_in_words() -> None:
    words = papertrail.words(printed("a3")[0])
    assert words.count("changed since r7") == 1
    for said in (STRIP.asks, STRIP.since, "agree", "comment", "return", "Name", "Date", "Signature"):
        assert said in words


@pytest.mark.pdf
def test_a_mark_is_as_black_without_colour() -> None:
    grey = papertrail.picture(printed("a3")[0], 72).convert("L")
    middle = grey.width // 2
    bars = [
        x
        for x in range(middle, middle + 60)
        if sum(grey.getpixel((x, y)) < 80 for y in range(grey.height)) > 40
    ]
    assert bars, "a bar stands left of the changed box"
