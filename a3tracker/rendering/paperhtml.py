"""The document that is printed, and the key under which its PDF is kept. Knows no WeasyPrint."""

from __future__ import annotations

import functools
import hashlib
import re
from importlib.metadata import version
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from a3tracker.config import asset_folder
from a3tracker.rendering.boards import Board
from a3tracker.rendering.coach_cards import CoachCard
from a3tracker.rendering.drawn import Sheet
from a3tracker.rendering.papers import PAPERS
from a3tracker.rendering.sheet import blank_sheet

#: Raise it when the program would paint the same HTML and CSS in another way.
PAINTER_VERSION: Final = 1
#: A per cent sign does not begin a line, and the shape of a cycle does not end one.
_FIGURE_AND_UNIT: Final = re.compile(r"(?<=\d) (?=%)|(?<=[○△□]) (?=A3-\d)")
#: In a narrow column a day does not lose its month.
_DAY: Final = re.compile(r"(?<=\d) (?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b)")
_TIED: Final = "\N{NO-BREAK SPACE}"
#: The last word of a title or of a sentence of ours does not stand alone on a line.
_LAST_WORD: Final = re.compile(
    r'(<h1>|<p class="panel-guidance">|<p class="head-place"><strong>[^<]*</strong> )'
    r"([^<]{25,}) ([^< ]{1,12}<)"
)
#: No face can draw these: choosers between two looks of a sign, keycaps, signs private to some program.
_UNDRAWN: Final = re.compile("[\u20e3\ufe0e\ufe0f\ue000-\uf8ff\ufdd0-\ufdef]")
#: The private signs that come with what is pasted from Word.
_OF_WORD: Final = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0fc": "✓", "\uf0e0": "→", "\uf04a": "☺"}
#: The narrow drawing of a chart is for phones; the printer need not read it. It holds no other block.
_FOR_PHONES: Final = re.compile(
    r'<div class="(?:figure|multiples multiples)-narrow screen-only">.*?</div>', re.DOTALL
)
#: In the order in which they are read.
STYLES: Final = ("fonts", "tokens", "sheet", "paper")
#: What the board of a stream has beside them.
BOARD_STYLE: Final = "components/board"
#: What the coach's card of a team has.
CARD_STYLE: Final = "components/coach-card"


def html_for(sheet: Sheet, paper: str) -> str:
    """The whole HTML of a sheet for this paper, before a type size is chosen."""
    named = " ".join(part for part in (sheet.number, sheet.title) if part) or sheet.revision
    described = f"{sheet.cycle} A3, {sheet.segment}, {sheet.revision}" if sheet.segment else sheet.revision
    template = _environment().get_template("print/sheet.html")
    halves = PAPERS[paper].pages > 1
    html = template.render(sheet=sheet, title=named, description=described, paper=paper, halves=halves)
    html = _FOR_PHONES.sub("", html)
    html = _LAST_WORD.sub(rf"\1\2{_TIED}\3", _FIGURE_AND_UNIT.sub(_TIED, html))
    return _UNDRAWN.sub(lambda sign: _OF_WORD.get(sign[0], ""), html)


def board_html(board: Board, address: str) -> str:
    """The whole HTML of a board for A3, before a type size is chosen."""
    html = _environment().get_template("print/board.html").render(board=board, address=address)
    return _UNDRAWN.sub("", _FIGURE_AND_UNIT.sub(_TIED, html))


def card_html(card: CoachCard) -> str:
    """The whole HTML of a coach's card, before a type size is chosen."""
    html = _environment().get_template("print/coach_card.html").render(card=card)
    html = _DAY.sub(_TIED, _FIGURE_AND_UNIT.sub(_TIED, html))
    return _UNDRAWN.sub(lambda sign: _OF_WORD.get(sign[0], ""), html)


def pack_html(template: str, paper: str, **words: object) -> str:
    """The whole HTML of a page that only a pack has: its cover, a word about what could not be printed."""
    html = _environment().get_template(f"print/{template}.html").render(paper=paper, **words)
    return _UNDRAWN.sub("", _FIGURE_AND_UNIT.sub(_TIED, html))


def warm_html() -> str:
    """A sheet that asks for every face and every way of drawing: printed once, it makes the next quick."""
    shown = "<p>b <strong>c</strong> <em>d</em> ✓</p><ul><li>e</li></ul><table><tr><td>f</td></tr></table>"
    blank = html_for(blank_sheet("PDCA"), "a3")
    return blank.replace('<div class="panel-text">', f'<div class="panel-text">{shown}', 1)


def cache_key(html: str, paper: str) -> str:
    """SHA-256 of what a PDF is made of: the same print is the same bytes under the same key."""
    made_of = "\0".join((html, paper, str(PAINTER_VERSION), version("weasyprint"), _assets_digest()))
    return hashlib.sha256(made_of.encode()).hexdigest()


@functools.cache
def assets() -> dict[str, bytes]:
    """The styles and fonts of the program by their path below `static`."""
    static = asset_folder("static")
    paths = [static / "css" / f"{name}.css" for name in (*STYLES, BOARD_STYLE, CARD_STYLE)]
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
