"""The plan on paper: one sheet always, with 3 and with 40 countermeasures, and nothing without a mark."""

from dataclasses import replace

import pytest

from a3tracker.rendering.pdf import PrintJob, render_sheet
from a3tracker.rendering.sheet import make_sheet
from tests.rendering import papertrail
from tests.rendering.plans import NOT_TO_DO, plan
from tests.rendering.sheets import BOXES, CONTENT, ROWS, SETTING

pytestmark = pytest.mark.pdf


@pytest.mark.parametrize("count", [3, 40])
def test_a_plan_of_any_length_is_one_legible_sheet(count: int) -> None:
    rows = {**ROWS, "countermeasures": plan(count), "not_to_do": NOT_TO_DO}
    content = replace(CONTENT, boxes={**BOXES, "plan": "**Check plan:** once."}, rows=rows)
    made = render_sheet(PrintJob(make_sheet(content, SETTING)))
    words = papertrail.words(made.pdf)
    assert papertrail.size_mm(made.pdf) == pytest.approx((420, 297), abs=0.1)
    assert made.size_pt >= 6.6
    assert "Done?" in words
    assert "The weekly banner" in words
    assert ("lines more on screen" in words) == (count == 40)
    assert ("27 more: 9 done, 18 open." in words) == (count == 40)
