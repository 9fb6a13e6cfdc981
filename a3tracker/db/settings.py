"""Small facts about this installation, and which things came with the demo."""

from __future__ import annotations

import sqlite3

from sqlalchemy import String, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from a3tracker.db.base import Base, db


class Setting(Base):
    """A name and its value, such as when demo data was filled in."""

    __tablename__ = "settings"

    name: Mapped[str] = mapped_column(String(40), unique=True)
    value: Mapped[str] = mapped_column(String(200))


class DemoThing(Base):
    """That a record came with the demo: only those are removed with it."""

    __tablename__ = "demo_things"
    __table_args__ = (UniqueConstraint("kind", "thing_id"),)

    kind: Mapped[str] = mapped_column(String(20))
    thing_id: Mapped[int]


def setting(name: str) -> str | None:
    """The value of a setting, or None."""
    return db.session.scalar(select(Setting.value).where(Setting.name == name))


def setting_row(name: str) -> Setting | None:
    """The row of a setting, to be written."""
    return db.session.scalar(select(Setting).where(Setting.name == name))


def demo_ids(kind: str) -> set[int]:
    """The ids of this kind of record that came with the demo."""
    return set(db.session.scalars(select(DemoThing.thing_id).where(DemoThing.kind == kind)))


def forget_demo_thing(kind: str, identity: int) -> None:
    """Take away the mark that a record came with the demo."""
    db.session.execute(delete(DemoThing).where(DemoThing.kind == kind, DemoThing.thing_id == identity))


def database_used() -> str:
    """Kind, version and place of the database, without its password."""
    engine = db.engine
    version = ".".join(str(part) for part in engine.dialect.server_version_info or ())
    kind = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}.get(engine.dialect.name, engine.dialect.name)
    if kind == "SQLite":
        return f"{kind} {sqlite3.sqlite_version}, {engine.url.database}"
    return f"{kind} {version}, {engine.url.render_as_string(hide_password=True)}"
