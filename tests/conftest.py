"""What every test may ask for, and the last lines of a run: which databases, and what was skipped."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
import time_machine
from flask import Flask
from playwright.sync_api import Browser, sync_playwright

from a3tracker.db.base import db
from tests import parts, postgres, sites
from tests.needs import need
from tests.series import MARCH, middle_of
from tests.sites import Site
from tests.visitor import Visitor
from tests.world import World, make_world

# The settings of whoever runs the tests are not the tests' settings.
# Only the folder of reference cases is: whoever runs them may name another one.
for name in [name for name in os.environ if name.startswith("A3TRACKER_") and name != "A3TRACKER_REFERENCE"]:
    del os.environ[name]

DATABASES = pytest.StashKey[set[str]]()

HEADLESS_SHELL = "/usr/bin/chromium-headless-shell"
CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(autouse=True)
def _printing_needs_pango(request: pytest.FixtureRequest) -> None:
    if request.node.get_closest_marker("pdf"):
        need("Pango")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    """A PostgreSQL for this run."""
    need("PostgreSQL")
    with postgres.running() as server:
        yield server


@pytest.fixture(scope="session", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_kind(request: pytest.FixtureRequest) -> str:
    """Everything that asks for a database runs on each kind."""
    kind: str = request.param
    used = request.config.stash.setdefault(DATABASES, set())
    if kind == "sqlite":
        used.add(f"SQLite {sqlite3.sqlite_version}")
    else:
        used.add(f"PostgreSQL {request.getfixturevalue('postgres_server').version}")
    return kind


@pytest.fixture
def database_url(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database that only this test uses."""
    if database_kind == "sqlite":
        yield f"sqlite:///{tmp_path}/test.sqlite3"
        return
    server: postgres.Server = request.getfixturevalue("postgres_server")
    name = server.create()
    yield server.url(name)
    server.drop(name)


@pytest.fixture(scope="session")
def sqlite_site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The application on SQLite, for the whole run."""
    request.config.stash.setdefault(DATABASES, set()).add(f"SQLite {sqlite3.sqlite_version}")
    with sites.on_sqlite(tmp_path_factory.mktemp("sqlite-site")) as site:
        yield site


@pytest.fixture(scope="session")
def postgres_site(
    postgres_server: postgres.Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """The application on PostgreSQL, for the whole run."""
    with sites.on_postgres(tmp_path_factory.mktemp("postgres-site"), postgres_server) as site:
        yield site


@pytest.fixture
def site(sqlite_site: Site) -> Site:
    """The site that `app` begins anew: SQLite, and both databases in tests/db and tests/usecases."""
    return sqlite_site


@pytest.fixture
def app(site: Site) -> Flask:
    """The application with an empty database and an empty data folder."""
    return site.begin_anew()


@pytest.fixture
def world(app: Flask) -> World:
    """The cast, in the database."""
    with app.app_context():
        made = make_world()
        db.session.commit()
        return made


@pytest.fixture
def client(app: Flask) -> Visitor:
    """A browser in which nobody is signed in."""
    return cast(Visitor, app.test_client())


@pytest.fixture
def as_(app: Flask, world: World) -> Callable[[str], Visitor]:
    """`as_("manager")` is a browser in which that person of the cast is signed in."""
    return lambda role: cast(Visitor, app.test_client()).signed_in_as(world.people[role])


@pytest.fixture
def march() -> Iterator[time_machine.Traveller]:
    """It is March 2026, and a test may move the clock on."""
    with time_machine.travel(middle_of(MARCH)) as clock:
        yield clock


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium without its windows. A test opens its own context in it and closes that."""
    need("Chromium")
    need("libatomic")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=HEADLESS_SHELL, args=CHROMIUM_OPTIONS)
        yield browser
        browser.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest comes first, so that both workers are busy to the end; never two storms at once."""
    order = ("storm/test_real_server", "browser/", "rendering/", "jobs/", "storm/")
    items.sort(key=lambda item: [name not in str(item.path) for name in order])
    for item in items:
        # A machine that is taken away for a minute makes a browser late, not wrong. Once, and it is told.
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker of pytest-xdist hands its databases to the run that reports."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["databases"] = sorted(session.config.stash.get(DATABASES, set()))


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object) -> None:
    """The run that reports takes them."""
    config: pytest.Config = node.config  # type: ignore[attr-defined]
    output: dict[str, list[str]] = getattr(node, "workeroutput", {})
    config.stash.setdefault(DATABASES, set()).update(output.get("databases", []))


def pytest_unconfigure(config: pytest.Config) -> None:
    """The last lines: the databases, and the one command for what was missing."""
    reporter: pytest.TerminalReporter | None = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or hasattr(config, "workeroutput"):
        return
    used = sorted(config.stash.get(DATABASES, set()), reverse=True)
    reporter.write_line(f"Databases used: {', '.join(used) or 'none'}.")
    for report in reporter.stats.get("rerun", []):
        reporter.write_line(f"Tried a second time: {report.nodeid}")
    skipped = [str(report.longrepr) for report in reporter.stats.get("skipped", [])]
    missing = {part: sum(f"{part} is missing (" in reason for reason in skipped) for part in parts.PARTS}
    missing = {part: count for part, count in missing.items() if count}
    for part, count in missing.items():
        reporter.write_line(f"Skipped because {part} is missing: {count}.")
    if missing:
        packages = " ".join(parts.PARTS[part].package for part in missing)
        reporter.write_line(f"This brings what is missing: sudo apt-get install {packages}")
    if len(skipped) > sum(missing.values()):
        reporter.write_line(f"Skipped for reasons named above: {len(skipped) - sum(missing.values())}.")
