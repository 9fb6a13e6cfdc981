"""The private parts of WeasyPrint that are read are still there: its version is pinned together with this."""

from __future__ import annotations

import itertools
from importlib.metadata import version
from typing import Any

import pytest

from a3tracker.rendering.layout_tree import fill_page, panels_of, sides_of, text_lines, words_of
from a3tracker.rendering.pdf import PrintJob, _Press, _press_of
from tests.rendering.sheets import longer, sheet

pytestmark = pytest.mark.pdf


@pytest.fixture(scope="module")
def press() -> _Press:
    return _press_of(PrintJob(sheet()))


def bottom(box: Any) -> float:
    return float(box.position_y + box.margin_height())


def test_the_version_is_the_one_whose_tree_is_known() -> None:
    assert version("weasyprint") == "70.0"


def test_both_sides_are_measured_box_by_box(press: _Press) -> None:
    left, right = sides_of(press.lay_out(8.2).pages)
    assert list(left.heights) == ["perceive", "analyse", "locate", "empower", "select"]
    assert list(right.heights) == ["plan", "do", "check", "act"]
    assert all(height > 20 for side in (left, right) for height in side.heights.values())
    assert left.natural < left.available < press.height


def test_a_page_without_end_measures_the_same_as_the_paper(press: _Press) -> None:
    paper, tall = (
        sides_of(press.lay_out(8.2).pages),
        sides_of(press.lay_out(8.2, tall=True).pages, press.height),
    )
    for one, other in zip(paper, tall, strict=True):
        assert other.heights == pytest.approx(one.heights)
        assert other.available == pytest.approx(one.available, abs=0.5)


def test_a_sheet_on_several_pages_is_measured_over_all_of_them() -> None:
    long = _press_of(PrintJob(longer(8)))
    pages = long.lay_out(10.5).pages
    assert len(pages) > 1
    over_pages, tall = sides_of(pages), sides_of(long.lay_out(10.5, tall=True).pages, long.height)
    for one, other in zip(over_pages, tall, strict=True):
        assert one.natural == pytest.approx(other.natural, rel=0.1)


def test_the_words_of_a_box_are_read_line_by_line(press: _Press) -> None:
    panel = panels_of(press.lay_out(8.2).pages)["locate"]
    lines = [words_of(line) for line in text_lines(panel)]
    assert "People who have an account and have not edited." in lines


def test_filling_the_page_moves_the_foot_down_and_gives_each_box_the_same_room(press: _Press) -> None:
    (page,) = press.lay_out(8.2).pages
    box = page._page_box
    before = {key: panel.position_y for key, panel in panels_of([page]).items()}
    fill_page(page)
    after = {key: panel.position_y for key, panel in panels_of([page]).items()}
    moved = [after[key] - before[key] for key in ("perceive", "analyse", "locate", "empower", "select")]
    steps = [second - first for first, second in itertools.pairwise(moved)]
    assert moved[0] == 0
    assert steps == pytest.approx([steps[0]] * 4)
    assert steps[0] > 1
    foot = next(child for child in _all(box) if child.element is not None and child.element.tag == "footer")
    assert bottom(foot) == pytest.approx(box.content_box_y() + box.height)
    assert bottom(panels_of([page])["select"]) < foot.position_y + 0.1


def _all(box: Any) -> list[Any]:
    return [box, *(below for child in getattr(box, "children", ()) for below in _all(child))]
