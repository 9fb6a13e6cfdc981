"""The queue: its own SQLite file in the data folder. Rows say what is wanted, the queue only hurries it."""

from __future__ import annotations

from collections.abc import Callable

from huey import SqliteHuey

from a3tracker.config import Config

Enqueue = Callable[[str, int], None]
Task = Callable[[int], None]

#: “ahead” is a printout that nobody waits for yet: what somebody waits for goes before it.
#: “mail” hurries the round that is made each minute; its id says nothing.
KINDS = ("printout", "ahead", "mail", "import")


def make_queue(config: Config, tasks: dict[str, Task]) -> tuple[SqliteHuey, dict[str, Task]]:
    """The queue and its tasks by kind; results are not kept, they stand in the rows."""
    config.instance.mkdir(parents=True, exist_ok=True)
    queue = SqliteHuey("a3tracker", filename=str(config.queue_file), results=False)
    return queue, {kind: _declared(queue, kind, task) for kind, task in tasks.items()}


def _declared(queue: SqliteHuey, kind: str, task: Task) -> Task:
    """The task under one name in every process: huey names it by this module and by `name`."""

    def run(identity: int) -> None:
        task(identity)

    declared: Task = queue.task(name=f"make_{kind}", priority=-1 if kind == "ahead" else 0)(run)
    return declared


def make_enqueue(config: Config) -> Enqueue:
    """A plain callable `(kind, id)`: the web calls it after the use case has committed its row."""
    tasks: dict[str, Task] = {}

    def enqueue(kind: str, identity: int) -> None:
        if not tasks:
            tasks.update(make_queue(config, dict.fromkeys(KINDS, _elsewhere))[1])
        tasks[kind](identity)

    return enqueue


def _elsewhere(identity: int) -> None:
    raise RuntimeError(f"{identity}: tasks run in the worker")
