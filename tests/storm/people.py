"""Somebody at the real server, over a socket of their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from threading import Barrier, Thread
from urllib.parse import urlencode, urlsplit

from tests.browser.program import Program

PASSWORD = "pen-and-paper"


class Somebody:
    """A browser without a window, on one connection to a running program."""

    def __init__(self, program: Program, cookie: str = "", token: str = "") -> None:
        self.program, self.cookie, self.token = program, cookie, token
        self.connection = HTTPConnection(urlsplit(program.address).netloc, timeout=240)

    def leave(self) -> None:
        """Close the connection."""
        self.connection.close()

    def another(self) -> Somebody:
        """The same person in another window."""
        return Somebody(self.program, self.cookie, self.token)

    def get(self, path: str) -> tuple[int, str]:
        """Status and text of a page."""
        return self._ask("GET", path)

    def post(self, path: str, **fields: object) -> tuple[int, str]:
        """Status and text of the answer to a form."""
        return self._ask("POST", path, urlencode({"csrf_token": self.token, **fields}))

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str]:
        headers = {"Cookie": self.cookie}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie") or ():
            self.cookie = line.partition(";")[0]
        return answer.status, text


@contextmanager
def signed_in(program: Program, name: str) -> Iterator[Somebody]:
    """One of the demo's people, signed in, with the token that their forms bear."""
    person = Somebody(program)
    try:
        _sign_in(person, name)
        yield person
    finally:
        person.leave()


def _sign_in(person: Somebody, name: str) -> None:
    person.token = _token(person.get("/sign-in")[1])
    status, _ = person.post("/sign-in", email=f"{name}@example.org", password=PASSWORD)
    assert status == 302
    person.token = _token(person.get("/")[1])


def all_at_once(acts: list[Callable[[], tuple[int, str]]]) -> list[tuple[int, str]]:
    """What each act answers, when all start in the same moment."""
    barrier, answers = Barrier(len(acts)), [(0, "")] * len(acts)

    def run(place: int, act: Callable[[], tuple[int, str]]) -> None:
        barrier.wait()
        answers[place] = act()

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def _token(page: str) -> str:
    found = re.search(r'name="csrf-token" content="([^"]+)"|name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found
    return found[1] or found[2]
