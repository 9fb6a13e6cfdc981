"""`pack`: the A3s of a meeting as one PDF, without the server."""

from __future__ import annotations

import importlib
import json
import shutil
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from a3tracker.cli.database import say
from a3tracker.cli.printing import ready_to_print
from a3tracker.config import Config
from a3tracker.db.a3s import a3_by_number
from a3tracker.db.boards import going_in
from a3tracker.db.printouts import Made, printout
from a3tracker.db.revisions import revision_at
from a3tracker.db.streams import stream_named
from a3tracker.domain.a3s import number_of
from a3tracker.domain.errors import Invalid, NotFound
from a3tracker.domain.papers import PACK_PAPERS
from a3tracker.rendering.packs import Cover
from a3tracker.rendering.wording import day_words
from a3tracker.usecases.packs import Entry, pack_to_print
from a3tracker.usecases.printouts import printable_revision


@click.command("pack")
@click.argument("numbers", nargs=-1)
@click.option("--meeting", type=int, help="The agenda of this meeting; its address ends with the number.")
@click.option("--stream", help="All open A3s of this value stream, and its pathway board.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Mark what changed since this day.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), default=Path("pack.pdf"))
@click.option(
    "--paper", type=click.Choice(list(PACK_PAPERS)), default="a3", show_default=True, help="The paper."
)
@click.pass_obj
def pack(
    make_app: object,
    numbers: tuple[str, ...],
    meeting: int | None,
    stream: str | None,
    since: datetime | None,
    output: Path,
    paper: str,
) -> None:
    """Print A3s as one PDF with an agenda: a3tracker pack A3-7 A3-2 -o pack.pdf"""
    wanted = [_number(number) for number in numbers]
    if [bool(wanted), bool(stream), meeting is not None].count(True) != 1:
        raise Invalid(
            "Name the A3s of the pack, or a value stream with --stream, or a meeting with --meeting."
        )
    app, config = ready_to_print(make_app)
    with app.app_context():
        if meeting is not None:
            _print_meeting(config, meeting, output, paper)
            return
        _print(config, wanted, stream, since.replace(tzinfo=UTC) if since else None, output, paper)


def _print(
    config: Config,
    numbers: Sequence[int],
    stream: str | None,
    since: datetime | None,
    output: Path,
    paper: str,
) -> None:
    orders = importlib.import_module("a3tracker.jobs.pack_orders")
    packs = importlib.import_module("a3tracker.jobs.packs")
    found = stream_named(stream) if stream else None
    if stream and found is None:
        raise NotFound(f"There is no value stream called {stream}.")
    if found is not None:
        numbers = [one.line.number for one in going_in(found.id)]
    entries = [Entry(*_revisions(number, since)) for number in numbers]
    today = datetime.now(UTC).date()
    scope = found.name if found else f"{len(numbers)} A3{'s' if len(numbers) != 1 else ''}"
    said = f"Marks show what changed since {day_words(since.date())}." if since else ""
    cover = Cover(f"Pack of {scope}", scope, day_words(today), today.isoformat(), since=said)
    order = orders.order_of(config, cover, entries, found.id if found else None, paper)
    with TemporaryDirectory() as folder:
        kept: dict[str, Made] = {}
        shelf = packs.Shelf(Path(folder), kept.get, lambda made: kept.update({made.cache_key: made}))
        made = packs.print_pack(order, shelf, lambda _done: None)
        shutil.copyfile(shelf.path(made.key), output)
    _tell(output, made, paper)


def _print_meeting(config: Config, meeting: int, output: Path, paper: str) -> None:
    """As the worker makes it; its pages are kept for the next time."""
    wanted = pack_to_print(meeting, paper)
    importlib.import_module("a3tracker.jobs.printing").make_printout(wanted)
    made = printout(wanted)
    if made is None or made.cache_key is None:
        sys.exit(made.message if made else f"There is no meeting {meeting} any more.")
    shutil.copyfile(config.printouts / f"{made.cache_key}.pdf", output)
    say(f"{output}: {made.pages} pages on {PACK_PAPERS[paper]}. {made.message}".rstrip())
    for box, lines in json.loads(made.missing).items():
        say(f"Too long for one sheet: {box} has {lines} lines more on screen.")


def _tell(output: Path, made: Any, paper: str) -> None:
    size = f", type from {made.size_pt:g} pt" if made.size_pt else ""
    say(f"{output}: {made.pages} pages on {PACK_PAPERS[paper]}{size}.")
    for box, lines in made.missing.items():
        say(f"Too long for one sheet: {box} has {lines} lines more on screen.")
    for number, reason in made.refused.items():
        say(f"{number} could not be printed: {reason}")


def _revisions(number: int, since: datetime | None) -> tuple[int, int | None]:
    """The revision of what stands now, and the one that stood on the day to compare with."""
    revision = printable_revision(number)
    if revision is None:
        raise NotFound(f"There is no A3-{number}.")
    placed = a3_by_number(number)
    seen = revision_at(placed.a3.id, since) if placed and since else None
    return revision, seen.id if seen else None


def _number(typed: str) -> int:
    number = number_of(typed)
    if number is None:
        raise Invalid(f"“{typed}” is no A3. Give its number, such as A3-7.")
    return number
