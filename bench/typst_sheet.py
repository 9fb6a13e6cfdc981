"""The limit in sight: the same sheet written for Typst, a typesetter that is a program of its own.

The same words, tables, marks and drawings in the same faces at the same type size on one sheet of the same
paper, tagged for PDF/UA as ours is; no step of it is smaller.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import unescape
from html.parser import HTMLParser
from io import BytesIO
from itertools import zip_longest
from pathlib import Path
from typing import Final

from fontTools.ttLib import TTFont

from a3tracker.config import asset_folder
from a3tracker.rendering.drawn import Cell, PanelBox, Sheet, Table
from a3tracker.rendering.paperhtml import html_for

_SVG: Final = re.compile(r"<svg.*?</svg>", re.DOTALL)
_FOR_PHONES: Final = re.compile(
    r'<div class="(?:figure|multiples multiples)-narrow screen-only">.*?</div>', re.DOTALL
)
#: Our drawings have ten units to an em.
_WIDTH: Final = re.compile(r'viewBox="\S+ \S+ (\S+)')
_SAID: Final = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_SIGNS: Final = re.compile(r"([\\*_`$#<>@\[\]~/=+-])")
_MARKS: Final = {"strong": "#strong[", "b": "#strong[", "em": "#emph[", "s": "#strike["}
_LOOK: Final = """#set par(leading: 0.55em, spacing: 0.75em)
#set list(spacing: 0.55em)
#set table(stroke: (x, y) => (bottom: 0.3pt + gray), inset: (left: 0pt, right: 0.7em, y: 0.25em))
#show heading: set block(above: 0.6em, below: 0.5em)
#show heading.where(level: 1): set text(size: 1.3em)
#show heading.where(level: 2): set text(size: 0.95em)
"""


def faces_into(folder: Path) -> None:
    """Our own faces, in the one form that Typst reads."""
    for path in sorted((asset_folder("static") / "fonts").glob("*.woff2")):
        face = TTFont(BytesIO(path.read_bytes()))
        face.flavor = None
        face.save(folder / f"{path.name.partition('.')[0]}.otf")


def source_of(sheet: Sheet, size: float) -> str:
    """The sheet in Typst's own language."""
    sides = ", ".join(f"[{''.join(_box(box) for box in side)}]" for side in (sheet.left, sheet.right))
    foot = " · ".join(part for part in (sheet.number, sheet.revision, sheet.stage, sheet.address) if part)
    return (
        f"#set page(width: 420mm, height: 297mm, margin: 9.5mm)\n"
        f'#set text(size: {size}pt, lang: "en", font: ("Source Sans 3", "A3 Symbols"))\n'
        f"#set document(title: {_string(sheet.title)})\n{_LOOK}{_head(sheet)}"
        f"#grid(columns: (1fr, 1fr), gutter: 2.8em, {sides})\n"
        f"#v(1fr)\n#grid(columns: (1fr, auto), [{_plain(foot)}], [{_plain(sheet.agreed)}])\n"
    )


def _head(sheet: Sheet) -> str:
    facts = [("Owner", sheet.owner), ("Coordinator", sheet.coordinator), ("Manager", sheet.manager)]
    facts += [("Team", sheet.team), ("Start – end", f"{sheet.start} – {sheet.target_end}")]
    facts += [("Next review", sheet.next_review)]
    people, dates = (_table((), half) for half in (facts[:3], facts[3:]))
    way = next(svg for svg in _SVG.findall(html_for(sheet, "a3")) if "track-drawing" in svg)
    place = (
        f"{_plain(sheet.number)}, {_plain(sheet.revision)} · {_plain(sheet.segment)} · {_plain(sheet.stream)}"
    )
    title = f"= {_plain(sheet.title)}\n{place}\n{_plain(sheet.lineage)}"
    cells = ", ".join(f"[{cell}]" for cell in (title, people, dates, _picture(way), _picture(sheet.qr, 6.5)))
    return f"#grid(columns: (1fr, 14.6em, 16.2em, 28.6em, 5.1em), {cells})\n#line(length: 100%)\n"


