"""A pack for tests: three sheets, rendered once, that stand in it as often as asked."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from a3tracker.rendering.drawn import Sheet, Strip
from a3tracker.rendering.merging import Named, Part, merge, pages_in
from a3tracker.rendering.pack_pdf import page_of, plain_page, sheet_page, stamps
from a3tracker.rendering.packs import AgendaLine, Cover, cover_html
from a3tracker.rendering.pdf import PrintJob
from tests.rendering.sheets import sheet

NAMED = Named("Meeting of Newcomers", "Newcomers, 30 Jun 2026", "2026-06-30")


@cache
def sheets() -> tuple[bytes, ...]:
    """The PDFs of three sheets with a strip, as a child makes them: light ones, for speed."""
    made = [replace(_light(), number=f"A3-{number}", title=f"Title {number}") for number in (7, 8, 9)]
    return tuple(page_of(sheet_page(PrintJob(one))).pdf for one in made)


def _light() -> Sheet:
    full = sheet()
    left, right = (
        tuple(replace(box, html="", tables=(), figures=(), drawings=()) for box in side)
        for side in (full.left, full.right)
    )
    strip = Strip("No control point waits.", "Here for the first time: nothing is marked.")
    return replace(full, left=left, right=right, strip=strip)


@cache
def cover(a3s: int) -> bytes:
    """The cover for so many A3s."""
    lines = tuple(AgendaLine(f"A3-{place % 3 + 7}", f"Title {place % 3 + 7}") for place in range(a3s))
    said = Cover("Meeting of Newcomers", "Newcomers", "30 Jun 2026", "2026-06-30", lines=lines)
    first = page_of(plain_page(cover_html(said, "a3", 1), "a3"))
    return (
        first.pdf if first.pages == 1 else page_of(plain_page(cover_html(said, "a3", first.pages), "a3")).pdf
    )


def pack(folder: Path, a3s: int, name: str = "pack.pdf") -> Path:
    """A pack of so many A3s; its cover takes one page or two."""
    files = [folder / f"{place}.pdf" for place in range(3)]
    for file, data in zip(files, sheets(), strict=True):
        file.write_bytes(data)
    agenda, numbers, into = folder / "cover.pdf", folder / "stamps.pdf", folder / name
    agenda.write_bytes(cover(a3s))
    parts = [Part(agenda, "Agenda")]
    parts += [Part(files[place % 3], f"A3-{place % 3 + 7} Title {place % 3 + 7}") for place in range(a3s)]
    numbers.write_bytes(page_of(stamps(a3s + pages_in(agenda), "a3")).pdf)
    merge(parts, numbers, NAMED, into)
    return into
