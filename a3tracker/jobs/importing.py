"""The worker's part of an import: read the file in a bounded child, stage its rows, write what was agreed."""

from __future__ import annotations

import csv
import itertools
import json
import logging
import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any, Final
from zoneinfo import ZoneInfo

from flask import current_app

from a3tracker.config import Config
from a3tracker.db.base import db
from a3tracker.db.imports import Import, import_by_id, still_open, with_idle_rows
from a3tracker.db.segments import Segment
from a3tracker.domain.cells import Cell, text_of_cell
from a3tracker.domain.errors import Invalid
from a3tracker.domain.import_reading import Job, read_file
from a3tracker.domain.import_results import Standing, result_of
from a3tracker.domain.import_rows import Reader, Sink
from a3tracker.domain.imports import BadCell, BadCells, ColumnMap, Shape, State
from a3tracker.domain.spreadsheets import safe_cell
from a3tracker.jobs.files import opened
from a3tracker.jobs.import_folder import leftovers_in, numbers_in
from a3tracker.rendering.bounded import GIBIBYTE, Bounds, RenderFailed, TooLarge, run_bounded
from a3tracker.usecases import import_work
from a3tracker.usecases.import_taking import take
from a3tracker.usecases.transaction import let_go

BOUNDS: Final = Bounds(cpu=180, wall=300.0, memory=2 * GIBIBYTE, nice=10)
TOO_LARGE = (
    "Reading this file takes more time or memory than a file may. Split it, and bring the parts one by one."
)
UNREADABLE = "This file cannot be read. Save it anew as CSV (UTF-8) or .xlsx, and bring that."
CHANGING = "The figures of the segment change all the time. Try again later."
#: Rows are staged so many at once, with a breath between, in which others write.
BATCH, BREATH = 2_000, 0.02
_MOST_WRONG_ROWS, _TRIES = 50_000, 3
log = logging.getLogger(__name__)


def work_on_import(import_id: int) -> None:
    """Do what the import waits for; every end is written down."""
    one = import_by_id(import_id)
    if one is None:
        return
    act = {State.READING: _look, State.CHECKING: _check, State.TAKING: _take}.get(State(one.state))
    try:
        if act:
            act(import_id)
    except TooLarge:
        import_work.fail_import(import_id, TOO_LARGE)
    except Invalid as refusal:
        import_work.fail_import(import_id, str(refusal))
    except RenderFailed as fault:
        log.warning("import %s could not be read: %s", import_id, fault)
        import_work.fail_import(import_id, UNREADABLE)
    if not still_open([import_id]):
        _tidy(import_id)


def expire() -> None:
    """Each minute: files that nobody decided on for a day go, with their rows, and what was left behind."""
    expired, folder = import_work.expire_imports(), _config().imports
    found = numbers_in(folder)
    for import_id in {*expired, *with_idle_rows(), *(found - still_open(found))}:
        _tidy(import_id)
    for path in leftovers_in(folder):
        path.unlink(missing_ok=True)


def _look(import_id: int) -> None:
    path = _path(import_id)
    let_go()
    answer = _bounded(lambda: {"head": opened(path).head})
    import_work.note_head(import_id, answer["head"])


def _check(import_id: int) -> None:
    for _ in range(_TRIES):
        one = import_by_id(import_id)
        if one is None or one.state != State.CHECKING:
            return
        seen = import_work.seen_of(one.segment_id)
        staged, answer = one.staged, _read(one)
        if "question" in answer:
            import_work.note_question(import_id, Invalid(answer["question"], answer["fields"]))
            return
        if "bad" in answer:
            first = [BadCell(**cell) for cell in answer["bad"].pop("first")]
            import_work.note_refused(import_id, BadCells(first, **answer["bad"]))
            return
        result = result_of(answer["result"])
        if not staged and not _stage(import_id, result.rows):
            return
        if import_work.note_preview(import_id, result, seen):
            return
    import_work.fail_import(import_id, CHANGING)


def _take(import_id: int) -> None:
    if not take(import_id):
        _check(import_id)


def _tidy(import_id: int) -> None:
    """Files go, and rows that do not count."""
    for path in (_path(import_id), _path(import_id, ".rows"), _path(import_id, ".wrong.csv")):
        path.unlink(missing_ok=True)
    while import_work.sweep_rows(import_id):
        time.sleep(BREATH)


