"""The page draws the A3 as the paper is: boxes in their places; on a phone as one column."""

from itertools import pairwise

import pytest
from playwright.sync_api import FloatRect, Page, expect

from tests.browser.visits import DESK, DESK_DARK, PHONE, PHONE_DARK, Look, Visits
from tests.browser.writing import LEFT, RIGHT, await_scripts, box, open_box

pytestmark = pytest.mark.browser

LARGE = """(letters) => letters
    .filter((letter) => letter.checkVisibility() && parseFloat(getComputedStyle(letter).fontSize) > 24)
    .map((letter) => letter.innerText)"""

DEMO = ((1, "EDCA"), (6, "PDCA"), (3, "SDCA"))


def places(page: Page, side: str) -> list[FloatRect]:
    """Where the boxes of one side lie, in reading order."""
    found = [one.bounding_box() for one in page.locator(f".desk .side-{side} .panel").all()]
    return [place for place in found if place]


def letters(page: Page, side: str) -> str:
    """The large initials down a margin."""
    return "".join(page.locator(f".desk .side-{side} .panel-letter").evaluate_all(LARGE))


def one_below_the_other(boxes: list[FloatRect]) -> bool:
    """No box begins before the one above it ends."""
    return all(upper["y"] + upper["height"] <= lower["y"] + 1 for upper, lower in pairwise(boxes))


@pytest.mark.parametrize("look", [DESK, DESK_DARK], ids=str)
@pytest.mark.parametrize(("number", "cycle"), DEMO)
def test_on_a_desk_the_sheet_lies_as_on_paper(visit: Visits, number: int, cycle: str, look: Look) -> None:
    page = visit("mbeki", look)
    page.goto(f"/a3/{number}")
    left, right = places(page, "left"), places(page, "right")
    assert (len(left), len(right)) == (5, 4)
    assert (letters(page, "left"), letters(page, "right")) == ("SALES", cycle)
    assert one_below_the_other(left)
    assert one_below_the_other(right)
    assert max(one["x"] + one["width"] for one in left) <= min(one["x"] for one in right)
    assert abs(left[0]["y"] - right[0]["y"]) < 5


@pytest.mark.parametrize("look", [DESK, PHONE], ids=str)
@pytest.mark.parametrize("number", [number for number, _ in DEMO])
def test_nothing_sticks_out_of_the_paper(visit: Visits, number: int, look: Look) -> None:
    page = visit("mbeki", look)
    page.goto(f"/a3/{number}")
    paper = page.locator(".desk .sheet").bounding_box()
    foot = page.locator(".desk .sheet-foot").bounding_box()
    assert paper
    assert foot
    boxes = [*places(page, "left"), *places(page, "right"), foot]
    assert max(one["y"] + one["height"] for one in boxes) <= paper["y"] + paper["height"]
    assert max(one["x"] + one["width"] for one in boxes) <= paper["x"] + paper["width"]


@pytest.mark.parametrize("look", [PHONE, PHONE_DARK], ids=str)
def test_on_a_phone_the_sheet_is_one_column(visit: Visits, look: Look) -> None:
    page = visit("mbeki", look)
    page.goto("/a3/6")
    boxes = [*places(page, "left"), *places(page, "right")]
    assert one_below_the_other(boxes)
    assert len({round(one["x"]) for one in boxes}) == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= look.width
    assert letters(page, "left") + letters(page, "right") == "SALESPDCA"


def test_the_paper_is_light_in_the_dark(visit: Visits) -> None:
    page = visit("mbeki", DESK_DARK)
    page.goto("/a3/6")
    expect(page.locator(".desk .sheet")).to_have_css("background-color", "rgb(255, 255, 255)")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)"


def test_an_open_box_leaves_its_neighbours_where_they_are(visit: Visits) -> None:
    page = visit("lindqvist")
    page.goto("/a3/6")
    await_scripts(page)
    open_box(page, "empower")
    for key in (*LEFT, *RIGHT):
        expect(box(page, key)).to_be_visible()
    left, right = places(page, "left"), places(page, "right")
    assert one_below_the_other(left)
    assert max(one["x"] + one["width"] for one in left) <= min(one["x"] for one in right)
    field, guidance = page.locator("#text-empower").bounding_box(), page.locator(".beside").bounding_box()
    assert field
    assert guidance
    assert field["x"] + field["width"] <= guidance["x"] or field["y"] + field["height"] <= guidance["y"]