def _box(box: PanelBox) -> str:
    text = _Text()
    text.feed(_SVG.sub("", box.html))
    above = "".join(_pictures(drawing) for drawing in box.drawings)
    below = "".join(_pictures(drawing) for drawing in (*box.figures, box.html))
    tables = "".join(map(_rows, box.tables))
    head = f"\n#line(length: 100%, stroke: 0.3pt)\n== {_plain(box.label)}\n{_plain(box.note)}\n"
    learned = f"\n\n#strong[Learned:] {_plain(box.learned)}\n" if box.learned else ""
    return f"{head}{above}{tables}{below}{text.written}{learned}\n"


def _rows(table: Table) -> str:
    rows = ([_cell(cell) for cell in row] for row in table.rows)
    return _table([_plain(column) for column in table.columns], rows, table.numeric) if table.rows else ""


def _cell(cell: Cell) -> str:
    words = _plain(cell.text)
    words = {"dropped": f"#strike[{words}]", "actual": f"#strong[{words}]"}.get(cell.tone, words)
    return f"{words} {_plain(cell.more)}" if cell.more else words


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], numeric: Sequence[bool] = ()) -> str:
    """Cells are in Typst's language already."""
    body = list(rows)
    width = max(map(len, (heads, *body)))
    header = f"table.header({', '.join(f'[#strong[{head}]]' for head in heads)}), " if heads else ""
    cells = ", ".join(f"[{cell}]" for row in body for cell in row)
    narrow = (r"\#", "Cause")
    columns = ", ".join("0.3fr" if head in narrow else "1fr" for head in heads or [""] * width)
    sides = ", ".join("right" if right else "left" for _, right in zip_longest(range(width), numeric))
    return f"#table(columns: ({columns},), align: ({sides},), {header}{cells})\n"


def _pictures(drawn: str) -> str:
    found = _SVG.findall(_FOR_PHONES.sub("", drawn))
    return f"#box[{']#box['.join(map(_picture, found))}]\n" if found else ""


def _picture(svg: str, wide: float | None = None) -> str:
    if not svg:
        return ""
    width, said = _WIDTH.search(svg), _SAID.search(svg)
    em = wide or (float(width[1]) / 10 if width else 48.0)
    alt = unescape(said[1]) if said else "Drawing"
    return f'#image(bytes({_string(svg)}), format: "svg", width: {em}em, alt: {_string(alt)})'


def _plain(words: str) -> str:
    return _SIGNS.sub(r"\\\1", words)


def _string(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


class _Text(HTMLParser):
    """The cleaned HTML of a box, said again; a table becomes a table."""

    def __init__(self) -> None:
        super().__init__()
        self.written, self._rows, self._lists = "", list[list[str]](), list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _MARKS:
            self._say(_MARKS[tag])
        elif tag == "table":
            self._rows = []
        elif tag == "tr":
            self._rows.append([])
        elif tag in ("td", "th"):
            self._rows[-1].append("")
        elif tag in ("ul", "ol"):
            self._lists.append("+" if tag == "ol" else "-")
        elif tag == "li":
            self.written += f"\n{'  ' * (len(self._lists) - 1)}{self._lists[-1]} "
        elif tag in ("p", "h4", "blockquote"):
            self.written += "" if self._lists else "\n\n"

    def handle_endtag(self, tag: str) -> None:
        if tag in _MARKS:
            self._say("]")
        elif tag == "table":
            self.written += f"\n{_table(self._rows[0], self._rows[1:])}"
            self._rows = []
        elif tag in ("ul", "ol"):
            self._lists.pop()
            self.written += "\n"

    def handle_data(self, data: str) -> None:
        self._say(_plain(data.replace("\n", " ")) if not self._rows else _plain(data.strip("\n")))

    def _say(self, words: str) -> None:
        """Into the cell that is open, or into the text."""
        if not self._rows:
            self.written += words
        elif self._rows[-1]:
            self._rows[-1][-1] += words
