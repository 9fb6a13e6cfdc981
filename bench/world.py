"""A database of its own for measuring: the demo, and as many A3s beside it as a row asks for."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, insert

from a3tracker.app import make_app
from a3tracker.cli.database import bring_up
from a3tracker.cli.serving import DEMO, rendered
from a3tracker.config import read_config
from a3tracker.db.a3s import A3, a3_by_number
from a3tracker.db.base import db
from a3tracker.db.people import person_with_email
from a3tracker.db.sessions import Session
from a3tracker.usecases.demo import fill_demo
from a3tracker.usecases.sign_in import hash_of
from a3tracker.usecases.transaction import now, writing
from a3tracker.web.guard import public


@contextmanager
def measured_app() -> Iterator[Flask]:
    """The application with the demo in it and an empty route beside it."""
    with TemporaryDirectory() as folder:
        config = replace(read_config({"A3TRACKER_INSTANCE": folder}), testing=True)
        app = make_app(config)
        app.add_url_rule("/bench/empty", "bench_empty", public(lambda: "empty"))
        bring_up(app, config, quiet=True)
        with app.app_context():
            fill_demo(DEMO, rendered)
        yield app
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


def signed_in(app: Flask, email: str) -> FlaskClient:
    """A browser that is signed in as this person."""
    token = secrets.token_urlsafe(16)
    with app.app_context():
        person = person_with_email(email)
        assert person
        identity = person.id
        with writing():
            db.session.add(
                Session(token_hash=hash_of(token), person_id=identity, created_at=now(), seen_at=now())
            )
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["token"] = token
    return client


def cookie_of(app: Flask, email: str) -> str:
    """What the browser of this person sends with each request."""
    client = signed_in(app, email)
    found = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert found
    return f"{found.key}={found.value}"


def fill_up_to(app: Flask, wanted: int) -> None:
    """Add copies of A3-2's header until there are so many A3s."""
    with app.app_context():
        placed = a3_by_number(2)
        assert placed
        plain = {
            column.name: getattr(placed.a3, column.name)
            for column in A3.__table__.columns
            if column.name != "id"
        }
        with writing():
            have = db.session.query(A3).count()
            db.session.execute(
                insert(A3),
                [
                    {**plain, "number": 100_000 + have + i, "title": f"Problem {have + i}"}
                    for i in range(wanted - have)
                ],
            )


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """The SQL statements that are run inside the block, without BEGIN and PRAGMA."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "INSERT", "UPDATE", "DELETE")):
            statements.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


def data_folder(app: Flask) -> Path:
    """Where this application keeps its data."""
    return Path(app.instance_path)
