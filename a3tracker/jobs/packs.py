"""Making a pack: the missing pages a few at once, each kept as a file, then all joined into one PDF."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from a3tracker.db.printouts import Made
from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.errors import Refusal
from a3tracker.jobs.printout_files import write_whole
from a3tracker.rendering.bounded import run_bounded, run_each
from a3tracker.rendering.merging import Named, Part, merge, pages_in
from a3tracker.rendering.pack_pdf import PACK_BOUNDS, Page, page_of, plain_page, stamps
from a3tracker.rendering.packs import AgendaLine, Cover, cover_html, refused_html, stamps_html
from a3tracker.rendering.paperhtml import cache_key
from a3tracker.rendering.pdf import load

#: Raise it when the same pages would be joined in another way.
_JOINED_AS: Final = "pack 1"
#: The cover names pages behind itself; so often is it made anew when it is longer than was thought.
_COVERS: Final = 4


@dataclass(frozen=True)
class Wish:
    """One page of a pack: its line on the agenda, the key of its file, and how a child makes it.

    `reason` says in words why it could not, whatever broke.
    """

    line: AgendaLine
    key: str
    work: Callable[[], bytes]
    reason: Callable[[], str]


@dataclass(frozen=True)
class Order:
    """A pack: its cover, and its pages, which are prepared one by one as a child is free for them."""

    cover: Cover
    paper: str
    wishes: Callable[[], Iterator[Wish]]
    at_once: int | Callable[[], int] = 2


@dataclass(frozen=True)
class Shelf:
    """Where pages are kept: the folder, what is known of a key, and where a new one is written down."""

    folder: Path
    known: Callable[[str], Made | None]
    note: Callable[[Made], None]

    def path(self, key: str) -> Path:
        """Where the file with this key lies."""
        return self.folder / f"{key}.pdf"

    def find(self, key: str) -> Made | None:
        """What was made under this key and still lies there."""
        made = self.known(key)
        return made if made is not None and self.path(key).exists() else None

    def put(self, key: str, page: Page) -> Made:
        """Keep a page that was just made."""
        write_whole(self.path(key), page.pdf)
        made = Made(key, page.size_pt, page.missing or {})
        self.note(made)
        return made


@dataclass(frozen=True)
class Pack:
    """A finished pack: the key of its file, its pages, its smallest type, the lines lost and the refusals.

    `missing` is by “A3-7, box”, `refused` by A3-7.
    """

    key: str
    pages: int
    size_pt: float | None
    missing: dict[str, int]
    refused: dict[str, str]


def print_pack(order: Order, shelf: Shelf, progress: Callable[[int], None]) -> Pack:
    """Make what is missing and join it. Call it from the main thread; `progress` hears of each page."""
    load()
    pages, refused = _pages(order, shelf, progress)
    cover_pages, cover = _cover(order, shelf)
    parts = [(cover, "Agenda"), *((made, line.named) for made, line in pages)]
    count = order.cover.pages(cover_pages)
    pack = Pack(_key(parts, order.paper), count, _smallest(pages), _missing(pages), refused)
    if shelf.find(pack.key) is None:
        _join(order, shelf, parts, pack)
    return pack


def _key(parts: Sequence[tuple[Made, str]], paper: str) -> str:
    """The same pages under the same bookmarks are the same file."""
    made_of = (_JOINED_AS, paper, *(f"{made.cache_key} {title}" for made, title in parts))
    return hashlib.sha256("\0".join(made_of).encode()).hexdigest()


def _pages(
    order: Order, shelf: Shelf, progress: Callable[[int], None]
) -> tuple[list[tuple[Made, AgendaLine]], dict[str, str]]:
    """All pages but the cover in their order with their titles; those that cannot be made say why."""
    made: dict[int, tuple[Made, AgendaLine]] = {}
    asked: list[tuple[int, Wish] | None] = []
    refused: dict[str, str] = {}

    def works() -> Iterator[Callable[[], bytes]]:
        for place, wish in enumerate(order.wishes()):
            found = shelf.find(wish.key)
            if found is None:
                asked.append((place, wish))
                yield wish.work
            else:
                made[place] = (found, wish.line)
                progress(len(made))

    for at, answer in run_each(works(), order.at_once, PACK_BOUNDS):
        place, wish = asked[at] or (0, None)
        assert wish is not None
        # What a page was made from may be large, and is done with.
        asked[at] = None
        if isinstance(answer, Refusal):
            refused[wish.line.number or wish.line.title] = wish.reason()
            made[place] = (_instead(order, shelf, wish), wish.line)
        else:
            made[place] = (shelf.put(wish.key, page_of(answer)), wish.line)
        progress(len(made))
    return [made[place] for place in sorted(made)], refused


def _instead(order: Order, shelf: Shelf, wish: Wish) -> Made:
    """The page in the place of one that could not be printed."""
    html = refused_html(wish.line, wish.reason(), order.cover, order.paper)
    return _plain(shelf, html, order.paper)


def _cover(order: Order, shelf: Shelf) -> tuple[int, Made]:
    """The cover with the right page numbers, and how many pages it takes."""
    pages = 1
    for _ in range(_COVERS):
        made = _plain(shelf, cover_html(order.cover, order.paper, pages), order.paper)
        taken = pages_in(shelf.path(made.cache_key))
        if taken == pages:
            break
        pages = taken
    return taken, made


def _plain(shelf: Shelf, html: str, paper: str) -> Made:
    key = cache_key(html, paper)
    found = shelf.find(key)
    return found or shelf.put(key, page_of(run_bounded(partial(plain_page, html, paper), PACK_BOUNDS)))


def _join(order: Order, shelf: Shelf, parts: Sequence[tuple[Made, str]], pack: Pack) -> None:
    """In a child, so that the memory that it takes is given back."""
    key = cache_key(stamps_html(pack.pages, order.paper), order.paper)
    if shelf.find(key) is None:
        shelf.put(key, page_of(run_bounded(partial(stamps, pack.pages, order.paper), PACK_BOUNDS)))
    files = [Part(shelf.path(made.cache_key), title) for made, title in parts]
    cover, path = order.cover, shelf.path(pack.key)
    named = Named(cover.title, f"{cover.scope}, {cover.day}", cover.dated)
    # A worker that was stopped may still be at it when the next one begins: each has a file of its own.
    half = path.with_name(f".{path.name}.{os.getpid()}")

    def work() -> bytes:
        return str(merge(files, shelf.path(key), named, half)).encode()

    run_bounded(work, PACK_BOUNDS)
    half.replace(path)
    shelf.note(Made(pack.key, pack.size_pt, {}))


def _smallest(pages: Sequence[tuple[Made, AgendaLine]]) -> float | None:
    return min((made.size_pt for made, _ in pages if made.size_pt), default=None)


def _missing(pages: Sequence[tuple[Made, AgendaLine]]) -> dict[str, int]:
    """By A3 and the words of the box."""
    return {
        f"{line.number}, {_box(line.cycle, key)}": lines
        for made, line in pages
        for key, lines in made.missing.items()
    }


def _box(cycle: str, key: str) -> str:
    boxes = CYCLES[cycle].boxes if cycle in CYCLES else ()
    return next((box.label for box in boxes if box.key == key), key)
