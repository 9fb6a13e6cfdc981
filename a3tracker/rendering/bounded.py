"""One bounded child per render: forked from a warm process, limited in CPU, memory and time.

Tiny inputs can stop a renderer (handbook, safety.md section 3); a bound that is broken kills the
child alone. Fork from the main thread of a process only: huey's process workers, the command line.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import resource
import select
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
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
    ((_place, answer),) = run_each((work,), 1, bounds)
    if isinstance(answer, Refusal):
        raise answer
    return answer


def run_each(
    works: Iterable[Callable[[], bytes]], at_once: int | Callable[[], int], bounds: Bounds = BOUNDS
) -> Iterator[tuple[int, bytes | Refusal]]:
    """Do all works, so many at once, each in a child; the place of each and its bytes, as they end.

    `at_once` is a number, or says it anew each time that a child has ended. The next work is asked for when
    a child is free for it, so that what it needs is not there before.
    """
    if threading.current_thread() is not threading.main_thread():
        raise RuntimeError("A thread may hold a lock that its forked child would wait for without end.")
    coming, children = enumerate(works), dict[int, _Child]()
    try:
        while True:
            most = at_once() if callable(at_once) else at_once
            for place, work in itertools.islice(coming, max(0, most - len(children))):
                child = _fork(place, work, bounds)
                children[child.reading] = child
            if not children:
                return
            for child in _ended(children):
                del children[child.reading]
                yield child.place, child.answer()
    finally:
        for child in children.values():
            child.answer()


@dataclass
class _Child:
    """One child at work: the place of its work, its process, and what it has written so far."""

    place: int
    process: int
    reading: int
    until: float
    parts: list[bytes] = field(default_factory=list)
    whole: bool = False

    def answer(self) -> bytes | Refusal:
        """What came of it, once it has ended; it is ended here when it has not."""
        os.close(self.reading)
        if not self.whole:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.process, signal.SIGKILL)
        _pid, status = os.waitpid(self.process, 0)
        try:
            return _answer(b"".join(self.parts), status, self.whole)
        except Refusal as refusal:
            return refusal


def _fork(place: int, work: Callable[[], bytes], bounds: Bounds) -> _Child:
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reading)
        _be_the_child(work, bounds, writing)
    os.close(writing)
    return _Child(place, process, reading, time.monotonic() + bounds.wall)


def _ended(children: Mapping[int, _Child]) -> list[_Child]:
    """Read what the children write until at least one has written everything or is out of time."""
    while True:
        left = min(child.until for child in children.values()) - time.monotonic()
        ready = select.select([*children], [], [], max(left, 0))[0]
        for reading in ready:
            part = os.read(reading, 1 << 20)
            children[reading].parts.append(part)
            children[reading].whole = not part
        now = time.monotonic()
        ended = [child for child in children.values() if child.whole or child.until <= now]
        if ended:
            return ended


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


def _answer(data: bytes, status: int, in_time: bool) -> bytes:
    code = os.waitstatus_to_exitcode(status)
    if in_time and code == _DONE:
        return data
    if not in_time or code < 0 or code == _MEMORY:
        raise TooLarge("It takes more time or memory than one sheet may.")
    raise RenderFailed(data.decode(errors="replace"))
