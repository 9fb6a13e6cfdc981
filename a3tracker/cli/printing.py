"""`print`: a sheet as PDF, without the server."""

from __future__ import annotations

import importlib
import sys
from dataclasses import replace
from pathlib import Path

import click
from flask import Flask

from a3tracker.cli.database import bring_up, say
from a3tracker.config import Config, read_config
from a3tracker.doctor import CANNOT_PRINT, printing_works
from a3tracker.domain.a3s import number_of
from a3tracker.domain.errors import Invalid, NotFound
from a3tracker.domain.papers import PAPERS
from a3tracker.usecases.printouts import printable_revision

#: Where the code on the paper leads while no address is set.
USUAL_ADDRESS = "http://127.0.0.1:8000"


@click.command("print")
@click.argument("number")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file to write.")
@click.option("--paper", type=click.Choice(list(PAPERS)), default="a3", show_default=True, help="The paper.")
@click.option("--half-filled", is_flag=True, help="With lines to write on where a box is empty.")
@click.pass_obj
def print_sheet(make_app: object, number: str, output: Path | None, paper: str, half_filled: bool) -> None:
    """Print an A3 as PDF: a3tracker print A3-7 -o sheet.pdf"""
    wanted = number_of(number)
    if wanted is None:
        raise Invalid(f"“{number}” is no A3. Give its number, such as A3-7.")
    app, config = ready_to_print(make_app)
    sheets = importlib.import_module("a3tracker.jobs.sheets")
    with app.app_context():
        revision = printable_revision(wanted)
        if revision is None:
            raise NotFound(f"There is no A3-{wanted}.")
        made = sheets.print_revision(config, revision, paper, half_filled)
    path = output or Path(f"A3-{wanted}.pdf")
    path.write_bytes(made.pdf)
    say(f"{path}: {made.size_pt:g} pt on {PAPERS[paper]}.")
    for box, lines in made.missing.items():
        say(f"Too long for one sheet: {box} has {lines} lines more on screen.")


def ready_to_print(make_app: object) -> tuple[Flask, Config]:
    """The application with its database, and its settings, on a machine that can print; else the end."""
    if not printing_works():
        sys.exit(CANNOT_PRINT)
    config = read_config()
    config = replace(config, base_url=config.base_url or USUAL_ADDRESS)
    app: Flask = make_app(config)  # type: ignore[operator]
    bring_up(app, config)
    return app, config
