"""One bounded child per render: forked from a warm process, limited in CPU, memory and time.

Tiny inputs can stop a renderer (handbook, safety.md section 3); a bound that is broken kills the
child alone. Fork from the main thread of a process only: huey's process workers, the command line.
"""

from __future__ import annotations

import contextlib
import os
import resource
import select
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from a3tracker.domain.errors import Refusal

GIBIBYTE = 1024**3
_DONE, _REFUSED, _BROKEN, _MEMORY = 0, 3, 4, 5


class TooLarge(Refusal):
    """A bound was broken: the document asks for more time or memory than one sheet may take."""


class RenderFailed(Refusal):
    """The renderer gave up on the document."""


@dataclass(frozen=True)
class Bounds:
    """CPU and wall in seconds; `memory` in bytes on top of what the process has mapped when it forks."""

    cpu: int = 20
    wall: float = 30.0
    memory: int = GIBIBYTE
    nice: int = 5


BOUNDS = Bounds()


def run_bounded(work: Callable[[], bytes], bounds: Bounds = BOUNDS) -> bytes:
    """Do `work` in a child and return its bytes; `TooLarge` or `RenderFailed` when there are none."""
    if threading.current_thread() is not threading.main_thread():
        raise RuntimeError("A thread may hold a lock that its forked child would wait for without end.")
    in_time = False
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _be_the_child(work, bounds, writing)
    os.close(writing)
    try:
        data, in_time = _read_all(reading, bounds.wall)
    finally:
        os.close(reading)
        if not in_time:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        _pid, status = os.waitpid(child, 0)
    return _answer(data, status, in_time)


def _be_the_child(work: Callable[[], bytes], bounds: Bounds, writing: int) -> None:
    """Never returns: what the parent's frames would do on the way out is not the child's business."""
    code = _BROKEN
    try:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        os.nice(bounds.nice)
        resource.setrlimit(resource.RLIMIT_CPU, (bounds.cpu, bounds.cpu + 1))
        memory = _mapped() + bounds.memory
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        with os.fdopen(writing, "wb") as pipe:
            code = _write(work, pipe.write)
    finally:
        os._exit(code)


def _write(work: Callable[[], bytes], write: Callable[[bytes], int]) -> int:
    try:
        write(work())
    except MemoryError:
        return _MEMORY
    except Refusal as refusal:
        write(str(refusal).encode())
        return _REFUSED
    except Exception as error:  # noqa: BLE001 - whatever it was, the parent must hear of it.
        write(f"{type(error).__name__}: {error}".encode()[:2000])
        return _BROKEN
    return _DONE


def _mapped() -> int:
    """How much address space this process has mapped, in bytes."""
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()


def _read_all(reading: int, wall: float) -> tuple[bytes, bool]:
    until = time.monotonic() + wall
    parts: list[bytes] = []
    while True:
        left = until - time.monotonic()
        if left <= 0 or not select.select([reading], [], [], left)[0]:
            return b"".join(parts), False
        part = os.read(reading, 1 << 20)
        if not part:
            return b"".join(parts), True
        parts.append(part)


def _answer(data: bytes, status: int, in_time: bool) -> bytes:
    code = os.waitstatus_to_exitcode(status)
    if in_time and code == _DONE:
        return data
    if not in_time or code < 0 or code == _MEMORY:
        raise TooLarge("It takes more time or memory than one sheet may.")
    raise RenderFailed(data.decode(errors="replace"))
