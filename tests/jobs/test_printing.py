"""The worker's work: from a wanted printout to a file, and what is written down when there is none."""

import dataclasses
import multiprocessing
import os
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from a3tracker.config import Config
from a3tracker.db.base import db
from a3tracker.db.printouts import Printout, printout, wanted_printouts
from a3tracker.jobs import printing, sheets
from a3tracker.jobs.queue import make_enqueue, make_queue
from a3tracker.rendering.bounded import TooLarge
from a3tracker.rendering.pdf import PrintJob, Rendered, print_sheet
from a3tracker.usecases import printouts as usecases
from a3tracker.usecases.ahead import wanted_meanwhile
from a3tracker.usecases.boards import want_board
from a3tracker.usecases.coach_cards import want_card
from a3tracker.usecases.rests import rest_a3s
from a3tracker.usecases.transaction import now
from tests.sites import Site
from tests.walk import write
from tests.world import World

pytestmark = pytest.mark.pdf


def _wanted(app: Flask, world: World, paper: str = "a3") -> int:
    with app.app_context():
        return usecases.want_printout(world.actor("reader"), world.a3, paper)


def _made(app: Flask, identity: int) -> Printout:
    with app.app_context():
        printing.make_printout(identity)
        found = printout(identity)
        assert found is not None
        return found


def _file(app: Flask, done: Printout) -> Path:
    config: Config = app.extensions["a3tracker"]
    return config.printouts / f"{done.cache_key}.pdf"


def test_a_wanted_sheet_becomes_a_file_with_its_type_size(app: Flask, world: World) -> None:
    done = _made(app, _wanted(app, world))
    assert (done.state, done.size_pt, done.missing) == ("done", 10.5, "{}")
    assert _file(app, done).read_bytes().startswith(b"%PDF")


