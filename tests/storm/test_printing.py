"""While a sheet that could stop the printer is printed, others read as always, and the next sheet prints."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from threading import Event, Thread

import pytest

from tests.browser.program import Program, running
from tests.storm.people import Somebody, signed_in

pytestmark = pytest.mark.pdf

HOSTILE, WELL = 6, 2
BOMB = '<table><tr><td colspan="1000000">x</td></tr></table>' + "<p>word</p>" * 2_000
PATIENCE = 240


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The demo with its worker."""
    with running(tmp_path_factory.mktemp("printing"), "demo") as started:
        yield started


def make_hostile(program: Program, writer: Somebody) -> None:
    """A text is saved, and then its HTML is what no cleaning would let through."""
    box = "SELECT version FROM boxes WHERE key = 'plan' AND a3_id = (SELECT id FROM a3s WHERE number = ?)"
    rows = program.rows(box, HOSTILE)
    assert writer.post(f"/a3/{HOSTILE}/box/plan", text="New.", version=rows[0][0] if rows else 0)[0] == 302
    program.rows(
        "UPDATE boxes SET html = ? WHERE key = 'plan' AND a3_id = (SELECT id FROM a3s WHERE number = ?)",
        BOMB,
        HOSTILE,
    )


def wanted(program: Program, person: Somebody, number: int) -> object:
    """Ask for the sheet; the id of its printout."""
    status, page = person.post(f"/a3/{number}/print", paper="a3")
    assert status == 303, page
    return program.rows("SELECT max(id) FROM printouts WHERE kind = 'sheet'")[0][0]


def ended(program: Program, printout: object) -> tuple[object, ...]:
    """Its state and message, once it was made or given up."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        (row,) = program.rows("SELECT state, message FROM printouts WHERE id = ?", printout)
        if row[0] != "wanted":
            return row
        time.sleep(0.2)
    raise AssertionError("The printout never ended.")


def test_others_read_on_and_the_next_sheet_prints(program: Program) -> None:
    stop, answers = Event(), list[int]()

    def read(somebody: Somebody) -> None:
        while not stop.is_set():
            answers.extend(somebody.get(page)[0] for page in (f"/a3/{WELL}", "/a3s", "/"))

    with signed_in(program, "lindqvist") as person, signed_in(program, "haddad") as reader:
        make_hostile(program, person)
        thread = Thread(target=read, args=(reader,))
        thread.start()
        try:
            state, message = ended(program, wanted(program, person, HOSTILE))
            after = ended(program, wanted(program, person, WELL))
        finally:
            stop.set()
            thread.join()
    assert state == "failed"
    assert re.search(r"box “Plan” is the largest", str(message))
    assert after[0] == "done"
    assert len(answers) > 10
    assert set(answers) == {200}
