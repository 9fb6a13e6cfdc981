"""A pack of fifty A3s: made by two children at once and by one, made again from its pages, short and long."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from a3tracker.config import Config
from a3tracker.db.a3s import a3_by_id
from a3tracker.db.base import db
from a3tracker.db.printouts import Made
from a3tracker.db.reviews import rounds_of
from a3tracker.db.revisions import Revision
from a3tracker.jobs.pack_orders import line_of, page_key
from a3tracker.jobs.packs import Order, Pack, Shelf, Wish, print_pack
from a3tracker.rendering.largest_box import too_large_words
from a3tracker.rendering.pack_pdf import sheet_page
from a3tracker.rendering.pack_sheets import pack_sheet
from a3tracker.rendering.packs import Cover
from a3tracker.rendering.pdf import PrintJob, load
from a3tracker.usecases.packs import Entry
from a3tracker.usecases.printouts import printable_revision
from bench.rows import Row
from bench.world import measured_app

PAGES = 50
SHORT, LONG = 10, 100
DEMO = range(1, 11)


def rows() -> Iterator[Row]:
    """The rows of packs, of the demo's A3s as often as needed, each time with a title of its own."""
    with measured_app() as app, app.app_context():
        config: Config = app.extensions["a3tracker"]
        load()
        _made(_order(config, 2, 1))
        alone, _ = _made(_order(config, PAGES, 1))
        together, again = _made(_order(config, PAGES, 2))
        name = f"pack of {PAGES}"
        yield Row(f"{name}, in sequence / two at once", alone / together, 1.8, at_least=True)
        yield Row(f"{name}, rendering / all pages cached", alone / again, 20, at_least=True)
        yield Row(f"{name}, all pages cached, ms a page", again * 1000 / PAGES, 10)
        one = _cpu(_order(config, 1, 1))
        short, long = _by_turns(config)
        yield Row(f"CPU a page, pack of {LONG} / of {SHORT}", long / short, 1.10)
        yield Row(f"CPU a page, pack of {LONG} / of {SHORT}", long / short, 0.90, at_least=True)
        yield Row(f"CPU a page, pack of 1 (with its cover) / of {LONG}", one / long, None)
        yield Row(f"memory of the process that makes a pack of {LONG}, MiB", _memory(config), 200)


def _by_turns(config: Config) -> tuple[float, float]:
    """CPU seconds a page of short packs and of a long one, which stands between them: cores grow warm."""
    short, long = 0.0, 0.0
    for pages in (*(SHORT,) * 3, LONG, *(SHORT,) * 3):
        taken = _cpu(_order(config, pages, 1)) / pages
        short, long = (short + taken / 6, long) if pages == SHORT else (short, taken)
    return short, long


def made_of(config: Config, pages: int) -> None:
    """Make a pack of so many pages, for whoever looks at what it costs."""
    _made(_order(config, pages, 2))


def _memory(config: Config) -> float:
    """In a process of its own: this one has done other things before."""
    command = [sys.executable, "-m", "bench.pack_memory", str(config.instance), str(LONG)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _order(config: Config, pages: int, at_once: int) -> Order:
    chosen = list(islice(cycle(_revisions()), pages))
    lines = tuple(line_of(Entry(revision)) for revision in chosen)

    def wishes() -> Iterator[Wish]:
        for place, (identity, line) in enumerate(zip(chosen, lines, strict=True)):
            revision = db.session.get_one(Revision, identity)
            placed = a3_by_id(revision.a3_id)
            sheet = pack_sheet(placed, revision, None, config.base_url or "", rounds_of(placed.a3.id))
            sheet = replace(sheet, title=f"{sheet.title} {place}")
            db.session.rollback()
            key, job = page_key(sheet, "a3"), PrintJob(sheet)
            yield Wish(line, key, partial(sheet_page, job), partial(too_large_words, sheet))

    cover = Cover("Pack", "Measured", "30 Jun 2026", "2026-06-30", lines=lines)
    return Order(cover, "a3", wishes, at_once)


def _revisions() -> list[int]:
    """Those of the demo's A3s, as they stand."""
    found = (printable_revision(number) for number in DEMO)
    return [revision for revision in found if revision is not None]


def _made(order: Order) -> tuple[float, float]:
    """Seconds for the pack, and for the same again when its pages are there and the pack itself is not."""
    with TemporaryDirectory() as folder:
        kept: dict[str, Made] = {}
        shelf = Shelf(Path(folder), kept.get, lambda made: kept.update({made.cache_key: made}))
        first, pack = _timed(order, shelf)
        shelf.path(pack.key).unlink()
        second, _ = _timed(order, shelf)
        return first, second


def _timed(order: Order, shelf: Shelf) -> tuple[float, Pack]:
    before = time.perf_counter()
    pack = print_pack(order, shelf, lambda _done: None)
    return time.perf_counter() - before, pack


def _cpu(order: Order) -> float:
    """CPU seconds of this process and its children for a pack from nothing."""
    before = _used()
    with TemporaryDirectory() as folder:
        print_pack(order, Shelf(Path(folder), {}.get, lambda _made: None), lambda _done: None)
    return _used() - before


def _used() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime
