"""The program, started once for a run, and windows for its people."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.program import Program, running
from tests.browser.visits import Browsers, Visits

# A save comes three seconds after the first key, and the machine may be busy with other tests.
expect.set_options(timeout=40_000)


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The demo, as `./run demo` starts it."""
    with running(tmp_path_factory.mktemp("demo"), "demo") as program:
        yield program


@pytest.fixture(scope="session")
def browsers() -> Browsers:
    """The browsers of people who signed in before."""
    return {}


@pytest.fixture
def visit(chromium: Browser, program: Program, browsers: Browsers) -> Iterator[Visits]:
    """Opens windows for people, and fails the test for anything that went wrong in one of them."""
    visits = Visits(chromium, program, browsers)
    yield visits
    faults = visits.close()
    assert not faults, "\n".join(faults)
