"""The files of finished printouts, each named by the key of what it is made of."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zlib import crc32

from a3tracker.config import Config
from a3tracker.db.base import db
from a3tracker.db.printouts import Printout


def printout_file(config: Config, key: str) -> Path:
    """Where the file with this cache key lies."""
    return config.printouts / f"{key}.pdf"


def write_whole(path: Path, data: bytes) -> None:
    """Under a name of its own first: a file with the key's name is always whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.{os.getpid()}")
    half.write_bytes(data)
    half.replace(path)


def is_to_make(config: Config, wanted: Printout) -> bool:
    """Whether it still waits, or says that it is done and its file is gone."""
    if wanted.state == "done" and wanted.cache_key:
        return not printout_file(config, wanted.cache_key).exists()
    return wanted.state == "wanted"


@contextmanager
def one_at_a_time(config: Config, wanted: Printout) -> Iterator[None]:
    """Two workers never make the same sheet at once: the second waits, and finds the file of the first.

    The lock is a byte of one file; it goes with the process that holds it.
    """
    if wanted.kind not in ("sheet", "blank"):
        yield
        return
    same = f"{wanted.revision_id} {wanted.blank_cycle} {wanted.paper} {wanted.half_filled}"
    # Nobody waits for a lock of the database meanwhile.
    db.session.rollback()
    config.printouts.mkdir(parents=True, exist_ok=True)
    with (config.printouts / ".making").open("ab") as file:
        fcntl.lockf(file, fcntl.LOCK_EX, 1, crc32(same.encode()))
        yield
