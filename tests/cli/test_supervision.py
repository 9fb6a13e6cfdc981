"""The worker is kept alive, ends with the server, and is not started again when that cannot help."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from a3tracker.cli.supervision import keep_worker


def _until(holds: Callable[[], bool], seconds: float = 90) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.05)
    return holds()


def _worker(tmp_path: Path, then: str) -> list[str]:
    """A child that notes its start in a file and then does something."""
    code = f"import os,sys,time; open({str(tmp_path / 'starts')!r}, 'a').write(f'{{os.getpid()}}\\n'); {then}"
    return [sys.executable, "-c", code]


def _starts(tmp_path: Path) -> list[int]:
    path = tmp_path / "starts"
    return [int(line) for line in path.read_text().split()] if path.exists() else []


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_worker_that_dies_is_started_again(tmp_path: Path) -> None:
    with keep_worker(_worker(tmp_path, "sys.exit(1)"), os.environ):
        assert _until(lambda: len(_starts(tmp_path)) >= 2)


def test_the_worker_ends_with_the_server(tmp_path: Path) -> None:
    with keep_worker(_worker(tmp_path, "time.sleep(60)"), os.environ):
        assert _until(lambda: bool(_starts(tmp_path)))
        (child,) = _starts(tmp_path)
        assert _alive(child)
    assert _until(lambda: not _alive(child))
