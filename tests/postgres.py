"""A PostgreSQL of the tests' own: Debian's binaries on a socket in a fresh private folder, no port at all."""

import contextlib
import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

# The data live for one test run, so a crash may lose them.
FAST = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "32MB",
}


@dataclass
class Server:
    """A running server; every `create` gives a database that nobody has used before."""

    folder: Path
    numbers: Iterator[int] = field(default_factory=itertools.count)

    def url(self, database: str) -> str:
        """The address as SQLAlchemy reads it."""
        return f"postgresql+psycopg://a3tracker@/{database}?host={self.folder}"

    def create(self, template: str = "template0") -> str:
        """The name of a new database, empty or a copy of another one that nobody is connected to."""
        name = f"test_{next(self.numbers)}"
        self.run(f'CREATE DATABASE {name} TEMPLATE "{template}"')
        return name

    def drop(self, name: str) -> None:
        """Away with a database, also from under a connection somebody forgot."""
        self.run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def run(self, statement: str) -> None:
        """One statement as administrator."""
        with self.connect() as connection:
            connection.execute(statement)  # type: ignore[call-overload]

    def connect(self) -> psycopg.Connection:
        """A connection of the administrator."""
        return psycopg.connect(host=str(self.folder), user="a3tracker", dbname="postgres", autocommit=True)

    @property
    def version(self) -> str:
        """As people say it: 15.18."""
        with self.connect() as connection:
            number = connection.info.server_version
        return f"{number // 10000}.{number % 10000}"


@contextlib.contextmanager
def running() -> Iterator[Server]:
    """Start a server, and take it away with all its data at the end."""
    folder = Path(tempfile.mkdtemp(prefix="a3pg-", dir="/tmp"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    try:
        process = start(folder)
        try:
            yield waited_for(Server(folder), process)
        finally:
            process.send_signal(signal.SIGINT)  # At once, without waiting for connections to leave.
            process.wait(timeout=120)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def start(folder: Path) -> subprocess.Popen[bytes]:
    """Make a cluster in the folder and start its server."""
    data = ("-D", f"{folder}/data")
    make = (*data, "--no-sync", "-A", "trust", "-U", "a3tracker", "-E", "UTF8", "--locale=C.UTF-8")
    subprocess.run(as_postgres("initdb", *make), cwd=folder, check=True, capture_output=True)
    settings = [f"--{name}={value}" for name, value in FAST.items()]
    command = as_postgres("postgres", *data, f"--unix_socket_directories={folder}", *settings)
    with (folder / "log").open("w") as log:
        return subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)


def as_postgres(program: str, *arguments: str) -> list[str]:
    """PostgreSQL refuses to run as root: root becomes the package's user. It stops when the tests die."""
    prefix = ["setpriv", "--pdeathsig", "INT"]
    if os.geteuid() == 0:
        user = pwd.getpwnam("postgres")
        prefix += [f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--init-groups"]
    return [*prefix, binary(program), *arguments]


def binary(name: str) -> str:
    """The newest installed version's program."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]))
    return str(found[-1])


def waited_for(server: Server, process: subprocess.Popen[bytes], seconds: float = 120) -> Server:
    """The server once it answers."""
    give_up = time.monotonic() + seconds
    while True:
        try:
            server.connect().close()
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > give_up:
                raise RuntimeError((server.folder / "log").read_text()) from None
            time.sleep(0.05)
        else:
            return server
