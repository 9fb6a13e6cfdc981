"""An empty program: the first administrator sets everything up until a first A3 can be started."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessibility import faults_of
from tests.browser.program import Program, running
from tests.browser.visits import Visits

pytestmark = pytest.mark.browser

PASSWORD = "a quiet afternoon"


@pytest.fixture(scope="module")
def empty_program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """`a3tracker serve` in an empty folder."""
    with running(tmp_path_factory.mktemp("empty"), "serve") as program:
        yield program


@pytest.fixture
def page(chromium: Browser, empty_program: Program) -> Iterator[Page]:
    """A browser before it."""
    visits = Visits(chromium, empty_program, {})
    visits.foresee("400 (BAD REQUEST)")
    yield visits(None)
    faults = visits.close()
    assert not faults, "\n".join(faults)


def make_the_first_administrator(page: Page, program: Program) -> None:
    """With the code that was printed on the console; a wrong one is refused."""
    code = re.search(r"give the code ([0-9a-f-]+)", program.log.read_text())
    assert code
    page.goto("/")
    expect(page).to_have_url(re.compile("/first-run$"))
    assert not faults_of(page)
    for typed in ("0000-0000-0000-0000", code[1]):
        page.get_by_label("Code").fill(typed)
        page.get_by_label("Your name").fill("Ada Nilsen")
        page.get_by_label("E-mail").fill("ada@example.org")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Make the administrator").click()


def add_people(page: Page) -> None:
    """A manager and a coordinator."""
    for name in ("Maja Lind", "Cem Aydin"):
        page.goto("/people/new")
        page.get_by_label("Name").fill(name)
        page.get_by_label("E-mail").fill(f"{name.split()[0].lower()}@example.org")
        page.get_by_label("First password").fill(PASSWORD)
        page.get_by_role("button", name="Add the person").click()
        expect(page.get_by_role("heading", name=name)).to_be_visible()


def add_a_stream(page: Page) -> None:
    """From the example on the empty home page."""
    page.goto("/")
    page.get_by_role("link", name="Add the first value stream").click()
    page.get_by_label("Name").fill("Newcomers")
    page.get_by_label("Market").fill("People who meet us for the first time.")
    page.get_by_label("Value stream manager").select_option(label="Maja Lind")
    page.get_by_role("button", name="Add the stream").click()
    expect(page.get_by_role("heading", name="No segment yet")).to_be_visible()
    expect(page.get_by_role("heading", name="No team yet")).to_be_visible()
    assert not faults_of(page)


def sign_in_as(page: Page, first_name: str) -> None:
    """The one goes, the other comes."""
    page.get_by_role("button", name="Sign out").click()
    page.get_by_label("E-mail").fill(f"{first_name}@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def add_a_segment_and_a_team(page: Page) -> None:
    """The manager cannot coordinate in her own stream: she is told why, and what she typed stays."""
    page.get_by_role("link", name="Newcomers", exact=True).click()
    page.get_by_role("link", name="Add a segment").click()
    page.get_by_label("Name").fill("New account holders")
    page.get_by_label("Job to be done").fill("Put a mistake right at once.")
    page.get_by_role("button", name="Add the segment").click()
    expect(page.get_by_role("heading", name="New account holders")).to_be_visible()
    page.goto("/streams/1")
    page.get_by_role("link", name="Add a team").click()
    page.get_by_label("Name").fill("First edit")
    page.get_by_label("problem resolution").check()
    coordinator = page.get_by_label("Team coordinator")
    if "Maja Lind" in coordinator.inner_text():
        coordinator.select_option(label="Maja Lind")
        page.get_by_role("button", name="Add the team").click()
        expect(page.get_by_role("alert")).to_contain_text("manager")
        expect(page.get_by_label("Name")).to_have_value("First edit")
    coordinator.select_option(label="Cem Aydin")
    page.get_by_role("button", name="Add the team").click()
    expect(page.get_by_role("heading", name="First edit")).to_be_visible()


def test_an_empty_program_leads_to_a_first_a3(page: Page, empty_program: Program) -> None:
    make_the_first_administrator(page, empty_program)
    expect(page.get_by_role("heading", name="No value stream yet")).to_be_visible()
    assert not faults_of(page)
    add_people(page)
    add_a_stream(page)
    sign_in_as(page, "maja")
    add_a_segment_and_a_team(page)
    sign_in_as(page, "cem")
    page.get_by_role("link", name="Start an A3").click()
    page.get_by_label("Title").fill("New account holders close the editor")
    page.get_by_label("PDCA").check()
    page.get_by_role("button", name="Start the A3").click()
    expect(page).to_have_url(re.compile(r"/a3/1$"))
    expect(page.locator(".desk .sheet-head")).to_contain_text("Cem Aydin")
    expect(page.locator(".desk .sheet-head")).to_contain_text("Maja Lind")
