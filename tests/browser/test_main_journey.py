"""From an empty sheet to an agreed one, in all sizes and colours: coordinator, manager and paper."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visits import LOOKS, Look, Visits
from tests.browser.writing import (
    LEFT,
    SAVED,
    box,
    close_box,
    field_of,
    open_box,
    paste_cells,
    paste_picture,
    print_on,
    said,
    start_a3,
    write,
)
from tests.parts import PARTS

pytestmark = pytest.mark.browser

PROBLEM = "Of 32,209 new account holders only 4,155 made a good edit on the first day."


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_a_coordinator_writes_a_sheet_and_her_manager_agrees_to_it(visit: Visits, look: Look) -> None:
    visit.foresee("400 (BAD REQUEST)")
    maja, sachi = visit("lindqvist", look), visit("yamada", look)
    maja.goto("/")
    maja.get_by_role("link", name="Start an A3").click()
    title = f"New account holders close the editor ({look})"
    number = start_a3(maja, title)
    she_writes_three_boxes(maja)
    she_adds_a_person(maja)
    she_logs_an_experiment(maja)
    she_fills_the_check_table(maja)
    she_pastes_a_table_and_a_picture(maja)
    she_submits(maja, number)
    he_returns_it(sachi, title)
    she_answers(maja, title)
    he_agrees(sachi, title)
    she_goes_on(maja, number)
    if PARTS["Pango"].present():
        visit.foresee("/favicon.ico")
        assert print_on(maja, "a3").body().startswith(b"%PDF")


def she_writes_three_boxes(maja: Page) -> None:
    """By click, by Enter, and by a click anywhere in the box; each saves by itself or with the button."""
    field = open_box(maja, "perceive")
    field.press_sequentially(PROBLEM)
    expect(said(maja)).to_have_text(SAVED)
    close_box(maja)
    expect(box(maja, "perceive")).to_contain_text(PROBLEM)
    box(maja, "analyse").get_by_role("link", name=re.compile("^Analyse")).press("Enter")
    expect(field_of(maja, "analyse")).to_be_focused()
    field_of(maja, "analyse").fill("**Phone:** 12.9 %")
    field_of(maja, "analyse").press("Control+Enter")
    expect(box(maja, "analyse").locator("strong")).to_have_text("Phone:")
    box(maja, "empower").locator(".panel-guidance").click()
    expect(field_of(maja, "empower")).to_be_focused()
    field_of(maja, "empower").fill("Eight weeks. Stop if reverts rise by a tenth.")
    maja.get_by_role("button", name="Mark as ready").click()
    expect(box(maja, "empower").locator(".panel-state")).to_have_text(re.compile("ready"))
    expect(box(maja, "empower")).to_contain_text("Stop if reverts rise")


def she_adds_a_person(maja: Page) -> None:
    """Somebody new, who does not sign in."""
    maja.get_by_role("link", name="Add a person").click()
    maja.get_by_label("Or somebody new").fill("Amina Yusuf")
    maja.get_by_label("Position").fill("New account holder")
    maja.get_by_label("Role in this A3").fill("customer's voice")
    maja.get_by_role("button", name="Save").click()
    expect(box(maja, "locate").get_by_role("row", name="Amina Yusuf")).to_contain_text("customer's voice")


def she_logs_an_experiment(maja: Page) -> None:
    """With what is expected; what was seen comes later."""
    box(maja, "do").get_by_role("link", name="Log an experiment").click()
    maja.get_by_label("If we do").fill("Hallway test with twelve people")
    maja.get_by_label("We expect").fill("8 of 12 finish alone")
    maja.get_by_role("button", name="Log it").click()
    maja.get_by_role("link", name="The sheet").click()
    expect(box(maja, "do").get_by_role("row", name="Hallway test")).to_contain_text("8 of 12 finish alone")
    box(maja, "do").get_by_role("link", name="What happened?").click()
    maja.get_by_label("What we saw").fill("9 of 12 did")
    maja.get_by_role("button", name="Save").click()
    maja.get_by_role("link", name="The sheet").click()
    expect(box(maja, "do")).to_contain_text("9 of 12 did")


def she_fills_the_check_table(maja: Page) -> None:
    """A metric called takt is refused with the reason, and what she typed stays."""
    maja.get_by_role("link", name="Add a measure").click()
    maja.get_by_label("Measure").fill("Takt of good edits")
    maja.get_by_label("Before", exact=True).fill("4155 of 32209")
    maja.get_by_label("Actual", exact=True).fill("508 of 2953")
    maja.get_by_label("Date of the actual").fill("2026-11-16")
    maja.get_by_role("button", name="Save").click()
    expect(maja.get_by_role("alert")).to_be_focused()
    expect(maja.get_by_role("alert")).to_contain_text(re.compile("takt", re.IGNORECASE))
    expect(maja.get_by_label("Measure")).to_have_value("Takt of good edits")
    expect(maja.get_by_label("Before", exact=True)).to_have_value("4155 of 32209")
    maja.get_by_label("Measure").fill("Good edit on the first day")
    maja.get_by_role("button", name="Save").click()
    row = box(maja, "check").get_by_role("row", name="Good edit on the first day")
    expect(row).to_contain_text("4,155 of 32,209 (12.9 %)")
    expect(row).to_contain_text("508 of 2,953 (17.2 %)")


def she_pastes_a_table_and_a_picture(maja: Page) -> None:
    """Cells copied from Excel become a table; a drawing is sent and shown."""
    field = open_box(maja, "plan")
    paste_cells(field, "Countermeasure\tWeek\r\nSuggest a first edit\t1\r\nAsk | twice\t3\r\n")
    expect(field).to_have_value(re.compile(r"\| Countermeasure \| Week \|\n\| --- \| ---: \|"))
    field.press("Control+End")
    paste_picture(field)
    expect(field).to_have_value(re.compile(r"!\[[^\]]*\]\(/pictures/[0-9a-f]+\.png\)"))
    close_box(maja)
    table = box(maja, "plan").get_by_role("table")
    expect(table.get_by_role("columnheader")).to_have_text(["Countermeasure", "Week"])
    expect(table.get_by_role("row", name="Ask | twice")).to_be_visible()
    picture = box(maja, "plan").get_by_role("img")
    expect(picture).to_be_visible()
    assert picture.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") == 60


def she_submits(maja: Page, number: int) -> None:
    """What is missing is said beside the button that cannot be pressed; then the left side is full."""
    maja.reload()
    submit = maja.get_by_role("button", name="Submit the left side")
    expect(submit).to_have_attribute("aria-disabled", "true")
    expect(maja.locator("#agreement")).to_contain_text("Select the improvement is still empty.")
    write(maja, "select", "12.9 to 17 %, by the target end.")
    maja.goto(f"/a3/{number}")
    for key in LEFT:
        expect(box(maja, key).locator(".panel-state")).not_to_have_text("empty")
    maja.get_by_label("Note to the manager").fill("Twelve people asked.")
    submit.click()
    expect(maja.get_by_text("Submitted as revision 1.")).to_be_visible()


def he_returns_it(sachi: Page, title: str) -> None:
    """Not without a reason."""
    sachi.goto("/")
    waiting = sachi.get_by_role("region", name="Waiting for me")
    row = waiting.get_by_role("listitem").filter(has_text=title)
    expect(row).to_contain_text("Maja Lindqvist asks you to agree to the left side.")
    row.get_by_role("link", name="Read and decide").click()
    expect(sachi.get_by_text("“Twelve people asked.”").first).to_be_visible()
    sachi.get_by_role("button", name="Return with the reason").click()
    expect(sachi.get_by_role("alert")).to_be_visible()
    sachi.get_by_label("Reason or remark").fill("Who decides when reverts rise?")
    sachi.get_by_role("button", name="Return with the reason").click()
    expect(sachi.get_by_text("Returned with your reason.")).to_be_visible()


def she_answers(maja: Page, title: str) -> None:
    """The reason stands on her home page; she writes and submits again."""
    maja.goto("/")
    row = maja.get_by_role("region", name="Waiting for me").get_by_role("listitem").filter(has_text=title)
    expect(row).to_contain_text("Who decides when reverts rise?")
    row.get_by_role("link", name="Answer").click()
    field = open_box(maja, "empower")
    expect(field).to_have_value("Eight weeks. Stop if reverts rise by a tenth.")
    field.fill("Eight weeks. Jamal Haddad stops it when reverts rise by a tenth.")
    close_box(maja)
    maja.get_by_role("button", name="Submit the left side").click()
    expect(maja.get_by_text("Submitted as revision 2.")).to_be_visible()


def he_agrees(sachi: Page, title: str) -> None:
    """To the second revision."""
    sachi.goto("/")
    row = sachi.get_by_role("region", name="Waiting for me").get_by_role("listitem").filter(has_text=title)
    row.get_by_role("link", name="Read and decide").click()
    expect(sachi.locator("#box-empower")).to_contain_text("Jamal Haddad stops it")
    sachi.get_by_role("button", name="Agree", exact=True).click()
    expect(sachi.get_by_text("Agreed. The A3 stands at Prediction.")).to_be_visible()


def she_goes_on(maja: Page, number: int) -> None:
    """The sheet says who agreed to which revision; she locks and starts Do."""
    maja.goto(f"/a3/{number}")
    agreed = re.compile(r"Agreed by Sachi Yamada on .*, revision 2")
    expect(maja.locator("#agreement")).to_contain_text(agreed)
    expect(maja.locator(".desk .sheet-foot")).to_contain_text("agreed by Sachi Yamada, revision 2")
    expect(maja.get_by_text("There is no prediction yet: write a prediction as a row.")).to_be_visible()
    maja.get_by_role("link", name="Add a prediction").click()
    expected = {
        "We expect": "Activated, desktop",
        "Unit": "%",
        "Point": "16.9",
        "Range from": "16",
        "Because": "x",
    }
    for name, words in {**expected, "Range to": "18", "Checked on": in_days(40)}.items():
        maja.get_by_label(name).fill(words)
    maja.get_by_role("button", name="Save").click()
    expect(box(maja, "plan")).to_contain_text("16–18 %")
    expect(maja.get_by_label("Day of the Check")).to_have_value(in_days(40))
    maja.get_by_role("button", name="Lock the prediction and start Do").click()
    expect(maja.get_by_text("The A3 stands at Do.")).to_be_visible()
    expect(box(maja, "plan")).to_contain_text("locked")
    expect(maja.locator(".way-now")).to_contain_text("Do")


def in_days(days: int) -> str:
    """A day from now, as a date field holds it."""
    return (datetime.now(UTC).date() + timedelta(days=days)).isoformat()


def test_what_was_agreed_at_the_end_stays_as_it_is(visit: Visits) -> None:
    visit.foresee("400 (BAD REQUEST)")
    maja, sachi = visit("lindqvist"), visit("yamada")
    maja.goto("/a3/8")
    maja.get_by_label("How it ends").select_option(label="Adopted")
    maja.get_by_label("What was learned").fill("Who is asked first comes back first")
    maja.get_by_label("Touchpoint").fill("first edit")
    maja.get_by_role("button", name="Submit the Act").click()
    sachi.goto("/a3/8/review")
    expect(sachi.get_by_text("proposing Adopted")).to_be_visible()
    sachi.get_by_role("button", name="Agree", exact=True).click()
    expect(sachi.get_by_text("agree to “adopted” with a reason").first).to_be_visible()
    sachi.get_by_label("Reason or remark").fill("The brand needs it, and we look again in a month.")
    sachi.get_by_role("button", name="Agree", exact=True).click()
    expect(sachi.get_by_text("Agreed. The A3 stands at Closed.")).to_be_visible()
    maja.goto("/a3/8")
    expect(maja.get_by_text("This A3 is closed and stays as it was agreed.")).to_be_visible()
    box(maja, "plan").click()
    expect(maja.locator(".box-editor")).to_have_count(0)
    # A note may still be typed in, beside what was agreed.
    expect(box(maja, "plan").get_by_role("link", name=re.compile("^(?!Note)"))).to_have_count(0)
