"""Never lose text: the draft on the device, offline, signed out, and on the way out."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visits import DESK, PHONE, Look, Visits, sign_in
from tests.browser.writing import (
    SAVED,
    close_box,
    field_of,
    kept,
    leave_draft,
    open_box,
    read_until,
    said,
    start_a3,
)

pytestmark = pytest.mark.browser

SIGNED_OUT = "You are signed out. Your text is kept on this device."

# Types one letter, and answers at once with what the device holds then.
TYPE_AND_LOOK = """([field, start]) => {
    field.value = "Six";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    const key = Object.keys(localStorage).find((name) => name.startsWith(start));
    return key ? localStorage.getItem(key) : null;
}"""

# Writes a letter every fifth of a second for as long as no save has gone out.
WRITE_ON = """(field) => {
    const write = () => {
        field.value += "x";
        field.dispatchEvent(new Event("input", { bubbles: true }));
    };
    const writing = setInterval(write, 200);
    const fetch = window.fetch;
    window.fetch = (address, how) => {
        if (how?.method === "POST" && how.body.has("version")) clearInterval(writing);
        return fetch(address, how);
    };
    write();
}"""


@pytest.fixture
def maja(visit: Visits) -> Page:
    """At her desk, before an empty sheet."""
    page = visit("lindqvist")
    start_a3(page)
    return page


def number_of(page: Page) -> int:
    """The number of the A3 on the screen."""
    return int(page.url.split("/a3/")[1].split("/")[0])


@pytest.mark.parametrize("look", [DESK, PHONE], ids=str)
def test_what_is_typed_is_on_the_device_at_once(visit: Visits, look: Look) -> None:
    maja = visit("lindqvist", look)
    number = start_a3(maja)
    field = open_box(maja, "empower").element_handle()
    assert json.loads(maja.evaluate(TYPE_AND_LOOK, [field, f"a3-{number}-empower"]))["text"] == "Six"
    expect(said(maja)).to_have_text(SAVED)
    assert kept(maja, number, "empower") is None


def test_a_save_goes_out_while_one_writes_on(maja: Page) -> None:
    field = open_box(maja, "empower")
    field.evaluate(WRITE_ON)
    expect(said(maja)).to_have_text(SAVED)
    assert len(field.input_value()) > 1


def test_a_draft_is_offered_to_its_own_writer_only(visit: Visits) -> None:
    maja = visit("lindqvist", fresh=True)
    number = start_a3(maja)
    leave_draft(maja, number, "empower", '{"version": 0, "text": "For my eyes", "at": "14:03"}')
    maja.get_by_role("button", name="Sign out").click()
    sign_in(maja, "haddad")
    maja.goto(f"/a3/{number}")
    expect(open_box(maja, "empower")).to_have_value("")
    assert "For my eyes" in (kept(maja, number, "empower") or "")


def test_a_text_that_never_reached_the_server_is_offered_again(maja: Page) -> None:
    number = number_of(maja)
    leave_draft(maja, number, "empower", '{"version": 0, "text": "Six weeks.", "at": "14:03"}')
    maja.goto(f"/a3/{number}/box/empower")
    expect(maja.get_by_text("This text from 14:03 was kept on this device and not saved.")).to_be_visible()
    expect(field_of(maja, "empower")).to_have_value("Six weeks.")
    maja.get_by_role("button", name="Use it").click()
    expect(said(maja)).to_have_text(SAVED)
    assert kept(maja, number, "empower") is None


def test_a_text_that_was_kept_can_be_discarded(maja: Page) -> None:
    number = number_of(maja)
    draft = json.dumps({"version": 0, "text": "Of yesterday", "at": "14:03"})
    leave_draft(maja, number, "empower", draft)
    field = open_box(maja, "empower")
    expect(maja.get_by_text("This text from 14:03 was kept on this device")).to_be_visible()
    expect(field).to_have_value("Of yesterday")
    maja.get_by_role("button", name="Discard it").click()
    expect(field).to_have_value("")
    assert kept(maja, number, "empower") is None


def test_offline_the_text_is_kept_and_saved_afterwards(maja: Page, visit: Visits) -> None:
    visit.foresee("ERR_INTERNET_DISCONNECTED")
    field = open_box(maja, "empower")
    maja.context.set_offline(True)
    field.press_sequentially("Six weeks, written in a train.")
    expect(said(maja)).to_have_text("Offline, kept on this device")
    assert "written in a train" in (kept(maja, number_of(maja), "empower") or "")
    maja.context.set_offline(False)
    expect(said(maja)).to_have_text(SAVED)
    maja.reload()
    expect(field_of(maja, "empower")).to_have_value("Six weeks, written in a train.")


def test_a_box_that_cannot_be_saved_stays_open(maja: Page, visit: Visits) -> None:
    visit.foresee("ERR_INTERNET_DISCONNECTED")
    field = open_box(maja, "empower")
    maja.context.set_offline(True)
    field.fill("Six weeks.")
    maja.get_by_role("link", name="Close").click()
    expect(said(maja)).to_have_text("Offline, kept on this device")
    expect(field).to_have_value("Six weeks.")
    maja.context.set_offline(False)
    expect(said(maja)).to_have_text(SAVED)
    close_box(maja)


def test_signed_out_meanwhile_the_text_is_kept_and_goes_on_after_signing_in(visit: Visits) -> None:
    visit.foresee("401 (UNAUTHORIZED)")
    maja = visit("lindqvist", fresh=True)
    number = start_a3(maja)
    open_box(maja, "empower").fill("Six weeks, ")
    expect(said(maja)).to_have_text(SAVED)
    other = maja.context.new_page()
    other.goto("/")
    other.get_by_role("button", name="Sign out").click()
    expect(other.get_by_text("You are signed out.")).to_be_visible()
    field_of(maja, "empower").press_sequentially("Mondays.")
    expect(said(maja)).to_contain_text(SIGNED_OUT)
    assert "Six weeks, Mondays." in (kept(maja, number, "empower") or "")
    with maja.context.expect_page() as opened:
        maja.get_by_role("link", name="Sign in, then come back here").click()
    sign_in(opened.value, "lindqvist")
    opened.value.close()
    maja.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(said(maja)).to_have_text(SAVED)
    read_until(other, f"/a3/{number}", "Six weeks, Mondays.")


def test_an_ended_session_loses_no_text_either(visit: Visits) -> None:
    visit.foresee("401 (UNAUTHORIZED)")
    ruth = visit("okafor", fresh=True)
    number = start_a3(ruth)
    field = open_box(ruth, "empower")
    visit.program.rows("delete from sessions where rowid = (select max(rowid) from sessions)")
    field.fill("Written after lunch.")
    expect(said(ruth)).to_contain_text(SIGNED_OUT)
    ruth.goto("/")
    sign_in(ruth, "okafor")
    ruth.goto(f"/a3/{number}/box/empower")
    expect(said(ruth)).to_have_text(SAVED)
    expect(field_of(ruth, "empower")).to_have_value("Written after lunch.")


def test_leaving_the_page_saves_what_was_typed_last(maja: Page) -> None:
    number = number_of(maja)
    open_box(maja, "empower").press_sequentially("Written in the last second.")
    maja.goto("/a3s")
    read_until(maja, f"/a3/{number}", "Written in the last second.")
    open_box(maja, "empower")
    expect(maja.get_by_text("was kept on this device")).to_have_count(0)


def test_the_back_button_closes_the_box_and_keeps_its_text(maja: Page) -> None:
    open_box(maja, "empower").press_sequentially("Six weeks.")
    maja.go_back()
    expect(maja.locator(".box-editor")).to_have_count(0)
    expect(maja.locator("#box-empower")).to_contain_text("Six weeks.")
    maja.go_forward()
    expect(field_of(maja, "empower")).to_have_value("Six weeks.")
