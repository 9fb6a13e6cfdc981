"""Work that breaks a bound ends, and says so; the process that asked for it lives on."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from a3tracker.domain.errors import Invalid
from a3tracker.rendering.bounded import Bounds, RenderFailed, TooLarge, run_bounded, run_each


def busy() -> bytes:
    while True:
        pass


def greedy() -> bytes:
    return b"x" * (1 << 31)


def asleep() -> bytes:
    time.sleep(60)
    return b""


def broken() -> bytes:
    raise KeyError("the key to everything")


def refusing() -> bytes:
    raise Invalid("This cannot be.")


def dead() -> bytes:
    os.kill(os.getpid(), 9)
    return b""


def test_what_the_child_makes_comes_back_whole() -> None:
    made = os.urandom(3_000_000)
    assert run_bounded(lambda: made) == made


def test_what_the_child_changes_stays_with_the_child() -> None:
    notes: list[int] = []
    run_bounded(lambda: bytes(notes.append(1) or 0))  # type: ignore[func-returns-value]
    assert notes == []


@pytest.mark.parametrize(
    ("work", "bounds"),
    [
        (busy, Bounds(cpu=1)),
        (asleep, Bounds(wall=0.3)),
        (greedy, Bounds(memory=1 << 28)),
        (dead, Bounds()),
    ],
)
def test_a_broken_bound_kills_the_child_alone(work: object, bounds: Bounds) -> None:
    with pytest.raises(TooLarge, match="more time or memory"):
        run_bounded(work, bounds)  # type: ignore[arg-type]
    assert run_bounded(lambda: b"well") == b"well"


@pytest.mark.parametrize(("work", "said"), [(broken, "KeyError"), (refusing, "This cannot be.")])
def test_a_fault_comes_back_in_words(work: object, said: str) -> None:
    with pytest.raises(RenderFailed, match=said):
        run_bounded(work)  # type: ignore[arg-type]


def test_no_child_is_left_behind() -> None:
    before = _children()
    run_bounded(lambda: b"")
    assert _children() == before


def _children() -> str:
    """The children of this process; a browser of another test may be among them."""
    return Path(f"/proc/self/task/{threading.get_native_id()}/children").read_text()


def test_works_are_done_so_many_at_once_and_each_answers_for_itself() -> None:
    bounds = Bounds(wall=20)
    works = [lambda: b"first", broken, refusing, dead, lambda: b"last"]
    answers = dict(run_each(works, 2, bounds))
    assert sorted(answers) == [0, 1, 2, 3, 4]
    assert (answers[0], answers[4]) == (b"first", b"last")
    assert isinstance(answers[1], RenderFailed)
    assert isinstance(answers[2], RenderFailed)
    assert isinstance(answers[3], TooLarge)


def test_a_work_is_prepared_when_a_child_is_free_for_it() -> None:
    prepared: list[int] = []

    def works() -> Iterator[Callable[[], bytes]]:
        for place in range(5):
            prepared.append(place)
            yield lambda: b"done"

    for done, _ in enumerate(run_each(works(), 2), start=1):
        assert len(prepared) <= done + 1


def test_nobody_works_on_when_nobody_waits() -> None:
    before = _children()
    answers = run_each([asleep, lambda: b"quick"], 2)
    assert next(answers) == (1, b"quick")
    answers.close()  # type: ignore[attr-defined]
    assert _children() == before
