"""What an A3 learned stands at the end of Act, on page and paper, and the long text above it gives way."""

from __future__ import annotations

from dataclasses import replace

import pytest

from a3tracker.domain.learnings import LONGEST, Learning
from a3tracker.rendering.changes import changes_between
from a3tracker.rendering.pdf import PrintJob, render_sheet
from a3tracker.rendering.sheet import Sheet, make_sheet
from tests.rendering import papertrail
from tests.rendering.every_sheet import PARAGRAPH
from tests.rendering.sheets import CONTENT, SETTING

ASKED = Learning("Ask before you build", "first call", "nobody asked")


def learned(learning: Learning, act: str = "Adopt") -> Sheet:
    rows = {**CONTENT.rows, "learnings": [learning.plain()]}
    return make_sheet(
        replace(CONTENT, rows=rows, boxes={**CONTENT.boxes, **dict.fromkeys(("plan", "check", "act"), act)}),
        SETTING,
    )


def test_it_stands_in_act_and_nowhere_else() -> None:
    drawn = learned(ASKED)
    said = {box.key: (box.learned, box.learned_about) for box in (*drawn.left, *drawn.right) if box.learned}
    assert said == {"act": ("Ask before you build", "first call · nobody asked")}


def test_a_sentence_without_tags_says_no_more() -> None:
    act = learned(Learning("Ask")).right[-1]
    assert (act.learned, act.learned_about) == ("Ask", "")


def test_a_new_wording_is_compared_with_the_one_before() -> None:
    before, after = (
        replace(CONTENT, rows={**CONTENT.rows, "learnings": [one.plain()]})
        for one in (ASKED, replace(ASKED, words="Ask before you promise", cause="haste"))
    )
    (change,) = changes_between(before, after, {})
    assert (change.label, change.what) == ("Learning", "changed")
    assert [field.name for field in change.fields] == ["What we learned", "Cause"]


@pytest.mark.pdf
@pytest.mark.parametrize("act", ["Adopt", PARAGRAPH])
def test_it_is_printed_whole_however_long_the_text_above_it_is(act: str) -> None:
    longest = Learning(f"{'word ' * 58}end"[-LONGEST:], "t" * 60, "c" * 60)
    rendered = render_sheet(PrintJob(learned(longest, act)))
    assert bool(rendered.missing) == (act == PARAGRAPH)
    assert len(papertrail.opened(rendered.pdf).pages) == 1
    said = " ".join(papertrail.words(rendered.pdf).split())
    assert "Learned:" in said
    assert "word end" in said
