"""What somebody does with a sheet: starting one, opening a box, writing, pasting, printing."""

import re

from playwright.sync_api import APIResponse, Locator, Page, expect

SAVED = re.compile(r"^Saved \d\d:\d\d$")
LEFT = ("perceive", "analyse", "locate", "empower", "select")
RIGHT = ("plan", "do", "check", "act")

PASTE_CELLS = """(field, text) => {
    const clipboard = new DataTransfer();
    clipboard.setData("text/plain", text);
    const how = { clipboardData: clipboard, bubbles: true, cancelable: true };
    field.dispatchEvent(new ClipboardEvent("paste", how));
}"""

PASTE_PICTURE = """async (field) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 60, height: 40 });
    canvas.getContext("2d").fillRect(10, 10, 30, 20);
    const blob = await new Promise((done) => canvas.toBlob(done));
    const clipboard = new DataTransfer();
    clipboard.items.add(new File([blob], "drawing.png", { type: "image/png" }));
    const how = { clipboardData: clipboard, bubbles: true, cancelable: true };
    field.dispatchEvent(new ClipboardEvent("paste", how));
}"""


def start_a3(page: Page, title: str = "New account holders close the editor") -> int:
    """A PDCA of the Newcomers cell for new account holders on a phone; returns its number."""
    page.goto("/a3s/new")
    page.get_by_label("Title").fill(title)
    page.get_by_label("Customer segment").select_option(label="New account holders on a phone")
    page.get_by_label("PDCA").check()
    page.get_by_label("Team").select_option(label="Newcomers cell")
    page.get_by_role("button", name="Start the A3").click()
    expect(page).to_have_url(re.compile(r"/a3/\d+$"))
    return int(page.url.rpartition("/")[2])


def box(page: Page, key: str) -> Locator:
    """A box on the sheet."""
    return page.locator(f"#box-{key}")


def field_of(page: Page, key: str) -> Locator:
    """The text field of an open box."""
    return page.locator(f"textarea#text-{key}")


def await_scripts(page: Page) -> None:
    """Until the sheet opens its boxes in place; before that a click leads to the box's own page."""
    expect(page.locator("[data-fit]")).to_have_text(re.compile("Prints at|too many"))


def open_box(page: Page, key: str) -> Locator:
    """Click the box's heading; returns its text field, ready to be written in."""
    await_scripts(page)
    box(page, key).get_by_role("heading").first.get_by_role("link").click()
    expect(field_of(page, key)).to_be_focused()
    return field_of(page, key)


def close_box(page: Page) -> None:
    """Leave the open box."""
    page.get_by_role("link", name="Close").click()
    expect(page.locator(".box-editor")).to_have_count(0)


def said(page: Page) -> Locator:
    """What the open box says about saving."""
    return page.locator("output.saved")


def save(page: Page) -> None:
    """Press Save, and see the time."""
    page.get_by_role("button", name="Save", exact=True).click()
    expect(said(page)).to_have_text(SAVED)


def write(page: Page, key: str, text: str) -> None:
    """Open a box, write, save and close it."""
    open_box(page, key).fill(text)
    save(page)
    close_box(page)
    expect(box(page, key).locator(".panel-text")).to_contain_text(text)


def paste_cells(field: Locator, text: str) -> None:
    """Paste what Excel puts on the clipboard."""
    field.evaluate(PASTE_CELLS, text)


def paste_picture(field: Locator) -> None:
    """Paste a small drawing."""
    field.evaluate(PASTE_PICTURE)


FIND_DRAFT = """start => {
  const key = Object.keys(localStorage).find(name => name.startsWith(start));
  return key ? localStorage.getItem(key) : null;
}"""
#: The key of a draft holds the person's id: it is read off the form, as the page's own script does.
LEAVE_DRAFT = """async ([address, draft]) => {
  const page = await (await fetch(address)).text();
  const form = new DOMParser().parseFromString(page, "text/html").querySelector("form.box-form");
  localStorage.setItem(form.dataset.draftKey, draft);
}"""


def kept(page: Page, number: int, key: str) -> str | None:
    """The draft of a box on this device, as it is stored."""
    draft: str | None = page.evaluate(FIND_DRAFT, f"a3-{number}-{key}-")
    return draft


def leave_draft(page: Page, number: int, key: str, draft: str) -> None:
    """A draft on this device, as an earlier visit would have left it."""
    page.evaluate(LEAVE_DRAFT, [f"/a3/{number}/box/{key}", draft])


def read_until(page: Page, address: str, words: str) -> None:
    """Read a page again and again until the words are there: somebody's save is still on its way."""
    for _ in range(20):
        page.goto(address)
        if page.get_by_text(words).count():
            return
    raise AssertionError(f"{address} never said “{words}”")


def print_on(page: Page, paper: str) -> APIResponse:
    """Choose the paper, press Print, and take the file however long it is being made."""
    page.get_by_label("Paper").first.select_option(value=paper)
    with page.expect_response(re.compile(r"\.pdf$"), timeout=120_000) as answered:
        page.get_by_role("button", name="Print").first.click()
    answer = page.request.get(answered.value.url)
    assert answer.headers["content-type"] == "application/pdf"
    return answer
