"""Nothing of a file stays in the folder, or as rows, once nobody needs it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from a3tracker.db.base import db
from a3tracker.db.import_rows import Purchase
from a3tracker.domain.imports import State
from a3tracker.jobs import importing
from a3tracker.usecases import import_work
from tests.files_to_bring import PURCHASES, Bringing
from tests.sites import Site
from tests.visitor import Visitor

BAD = "customer,date,amount\nanna,soon,1\n"


@pytest.fixture
def bringing(app: Flask, as_: Callable[[str], Visitor]) -> Bringing:
    """A member of the team, at the page of files."""
    return Bringing(app, as_("member"))


def left_in(site: Site) -> list[Path]:
    return sorted((site.instance / "imports").iterdir())


def expire(bringing: Bringing) -> None:
    with bringing.app.app_context():
        importing.expire()


def test_a_file_that_cannot_be_read_is_gone_at_once(
    bringing: Bringing, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "opened", lambda _path: 1 // 0)
    bringing.choose(PURCHASES)
    assert "cannot be read" in bringing.browser.read(bringing.page)
    assert left_in(site) == []


def test_figures_that_change_all_the_time_leave_neither_file_nor_rows(
    bringing: Bringing, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    bringing.choose(PURCHASES)
    monkeypatch.setattr(import_work, "note_preview", lambda *_: False)
    assert "change all the time" in bringing.map()
    assert left_in(site) == []
    with bringing.app.app_context():
        assert db.session.query(Purchase).count() == 0


@pytest.mark.parametrize("state", [State.FAILED, State.CANCELLED, State.UNDONE, State.DONE])
def test_the_sweep_removes_what_a_worker_that_died_left_behind(
    bringing: Bringing, site: Site, state: State
) -> None:
    bringing.choose(PURCHASES)
    bringing.map()
    with bringing.app.app_context():
        bringing.row().state = state
        db.session.commit()
    expire(bringing)
    assert left_in(site) == []
    with bringing.app.app_context():
        assert db.session.query(Purchase).count() == (6 if state == State.DONE else 0)


def test_the_sweep_leaves_files_that_are_needed_and_an_upload_under_way(
    bringing: Bringing, site: Site
) -> None:
    bringing.choose(BAD)
    bringing.map()
    folder = site.instance / "imports"
    interrupted, under_way = folder / ".aaaa", folder / ".bbbb"
    for path in (interrupted, under_way):
        path.touch()
    os.utime(interrupted, (time.time() - 90_000,) * 2)
    expire(bringing)
    assert under_way in left_in(site)
    assert interrupted not in left_in(site)
    assert "soon" in (folder / f"{bringing.import_id}.wrong.csv").read_text()
    assert "Download these rows" in bringing.browser.read(bringing.page)
