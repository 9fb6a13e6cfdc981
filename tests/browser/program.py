"""The real program in a folder of its own, web server and worker, as on a fresh machine."""

import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]
PATIENCE = 240


@dataclass(frozen=True)
class Program:
    """One running program."""

    address: str
    instance: Path
    log: Path

    def rows(self, question: str, *values: object) -> list[tuple[object, ...]]:
        """What its database answers."""
        with closing(sqlite3.connect(self.instance / "a3tracker.sqlite3", timeout=60)) as connection:
            answer = connection.execute(question, values).fetchall()
            connection.commit()
            return answer


@contextmanager
def running(folder: Path, command: str, **settings: str) -> Iterator[Program]:
    """`a3tracker <command>` with these settings for as long as the block lasts."""
    port, log = free_port(), folder / "log"
    environment = {**os.environ, "A3TRACKER_INSTANCE": str(folder / "instance"), **settings}
    started = [sys.executable, "-P", "-m", "a3tracker", command, "--port", str(port)]
    with log.open("w") as output:
        process = subprocess.Popen(
            started, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT, text=True
        )
    program = Program(f"http://127.0.0.1:{port}", folder / "instance", log)
    try:
        wait_for(program, process)
        yield program
    finally:
        process.terminate()
        try:
            process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(program: Program, process: subprocess.Popen[str]) -> None:
    """Until its sign-in page answers; what it printed is the reason when it does not."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(f"{program.address}/sign-in", timeout=60):
                return
        except (URLError, ConnectionError):
            time.sleep(0.05)
    raise AssertionError(f"The program did not start:\n{program.log.read_text()}")
