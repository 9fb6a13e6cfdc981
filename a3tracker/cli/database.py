"""Bringing the database up before a command uses it."""

from __future__ import annotations

import click
from flask import Flask

from a3tracker.config import Config
from a3tracker.db.base import db
from a3tracker.db.migrate import present_schema, upgrade
from a3tracker.usecases.transaction import now


def say(line: str) -> None:
    """One plain line, shown at once."""
    click.echo(line)


def bring_up(app: Flask, config: Config, quiet: bool = False) -> None:
    """Make the database, or upgrade an older one after a backup."""
    with app.app_context():
        fresh = present_schema(db.engine) is None
        backup = upgrade(db.engine, config.instance, now())
    if fresh and not quiet:
        say("Database made.")
    if backup and not quiet:
        say(f"Database upgraded. The one before is kept as {backup}")
