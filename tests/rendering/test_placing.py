"""Where a text marks a chart or a figure, and what stands there for a name that nothing has."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a3tracker.domain.marks import Mark, mark_of, marks_in
from a3tracker.rendering.placing import place_marks
from a3tracker.rendering.text import to_html


def answer(mark: Mark) -> str | None:
    """One metric, called ret."""
    if mark.key != "ret":
        return None
    return "<div>CHART</div>" if mark.kind == "chart" else "48.4 % in Dec 1997"


def placed(text: str, most: int = 6) -> str:
    return place_marks(to_html(text), answer, most)


PARTS = (
    "{{chart: ret}}", "{{figure: ret}}", "{{chart: no}}", "**", "a", "\n", "\n\n", "- ", "> ", "# ", "|", "`",
    "| a | b |\n|--|--|\n", "<", "&", " ", "}", "{",
)  # fmt: skip
CHART = "<div>CHART</div>"
WORDS = '<span class="figure-words">48.4 % in Dec 1997</span>'


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("{{chart: ret}}", CHART),
        ("{{ Chart:RET }}", CHART),
        ("before {{chart: ret}} after", f"<p>before</p>{CHART}<p>after</p>"),
        ("a\n{{chart: ret}}\nb", f"<p>a</p>{CHART}<p>b</p>"),
        ("**{{chart: ret}}**", CHART),
        ("**a {{chart: ret}} b**", f"<p><strong>a</strong></p>{CHART}<p><strong>b</strong></p>"),
        ("# {{chart: ret}}", CHART),
        ("> {{chart: ret}}", f"<blockquote>\n{CHART}\n</blockquote>"),
        ("[{{chart: ret}}](https://example.org/a)", CHART),
        ("kept: {{figure: ret}}.", f"<p>kept: {WORDS}.</p>"),
        ("`{{chart: ret}}`", "<p><code>{{chart: ret}}</code></p>"),
        ("{chart: ret} {{chart:}} {{table: ret}}", "<p>{chart: ret} {{chart:}} {{table: ret}}</p>"),
    ],
)
def test_a_mark_becomes_what_it_stands_for(typed: str, shown: str) -> None:
    assert placed(typed) == shown


def test_in_a_list_the_chart_belongs_to_its_item() -> None:
    assert f"<li>one {CHART}</li>" in placed("- one {{chart: ret}}\n- two")


def test_a_cell_of_a_table_has_no_room_for_a_chart_and_shows_the_newest_figure() -> None:
    shown = placed("| a | b |\n|---|---|\n| {{chart: ret}} | x |")
    assert f"<td>{WORDS}</td>" in shown
    assert CHART not in shown


@pytest.mark.parametrize("name", ["nothing", "<script>alert(1)</script>", "*a* _b_ & `c", "x" * 120, "Łódź"])
def test_a_name_that_nothing_has_is_said_plainly(name: str) -> None:
    shown = placed(f"See {{{{chart: {name}}}}}.")
    plain = name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert f"There is no figure called “{plain}” in this segment." in shown
    assert "<script" not in shown


def test_a_box_draws_no_more_charts_than_fit() -> None:
    shown = placed("{{chart: ret}}\n\n" * 30, most=4)
    assert shown.count(CHART) == 4
    assert shown.count("A box draws 4 charts; “ret” is left out here.") == 26


def test_a_description_of_a_picture_is_left_alone() -> None:
    address = f"/pictures/{'a' * 64}.png"
    assert 'alt="{{chart: ret}}"' in placed(f"![{{{{chart: ret}}}}]({address})")


@pytest.mark.parametrize(
    "text",
    ["{{chart:" + " " * 9_900, ("{{chart:" + " " * 20) * 350, "{{" * 5_000, "{{chart: " + "a " * 4_900,
     "a" + " \n" * 900 + "{{chart: ret}}", "a" + " " * 9_000 + "b {{chart: ret}}"],
)  # fmt: skip
def test_no_text_keeps_it_long(text: str) -> None:
    begun = time.process_time()
    placed(text[:10_000])
    # Room for any machine: a pattern that goes wrong takes minutes.
    assert time.process_time() - begun < 30


@given(st.lists(st.sampled_from(PARTS), max_size=25))
def test_what_is_opened_is_closed_in_order(parts: list[str]) -> None:
    open_now: list[str] = []
    for closing, tag in re.findall(r"<(/?)([a-z0-9]+)", placed("".join(parts))):
        if tag in ("br", "hr"):
            continue
        if closing:
            assert open_now.pop() == tag
        else:
            open_now.append(tag)
    assert not open_now


def test_the_mark_that_is_offered_is_read_again() -> None:
    assert marks_in(mark_of("chart", "Share of demand")) == [("chart", "Share of demand")]
    assert not mark_of("chart", "a}}b")
