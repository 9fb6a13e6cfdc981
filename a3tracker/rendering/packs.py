"""A pack for a meeting as plain data: its cover with the agenda, and one page for each A3.

Knows neither WeasyPrint nor pikepdf.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from a3tracker.rendering.paperhtml import pack_html

#: Where a link leads that shall lead to a page of the pack, before its number.
TO_PAGE: Final = "https://a3tracker.invalid/page/"
#: The cover takes one page where it can, and as many as it needs at the last of these.
COVER_SIZES: Final = (10.5, 8.8, 7.4)


@dataclass(frozen=True)
class AgendaLine:
    """One A3 of the agenda, in words: `number` is A3-7, `why` what brings it here; `cycle` is a key."""

    number: str
    title: str
    stage: str = ""
    owner: str = ""
    why: str = ""
    cycle: str = ""

    @property
    def named(self) -> str:
        """A3-7 Quotes take nine days."""
        return f"{self.number} {self.title}".strip()


@dataclass(frozen=True)
class PromiseLine:
    """What somebody promised and has not done yet; `where` is the A3 that it was noted on."""

    words: str
    who: str = ""
    due: str = ""
    where: str = ""
    late: bool = False


@dataclass(frozen=True)
class Cover:
    """The first page. `scope` names the stream or team, `dated` is the ISO day, `board` the stream whose
    board follows."""

    title: str
    scope: str
    day: str
    dated: str
    place: str = ""
    people: tuple[str, ...] = ()
    lines: tuple[AgendaLine, ...] = ()
    promises: tuple[PromiseLine, ...] = ()
    since: str = ""
    board: str = ""
    address: str = ""

    def pages(self, cover_pages: int) -> int:
        """How many pages the pack has when the cover takes so many."""
        return cover_pages + bool(self.board) + len(self.lines)


def cover_html(cover: Cover, paper: str, cover_pages: int) -> str:
    """The cover, which names the page of each A3; it takes `cover_pages` itself."""
    first = cover_pages + bool(cover.board) + 1
    pages = cover.pages(cover_pages)
    return pack_html("cover", paper, cover=cover, first=first, pages=pages, board=cover_pages + 1, to=TO_PAGE)


def refused_html(line: AgendaLine, reason: str, cover: Cover, paper: str) -> str:
    """What stands in the place of an A3 that could not be printed."""
    return pack_html("refused", paper, line=line, reason=reason, cover=cover)


def stamps_html(pages: int, paper: str) -> str:
    """A page for each page of a pack, with nothing on it but its number."""
    return pack_html("stamps", paper, pages=pages)
