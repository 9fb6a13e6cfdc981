"""The worker: huey's consumer with process workers that have WeasyPrint, fonts and styles loaded."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Callable

from flask import Flask
from huey import SqliteHuey, crontab

from a3tracker.config import Config
from a3tracker.db.ahead import wanted_ahead
from a3tracker.db.base import db
from a3tracker.db.imports import wanted_imports
from a3tracker.db.printouts import wanted_printouts
from a3tracker.doctor import printing_works
from a3tracker.jobs import importing, mailing
from a3tracker.jobs.keeping import clear_away
from a3tracker.jobs.queue import Task, make_queue
from a3tracker.jobs.resting import rest


def run_worker(app: Flask) -> None:
    """Work until told to stop. What was wanted and not made is queued again at the start."""
    config: Config = app.extensions["a3tracker"]
    queue, tasks = ready_queue(app)
    queue.storage.flush_queue()
    with app.app_context():
        ahead = wanted_ahead()
        for identity in wanted_printouts():
            tasks["ahead" if identity in ahead else "printout"](identity)
        for identity in wanted_imports():
            tasks["import"](identity)
        # The connections of this process must not be shared with the workers that it forks.
        db.session.remove()
        db.engine.dispose()
    logging.getLogger("huey").setLevel(logging.WARNING)
    queue.create_consumer(
        workers=config.workers,
        worker_type="process",
        initial_delay=0.05,
        max_delay=0.25,
        periodic=True,
        check_worker_health=True,
    ).run()


def ready_queue(app: Flask) -> tuple[SqliteHuey, dict[str, Task]]:
    """The queue with what this machine can do; without Pango printouts wait, and mail goes all the same."""

    def each_minute() -> None:
        for work in (mailing.mail_round, importing.expire, look_at_rests, clear_away):
            _in_context(app, work)

    def look_at_rests() -> None:
        rest(tasks["ahead"], idle=warm_up is not None and not queue.pending_count())

    make_printout, warm_up = _leave, None
    if printing_works():
        # Loaded by name: importing WeasyPrint fails where Pango is missing.
        printing = importlib.import_module("a3tracker.jobs.printing")
        make_printout, warm_up = printing.make_printout, printing.warm_up
    queue, tasks = make_queue(
        app.extensions["a3tracker"],
        {
            "printout": lambda identity: _in_context(app, make_printout, identity),
            "ahead": lambda identity: _in_context(app, make_printout, identity),
            "mail": lambda _identity: each_minute(),
            "import": lambda identity: _in_context(app, importing.work_on_import, identity),
        },
    )
    if warm_up is not None:
        queue.on_startup()(warm_up)
    queue.periodic_task(crontab(), name="each_minute")(each_minute)
    return queue, tasks


def _leave(_identity: int) -> None:
    """A printout stays wanted until a worker starts that can print."""


def _in_context(app: Flask, task: Callable[..., object], *given: int) -> None:
    with app.app_context():
        task(*given)
