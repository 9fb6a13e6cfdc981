"""People write Markdown as they know it from elsewhere, and the sheet shows what they meant."""

from __future__ import annotations

import pytest

from a3tracker.rendering.text import to_html

PICTURE = f"/pictures/{'a' * 64}.png"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("**Should:** *16 %*", "<p><strong>Should:</strong> <em>16 %</em></p>"),
        ("one line\nand the next", "<p>one line<br>\nand the next</p>"),
        (
            "[the report](https://example.org/a_(b))",
            '<p><a href="https://example.org/a_(b)">the report</a></p>',
        ),
        ("see [A3-2](/a3/2)", '<p>see <a href="/a3/2">A3-2</a></p>'),
        ("<https://example.org>", '<p><a href="https://example.org">https://example.org</a></p>'),
        (f"![a chart]({PICTURE})", f'<p><img src="{PICTURE}" alt="a chart"></p>'),
        ("> customers said", "<blockquote>\n<p>customers said</p>\n</blockquote>"),
        ("5 < 6 & 7 > 2", "<p>5 &lt; 6 &amp; 7 &gt; 2</p>"),
        ("x<sup>2</sup>", "<p>x&lt;sup&gt;2&lt;/sup&gt;</p>"),
        ("    indented words", "<p>indented words</p>"),
        ("retention −0.5 → +0.8 ✓", "<p>retention −0.5 → +0.8 ✓</p>"),
        ("", ""),
    ],
)
def test_what_is_typed_is_what_is_shown(typed: str, shown: str) -> None:
    assert to_html(typed) == shown


def test_a_list_may_follow_a_line_of_text_at_once() -> None:
    assert "<ul>" in to_html("Open points:\n- do they stay?\n- does it scale?")
    assert "<ol>" in to_html("Causes:\n1. no place to start\n2. fear")


def test_a_number_at_the_start_of_a_line_is_no_list() -> None:
    assert "<ol>" not in to_html("In this segment we won\n2014. A good year.")


def test_a_table_may_follow_a_line_of_text_at_once() -> None:
    assert "<table>" in to_html("Before and after:\n| a | b |\n|---|---|\n| 1 | 2 |")


def test_a_table_keeps_the_side_on_which_its_figures_stand() -> None:
    html = to_html("| What | Rate |\n|---|--:|\n| edits | 12.9 % |")
    assert '<th align="right">Rate</th>' in html
    assert '<td align="right">12.9 %</td>' in html


def test_a_cell_may_have_two_lines() -> None:
    assert "one<br>\ntwo" in to_html("| a |b|\n|---|---|\n| one<br>two |x|")


def test_a_column_without_a_name_has_no_header_cell() -> None:
    html = to_html("| | Phone |\n|---|---|\n| edits | 12.9 % |")
    assert html.count("<th") - html.count("<thead") == 1


def test_headings_in_a_box_stand_below_the_heading_of_the_box() -> None:
    assert to_html("# One\n\n### Three") == "<h4>One</h4>\n<h4>Three</h4>"


def test_a_picture_without_a_description_still_has_words_for_those_who_cannot_see_it() -> None:
    assert 'alt="Picture without a description"' in to_html(f"![]({PICTURE})")


def test_a_link_that_leads_nowhere_good_is_shown_as_its_words() -> None:
    assert to_html("[press me](javascript:alert(1))") == "<p>press me</p>"


def test_a_picture_from_elsewhere_is_shown_as_its_words() -> None:
    assert to_html("![a chart](https://example.org/x.png)") == "<p>a chart</p>"


def test_a_table_with_words_too_long_for_its_columns_is_marked() -> None:
    assert '<table class="wide">' in to_html(f"| a | b |\n|---|---|\n| {'x' * 90} | 2 |")
    assert "<table>" in to_html("| a | b |\n|---|---|\n| short words | 2 |")


def test_the_same_text_is_always_the_same_html() -> None:
    text = f"![a chart]({PICTURE}) [b](https://example.org)"
    assert len({to_html(text) for _ in range(50)}) == 1
