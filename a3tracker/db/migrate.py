"""Upgrading the schema without losing a row (handbook, safety.md section 1, *Migrations*)."""

from __future__ import annotations

import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, func, inspect, select, table
from sqlalchemy.engine import Connection

from a3tracker.db.base import WRITES


class UpgradeFailed(Exception):
    """The schema could not be brought to this program's version; the data is as it was."""


def newest_schema() -> str:
    """The schema that this program needs."""
    return ScriptDirectory.from_config(_settings()).get_current_head() or ""


def present_schema(engine: Engine) -> str | None:
    """The schema of the database, None when it is empty."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def upgrade(engine: Engine, instance: Path, now: datetime) -> Path | None:
    """Bring the schema up; returns the backup made before, if there was anything to back up."""
    with _one_at_a_time(instance):
        present = present_schema(engine)
        if present == newest_schema():
            return None
        if present and present not in {step.revision for step in _scripts().walk_revisions()}:
            raise UpgradeFailed(
                f"The database has schema {present}, which is newer than this program. "
                "Install the newer program again."
            )
        backup = _back_up(engine, instance, now) if present else None
        move(engine, "head")
        return backup


def move(engine: Engine, target: str, *, down: bool = False) -> None:
    """Run the steps to `target` in one transaction, with foreign keys and rows checked before the end."""
    with engine.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            # Batch mode rebuilds tables; with foreign keys on, that would delete the children's rows.
            _pragma(connection, "foreign_keys=OFF")
        try:
            with connection.execution_options(**{WRITES: True}).begin():
                before = {} if down else _row_counts(connection)
                settings = _settings()
                settings.attributes["connection"] = connection
                (command.downgrade if down else command.upgrade)(settings, target)
                if sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise UpgradeFailed("Rows would have lost what they belong to; nothing was changed.")
                after = _row_counts(connection)
                fewer = [table for table, rows in before.items() if after.get(table, rows) < rows]
                if fewer:
                    raise UpgradeFailed(f"Rows of {', '.join(fewer)} would have gone; nothing was changed.")
        finally:
            if sqlite:
                _pragma(connection, "foreign_keys=ON")


def _row_counts(connection: Connection) -> dict[str, int]:
    """How many rows each table has; a table that a step renames or takes away is not asked about."""
    tables = [table(name) for name in inspect(connection).get_table_names() if name != "alembic_version"]
    counts = [connection.scalar(select(func.count()).select_from(one)) for one in tables]
    return {one.name: count or 0 for one, count in zip(tables, counts, strict=True)}


def _pragma(connection: Connection, pragma: str) -> None:
    driver = connection.connection.driver_connection
    if isinstance(driver, sqlite3.Connection):
        driver.execute(f"PRAGMA {pragma}").close()


def _settings() -> AlembicConfig:
    settings = AlembicConfig()
    settings.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    settings.set_main_option("path_separator", "os")
    return settings


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_settings())


def _back_up(engine: Engine, instance: Path, now: datetime) -> Path | None:
    """A copy by SQLite's own means; PostgreSQL is backed up by its operator."""
    if engine.dialect.name != "sqlite":
        return None
    folder = instance / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"before-upgrade-{now:%Y%m%d-%H%M%S}.sqlite3"
    with engine.connect() as connection, sqlite3.connect(path) as copy:
        driver = connection.connection.driver_connection
        if isinstance(driver, sqlite3.Connection):
            driver.backup(copy)
    copy.close()
    path.chmod(0o600)
    return path


@contextmanager
def _one_at_a_time(instance: Path) -> Iterator[None]:
    with (instance / "upgrade.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
