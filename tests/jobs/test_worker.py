"""The worker's queue: what it can do with Pango and without, and the round of each minute."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask

from a3tracker.jobs import mailing, worker
from a3tracker.jobs.queue import make_enqueue
from tests.sites import Site


@pytest.fixture
def rounds(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Rounds of mail that were made; the queue lies in a folder of its own."""
    config = dataclasses.replace(site.app.extensions["a3tracker"], instance=tmp_path)
    monkeypatch.setitem(site.app.extensions, "a3tracker", config)
    made: list[str] = []
    monkeypatch.setattr(mailing, "mail_round", lambda: made.append("round"))
    return made


@pytest.mark.parametrize("prints", [True, False])
def test_mail_goes_with_pango_and_without(
    app: Flask, rounds: list[str], monkeypatch: pytest.MonkeyPatch, prints: bool
) -> None:
    if not prints:
        monkeypatch.setattr(worker, "printing_works", lambda: False)
        monkeypatch.setattr(worker.importlib, "import_module", lambda _name: pytest.fail("not to be loaded"))
    queue, tasks = worker.ready_queue(app)
    assert set(tasks) == {"printout", "ahead", "mail", "import"}
    make_enqueue(app.extensions["a3tracker"])("mail", 0)
    queue.execute(queue.dequeue())
    assert rounds == ["round"]


def test_without_pango_a_printout_is_left_for_a_worker_that_can_print(
    app: Flask, rounds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "printing_works", lambda: False)
    queue, tasks = worker.ready_queue(app)
    tasks["printout"](7)
    queue.execute(queue.dequeue())
    assert rounds == []


def test_each_minute_has_its_round(app: Flask, rounds: list[str]) -> None:
    queue, _tasks = worker.ready_queue(app)
    for minute in (0, 1, 59):
        (task,) = queue.read_periodic(datetime(2026, 6, 30, 9, minute))  # noqa: DTZ001 - huey's own clock
        queue.execute(task)
    assert rounds == ["round"] * 3
