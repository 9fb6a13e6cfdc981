"""Each connection keeps its promises, and each writing transaction takes the lock at its start."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from typing import cast

import pytest
from flask import Flask
from sqlalchemy import Dialect, Engine, event, text
from sqlalchemy.exc import IntegrityError

from a3tracker.db.base import WRITE_LOCK, Moment, db, safe_journal_mode
from a3tracker.db.settings import Setting
from a3tracker.usecases.transaction import writing
from tests import factories

#: The type of a moment is the same on both databases.
ASKED_NOTHING = cast(Dialect, None)


@pytest.fixture
def spoken(app: Flask) -> Iterator[list[str]]:
    """What is said to the database."""
    with listening(db.engine) as said:
        yield said


@contextmanager
def listening(engine: Engine) -> Iterator[list[str]]:
    said: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        said.append(statement)

    event.listen(engine, "before_cursor_execute", listen)
    yield said
    event.remove(engine, "before_cursor_execute", listen)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("foreign_keys", 1),
        ("busy_timeout", 10_000),
        ("synchronous", 2),
        ("journal_mode", safe_journal_mode().lower()),
    ],
)
def test_every_connection_to_sqlite_has_its_promises(app: Flask, pragma: str, value: object) -> None:
    with db.engine.connect() as one, db.engine.connect() as other:
        assert one.scalar(text(f"PRAGMA {pragma}")) == value
        assert other.scalar(text(f"PRAGMA {pragma}")) == value


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ((3, 40, 1), "DELETE"),
        ((3, 44, 5), "DELETE"),
        ((3, 44, 6), "WAL"),
        ((3, 49, 9), "DELETE"),
        ((3, 50, 6), "DELETE"),
        ((3, 50, 7), "WAL"),
        ((3, 51, 2), "DELETE"),
        ((3, 51, 3), "WAL"),
        ((3, 52, 0), "WAL"),
        ((4, 0, 0), "WAL"),
    ],
)
def test_wal_is_used_only_where_sqlite_is_free_of_its_fault(version: tuple[int, ...], mode: str) -> None:
    assert safe_journal_mode(version) == mode


def test_foreign_keys_are_kept_on_both_databases(app: Flask) -> None:
    with pytest.raises(IntegrityError):
        factories.segment(99, "Nobody's")


def test_a_writing_transaction_takes_the_lock_before_anything_else(
    spoken: list[str], database_kind: str
) -> None:
    with writing():
        db.session.add(Setting(name="a", value="b"))
    lock = {"sqlite": "BEGIN IMMEDIATE", "postgresql": f"SELECT pg_advisory_xact_lock({WRITE_LOCK})"}
    assert spoken[0] == lock[database_kind]
    assert len(spoken) == 2


def test_a_reading_transaction_takes_no_lock(spoken: list[str]) -> None:
    db.session.get(Setting, 1)
    assert not [said for said in spoken if "IMMEDIATE" in said or "lock" in said]


def test_reading_goes_on_after_writing_without_the_lock(spoken: list[str]) -> None:
    with writing():
        pass
    spoken.clear()
    db.session.get(Setting, 1)
    assert not [said for said in spoken if "IMMEDIATE" in said or "lock" in said]


def test_nothing_of_a_failed_transaction_stays(app: Flask) -> None:
    def breaks() -> None:
        with writing():
            db.session.add(Setting(name="a", value="b"))
            db.session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        breaks()
    assert db.session.query(Setting).count() == 0


def test_what_was_read_before_is_read_again_when_writing(app: Flask) -> None:
    with writing():
        db.session.add(Setting(name="a", value="old"))
    seen = db.session.get_one(Setting, 1)
    assert seen.value == "old"
    db.session.rollback()
    with db.engine.begin() as elsewhere:
        elsewhere.execute(text("UPDATE settings SET value = 'new'"))
    with writing():
        assert seen.value == "new"


@pytest.mark.parametrize("hours", [-11, 0, 2, 14])
def test_a_moment_is_stored_in_utc_and_read_with_its_zone(hours: int) -> None:
    noon = datetime(2026, 6, 30, 12, tzinfo=timezone(timedelta(hours=hours)))
    stored = Moment().process_bind_param(noon, ASKED_NOTHING)
    assert stored is not None
    assert stored.tzinfo is None
    read = Moment().process_result_value(stored, ASKED_NOTHING)
    assert read == noon
    assert read.tzinfo is UTC


def test_a_moment_without_its_zone_is_a_fault() -> None:
    with pytest.raises(ValueError, match="needs its zone"):
        Moment().process_bind_param(datetime(2026, 6, 30), ASKED_NOTHING)  # noqa: DTZ001
