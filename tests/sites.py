"""An application with a database that is empty again for each test: one for the whole run, for speed."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from a3tracker import create_app
from a3tracker.config import Config
from a3tracker.db.base import Base, db
from a3tracker.db.migrate import upgrade
from a3tracker.usecases.transaction import now
from tests.postgres import Server
from tests.visitor import Visitor

SECRET = "only-the-tests-know-0123456789-abcdef"


class Site:
    """One application. `enqueued` holds the work that pages asked for; no worker runs."""

    def __init__(self, instance: Path, database_url: str, restore: Callable[[], None]) -> None:
        self.instance, self.restore = instance, restore
        self.enqueued: list[tuple[str, int]] = []
        config = Config(instance=instance, secret_key=SECRET, database_url=database_url, testing=True)
        self.app: Flask = create_app(config)
        self.app.test_client_class = Visitor
        self.app.extensions["enqueue"] = lambda kind, identity: self.enqueued.append((kind, identity))

    def begin_anew(self) -> Flask:
        """The application with an empty database and an empty data folder."""
        self.let_go()
        shutil.rmtree(self.instance)
        self.instance.mkdir()
        self.restore()
        self.enqueued.clear()
        return self.app

    def let_go(self) -> None:
        """Close all connections."""
        with self.app.app_context():
            db.engine.dispose()

    def make_schema(self) -> None:
        """Bring the empty database up."""
        with self.app.app_context():
            upgrade(db.engine, self.instance, now())
        self.let_go()


@contextmanager
def on_sqlite(folder: Path) -> Iterator[Site]:
    """On SQLite: the file with the schema is copied over the one in use."""
    used, empty = folder / "used.sqlite3", folder / "empty.sqlite3"

    def restore() -> None:
        for left_over in folder.glob("used.sqlite3-*"):
            left_over.unlink()
        shutil.copy(empty, used)

    (folder / "instance").mkdir()
    site = Site(folder / "instance", f"sqlite:///{used}", restore)
    site.make_schema()
    shutil.copy(used, empty)
    yield site
    site.let_go()


@contextmanager
def on_postgres(folder: Path, server: Server) -> Iterator[Site]:
    """On PostgreSQL: the rows are deleted, which is much faster than a database from a template."""
    database = server.create()
    tables = [table.name for table in Base.metadata.sorted_tables if table.name != "number_series"]
    # As a replica, so that neither the journal's trigger nor the order of foreign keys matters.
    statements = ["SET LOCAL session_replication_role = replica", "UPDATE number_series SET last = 0"]
    statements += [f"DELETE FROM {table}" for table in tables]
    statements += [f"SELECT setval('{table}_id_seq', 1, false)" for table in tables]

    def restore() -> None:
        with site.app.app_context(), db.engine.begin() as connection:
            connection.exec_driver_sql("; ".join(statements))

    (folder / "instance").mkdir()
    site = Site(folder / "instance", server.url(database), restore)
    site.make_schema()
    yield site
    site.let_go()
