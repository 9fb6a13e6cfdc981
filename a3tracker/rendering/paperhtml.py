"""The document that is printed, and the key under which its PDF is kept. Knows no WeasyPrint."""

from __future__ import annotations

import functools
import hashlib
import re
from importlib.metadata import version
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from a3tracker.config import asset_folder
from a3tracker.rendering.drawn import Sheet

#: Raise it when the program would paint the same HTML and CSS in another way.
PAINTER_VERSION: Final = 1
#: A per cent sign does not begin a line.
_FIGURE_AND_UNIT: Final = re.compile(r"(?<=\d) (?=%)")
_TIED: Final = "\N{NO-BREAK SPACE}"
#: In the order in which they are read.
STYLES: Final = ("fonts", "tokens", "sheet", "paper")


def html_for(sheet: Sheet, paper: str) -> str:
    """The whole HTML of a sheet for this paper, before a type size is chosen."""
    named = " ".join(part for part in (sheet.number, sheet.title) if part) or sheet.revision
    described = f"{sheet.cycle} A3, {sheet.segment}, {sheet.revision}" if sheet.segment else sheet.revision
    template = _environment().get_template("print/sheet.html")
    html = template.render(sheet=sheet, title=named, description=described, paper=paper)
    return _FIGURE_AND_UNIT.sub(_TIED, html)


def cache_key(html: str, paper: str) -> str:
    """SHA-256 of what a PDF is made of: the same print is the same bytes under the same key."""
    made_of = "\0".join((html, paper, str(PAINTER_VERSION), version("weasyprint"), _assets_digest()))
    return hashlib.sha256(made_of.encode()).hexdigest()


@functools.cache
def assets() -> dict[str, bytes]:
    """The styles and fonts of the program by their path below `static`."""
    static = asset_folder("static")
    paths = [static / "css" / f"{name}.css" for name in STYLES]
    paths += sorted((static / "fonts").glob("*.woff2"))
    return {path.relative_to(static).as_posix(): path.read_bytes() for path in paths}


@functools.cache
def _assets_digest() -> str:
    digest = hashlib.sha256()
    for name, data in assets().items():
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()


@functools.cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(asset_folder("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
