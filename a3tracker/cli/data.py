"""Data and care: `user`, `init-db`, `upgrade`, `doctor`, `bench`."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import click

from a3tracker import doctor as examination
from a3tracker.cli.database import bring_up, say
from a3tracker.config import read_config
from a3tracker.db.base import db
from a3tracker.db.migrate import newest_schema, present_schema
from a3tracker.db.people import anyone_signs_in
from a3tracker.domain.access import Actor
from a3tracker.domain.people import PersonChange
from a3tracker.usecases.people import add_person
from a3tracker.usecases.sign_in import first_administrator

#: Whoever may run the command may do all that an administrator may; the journal shows no person.
OPERATOR = Actor(id=0, name="the command line", is_admin=True)


@click.group()
def user() -> None:
    """Add people who sign in."""


@user.command("add")
@click.option("--name", prompt="Name", help="The person's name.")
@click.option("--email", prompt="E-mail address", help="The address to sign in with.")
@click.option("--admin", is_flag=True, help="Make an administrator.")
@click.password_option(help="The first password; asked for when it is not given.")
@click.pass_obj
def user_add(make_app: object, name: str, email: str, admin: bool, password: str) -> None:
    """Add somebody who signs in. The first one is an administrator."""
    config = read_config()
    app = make_app(config)  # type: ignore[operator]
    bring_up(app, config)
    with app.app_context():
        if anyone_signs_in():
            add_person(OPERATOR, PersonChange(name, email, admin), password)
        else:
            first_administrator(PersonChange(name, email, True), password)
    say(f"{email} can sign in.")


@click.command("init-db")
@click.pass_obj
def init_db(make_app: object) -> None:
    """Make the database. Harmless when it is there already."""
    config = read_config()
    app = make_app(config)  # type: ignore[operator]
    bring_up(app, config)
    say(f"The database is ready in {config.instance}")


@click.command()
@click.pass_obj
def upgrade(make_app: object) -> None:
    """Bring the database to this program's schema; a backup is made before."""
    config = read_config()
    app = make_app(config)  # type: ignore[operator]
    bring_up(app, config)
    with app.app_context():
        say(f"The database has schema {present_schema(db.engine)}, and this program needs {newest_schema()}.")


@click.command()
def doctor() -> None:
    """Look whether everything that the program needs is there, and say what to do."""
    sick = False
    for check in examination.checks(read_config()):
        sick = sick or not check.ok
        say(f"{'well ' if check.ok else 'AMISS'}  {check.name}: {check.found}")
        if check.advice:
            say(f"       {check.advice}")
    sys.exit(1 if sick else 0)


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def bench(arguments: tuple[str, ...]) -> None:
    """Measure the program against its figures. --json gives a list of objects."""
    folder = Path(__file__).resolve().parents[2] / "bench"
    if not (folder / "__main__.py").is_file():
        sys.exit("The measurements stand in the source tree, in bench/, and not in an installed program.")
    sys.path.insert(0, str(folder.parent))
    sys.argv = ["bench", *arguments]
    runpy.run_module("bench", run_name="__main__")