def _read(one: Import) -> dict[str, Any]:
    """The answer of the child; what it needs is looked up before, and nothing is locked meanwhile."""
    columns, shape, name, identity, staged = one.columns, Shape(one.shape), one.name, one.id, one.staged
    assert columns is not None
    zone = ZoneInfo(db.session.get_one(Segment, one.segment_id).time_zone)
    standing = import_work.standing_of(one)
    let_go()
    keep = None if staged or shape is Shape.FIGURES else _path(identity, ".rows")

    def work() -> dict[str, Any]:
        return _result(_path_in(folder, identity), keep, shape, columns, zone, standing, name)

    folder = _config().imports
    return _bounded(work)


def _result(
    path: Path,
    keep: Path | None,
    shape: Shape,
    columns: ColumnMap,
    zone: ZoneInfo,
    standing: Standing,
    name: str,
) -> dict[str, Any]:
    """In the child: read the file, write its rows for staging and its bad rows for the person."""
    table = opened(path)
    with _private(path.with_name(f"{path.name}.wrong.csv")) as wrong, _private(keep) as kept:
        sink, batches = _sink(wrong, table.headings), _Batches(kept)
        reader = Reader(columns, table.headings, zone, standing.today, standing.length, sink=sink)
        result = read_file(Job(shape, table.rows, reader, standing, name), batches.add)
        batches.end()
    if result is None:
        return {"bad": vars(reader.bad) | {"first": [vars(cell) for cell in reader.bad.first]}}
    return {"result": result.plain()}


class _Batches:
    """Writes rows for staging: each line is a batch."""

    def __init__(self, file: IO[str]) -> None:
        self.file, self.rows = file, list[Sequence[Any]]()

    def add(self, row: Sequence[Any]) -> None:
        self.rows.append(row)
        if len(self.rows) == BATCH:
            self.end()

    def end(self) -> None:
        self.file.write(json.dumps(self.rows) + "\n")
        self.rows.clear()


def _sink(file: IO[str], headings: Sequence[str]) -> Sink:
    """Writes the rows that cannot be taken, for the person to download."""
    lines, count = csv.writer(file), itertools.count()
    lines.writerow([safe_cell(text) for text in ("Row", *headings, "What was expected")])

    def sink(number: int, cells: Sequence[Cell], said: str) -> None:
        if next(count) < _MOST_WRONG_ROWS:
            texts = [text_of_cell(cell) for cell in cells]
            lines.writerow([number, *(safe_cell(text) for text in (*texts, said))])

    return sink


def _private(path: Path | None) -> Any:
    """A file that nobody else on this machine reads; without a path what is written goes nowhere."""
    if path is None:
        return Path(os.devnull).open("w", encoding="utf-8")
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    return os.fdopen(handle, "w", encoding="utf-8", newline="")


def _bounded(work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What `work` answers, made in a child; a refusal that asks the person is an answer, too."""

    def whole() -> bytes:
        try:
            answer = work()
        except Invalid as refusal:
            answer = {"question": str(refusal), "fields": refusal.fields}
        return json.dumps(answer).encode()

    answer: dict[str, Any] = json.loads(run_bounded(whole, BOUNDS))
    if "file" in answer.get("fields", {}):
        raise Invalid(answer["question"])
    return answer


def _stage(import_id: int, rows: int) -> bool:
    """Bring the rows into the database, batch by batch; False when somebody left the import meanwhile."""
    path = _path(import_id, ".rows")
    if not path.exists():
        return True
    import_work.begin_staging(import_id, rows)
    done = 0
    for batch in _batches(path):
        done += len(batch)
        begun = time.monotonic()
        if not import_work.stage_rows(import_id, batch, last=done == rows):
            return False
        # As long a breath as the batch took: half of the time belongs to others.
        time.sleep(max(BREATH, time.monotonic() - begun))
    path.unlink()
    return True


def _batches(path: Path) -> Iterator[list[Any]]:
    """The rows as the child wrote them: each line is a batch."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _config() -> Config:
    config: Config = current_app.extensions["a3tracker"]
    return config


def _path(import_id: int, ending: str = "") -> Path:
    return _path_in(_config().imports, import_id, ending)


def _path_in(folder: Path, import_id: int, ending: str = "") -> Path:
    return folder / f"{import_id}{ending}"
