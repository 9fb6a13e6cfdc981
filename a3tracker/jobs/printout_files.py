"""The files of finished printouts, each named by the key of what it is made of."""

from __future__ import annotations

import os
from pathlib import Path

from a3tracker.config import Config


def printout_file(config: Config, key: str) -> Path:
    """Where the file with this cache key lies."""
    return config.printouts / f"{key}.pdf"


def write_whole(path: Path, data: bytes) -> None:
    """Under a name of its own first: a file with the key's name is always whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.{os.getpid()}")
    half.write_bytes(data)
    half.replace(path)
