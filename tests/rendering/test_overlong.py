"""What no page could hold is gone before the first layout; what might fit stays."""

from __future__ import annotations

from xml.etree.ElementTree import Element, fromstring

import pytest

from a3tracker.rendering.cutting import drop_after, more_words
from a3tracker.rendering.overlong import bound, too_large
from a3tracker.rendering.units import Shown


def sheet_of(*parts: str, box: str = "plan", note: str = "") -> Element:
    head = f'<div class="panel-head"><h3>Plan</h3><span class="panel-note">{note}</span></div>'
    return fromstring(
        f'<body><section class="panel" data-box="{box}">{head}{"".join(parts)}</section></body>'
    )


def text(html: str) -> str:
    return f'<div class="panel-text">{html}</div>'


def log(count: int, kind: str = "experiments") -> str:
    rows = "".join(f"<tr><td>day {number}</td><td>tried</td></tr>" for number in range(1, count + 1))
    return (
        f'<table class="rows rows-{kind}"><thead><tr><th>Date</th></tr></thead><tbody>{rows}</tbody></table>'
    )


def words(root: Element) -> str:
    return " ".join("".join(root.itertext()).split())


def test_a_box_that_may_fit_is_left_as_it_is() -> None:
    root = sheet_of(text("<p>word</p>" * 80), log(80))
    before = words(root)
    assert bound(root) == {}
    assert words(root) == before


def test_a_text_longer_than_any_side_loses_its_end_and_the_lines_are_counted() -> None:
    root = sheet_of(text("".join(f"<p>word{number}.</p>" for number in range(500))))
    assert bound(root) == {"plan": 415}
    assert "word84." in words(root)
    assert "word85." not in words(root)


def test_one_paragraph_alone_stays_for_the_layout_to_cut() -> None:
    root = sheet_of(text(f"<p>{'word ' * 20_000}</p>"))
    assert bound(root) == {}


def test_of_a_log_the_newest_rows_stay_and_the_note_says_so() -> None:
    root = sheet_of(log(300), note="300 experiments")
    assert bound(root) == {"plan": 215}
    assert "300 experiments, 85 newest" in words(root)
    assert "day 300" in words(root)
    assert "day 215t" not in words(root)


def test_of_other_rows_the_first_stay() -> None:
    root = sheet_of(log(300, "checks"))
    bound(root)
    assert "day 1t" in words(root)
    assert "day 86t" not in words(root)


@pytest.mark.parametrize(
    "html",
    [
        "<p>" + "<em>a</em>" * 31_000 + "</p>",
        "<b>" * 70 + "</b>" * 70,
        "<table>" + "<tr><td/></tr>" * 9_001 + "</table>",
    ],
)
def test_too_many_parts_or_levels_are_seen_before_they_are_laid_out(html: str) -> None:
    assert too_large(sheet_of(text(html)))


def test_a_full_sheet_is_not_too_large() -> None:
    assert not too_large(sheet_of(text("<p><strong>a</strong> b</p>" * 85), log(85)))


def test_everything_after_a_block_goes_also_further_up() -> None:
    container = fromstring("<div><ul><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ul><p>e</p></div>")
    drop_after(container, container[0][0][0][0])
    assert words(container) == "ab"


def test_a_list_below_an_item_goes_with_what_comes_after_the_item() -> None:
    container = fromstring("<div><ul><li>a<ul><li>b</li></ul></li><li>c</li></ul></div>")
    drop_after(container, container[0][0])
    assert words(container) == "a"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (1, "1 line more on screen, A3-7 r12"),
        (9, "9 lines more on screen, A3-7 r12"),
        (1439, "1,439 lines more on screen, A3-7 r12"),
    ],
)
def test_the_mark_says_how_much_is_missing_and_where_it_is(lines: int, said: str) -> None:
    assert more_words(Shown(lines), "A3-7 r12") == said
