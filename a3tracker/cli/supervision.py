"""Keeping the worker alive beside the web server."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

_PR_SET_PDEATHSIG = 1


@contextmanager
def keep_worker(command: list[str], environment: Mapping[str, str]) -> Iterator[None]:
    """Run the worker as a child as long as the block lasts; start it again when it dies."""
    stop = threading.Event()
    keeper = threading.Thread(
        target=_keep, args=(command, environment, stop), name="worker-keeper", daemon=True
    )
    signal.signal(signal.SIGTERM, _as_interrupt)
    keeper.start()
    try:
        yield
    finally:
        stop.set()
        keeper.join(timeout=10)


def end_with_parent() -> None:
    """Ask the system to end this process when the one that started it is gone, however it went."""
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() == 1:
        os.kill(os.getpid(), signal.SIGTERM)


def _keep(command: list[str], environment: Mapping[str, str], stop: threading.Event) -> None:
    pause = 1.0
    while not stop.is_set():
        child = subprocess.Popen(command, env=dict(environment), start_new_session=True)
        while child.poll() is None and not stop.wait(0.2):
            pass
        if child.poll() is None:
            _end(child)
        # A worker that cannot start is tried again ever more rarely, at least once a minute.
        stop.wait(pause)
        pause = min(60.0, pause * 2)


def _end(child: subprocess.Popen[bytes]) -> None:
    child.send_signal(signal.SIGINT)
    try:
        child.wait(timeout=3)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _as_interrupt(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt
