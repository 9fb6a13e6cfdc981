"""From twelve months in Excel to a verdict on paper: predict, lock, enter what came, read what it proves."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from a3tracker.domain.periods import CalendarPeriod, Length, period_of
from tests.browser.accessibility import faults_of
from tests.browser.visits import PHONE_DARK, Visits
from tests.browser.writing import LEFT, RIGHT, box, paste_cells, print_on, start_a3
from tests.parts import PARTS

pytestmark = pytest.mark.browser

SEGMENT = "New account holders on a phone"
#: Lost of a thousand, month by month: about half of them are kept.
LOST = (500, 480, 510, 490, 500, 470, 520, 490, 500, 480, 510, 490)
TITLE = "Half of the new account holders never come back"


def three_months_ago() -> CalendarPeriod:
    """The month in which the prediction will have been locked: figures of three months came since."""
    return period_of(datetime.now(UTC).date(), Length.MONTH).shifted(-3)


def test_months_from_excel_become_a_chart_a_prediction_and_a_verdict(visit: Visits) -> None:
    maja, sachi, locked = visit("lindqvist"), visit("yamada"), three_months_ago()
    number = start_a3(maja, TITLE)
    she_pastes_a_year(maja, locked.before())
    fill_the_sheet(visit, number)
    she_and_her_manager_agree(maja, sachi, number)
    she_predicts_and_locks(maja, number, locked)
    three_months_pass(visit, number, locked)
    she_enters_what_came(maja, locked)
    she_checks_the_prediction(maja, number, locked)
    she_names_the_guard(maja, number)
    assert not faults_of(maja)
    if PARTS["Pango"].present():
        visit.foresee("/favicon.ico")
        assert print_on(maja, "a3").body().startswith(b"%PDF")
    on_a_phone(visit("lindqvist", PHONE_DARK), number)


def she_pastes_a_year(maja: Page, last: CalendarPeriod) -> None:
    """Start, new, won back and lost; the end follows. The chart stands on the segment's page."""
    maja.goto("/segments")
    maja.get_by_role("link", name=SEGMENT).first.click()
    segment = maja.url
    paste(maja, segment, last, LOST)
    maja.goto(segment)
    expect(maja.get_by_role("link", name="Retention", exact=True)).to_be_visible()
    expect(maja.get_by_role("img", name=re.compile("Retention shows no change"))).to_be_visible()


def paste(maja: Page, segment: str, last: CalendarPeriod, lost: tuple[int, ...]) -> None:
    """Months side by side as Excel has them, the last of them at the grid's right end."""
    maja.goto(f"{segment}/figures?last={last}")
    first = last.shifted(1 - len(lost))
    columns = [("1000", str(one), "0", str(one)) for one in lost]
    rows = ["\t".join(row) for row in zip(*columns, strict=True)]
    paste_cells(maja.locator(f'[name="{first}-start"]'), "\r\n".join(rows) + "\r\n")
    maja.get_by_role("button", name="Save the figures").click()
    expect(maja.get_by_text("Saved.")).to_be_visible()


def fill_the_sheet(visit: Visits, number: int) -> None:
    """Something in every box: how boxes are written is another journey."""
    for key in (*LEFT, *RIGHT):
        visit.program.rows(
            "insert into boxes (a3_id, key, text, html, html_version, version, state, updated_at, updated_by)"
            " select id, ?, 'Something', '<p>Something</p>', 0, 1, 'work', updated_at, owner_id"
            " from a3s where number = ?",
            key,
            number,
        )


def she_and_her_manager_agree(maja: Page, sachi: Page, number: int) -> None:
    """Control point 1."""
    maja.goto(f"/a3/{number}")
    maja.get_by_role("button", name="Submit the left side").click()
    expect(maja.get_by_text("Submitted as revision 1.")).to_be_visible()
    sachi.goto(f"/a3/{number}/review")
    sachi.get_by_role("button", name="Agree", exact=True).click()
    expect(sachi.get_by_text("Agreed. The A3 stands at Prediction.")).to_be_visible()


def she_predicts_and_locks(maja: Page, number: int, locked: CalendarPeriod) -> None:
    """The name and the unit are the metric's; what it was stands beside the prediction after the lock."""
    maja.goto(f"/a3/{number}")
    maja.get_by_role("link", name="Add a prediction").click()
    maja.get_by_label("Metric of the segment").select_option(label="Retention")
    due = (datetime.now(UTC).date() + timedelta(days=40)).isoformat()
    said = {
        "Point": "65",
        "Range from": "60",
        "Range to": "70",
        "Checked on": due,
        "Because": "We call them",
    }
    for name, words in said.items():
        maja.get_by_label(name).fill(words)
    maja.get_by_role("button", name="Save").click()
    maja.get_by_role("button", name="Lock the prediction and start Do").click()
    expect(maja.get_by_text("The A3 stands at Do.")).to_be_visible()
    row = box(maja, "plan").get_by_role("row", name="Retention")
    expect(row).to_contain_text(f"50.5 %, {locked.shifted(-12).words}–{locked.before().words}")


def three_months_pass(visit: Visits, number: int, locked: CalendarPeriod) -> None:
    """The lock and the day of the check lie in the past now; the trigger that keeps them looks away."""
    name = "predictions_locked_no_update"
    ((kept,),) = visit.program.rows("select sql from sqlite_master where name = ?", name)
    visit.program.rows(f"drop trigger {name}")
    visit.program.rows(
        "update predictions set locked_at = ?, day = ? where a3_id = (select id from a3s where number = ?)",
        f"{locked.first.isoformat()} 12:00:00.000000",
        locked.shifted(2).last.isoformat(),
        number,
    )
    visit.program.rows(str(kept))


def she_enters_what_came(maja: Page, locked: CalendarPeriod) -> None:
    """The month of the change and the two that follow."""
    maja.goto("/segments")
    maja.get_by_role("link", name=SEGMENT).first.click()
    paste(maja, maja.url, locked.shifted(2), (450, 360, 350))


def she_checks_the_prediction(maja: Page, number: int, locked: CalendarPeriod) -> None:
    """One click; before, predicted, actual, the signal and the verdict stand on the sheet."""
    maja.goto(f"/a3/{number}")
    box(maja, "check").get_by_role("button", name="Check this prediction").click()
    row = box(maja, "check").get_by_role("row", name="Retention · retention")
    for words in ("50.5 %", "60–70 %", f"65.0 %, {locked.shifted(2).words}", "confirmed"):
        expect(row).to_contain_text(words)
    expect(row).to_contain_text(re.compile(r"signal \(limits \d+\.\d–\d+\.\d\s%\)"))
    expect(row).not_to_contain_text("early look")


def she_names_the_guard(maja: Page, number: int) -> None:
    """Who keeps customers watches whether new ones come: here fewer do, and the sheet says so."""
    said = box(maja, "check").get_by_text("name a guard on the acquisition side")
    expect(said).to_be_visible()
    said.get_by_role("link", name="Add the guard").click()
    expect(maja.get_by_label("This is a guard")).to_be_checked()
    maja.get_by_label("Margin of the guard, in points").fill("2")
    maja.get_by_role("button", name="Save").click()
    row = box(maja, "check").get_by_role("row", name="acquisition, guard")
    expect(row).to_contain_text("guard harmed")
    expect(box(maja, "check").get_by_text("name a guard")).to_have_count(0)


def on_a_phone(maja: Page, number: int) -> None:
    """The same words, without a page that is wider than the phone."""
    maja.goto(f"/a3/{number}")
    expect(box(maja, "check")).to_contain_text("confirmed")
    assert maja.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert not faults_of(maja)
