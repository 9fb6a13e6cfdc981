"""From the database to the order for a pack: which revisions, compared with which, and the board."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from a3tracker.config import Config
from a3tracker.db.a3s import a3_by_id
from a3tracker.db.base import db
from a3tracker.db.people import names_of
from a3tracker.db.printouts import known_size
from a3tracker.db.reviews import rounds_of
from a3tracker.db.revisions import Revision
from a3tracker.db.streams import ValueStream
from a3tracker.domain.a3s import label
from a3tracker.domain.stages import Stage
from a3tracker.jobs.desks import room
from a3tracker.jobs.packs import Order, Wish
from a3tracker.jobs.sheets import pictures_on
from a3tracker.rendering.board_cards import board_of
from a3tracker.rendering.drawn import Sheet
from a3tracker.rendering.largest_box import too_large_words
from a3tracker.rendering.pack_pdf import board_page, sheet_page
from a3tracker.rendering.pack_sheets import pack_sheet
from a3tracker.rendering.packs import AgendaLine, Cover
from a3tracker.rendering.paperhtml import board_html, cache_key, html_for
from a3tracker.rendering.pdf import PrintJob
from a3tracker.usecases.packs import Entry
from a3tracker.usecases.transaction import now

#: A pack has up to a hundred pages; a sheet takes about a tenth of a megabyte.
KEYS = 128


def order_of(config: Config, cover: Cover, entries: Sequence[Entry], stream: int | None, paper: str) -> Order:
    """The order for these A3s in this order, with the board of a stream where one is named."""
    lines = [line_of(entry) for entry in entries]
    board = db.session.get_one(ValueStream, stream).name if stream is not None else ""
    whole = replace(cover, lines=tuple(lines), board=board)

    def wishes() -> Iterator[Wish]:
        if stream is not None:
            yield _board_wish(config, stream, paper)
        for line, entry in zip(lines, entries, strict=True):
            yield _wish(config, line, entry, paper)

    return Order(whole, paper, wishes, partial(room, config))


def line_of(entry: Entry) -> AgendaLine:
    """What the agenda says of an A3."""
    placed = a3_by_id(db.session.get_one(Revision, entry.revision).a3_id)
    a3, owner = placed.a3, placed.a3.owner_id
    stage = f"{a3.cycle} · {Stage(a3.stage).label}"
    owner_name = names_of({owner}).get(owner, "") if owner else ""
    return AgendaLine(label(a3.number), a3.title, stage, owner_name, entry.why, a3.cycle)


def _wish(config: Config, line: AgendaLine, entry: Entry, paper: str) -> Wish:
    revision = db.session.get_one(Revision, entry.revision)
    seen = db.session.get(Revision, entry.seen) if entry.seen else None
    placed = a3_by_id(revision.a3_id)
    sheet = pack_sheet(placed, revision, seen, config.base_url or "", rounds_of(placed.a3.id))
    # With a strip and marks it is never set larger than alone, and most often as large.
    known = known_size(revision.id, paper)
    job = PrintJob(sheet, paper, pictures_on(config, sheet, placed), known)
    key = page_key(sheet, paper)
    # Nobody waits for a lock of ours while pages are rendered.
    db.session.rollback()
    return Wish(line, key, partial(sheet_page, job), partial(too_large_words, sheet))


@functools.lru_cache(maxsize=KEYS)
def page_key(sheet: Sheet, paper: str) -> str:
    """The key of an A3's page; a pack that is made again asks for most of them again."""
    return cache_key(html_for(sheet, paper), paper)


def _board_wish(config: Config, stream: int, paper: str) -> Wish:
    board = board_of(db.session.get_one(ValueStream, stream), now())
    base = (config.base_url or "").rstrip("/")
    address = f"{base}/streams/{board.stream}/board" if base else ""
    # Its tags are leaner than those of the same board alone.
    key = cache_key(board_html(board, address), f"{paper} of a pack")
    db.session.rollback()
    line = AgendaLine("", f"Pathway board of {board.name}")
    return Wish(line, key, partial(board_page, board, address, paper), lambda: "The board is too large.")
