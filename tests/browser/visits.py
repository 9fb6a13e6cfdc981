"""People at their browsers: each is signed in once, and whatever goes wrong in a window fails the test."""

import re
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, expect

from tests.browser.program import Program

PASSWORD = "pen-and-paper"


@dataclass(frozen=True)
class Look:
    """The size of a window and the colours that its person prefers."""

    width: int = 1440
    height: int = 900
    scheme: str = "light"

    def __str__(self) -> str:
        """How the look is called in the name of a test."""
        return f"{'phone' if self.phone else 'desk'}-{self.scheme}"

    @property
    def phone(self) -> bool:
        """Held in a hand."""
        return self.width < 600


DESK = Look()
DESK_DARK = Look(scheme="dark")
PHONE = Look(390, 844)
PHONE_DARK = Look(390, 844, "dark")
LOOKS = (DESK, DESK_DARK, PHONE, PHONE_DARK)

#: The sessions of people who signed in during this run.
Keys = dict[str, dict[str, object]]


@dataclass
class Visits:
    """`visit("lindqvist")` is a window in which that person of the demo is signed in."""

    browser: Browser
    program: Program
    keys: Keys
    faults: list[str] = field(default_factory=list)
    foreseen: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def __call__(
        self, person: str | None, look: Look = DESK, javascript: bool = True, fresh: bool = False
    ) -> Page:
        """A new browser of this person; `fresh` for a session that nobody else uses."""
        key = None if fresh or person is None else self.keys.get(person)
        context = self.context(look, javascript, key)
        page = context.new_page()
        if person and not key:
            sign_in(page, person)
            if not fresh:
                self.keys[person] = context.storage_state()  # type: ignore[assignment]
        return page

    def context(self, look: Look, javascript: bool, key: dict[str, object] | None) -> BrowserContext:
        """A browser of its own, watched from the first page on."""
        context = self.browser.new_context(
            base_url=self.program.address,
            viewport={"width": look.width, "height": look.height},
            color_scheme=look.scheme,  # type: ignore[arg-type]
            has_touch=look.phone,
            is_mobile=look.phone,
            java_script_enabled=javascript,
            locale="en-GB",
            reduced_motion="reduce",
            storage_state=key,  # type: ignore[arg-type]
        )
        self.contexts.append(context)
        context.on("console", self.heard)
        context.on("weberror", lambda error: self.fault(f"script: {error.error}"))
        context.on("response", self.answered)
        context.on("requestfailed", self.failed)
        return context

    def foresee(self, *words: str) -> None:
        """This test brings it about that the browser complains with these words."""
        self.foreseen.extend(words)

    def fault(self, words: str) -> None:
        """Something went wrong."""
        self.faults.append(words)

    def heard(self, message: ConsoleMessage) -> None:
        """What a page complains about on the console, violations of its policy included."""
        if message.type in ("error", "warning"):
            self.fault(f"console: {message.text} ({message.location.get('url', '')})")

    def answered(self, response: Response) -> None:
        """A server that breaks."""
        if response.status >= 500:
            self.fault(f"{response.status}: {response.url}")

    def failed(self, request: Request) -> None:
        """A request without an answer; one that the page itself took back is none."""
        if request.failure not in ("net::ERR_ABORTED", None):
            self.fault(f"{request.failure}: {request.url}")

    def close(self) -> list[str]:
        """Close all windows; returns the faults that nobody foresaw."""
        for context in self.contexts:
            context.close()
        return [
            fault
            for fault in dict.fromkeys(self.faults)
            if not any(words in fault for words in self.foreseen)
        ]


def sign_in(page: Page, person: str) -> None:
    """Through the form, as everybody does."""
    if "/sign-in" not in page.url:
        page.goto("/sign-in")
    page.get_by_label("E-mail").fill(f"{person}@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).not_to_have_url(re.compile("/sign-in"))
