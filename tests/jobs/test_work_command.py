"""`a3tracker work` as it runs beside the web server: it sends at its start, and when it is hurried."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from a3tracker.app import make_app
from a3tracker.cli.database import bring_up
from a3tracker.config import read_config
from a3tracker.db.base import db
from a3tracker.domain.notices import Kind
from a3tracker.usecases import mails
from a3tracker.usecases.notices import tell
from a3tracker.usecases.transaction import writing
from tests.jobs import mailserver
from tests.jobs.mailserver import MailServer
from tests.walk import a3_of
from tests.world import World, make_world

PATIENCE = 120


@pytest.fixture
def server() -> Iterator[MailServer]:
    """A mail server that takes everything."""
    with mailserver.running() as running:
        yield running


@pytest.fixture
def settings(tmp_path: Path, server: MailServer) -> dict[str, str]:
    """The operator's settings."""
    return {
        "A3TRACKER_INSTANCE": str(tmp_path / "data"),
        "A3TRACKER_BASE_URL": "https://a3.example.org",
        "A3TRACKER_SMTP": f"smtp://127.0.0.1:{server.port}",
        "A3TRACKER_MAIL_FROM": "a3@example.org",
    }


@pytest.fixture
def installed(settings: dict[str, str]) -> Iterator[tuple[Flask, World]]:
    """A program in a folder of its own, with the cast; the manager wants mail at once."""
    config = read_config(settings)
    app = make_app(config)
    bring_up(app, config, quiet=True)
    with app.app_context():
        world = make_world()
        db.session.commit()
        mails.set_pace(world.actor("manager"), "at once")
        yield app, world
        db.session.remove()
        db.engine.dispose()


def tell_manager(world: World) -> None:
    with writing():
        tell([world.people["manager"]], Kind.COMMENTED, a3_of(world.a3).id, world.people["coordinator"])


def until(holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE
    while not holds() and time.monotonic() < end:
        time.sleep(0.05)
    return holds()


def test_the_worker_sends_at_its_start_and_again_when_it_is_hurried(
    installed: tuple[Flask, World], settings: dict[str, str], server: MailServer, tmp_path: Path
) -> None:
    app, world = installed
    tell_manager(world)
    with (tmp_path / "log").open("w") as log:
        worker = subprocess.Popen(
            [sys.executable, "-P", "-m", "a3tracker", "work"],
            env={**os.environ, **settings},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            assert until(lambda: len(server.taken) == 1), (tmp_path / "log").read_text()
            tell_manager(world)
            hurried = time.monotonic()
            app.extensions["enqueue"]("mail", 0)
            assert until(lambda: len(server.taken) == 2), (tmp_path / "log").read_text()
            assert time.monotonic() - hurried < 50
        finally:
            worker.terminate()
            worker.wait(timeout=60)
    assert [mail["To"] for mail in server.taken] == ["maja@example.org"] * 2
