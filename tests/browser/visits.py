"""People at their browsers: each is signed in once, and whatever goes wrong in a window fails the test."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    WebError,
    expect,
)

from tests.browser.program import Program

PASSWORD = "pen-and-paper"
#: True on a page of ours once everything on it listens, and on any other page.
LISTENS = "() => !document.querySelector('meta[name=person]') || 'ready' in document.documentElement.dataset"


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

#: Browsers by person and look. They stay open, so that style sheets and scripts are fetched once a run.
Browsers = dict[tuple[str | None, Look, bool], BrowserContext]


@dataclass
class Visits:
    """`visit("lindqvist")` is a window in which that person of the demo is signed in."""

    chromium: Browser
    program: Program
    browsers: Browsers
    faults: list[str] = field(default_factory=list)
    foreseen: list[str] = field(default_factory=list)
    watched: list[BrowserContext] = field(default_factory=list)
    own: list[BrowserContext] = field(default_factory=list)

    def __call__(
        self, person: str | None, look: Look = DESK, javascript: bool = True, fresh: bool = False
    ) -> Page:
        """A new window of this person; `fresh` for a browser and a session of its own."""
        known = (person, look, javascript)
        context = None if fresh or person is None else self.browsers.get(known)
        if context:
            self.watch(context)
            return window(context, javascript)
        context = self.start(look, javascript)
        page = window(context, javascript)
        if person:
            sign_in(page, person)
        if fresh or person is None:
            self.own.append(context)
        else:
            self.browsers[known] = context
        return page

    def start(self, look: Look, javascript: bool = True) -> BrowserContext:
        """Another browser, watched from the first page on."""
        context = self.chromium.new_context(
            base_url=self.program.address,
            viewport={"width": look.width, "height": look.height},
            color_scheme=look.scheme,  # type: ignore[arg-type]
            has_touch=look.phone,
            is_mobile=look.phone,
            java_script_enabled=javascript,
            locale="en-GB",
            reduced_motion="reduce",
        )
        context.set_default_timeout(90_000)
        self.watch(context)
        return context

    def watch(self, context: BrowserContext) -> None:
        """Hear what goes wrong in any of its windows."""
        if context in self.watched:
            return
        self.watched.append(context)
        for event, heard in self.ears.items():
            context.on(event, heard)  # type: ignore[call-overload]

    @property
    def ears(self) -> dict[str, Callable[..., None]]:
        """What is listened to."""
        return {
            "console": self.heard,
            "weberror": self.broke,
            "response": self.answered,
            "requestfailed": self.failed,
        }

    def foresee(self, *words: str) -> None:
        """This test brings it about that the browser complains with these words."""
        self.foreseen.extend(words)

    def fault(self, words: str) -> None:
        """Something went wrong."""
        self.faults.append(words)

    def broke(self, error: WebError) -> None:
        """A script that stops with an error."""
        self.fault(f"script: {error.error}")

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
        for context in self.watched:
            for event, heard in self.ears.items():
                context.remove_listener(event, heard)
            for page in context.pages:
                page.close()
            context.set_offline(False)
        for context in self.own:
            context.close()
        return [
            fault
            for fault in dict.fromkeys(self.faults)
            if not any(words in fault for words in self.foreseen)
        ]


def window(context: BrowserContext, javascript: bool) -> Page:
    """A new window; a page gone to is read when its scripts listen, as it is by the time somebody acts."""
    page = context.new_page()
    if not javascript:
        return page
    page.goto = listening(page, page.goto)  # type: ignore[method-assign]
    page.reload = listening(page, page.reload)  # type: ignore[method-assign]
    return page


def listening(page: Page, going: Callable[..., Response | None]) -> Callable[..., Response | None]:
    """The same way to a page, ending when its scripts listen."""

    def gone(*where: str, **wishes: Any) -> Response | None:
        response = going(*where, **wishes)
        page.wait_for_function(LISTENS)
        return response

    return gone


def sign_in(page: Page, person: str) -> None:
    """Through the form, as everybody does."""
    if "/sign-in" not in page.url:
        page.goto("/sign-in")
    page.get_by_label("E-mail").fill(f"{person}@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).not_to_have_url(re.compile("/sign-in"))
