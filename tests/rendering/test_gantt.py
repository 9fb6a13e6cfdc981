"""The strip of the plan over time: legible without colour, with 3 and with 40 entries."""

import re
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from a3tracker.domain.countermeasures import Countermeasure, Marks
from a3tracker.rendering.gantt import MOST_BARS, gantt_strip
from tests.rendering.plans import DAY, countermeasure, plan

PLANNED = Countermeasure(1, "Answer", start=DAY, due=DAY + timedelta(days=9))


def strip(*facts: Countermeasure, dated: date = DAY) -> str:
    found = gantt_strip([fact.plain(fact.number) for fact in facts], dated)
    return found[0] if found else ""


def said(html: str) -> list[str]:
    """The words of the wide drawing."""
    return re.findall(r"<text[^>]*>([^<]*)</text>", html.partition("figure-narrow")[0])


def test_each_has_its_number_and_its_state_in_a_word() -> None:
    done = replace(PLANNED, number=2, marks=Marks("yes", DAY + timedelta(days=12), "Sent"))
    late = replace(PLANNED, number=3, start=DAY - timedelta(days=20), due=DAY - timedelta(days=9))
    partly = replace(late, number=4, marks=Marks("partly", DAY - timedelta(days=10), "Half"))
    words = said(strip(PLANNED, done, late, partly))
    assert [word for word in words if word in "1234"] == ["1", "2", "3", "4"]
    assert {"done late", "late", "late, in part"} <= set(words)


def test_the_day_of_the_sheet_is_drawn_and_named() -> None:
    html = strip(PLANNED, dated=DAY + timedelta(days=3))
    assert 'class="today"' in html
    assert "7 Aug" in said(html)
    done = replace(PLANNED, marks=Marks("yes", DAY, "Sent"))
    assert 'class="today"' not in strip(done, dated=DAY + timedelta(days=300))


def test_a_long_plan_is_told_in_months() -> None:
    words = said(strip(PLANNED, replace(PLANNED, number=2, due=DAY + timedelta(days=200))))
    assert {"Sep", "Jan 2027"} <= set(words)


def test_of_forty_the_open_ones_are_shown_and_the_others_counted() -> None:
    html = gantt_strip(plan(40), DAY)[0]
    numbers = [int(word) for word in said(html) if word.isdigit()]
    assert len(numbers) == MOST_BARS
    assert not any(countermeasure(number).is_done for number in numbers)
    assert "27 more: 9 done, 18 open." in html


def test_nothing_is_drawn_while_nothing_has_a_day() -> None:
    assert strip(replace(PLANNED, start=None, due=None)) == ""
    assert gantt_strip([], DAY) == ()


days = st.dates(date(1990, 1, 1), date(2100, 1, 1))
facts = st.builds(
    Countermeasure,
    st.integers(1, 200),
    st.just("Answer"),
    start=st.none() | days,
    due=st.none() | days,
    marks=st.builds(Marks, st.sampled_from(("", "yes", "partly", "no")), st.none() | days),
)


@given(st.lists(facts, max_size=12, unique_by=lambda fact: fact.number), days)
def test_whatever_is_planned_nothing_leaves_the_drawing(plan: list[Countermeasure], dated: date) -> None:
    for html in gantt_strip([fact.plain(fact.number) for fact in plan], dated):
        for drawing in re.findall(r"<svg.*?</svg>", html):
            root = ElementTree.fromstring(drawing)
            _left, _top, width, height = map(float, root.attrib["viewBox"].split())
            for one in root.iter("{http://www.w3.org/2000/svg}rect"):
                x, wide, y = (float(one.attrib[name]) for name in ("x", "width", "y"))
                assert x >= 0
                assert x + wide <= width + 1
                assert 0 <= y <= height


def test_no_line_of_the_axis_runs_through_a_word() -> None:
    done = replace(PLANNED, marks=Marks("yes", DAY + timedelta(days=9), "Sent"))
    parts = strip(done, dated=DAY + timedelta(days=40)).partition("figure-narrow")[0]
    cleared, word = parts.rindex('fill="#fff'), parts.index(">done<")
    last_line = parts.rindex('stroke-width="0.4"')
    assert last_line < cleared < word
