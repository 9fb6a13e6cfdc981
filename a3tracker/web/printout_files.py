"""The file of a printout as a page sees it: still to come, there, or gone and to be made again."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from flask import Response, current_app, request, send_from_directory

from a3tracker.config import Config
from a3tracker.db.base import db
from a3tracker.db.printouts import Printout
from a3tracker.domain.keeping import NOTED
from a3tracker.usecases.printouts import found_printout
from a3tracker.web.guard import actor

_LOOK: Final = 0.1
_PDF: Final = "application/pdf"


def folder() -> Path:
    """Where the files lie."""
    config: Config = current_app.extensions["a3tracker"]
    return config.printouts


def is_gone(wanted: Printout) -> bool:
    """Whether it was made, and its file is not there any more."""
    return wanted.state == "done" and not is_there(wanted.cache_key)


def is_there(key: str | None) -> bool:
    """Whether there is a file with this key."""
    return (folder() / f"{key}.pdf").is_file()


def note_opened(key: str) -> None:
    """Keep the file for another while. Its own time says so, once a day: reading writes no row."""
    path = folder() / f"{key}.pdf"
    # What cannot be noted, on a full disk for one, can be read all the same.
    with suppress(OSError):
        if path.stat().st_mtime < time.time() - NOTED.total_seconds():
            os.utime(path)


def sent(key: str, name: str) -> Response:
    """The file under this name, or that the browser has it already, for which it is not even opened."""
    if request.if_none_match.contains(key):
        answer = Response(status=304, mimetype=_PDF)
        answer.set_etag(key)
    else:
        answer = send_from_directory(
            folder(), f"{key}.pdf", mimetype=_PDF, download_name=f"{name}.pdf", etag=key, max_age=0
        )
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


def waits(wanted: Printout) -> bool:
    """Whether there is no file yet, and one will come."""
    return wanted.state == "wanted" or is_gone(wanted)


def waited_for(wanted: Printout, seconds: float) -> Printout:
    """The printout as soon as its file is there, or after so many seconds as it stands then."""
    identity, until = wanted.id, time.monotonic() + seconds
    while waits(wanted) and time.monotonic() < until:
        db.session.rollback()
        time.sleep(_LOOK)
        wanted = found_printout(actor(), identity)
    return wanted
