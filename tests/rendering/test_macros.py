"""Page and paper draw the same boxes with the same macros; the page adds what the paper never gets."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from a3tracker.rendering.drawn import Sheet
from a3tracker.rendering.paperhtml import cache_key, html_for
from a3tracker.rendering.sheet import blank_sheet
from tests.rendering.sheets import sheet

ROOT = Path(__file__).parents[2]
DRAW = '{% from "components/sheet.html" import sheet as draw %}{{ draw(sheet, page) }}'


def on_screen(drawn: Sheet, **page: Any) -> str:
    found = Environment(
        loader=FileSystemLoader(ROOT / "templates"), autoescape=True, undefined=StrictUndefined
    )
    fields = {"a3": 7, "may_write": True, "open": None, "form_html": "", **page}
    return found.from_string(DRAW).render(sheet=drawn, page=SimpleNamespace(**fields))


def links(html: str) -> list[str]:
    return re.findall(r'href="([^"]+)"', html)


def test_whoever_may_write_opens_each_box_by_its_heading() -> None:
    assert [link for link in links(on_screen(sheet())) if "/box/" in link] == [
        f"/a3/7/box/{key}"
        for key in ("perceive", "analyse", "locate", "empower", "select", "plan", "do", "check", "act")
    ]


def test_whoever_may_write_edits_and_adds_rows() -> None:
    found = links(on_screen(sheet()))
    assert {"/a3/7/rows/people/1", "/a3/7/rows/experiments/8", "/a3/7/rows/checks/5"} <= set(found)
    assert [link for link in found if link.endswith("/new")] == [
        "/a3/7/rows/tallies/new",
        "/a3/7/rows/people/new",
        "/a3/7/rows/causes/new",
        "/a3/7/rows/countermeasures/new",
        "/a3/7/rows/predictions/new",
        "/a3/7/rows/not_to_do/new",
        "/a3/7/experiments/new",
        "/a3/7/rows/checks/new",
    ]


def test_a_reader_gets_no_link_to_write() -> None:
    found = links(on_screen(sheet(), may_write=False))
    assert [link for link in found if link.startswith("/a3/7")] == ["/a3/7/experiments"]


def test_the_paper_gets_no_link_to_write_and_nothing_for_the_screen() -> None:
    html = html_for(sheet(), "a3")
    assert not [link for link in links(html) if link.startswith("/a3/7")]
    assert "panel-state" not in html


def test_a_box_says_its_state_in_words() -> None:
    html = on_screen(sheet({"act": ""}))
    assert re.findall(r'data-state="[^"]+">([^<]+)<', html).count("in work") == 7
    assert 'data-state="ready">ready<' in html
    assert 'data-state="empty">empty<' in html


def test_an_empty_box_teaches_on_the_screen_and_is_empty_on_paper() -> None:
    drawn = sheet({"act": ""})
    guidance = drawn.right[-1].guidance
    assert guidance in on_screen(drawn)
    assert guidance not in html_for(drawn, "a3")


def test_the_box_that_is_open_holds_its_form() -> None:
    html = on_screen(sheet(), open="plan", form_html='<form class="box-form"></form>')
    panel = html.split('id="box-plan"')[1].split("</section>")[0]
    assert '<form class="box-form"></form>' in panel
    assert 'class="panel panel-open"' in html


def test_a_half_filled_sheet_asks_for_a_pen_only_where_nothing_is_written() -> None:
    html = html_for(sheet({"act": ""}, blank=True), "a3")
    assert html.count("panel-lines") == 1
    assert html.count("panel-blank") == 1


def test_a_blank_sheet_has_rows_to_write_people_and_experiments_on() -> None:
    assert html_for(blank_sheet("PDCA"), "a3").count('class="pen-row"') == 18


@pytest.mark.parametrize(
    "html", [html_for(sheet(), "a3"), html_for(blank_sheet("EDCA"), "a4"), on_screen(sheet())]
)
def test_nothing_is_styled_or_scripted_in_place(html: str) -> None:
    assert not re.search(r"\sstyle=|<script|\son\w+=", html)


@pytest.mark.parametrize("html", [html_for(sheet(), "a3"), on_screen(sheet())])
def test_headings_stand_in_order_and_ids_once(html: str) -> None:
    levels = [int(level) for level in re.findall(r"<h(\d)", html)]
    assert all(after - before <= 1 for before, after in zip([0, *levels], levels, strict=False))
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids)) == 9


def test_what_people_wrote_is_never_markup() -> None:
    html = html_for(replace(sheet(), title="<b>5 & 6</b>", owner='"><script>'), "a3")
    assert "<h1>&lt;b&gt;5 &amp; 6&lt;/b&gt;</h1>" in html
    assert "<script>" not in html


def test_the_same_sheet_has_the_same_key_and_any_change_another() -> None:
    keys = {
        cache_key(html_for(drawn, paper), paper)
        for drawn, paper in (
            (sheet(), "a3"),
            (sheet(), "a3"),
            (sheet(), "a4"),
            (sheet({"plan": "other"}), "a3"),
            (sheet(agreed=""), "a3"),
        )
    }
    assert len(keys) == 4


def test_the_paper_knows_no_flex_grid_float_or_columns() -> None:
    """They are slow to lay out, and some drop text without a word."""
    styles = (ROOT / "static/css/sheet.css").read_text() + (ROOT / "static/css/paper.css").read_text()
    for_paper = re.sub(r"@media screen \{.*?\n\}\n", "", styles, flags=re.DOTALL)
    assert "@media" not in for_paper
    assert not re.search(
        r"flex|(?<!in)grid|float|column-count|overflow:\s*hidden",
        re.sub(r"/\*.*?\*/", "", for_paper, flags=re.DOTALL),
    )
