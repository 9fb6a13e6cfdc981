"""The worker's clearing away: rows that are done with, then files that no row names."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from flask import current_app

from a3tracker.config import Config
from a3tracker.db.a3_contents import Files
from a3tracker.domain.keeping import ABANDONED, UNNAMED
from a3tracker.usecases.a3_removal import remove_files
from a3tracker.usecases.keeping import clear_printouts, clearing_is_due, unneeded

#: Names that the program gives; what somebody else put into the folders is not ours to remove.
_PRINTOUT: Final = re.compile(r"[0-9a-f]{64}\.pdf")
_PICTURE: Final = re.compile(r"[0-9a-f]{64}\.[a-z]{3,5}")
_HALF: Final = re.compile(r"\.[0-9a-f]{64}\.[a-z]{3,5}(\.[0-9a-f]+)?")
#: So many files are asked about in one statement.
_BATCH: Final = 200


def clear_away() -> None:
    """Once an hour; each step can be broken off at any moment, and the next hour goes on."""
    if not clearing_is_due():
        return
    config: Config = current_app.extensions["a3tracker"]
    clear_printouts(lambda key: _last_opened(config.printouts / f"{key}.pdf"))
    for names in _batches(_older(config.printouts, _PRINTOUT, UNNAMED)):
        _clear(config, Files(frozenset(), names))
    for names in _batches(_older(config.pictures, _PICTURE, ABANDONED)):
        _clear(config, Files(names, frozenset()))
    for folder in (config.printouts, config.pictures):
        for name in _older(folder, _HALF, ABANDONED):
            (folder / name).unlink(missing_ok=True)


def _clear(config: Config, files: Files) -> None:
    gone = unneeded(files)
    if gone.pictures or gone.printouts:
        remove_files(gone, config.pictures, config.printouts)


def _last_opened(path: Path) -> datetime | None:
    """When the file was made, or opened last as its page noted; None when it is gone."""
    with suppress(FileNotFoundError):
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return None


def _older(folder: Path, pattern: re.Pattern[str], age: timedelta) -> list[str]:
    """The names of such files that nobody wrote for so long."""
    before, names = time.time() - age.total_seconds(), list[str]()
    for path in folder.iterdir() if folder.is_dir() else ():
        # A file may go while one looks.
        with suppress(FileNotFoundError):
            if pattern.fullmatch(path.name) and path.stat().st_mtime < before:
                names.append(path.name)
    return names


def _batches(names: list[str]) -> Iterator[frozenset[str]]:
    for first in range(0, len(names), _BATCH):
        yield frozenset(names[first : first + _BATCH])
