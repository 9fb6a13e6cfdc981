"""A mail server on loopback that takes mail for real, or refuses it where a test says so."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast


class MailServer(socketserver.ThreadingTCPServer):
    """What it took, what it was told, and the answers with which a test makes it refuse."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.taken: list[EmailMessage] = []
        self.said: list[str] = []
        self.offers: tuple[str, ...] = ("8BITMIME", "SMTPUTF8", "AUTH PLAIN")
        self.refusals: dict[str, str] = {}

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])


class Conversation(socketserver.StreamRequestHandler):
    """One client, line by line."""

    def handle(self) -> None:
        """Answer until the client goes."""
        self._answer("220 loopback")
        while line := self.rfile.readline().decode().strip():
            self.house.said.append(line)
            word = line.partition(" ")[0].upper()
            if word in self.house.refusals:
                self._answer(self.house.refusals[word])
            elif word == "QUIT":
                self._answer("221 bye")
                return
            elif word == "DATA":
                self._take()
            else:
                self._greet(word)

    @property
    def house(self) -> MailServer:
        """The server that this conversation belongs to."""
        return cast(MailServer, self.server)

    def _greet(self, word: str) -> None:
        if word == "EHLO":
            for offer in ("loopback", *self.house.offers):
                self._answer(f"250-{offer}")
        self._answer("235 welcome" if word == "AUTH" else "250 fine")

    def _take(self) -> None:
        self._answer("354 go on")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line[1:] if line.startswith(b"..") else line)
        if "TEXT" in self.house.refusals:
            self._answer(self.house.refusals["TEXT"])
            return
        message = message_from_bytes(b"".join(lines), policy=policy.default)
        self.house.taken.append(cast(EmailMessage, message))
        self._answer("250 taken")

    def _answer(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def running() -> Iterator[MailServer]:
    """A server as long as the block lasts."""
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
