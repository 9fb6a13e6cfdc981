"""The private folder of files that are brought: which imports have one there, and what nobody owns."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

#: An upload that was not written to for so many seconds was interrupted.
_INTERRUPTED: Final = 24 * 3600


def numbers_in(folder: Path) -> set[int]:
    """The imports that have a file in the folder."""
    names = (path.name.partition(".")[0] for path in _files(folder))
    return {int(name) for name in names if name.isdecimal()}


def leftovers_in(folder: Path) -> Iterator[Path]:
    """Uploads that were interrupted before they belonged to an import."""
    for path in _files(folder):
        if path.name.startswith(".") and time.time() - path.stat().st_mtime > _INTERRUPTED:
            yield path


def _files(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else []
