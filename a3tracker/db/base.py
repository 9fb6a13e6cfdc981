"""The database handle, the shared columns, and how each connection is set up."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Engine, Executable, MetaData, Table, event
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

#: The execution option with which a writing transaction asks for the database's write lock at its start.
WRITES = "a3tracker_writes"
#: PostgreSQL has no lock for a whole database; this advisory one stands for it: "A3" in ASCII.
WRITE_LOCK = 0x4133


class Base(DeclarativeBase):
    """All rows; the names of constraints are fixed so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    id: Mapped[int] = mapped_column(primary_key=True)


@event.listens_for(Table, "after_parent_attach")
def _never_give_an_id_again(table: Table, metadata: MetaData) -> None:
    """SQLite would give a deleted row's id to the next one: journal and open forms would mean another."""
    if metadata is Base.metadata:
        table.dialect_options["sqlite"]["autoincrement"] = True


db = SQLAlchemy(model_class=Base)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, stored without zone and read with it."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store in UTC; a moment without zone is a fault of the program."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Read as UTC."""
        return value.replace(tzinfo=UTC) if value is not None else None


def safe_journal_mode(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> str:
    """WAL only where SQLite is free of the WAL-reset bug (handbook, safety.md section 1), else DELETE."""
    lines = {(3, 44): 6, (3, 50): 7, (3, 51): 3}
    fixed_at = lines.get((version[0], version[1]))
    fine = version[2] >= fixed_at if fixed_at is not None else version[:2] >= (3, 52)
    return "WAL" if fine else "DELETE"


@event.listens_for(Engine, "connect")
def _set_up_connection(connection: Any, _record: Any) -> None:
    """Give SQLite its promises; the driver's own transactions are switched off for `_begin`."""
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None
    for pragma in (
        "foreign_keys=ON",
        "busy_timeout=10000",
        "synchronous=FULL",
        f"journal_mode={safe_journal_mode()}",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    """One writer at a time, on both databases: what a use case compares cannot change before it commits.

    SQLite takes its lock at the start, so that no transaction fails half way as locked; PostgreSQL would
    let two writers read the same version of a box and the second overwrite the first.
    """
    writes = connection.get_execution_options().get(WRITES)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
    elif writes:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITE_LOCK})")


def begin_writing() -> None:
    """Begin the session's transaction as a writing one; it lasts milliseconds, because others wait."""
    db.session.connection(execution_options={WRITES: True})


def read(query: Executable, **values: object) -> Sequence[Any]:
    """The rows of a query as columns by their names, for what is looked at and not changed.

    Of an entity, too, these are its columns: an entity takes twice the time, most of it for being watched.
    """
    # What this transaction has changed so far must be seen, as it is by the session's own queries.
    db.session.flush()
    return db.session.connection().execute(query, values).all()
