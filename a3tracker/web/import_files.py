"""An uploaded file on its way into the private folder: hashed as it is written, readable by nobody else."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import current_app
from werkzeug.datastructures import FileStorage

from a3tracker.config import Config

_CHUNK = 1 << 20


@dataclass(frozen=True)
class Received:
    """A file that lies in the folder under a name of its own, until the import has its number."""

    path: Path
    name: str
    digest: str
    size: int

    def give(self, import_id: int) -> None:
        """Put it where the worker looks for it."""
        self.path.replace(self.path.with_name(str(import_id)))


@contextmanager
def received(upload: FileStorage | None) -> Iterator[Received]:
    """The uploaded file, written down; it is gone afterwards unless it was given to an import."""
    config: Config = current_app.extensions["a3tracker"]
    config.imports.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = config.imports / f".{secrets.token_hex(8)}"
    digest, size = hashlib.sha256(), 0
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            while upload and (chunk := upload.stream.read(_CHUNK)):
                digest.update(chunk)
                size += file.write(chunk)
        name = (upload.filename or "") if upload else ""
        yield Received(path, name.replace("\\", "/").rpartition("/")[2], digest.hexdigest(), size)
    finally:
        path.unlink(missing_ok=True)


def wrong_rows(import_id: int) -> Path:
    """Where the worker put the rows that cannot be taken."""
    config: Config = current_app.extensions["a3tracker"]
    return config.imports / f"{import_id}.wrong.csv"
