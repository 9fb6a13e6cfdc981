"""The worker: huey's consumer with process workers that have WeasyPrint, fonts and styles loaded."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial

from flask import Flask

from a3tracker.config import Config
from a3tracker.db.base import db
from a3tracker.db.printouts import wanted_printouts
from a3tracker.jobs import printing
from a3tracker.jobs.queue import make_queue


def run_worker(app: Flask) -> None:
    """Work until told to stop. What was wanted and not made is queued again at the start."""
    config: Config = app.extensions["a3tracker"]
    queue, tasks = make_queue(config, {"printout": partial(_in_context, app, printing.make_printout)})
    queue.on_startup()(printing.warm_up)
    queue.storage.flush_queue()
    with app.app_context():
        for identity in wanted_printouts():
            tasks["printout"](identity)
        # The connections of this process must not be shared with the workers that it forks.
        db.session.remove()
        db.engine.dispose()
    logging.getLogger("huey").setLevel(logging.WARNING)
    queue.create_consumer(
        workers=config.workers,
        worker_type="process",
        initial_delay=0.05,
        max_delay=0.25,
        periodic=False,
        check_worker_health=True,
    ).run()


def _in_context(app: Flask, task: Callable[[int], None], identity: int) -> None:
    with app.app_context():
        task(identity)
