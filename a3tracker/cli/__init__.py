"""The `a3tracker` command. Each command calls a use case; `--help` says what it does."""

from __future__ import annotations

import sys
from collections.abc import Callable

import click
from flask import Flask

from a3tracker import __version__
from a3tracker.cli import data, packs, printing, serving
from a3tracker.config import BadSetting, Config
from a3tracker.db.migrate import UpgradeFailed
from a3tracker.domain.errors import Invalid, Refusal

MakeApp = Callable[[Config | None], Flask]


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="a3tracker")
def command() -> None:
    """Writes, agrees, prints and keeps A3 reports for Lean sales and marketing.

    Settings come from the environment: A3TRACKER_INSTANCE (data folder), A3TRACKER_DATABASE_URL
    (default: SQLite in the data folder), A3TRACKER_BASE_URL (the address on paper and in links),
    A3TRACKER_TRUSTED_HOSTS, A3TRACKER_SECRET_KEY, A3TRACKER_WORKERS, A3TRACKER_SMTP and
    A3TRACKER_MAIL_FROM (mail; without them people read their inbox alone).
    """


for one in (
    serving.demo,
    serving.serve,
    serving.work,
    printing.print_sheet,
    packs.pack,
    data.user,
    data.init_db,
    data.upgrade,
    data.doctor,
    data.bench,
):
    command.add_command(one)


def run_command(make_app: MakeApp) -> None:
    """Run the command line; a refusal is printed as one sentence, and the exit status is 1."""
    try:
        command(obj=make_app, prog_name="a3tracker")
    except Invalid as refusal:
        sys.exit(" ".join([str(refusal), *refusal.fields.values()]))
    except (Refusal, BadSetting, UpgradeFailed) as refusal:
        sys.exit(str(refusal))
