"""Catchball: a proposal goes to and fro between coordinator and manager until both own it."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.accessibility import faults_of
from tests.browser.visits import PHONE, Visits
from tests.browser.writing import LEFT, box, start_a3, write

pytestmark = pytest.mark.browser

#: Marks words of a text as a hand with a mouse does.
SELECT = """(element, words) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const start = walker.currentNode.data.indexOf(words);
        if (start < 0) continue;
        const range = document.createRange();
        range.setStart(walker.currentNode, start);
        range.setEnd(walker.currentNode, start + words.length);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
    }
}"""

TITLE = "Newcomers ask once and never again"
GAP = "Many newcomers stop early. Many never return."


def test_a_proposal_goes_to_and_fro_until_both_own_it(visit: Visits) -> None:
    maja, sachi = visit("lindqvist"), visit("yamada")
    number = start_a3(maja, TITLE)
    for key in LEFT:
        write(maja, key, GAP if key == "perceive" else f"What we know about {key}.")
    maja.reload()
    maja.get_by_role("button", name="Submit the left side").click()
    expect(maja.get_by_text("Submitted as revision 1.")).to_be_visible()
    he_comments_and_suggests(sachi, number)
    she_sees_nothing_yet(maja, number)
    he_returns_it(sachi)
    she_takes_it_over_and_answers(maja, number)
    maja.get_by_role("button", name="Submit the left side").click()
    expect(maja.get_by_text("Submitted as revision 2.")).to_be_visible()
    he_sees_what_changed_and_agrees(sachi, number)
    assert not faults_of(sachi)


def he_comments_and_suggests(sachi: Page, number: int) -> None:
    """Three times, the second on a passage; then a wording for words that stand there twice."""
    sachi.goto(f"/a3/{number}/review")
    collect(sachi, "Is it the right segment?")
    sachi.get_by_role("link", name="Change the comment").click()
    sachi.get_by_label("Comment", exact=True).fill("Is this the right segment?")
    assert not faults_of(sachi)
    sachi.set_viewport_size({"width": 1440, "height": 900})
    sachi.get_by_role("button", name="Save").click()
    expect(sachi.locator(".collected .thread")).to_contain_text("Is this the right segment?")
    choose(sachi, box(sachi, "analyse").locator(".panel-text"), "about analyse")
    expect(sachi.get_by_label("About")).to_have_value("analyse")
    expect(sachi.get_by_label("Passage")).to_have_value("about analyse")
    collect(sachi, "From which day on? @Maja Lindqvist")
    sachi.get_by_label("About").select_option(label="Empower")
    collect(sachi, "Who decides?")
    choose(sachi, box(sachi, "perceive").locator(".panel-text"), "Many never return")
    sachi.get_by_label("Suggested wording").fill("87 of 100 never return")
    collect(sachi, "")
    expect(sachi.get_by_text("You have collected 4 comments")).to_be_visible()
    assert not faults_of(sachi)


def collect(page: Page, body: str) -> None:
    """Type a comment and put it to the others."""
    page.get_by_label("Comment", exact=True).fill(body)
    page.get_by_role("button", name="Add to my review").click()
    expect(page).to_have_url(re.compile("#your-review$"))
    expect(page.get_by_label("Comment", exact=True)).to_have_value("")


def choose(page: Page, text: Locator, words: str) -> None:
    """Select words on the sheet, and the button that comes beside them."""
    expect(page.locator("html[data-ready] [data-comment-desk]")).to_be_attached()
    text.evaluate(SELECT, words)
    page.get_by_role("button", name="Comment on this passage").click()
    expect(page.get_by_label("Comment", exact=True)).to_be_focused()


def she_sees_nothing_yet(maja: Page, number: int) -> None:
    """What is collected is seen by its author alone."""
    maja.goto(f"/a3/{number}/review")
    expect(maja.get_by_text("Who decides?")).to_have_count(0)


def he_returns_it(sachi: Page) -> None:
    """All of it at once."""
    sachi.set_viewport_size({"width": 1440, "height": 900})
    sachi.get_by_label("Reason or remark").fill("Not a number in it yet.")
    sachi.get_by_role("button", name="Return with the reason").click()
    expect(sachi.get_by_text("Returned with your reason.")).to_be_visible()
    expect(sachi.locator(".collected")).to_have_count(0)
    expect(sachi.locator("#comments .thread")).to_have_count(4)


def she_takes_it_over_and_answers(maja: Page, number: int) -> None:
    """One click for the wording; an answer below a comment, which is resolved then."""
    maja.goto(f"/a3/{number}")
    suggestion = maja.locator(".thread").filter(has_text="Suggested wording")
    expect(suggestion.locator("del")).to_contain_text("Many")
    suggestion.get_by_role("button", name="Take it over").click()
    expect(maja.get_by_text("Taken over into the box.")).to_be_visible()
    expect(box(maja, "perceive")).to_contain_text("Many newcomers stop early. 87 of 100 never return.")
    thread = maja.locator(".thread").filter(has_text="From which day on?")
    expect(thread.locator(".mention")).to_have_text("@Maja Lindqvist")
    thread.get_by_text("Answer", exact=False).first.click()
    thread.get_by_label("Your answer").fill("From the first edit on.")
    thread.get_by_role("button", name="Send the answer").click()
    thread = maja.locator(".thread").filter(has_text="From the first edit on.")
    expect(thread).to_be_visible()
    thread.get_by_role("button", name="Resolve").click()
    expect(maja.get_by_text("2 resolved")).to_be_visible()
    write(maja, "analyse", "What we know about the first week.")
    expect(box(maja, "analyse")).to_contain_text("the first week")
    maja.reload()
    assert not faults_of(maja)
    maja.goto(f"/a3/{number}/comments/{thread_number(maja)}")
    expect(maja.get_by_role("heading", level=1)).to_be_visible()
    assert not faults_of(maja)
    maja.goto(f"/a3/{number}")
    maja.set_viewport_size({"width": 1440, "height": 900})


def thread_number(page: Page) -> str:
    """The id of the first thread on the page."""
    return str(page.locator(".thread").first.get_attribute("id")).removeprefix("comment-")


def he_sees_what_changed_and_agrees(sachi: Page, number: int) -> None:
    """By word, with his own reason before his eyes."""
    sachi.goto(f"/a3/{number}/review")
    since = sachi.get_by_role("region", name="What changed since you last looked (revision 1)")
    expect(since.locator("ins").filter(has_text="87 of 100")).to_be_visible()
    expect(since.locator("del").filter(has_text="Many").first).to_be_visible()
    expect(sachi.locator(".note", has_text="Returned in round 1")).to_contain_text("Not a number in it yet.")
    sachi.get_by_role("button", name="Agree", exact=True).click()
    expect(sachi.get_by_text("Agreed. The A3 stands at Prediction.")).to_be_visible()
    expect(sachi.get_by_role("region", name="Rounds")).to_contain_text("Not a number in it yet.")


def test_who_stays_on_a_revision_has_read_it(visit: Visits) -> None:
    page = visit("raman")
    page.clock.install()
    page.goto("/a3/3/review")
    button = page.get_by_role("button", name="I have read revision")
    expect(button).to_be_visible()
    page.clock.run_for(9_000)
    expect(button).to_be_hidden()
    page.reload()
    expect(page.get_by_role("heading", name="Your review")).to_be_visible()
    expect(button).to_have_count(0)


def test_a_review_is_sent_without_scripts_and_on_a_phone(visit: Visits) -> None:
    visit.foresee("csp: ")  # A browser without scripts refuses the ones that a page wants early.
    page = visit("raman", PHONE, javascript=False)
    page.goto("/a3/3/review")
    page.get_by_label("About").select_option(index=1)
    page.get_by_label("Comment", exact=True).fill("What did the customers say?")
    page.get_by_role("button", name="Add to my review").click()
    page.get_by_role("button", name="Send the comments").click()
    expect(page.get_by_text("Your comments were sent.")).to_be_visible()
    expect(page.locator("#comments .thread")).to_contain_text("What did the customers say?")
