"""While 24 MB of purchases are read, others write and read as always: no error, nothing lost."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlsplit

import pytest

from tests.browser.program import Program, running
from tests.files_to_bring import multipart
from tests.storm.people import Somebody, signed_in

SIZE = 24 * 1024 * 1024
A3, PATIENCE = 6, 600


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The demo with its worker."""
    with running(tmp_path_factory.mktemp("importing"), "demo") as started:
        yield started


def purchases() -> bytes:
    """Two years of 200,000 invented purchases, and so much said about each that the file is 24 MB."""
    lines = ["customer_id,date,amount,remark"]
    lines += [
        f"C{number * 7919 % 90_000:06d},{2024 + number % 2}-{number % 12 + 1:02d}-{number % 28 + 1:02d},9.50,"
        f"{number:0104d}"
        for number in range(200_000)
    ]
    return "\n".join(lines).encode()


class Others:
    """Writers and readers who go on until they are told to stop; they keep what they were answered."""

    def __init__(self, program: Program) -> None:
        self.program, self.stop = program, Event()
        self.answers: list[tuple[str, int, float]] = []
        self.version = 0

    def write(self, somebody: Somebody) -> None:
        """Save a box again and again, each time on the version that the last save gave."""
        while not self.stop.is_set():
            status = self._timed(
                "save",
                lambda: somebody.post(
                    f"/a3/{A3}/box/plan", text=f"Plan {self.version}", version=self.version
                )[0],
            )
            self.version += status == 302
            time.sleep(0.05)

    def read(self, somebody: Somebody) -> None:
        """Open pages again and again."""
        while not self.stop.is_set():
            for page in (f"/a3/{A3}", "/a3s", "/"):
                self._timed(page, lambda page=page: somebody.get(page)[0])  # type: ignore[misc]
            time.sleep(0.05)

    def _timed(self, what: str, act) -> int:  # type: ignore[no-untyped-def]
        begun = time.monotonic()
        try:
            status = int(act())
        except OSError as fault:
            self.answers.append((f"{what}: {fault}", 0, time.monotonic() - begun))
            return 0
        self.answers.append((what, status, time.monotonic() - begun))
        return status


def bring(somebody: Somebody, page: str, content: bytes) -> str:
    """Send the file as a browser would; returns the address of its import."""
    body, kind = multipart({"csrf_token": somebody.token, "shape": "transactions"}, "shop.csv", content)
    somebody.connection.request("POST", page, body, {"Cookie": somebody.cookie, "Content-Type": kind})
    answer = somebody.connection.getresponse()
    text = answer.read().decode()
    assert answer.status == 303, text[:500]
    return urlsplit(answer.headers["Location"]).path


def wait_for(program: Program, import_id: str, state: str) -> None:
    """Until the import stands there."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        found, message = program.rows("SELECT state, message FROM imports WHERE id = ?", import_id)[0]
        if found == state:
            return
        assert found != "failed", message
        time.sleep(0.2)
    raise AssertionError(f"The import did not become {state}")


def test_others_go_on_while_a_large_file_is_read_and_taken(program: Program, tmp_path: Path) -> None:
    content = purchases()
    assert len(content) >= SIZE
    segment = program.rows("SELECT id FROM segments WHERE name = 'New account holders on a desktop'")[0][0]
    others = Others(program)
    with signed_in(program, "lindqvist") as person, signed_in(program, "haddad") as writer:
        reader = person.another()
        rows = program.rows(
            "SELECT version FROM boxes WHERE key = 'plan' AND a3_id = (SELECT id FROM a3s WHERE number = ?)",
            A3,
        )
        others.version = int(str(rows[0][0])) if rows else 0
        threads = [Thread(target=others.write, args=(writer,)), Thread(target=others.read, args=(reader,))]
        for thread in threads:
            thread.start()
        try:
            page = bring(person, f"/segments/{segment}/imports", content)
            take_all(program, person, page)
        finally:
            others.stop.set()
            for thread in threads:
                thread.join()
            reader.leave()
    saves = [answer for answer in others.answers if answer[0] == "save"]
    assert [answer for answer in others.answers if answer[1] not in (200, 302)] == []
    assert len(saves) > 20
    assert program.rows("SELECT count(*) FROM transactions")[0][0] == 200_000


def take_all(program: Program, person: Somebody, page: str) -> None:
    """The clicks of the person, from the columns to the end."""
    import_id = page.rpartition("/")[2]
    wait_for(program, import_id, "mapping")
    columns = {"column-0": "customer", "column-1": "day", "column-2": "amount", "column-3": ""}
    assert person.post(f"{page}/columns", **columns, times="local", window="60")[0] == 303
    wait_for(program, import_id, "preview")
    seen = program.rows("SELECT seen FROM imports WHERE id = ?", import_id)[0][0]
    assert person.post(f"{page}/take", seen=seen)[0] == 303
    wait_for(program, import_id, "done")
