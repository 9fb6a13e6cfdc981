"""The schema goes up and down on both databases, and nothing is lost on the way."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import CreateTable

from a3tracker.db import migrate
from a3tracker.db.migrate import UpgradeFailed, move, newest_schema, present_schema, upgrade
from a3tracker.db.tables import Base

NOON = datetime(2026, 6, 30, 12, tzinfo=UTC)
on_sqlite = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
on_postgres = pytest.mark.parametrize(
    "database_kind", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True
)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = create_engine(database_url)
    yield engine
    engine.dispose()


def run(engine: Engine, statement: str) -> None:
    with engine.begin() as connection:
        connection.execute(text(statement))


def test_an_empty_database_is_brought_up_without_a_backup(engine: Engine, tmp_path: Path) -> None:
    assert present_schema(engine) is None
    assert upgrade(engine, tmp_path, NOON) is None
    assert present_schema(engine) == newest_schema()


def test_a_second_upgrade_changes_nothing(engine: Engine, tmp_path: Path) -> None:
    upgrade(engine, tmp_path, NOON)
    assert upgrade(engine, tmp_path, NOON) is None
    assert not (tmp_path / "backups").exists()


def test_the_schema_goes_down_and_up_again(engine: Engine, tmp_path: Path) -> None:
    upgrade(engine, tmp_path, NOON)
    move(engine, "base", down=True)
    assert inspect(engine).get_table_names() == ["alembic_version"]
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection:
            left = connection.scalar(text("SELECT count(*) FROM pg_proc WHERE proname LIKE '%\\_no\\_%'"))
        assert not left
    upgrade(engine, tmp_path, NOON)
    assert present_schema(engine) == newest_schema()


def test_the_migrated_schema_is_the_one_that_the_program_declares(engine: Engine, tmp_path: Path) -> None:
    upgrade(engine, tmp_path, NOON)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_the_checks_of_the_schema_are_those_that_the_program_declares(engine: Engine, tmp_path: Path) -> None:
    upgrade(engine, tmp_path, NOON)
    for table in Base.metadata.sorted_tables:
        declared = {str(check.name) for check in table.constraints if str(check.name).startswith("ck_")}
        found = {check["name"] for check in inspect(engine).get_check_constraints(table.name)}
        assert found == declared, table.name


@on_sqlite
def test_sqlite_never_gives_the_id_of_a_deleted_row_again(engine: Engine, tmp_path: Path) -> None:
    upgrade(engine, tmp_path, NOON)
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'table'")).all()
    made = {name: sql for name, sql in rows if name in Base.metadata.tables}
    assert made.keys() == Base.metadata.tables.keys()
    assert not [name for name, sql in made.items() if "AUTOINCREMENT" not in sql]
    declared = [str(CreateTable(table).compile(engine)) for table in Base.metadata.sorted_tables]
    assert all("AUTOINCREMENT" in sql for sql in declared)


@on_sqlite
def test_an_upgrade_makes_a_private_backup_that_can_be_read(
    engine: Engine, tmp_path: Path, as_if_older: None
) -> None:
    run(engine, "INSERT INTO settings (name, value) VALUES ('a', 'b')")
    backup = upgrade(engine, tmp_path, NOON)
    assert backup == tmp_path / "backups" / "before-upgrade-20260630-120000.sqlite3"
    assert (backup.stat().st_mode & 0o777, backup.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    copy = sqlite3.connect(backup)
    assert copy.execute("SELECT value FROM settings").fetchall() == [("b",)]
    copy.close()


@on_postgres
def test_postgresql_is_backed_up_by_its_operator(engine: Engine, tmp_path: Path, as_if_older: None) -> None:
    assert upgrade(engine, tmp_path, NOON) is None
    assert not (tmp_path / "backups").exists()


@pytest.fixture
def as_if_older(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program says that it needs a newer schema than the one made here."""
    upgrade(engine, tmp_path, NOON)
    monkeypatch.setattr(migrate, "newest_schema", lambda: "newer")


def test_the_schema_of_a_newer_program_is_refused_and_left_alone(engine: Engine, tmp_path: Path) -> None:
    upgrade(engine, tmp_path, NOON)
    run(engine, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(UpgradeFailed, match="newer than this program"):
        upgrade(engine, tmp_path, NOON)
    assert present_schema(engine) == "9999"
    assert not (tmp_path / "backups").exists()


def test_a_step_that_fails_leaves_everything_as_it_was(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade(engine, tmp_path, NOON)
    run(engine, "INSERT INTO settings (name, value) VALUES ('a', 'b')")

    def loses_rows(*_: object) -> None:
        connection = settings.attributes["connection"]
        connection.execute(text("CREATE TABLE half_way (id INTEGER)"))
        connection.execute(text("DELETE FROM settings"))

    settings = migrate._settings()
    monkeypatch.setattr(migrate, "_settings", lambda: settings)
    monkeypatch.setattr(migrate.command, "upgrade", loses_rows)
    with pytest.raises(UpgradeFailed, match="Rows of settings would have gone"):
        move(engine, "head")
    assert "half_way" not in inspect(engine).get_table_names()
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM settings")) == 1


@on_sqlite
def test_rows_that_lost_what_they_belong_to_stop_the_upgrade(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade(engine, tmp_path, NOON)
    orphan = "INSERT INTO stream_readers (stream_id, person_id) VALUES (99, 99)"
    settings = migrate._settings()
    monkeypatch.setattr(migrate, "_settings", lambda: settings)
    monkeypatch.setattr(
        migrate.command, "upgrade", lambda *_: settings.attributes["connection"].execute(text(orphan))
    )
    with pytest.raises(UpgradeFailed, match="lost what they belong to"):
        move(engine, "head")
    with engine.connect() as connection:
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
        assert connection.scalar(text("SELECT count(*) FROM stream_readers")) == 0


@on_sqlite
def test_nobody_writes_while_the_schema_is_moved(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade(engine, tmp_path, NOON)

    def meanwhile(*_: object) -> None:
        other = sqlite3.connect(str(engine.url.database), timeout=0)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("INSERT INTO settings (name, value) VALUES ('a', 'b')")
        other.close()

    monkeypatch.setattr(migrate.command, "upgrade", meanwhile)
    move(engine, "head")


def test_there_is_one_line_of_steps() -> None:
    assert len(migrate._scripts().get_heads()) == 1


def test_the_journal_cannot_be_changed_after_an_upgrade_either(engine: Engine) -> None:
    move(engine, "0001")
    run(engine, "INSERT INTO journal (at, act, thing, detail) VALUES ('2026-06-30', 'started', 'a3', '{}')")
    move(engine, "head")
    for statement in ("UPDATE journal SET act = 'forged'", "DELETE FROM journal"):
        with pytest.raises(DBAPIError, match="the journal cannot be changed"):
            run(engine, statement)
