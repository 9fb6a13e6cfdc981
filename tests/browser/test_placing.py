"""A chart of the segment is placed in a box by keyboard alone, and drawn on the sheet."""

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import faults_of
from tests.browser.visits import DESK, PHONE, Look, Visits
from tests.browser.writing import await_scripts, box, close_box, open_box

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("look", [DESK, PHONE], ids=str)
def test_a_chart_is_placed_by_keyboard_and_drawn_on_the_sheet(visit: Visits, look: Look) -> None:
    bruno = visit("castro", look)
    bruno.goto("/a3/5")
    await_scripts(bruno)
    field = open_box(bruno, "empower")
    before = field.input_value()
    field.press("Control+End")
    field.press("Shift+Tab")
    # Past the second metric, and the ways to place the first one.
    for _ in range(5):
        bruno.keyboard.press("Shift+Tab")
    expect(bruno.get_by_label("Place", exact=True)).to_be_focused()
    bruno.get_by_label("Place", exact=True).select_option("Retention")
    bruno.keyboard.press("Tab")
    bruno.keyboard.press("Enter")
    expect(field).to_be_focused()
    assert field.input_value().rstrip() == f"{before.rstrip()}\n\n{{{{chart: Retention}}}}"
    assert not faults_of(bruno)
    close_box(bruno)
    chart = box(bruno, "empower").get_by_role("img", name="Retention shows no change; trial limits (n = 5)")
    expect(chart).to_have_count(1)
    width = bruno.evaluate("document.documentElement.scrollWidth")
    assert width <= look.width
    open_box(bruno, "empower").fill(before)
    close_box(bruno)
