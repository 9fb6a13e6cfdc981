"""The limit in sight: the same sheet written for Typst, a typesetter that is a program of its own.

The same words, tables and drawings at the same type size on the same paper; no step of it is smaller.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html.parser import HTMLParser

from a3tracker.rendering.drawn import PanelBox, Sheet, Table

_SVG = re.compile(r"<svg.*?</svg>", re.DOTALL)
_FOR_PHONES = re.compile(r'<div class="figure-narrow screen-only">.*?</div>', re.DOTALL)
#: Our drawings have ten units to an em.
_WIDTH = re.compile(r'viewBox="\S+ \S+ (\S+)')
_SIGNS = re.compile(r"([\\*_`$#<>@\[\]~/=+-])")


def source_of(sheet: Sheet, size: float) -> str:
    """The sheet in Typst's own language."""
    facts = [("Owner", sheet.owner), ("Coordinator", sheet.coordinator), ("Manager", sheet.manager)]
    facts += [("Team", sheet.team), ("Start – end", f"{sheet.start} – {sheet.target_end}")]
    head = _table((), facts)
    sides = ", ".join(f"[{''.join(_box(box) for box in side)}]" for side in (sheet.left, sheet.right))
    return (
        f'#set page(width: 420mm, height: 297mm, margin: 9.5mm)\n#set text(size: {size}pt, lang: "en")\n'
        f"#set document(title: {_string(sheet.title)})\n#set par(leading: 0.36em, spacing: 0.5em)\n"
        f"= {_plain(sheet.title)}\n{_plain(sheet.number)}, {_plain(sheet.revision)}\n{head}\n"
        f"#grid(columns: (1fr, 1fr), gutter: 2.8em, {sides})\n"
    )


def _box(box: PanelBox) -> str:
    text = _Text()
    text.feed(_SVG.sub("", box.html))
    drawn = _FOR_PHONES.sub("", "".join((*box.drawings, *box.figures, box.html)))
    pictures = "".join(_picture(svg) for svg in _SVG.findall(drawn))
    tables = "".join(_rows(table) for table in box.tables)
    head = f"\n#line(length: 100%, stroke: 0.3pt)\n== {_plain(box.label)}\n"
    return f"{head}{tables}{pictures}{text.written}\n"


def _rows(table: Table) -> str:
    return _table(table.columns, ([cell.text for cell in row] for row in table.rows)) if table.rows else ""


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    first, body = [f"*{_plain(head)}*" for head in heads], [[_plain(cell) for cell in row] for row in rows]
    width = len(first) or max(map(len, body), default=1)
    header = f"table.header({', '.join(f'[{cell}]' for cell in first)}), " if first else ""
    cells = ", ".join(f"[{cell}]" for row in body for cell in row)
    columns = ", ".join(["1fr"] * width)
    return f"#table(columns: ({columns}), stroke: 0.2pt, inset: 0.3em, {header}{cells})\n"


def _picture(svg: str) -> str:
    width = _WIDTH.search(svg)
    return f'#image(bytes({_string(svg)}), format: "svg", width: {float(width[1]) / 10 if width else 48}em)\n'


def _plain(words: str) -> str:
    return _SIGNS.sub(r"\\\1", words)


def _string(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


class _Text(HTMLParser):
    """The cleaned HTML of a box, said again; a table becomes a table."""

    def __init__(self) -> None:
        super().__init__()
        self.written, self._rows, self._depth = "", list[list[str]](), 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._rows = []
        elif tag == "tr":
            self._rows.append([])
        elif tag in ("td", "th"):
            self._rows[-1].append("")
        elif tag in ("ul", "ol"):
            self._depth += 1
        elif tag == "li":
            self.written += f"\n{'  ' * (self._depth - 1)}- "
        elif tag in ("p", "h4", "blockquote"):
            self.written += "" if self._depth else "\n\n"

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self.written += f"\n{_table((), self._rows)}"
            self._rows = []
        elif tag in ("ul", "ol"):
            self._depth -= 1
            self.written += "\n"

    def handle_data(self, data: str) -> None:
        if self._rows:
            if self._rows[-1]:
                self._rows[-1][-1] += data
        else:
            self.written += _plain(data.replace("\n", " "))
