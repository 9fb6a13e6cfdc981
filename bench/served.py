"""A real server beside the measuring: what its process takes of the processor for one request."""

from __future__ import annotations

import gc
import logging
import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from statistics import median

import waitress
from flask import Flask

from a3tracker.db.base import db


class Server:
    """A server of the program in a process of its own, as `serve` starts it, and one connection to it."""

    def __init__(self, process: int, port: int) -> None:
        # Linux: the clock of all that a process has used, in nanoseconds.
        self._clock = (~process << 3) | 2
        self._connection = HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, path: str, headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        """Status, headers by small letters, and body of an answer."""
        self._connection.request("GET", path, headers=headers)
        answer = self._connection.getresponse()
        named = {name.lower(): value for name, value in answer.headers.items()}
        return answer.status, named, answer.read()

    def cpu(self, path: str, headers: dict[str, str]) -> float:
        """The seconds of CPU that one request takes; other work on the machine does not count."""
        before = time.clock_gettime(self._clock)
        self.get(path, headers)
        return time.clock_gettime(self._clock) - before

    def ratio(
        self, path: str, headers: dict[str, str], yardstick: str, known: dict[str, str], times: int
    ) -> float:
        """How many times the yardstick's CPU the page takes, medians of requests by turns."""
        for _ in range(5):
            self.get(path, headers)
            self.get(yardstick, known)
        pairs = [(self.cpu(path, headers), self.cpu(yardstick, known)) for _ in range(times)]
        return median(pair[0] for pair in pairs) / median(pair[1] for pair in pairs)


@contextmanager
def served(app: Flask) -> Iterator[Server]:
    """The application served by waitress in a child, with `serve`'s own settings."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        child = os.fork()
        if child == 0:
            try:
                # It says when requests wait for one another, which is no news here.
                logging.disable()
                gc.collect()
                waitress.serve(app, sockets=[listening], threads=8, ident="", _quiet=True)
            finally:
                os._exit(0)
        port = listening.getsockname()[1]
    try:
        yield Server(child, port)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