def test_the_same_print_twice_is_rendered_once(
    app: Flask, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = _made(app, _wanted(app, world))

    def forbidden(*_: object) -> None:
        raise AssertionError("it lies in the cache")

    monkeypatch.setattr(sheets, "print_sheet", forbidden)
    second = _made(app, _wanted(app, world))
    assert (second.state, second.cache_key) == ("done", first.cache_key)


def test_a_file_that_is_gone_is_made_again(app: Flask, world: World) -> None:
    first = _made(app, _wanted(app, world))
    before = _file(app, first).read_bytes()
    _file(app, first).unlink()
    assert _file(app, _made(app, _wanted(app, world))).read_bytes() == before


def test_a_half_filled_sheet_is_another_file(app: Flask, world: World) -> None:
    with app.app_context():
        half = usecases.want_printout(world.actor("reader"), world.a3, "a3", None, True)
    whole, half_filled = _made(app, _wanted(app, world)), _made(app, half)
    assert (half_filled.state, half_filled.revision_id) == ("done", whole.revision_id)
    assert half_filled.cache_key != whole.cache_key


def test_a_blank_sheet_is_made(app: Flask, world: World) -> None:
    with app.app_context():
        identity = usecases.want_blank(world.actor("member"), "EDCA", "letter")
    assert _made(app, identity).state == "done"


def test_a_sheet_that_cannot_be_printed_says_why_and_the_next_one_is_made(
    app: Flask, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_large(*_: object) -> None:
        raise TooLarge("This sheet is too large to print: box “Plan” is the largest.")

    with monkeypatch.context() as broken:
        broken.setattr(sheets, "print_sheet", too_large)
        failed = _made(app, _wanted(app, world))
    assert (failed.state, failed.cache_key) == ("failed", None)
    assert "box “Plan”" in failed.message
    assert _made(app, _wanted(app, world)).state == "done"


def test_what_was_lost_is_known_from_the_rows(app: Flask, world: World) -> None:
    first, second = _wanted(app, world), _wanted(app, world, "a4")
    _made(app, first)
    with app.app_context():
        assert wanted_printouts() == [second]


def test_a_job_named_by_the_web_is_found_by_the_worker(site: Site, tmp_path: Path) -> None:
    config: Config = dataclasses.replace(site.app.extensions["a3tracker"], instance=tmp_path)
    make_enqueue(config)("printout", 7)
    done: list[int] = []
    queue, _tasks = make_queue(config, {"printout": done.append})
    task = queue.dequeue()
    queue.execute(task)
    assert done == [7]


def test_a_picture_that_is_gone_does_not_stop_the_sheet(app: Flask, world: World) -> None:
    with app.app_context():
        write(world.actor("member"), world.a3, "plan", f"![gone](/pictures/{'0' * 64}.png) Words that stay.")
    assert _made(app, _wanted(app, world)).state == "done"


def test_a_wanted_board_becomes_a_file_and_the_same_board_the_same_file(app: Flask, world: World) -> None:
    with app.app_context():
        wanted = [want_board(world.actor("reader"), world.stream) for _ in range(2)]
    first, second = (_made(app, identity) for identity in wanted)
    assert (first.state, second.state) == ("done", "done")
    assert first.cache_key == second.cache_key
    assert _file(app, first).read_bytes().startswith(b"%PDF")


def test_a_wanted_card_becomes_a_file_and_the_same_card_the_same_file(app: Flask, world: World) -> None:
    with app.app_context():
        papers = ("a4", "a4", "letter")
        wanted = [want_card(world.actor("coordinator"), world.team, paper) for paper in papers]
    first, second, letter = (_made(app, identity) for identity in wanted)
    assert {one.state for one in (first, second, letter)} == {"done"}
    assert first.cache_key == second.cache_key != letter.cache_key
    assert _file(app, first).read_bytes().startswith(b"%PDF")


def test_what_is_done_and_has_no_file_is_made_again(app: Flask, world: World) -> None:
    done = _made(app, _wanted(app, world))
    before = _file(app, done).read_bytes()
    _file(app, done).unlink()
    again = _made(app, done.id)
    assert (again.state, _file(app, again).read_bytes()) == ("done", before)


def test_print_answers_from_what_was_made_ahead(
    app: Flask, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        write(world.actor("member"), world.a3, "plan", "Ask first")
        with time_machine.travel(now() + timedelta(minutes=11)):
            rest_a3s()
        (ahead,) = wanted_meanwhile()
    made = _made(app, ahead)

    def forbidden(*_: object) -> None:
        raise AssertionError("it lies in the cache")

    monkeypatch.setattr(sheets, "print_sheet", forbidden)
    printed = _made(app, _wanted(app, world))
    assert (printed.state, printed.cache_key, printed.size_pt) == ("done", made.cache_key, made.size_pt)


def test_two_workers_at_once_render_the_same_sheet_once(
    app: Flask, world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Each in a process of its own, as the worker's are."""

    def noted(job: PrintJob) -> Rendered:
        (tmp_path / str(os.getpid())).touch()
        return print_sheet(job)

    monkeypatch.setattr(sheets, "print_sheet", noted)
    identities = [_wanted(app, world), _wanted(app, world)]
    with app.app_context():
        db.engine.dispose()
    fork = multiprocessing.get_context("fork")
    workers = [fork.Process(target=_made, args=(app, identity)) for identity in identities]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    with app.app_context():
        rows = [printout(identity) for identity in identities]
        assert [row.state for row in rows if row] == ["done", "done"]
        assert len({row.cache_key for row in rows if row}) == 1
    assert len(list(tmp_path.iterdir())) == 1


def test_a_fault_of_the_program_leaves_nobody_waiting(
    app: Flask, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("no such thing")

    monkeypatch.setattr(sheets, "print_sheet", broken)
    identity = _wanted(app, world)
    with pytest.raises(RuntimeError):
        _made(app, identity)
    with app.app_context():
        failed = printout(identity)
        assert failed
        assert (failed.state, failed.message) == ("failed", printing.FAULT)
