"""On a phone beside the customer: six taps to a logged experiment, and no network for a moment."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.visits import PHONE, Visits, sign_in
from tests.browser.writing import start_a3

pytestmark = pytest.mark.browser

KEPT = "Kept on this device. It is sent when you are back."
WAITING = "() => Object.keys(localStorage).filter((name) => name.startsWith('experiment-')).length"


@pytest.fixture
def maja(visit: Visits) -> Page:
    """On her phone, with a sheet of her own."""
    page = visit("lindqvist", PHONE, fresh=True)
    start_a3(page)
    return page


def number_of(page: Page) -> int:
    """The number of the A3 on the screen."""
    return int(page.url.split("/a3/")[1].split("/")[0].split("#")[0])


def opened(page: Page) -> None:
    """The form, with its script."""
    page.get_by_role("link", name="Log an experiment").first.click()
    expect(page.locator("html[data-ready] form[data-log]")).to_be_attached()


def fill(page: Page, tried: str) -> None:
    """What is known before."""
    page.get_by_label("If we do").fill(tried)
    page.get_by_label("We expect").fill("Three answer")


def listed(page: Page) -> Locator:
    """The experiments of the list."""
    return page.locator(".trials > li")


def test_six_taps_lead_from_the_sheet_to_a_logged_experiment(maja: Page) -> None:
    taps = 0

    def tap(where: Locator, words: str = "") -> None:
        nonlocal taps
        where.tap()
        taps += 1
        if words:
            expect(where).to_be_focused()
            maja.keyboard.type(words)

    tap(maja.get_by_role("link", name="Log an experiment").first)
    expect(maja.locator("html[data-ready] form[data-log]")).to_be_attached()
    tap(maja.get_by_label("If we do"), "Call five")
    tap(maja.get_by_label("At", exact=True), "The phone")
    tap(maja.get_by_label("We expect"), "Three answer")
    tap(maja.get_by_label("existing customer"))
    tap(maja.get_by_role("button", name="Log it"))
    expect(maja).to_have_url(re.compile(r"/experiments$"))
    expect(listed(maja)).to_contain_text(["Call five"])
    expect(listed(maja)).to_contain_text(["The phone · existing customer · Maja Lindqvist"])
    assert taps <= 6


def test_in_airplane_mode_the_entry_waits_and_is_sent_once(maja: Page, visit: Visits) -> None:
    visit.foresee("ERR_INTERNET_DISCONNECTED")
    number = number_of(maja)
    opened(maja)
    fill(maja, "Called five in the lift")
    maja.context.set_offline(True)
    maja.get_by_role("button", name="Log it").click()
    expect(maja.get_by_text(KEPT)).to_be_in_viewport()
    expect(maja.get_by_label("If we do")).to_have_value("")
    assert maja.evaluate(WAITING) == 1
    fill(maja, "Called two more")
    maja.get_by_role("button", name="Log it").click()
    expect(maja.get_by_label("If we do")).to_have_value("")
    assert maja.evaluate(WAITING) == 2
    maja.context.set_offline(False)
    expect(maja.get_by_text("2 experiments that waited on this device are logged.")).to_be_visible()
    assert maja.evaluate(WAITING) == 0
    for _ in range(2):
        maja.goto(f"/a3/{number}/experiments")
        expect(listed(maja)).to_contain_text(["Called two more", "Called five in the lift"])


def test_an_entry_whose_answer_was_lost_is_not_logged_twice(maja: Page, visit: Visits) -> None:
    visit.foresee("ERR_FAILED")
    number, answered = number_of(maja), []
    opened(maja)
    fill(maja, "Called five")

    def lose(route, request) -> None:  # type: ignore[no-untyped-def]
        if request.method == "POST" and not answered:
            answered.append(route.fetch().status)
            return route.abort()
        return route.continue_()

    maja.route("**/experiments/new", lose)
    maja.get_by_role("button", name="Log it").click()
    expect(maja.get_by_text(KEPT)).to_be_visible()
    assert answered == [200]
    maja.goto(f"/a3/{number}/experiments")
    expect(maja.get_by_text("The experiment that waited on this device is logged.")).to_be_visible()
    maja.reload()
    expect(listed(maja)).to_have_count(1)


def test_signed_out_meanwhile_it_is_sent_after_signing_in(maja: Page, visit: Visits) -> None:
    visit.foresee("401 (UNAUTHORIZED)")
    number = number_of(maja)
    opened(maja)
    fill(maja, "Called five")
    maja.context.clear_cookies()
    maja.get_by_role("button", name="Log it").click()
    expect(maja.get_by_text("You are signed out. Kept on this device")).to_be_visible()
    maja.goto("/sign-in")
    sign_in(maja, "lindqvist")
    maja.goto(f"/a3/{number}/experiments")
    expect(listed(maja).or_(maja.get_by_text("is logged.")).first).to_be_visible()
    maja.reload()
    expect(listed(maja)).to_contain_text(["Called five"])


def test_what_the_server_refuses_is_said_at_the_field_and_kept(maja: Page, visit: Visits) -> None:
    visit.foresee("400 (BAD REQUEST)")
    opened(maja)
    fill(maja, "Called five")
    maja.get_by_text("With a number").click()
    maja.get_by_label("Expected from").fill("many")
    maja.get_by_role("button", name="Log it").click()
    expect(maja.get_by_role("alert")).to_be_focused()
    expect(maja.get_by_label("If we do")).to_have_value("Called five")
    expect(maja.get_by_label("Expected from")).to_have_value("many")
    assert maja.evaluate(WAITING) == 0


def test_without_scripts_the_plain_form_logs(visit: Visits) -> None:
    page = visit("lindqvist", PHONE, javascript=False)
    page.goto("/a3/6/experiments/new")
    fill(page, "Called without scripts")
    page.get_by_role("button", name="Log it").click()
    expect(listed(page).first).to_contain_text("Called without scripts")
