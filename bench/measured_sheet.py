"""The sheet that the targets of the paper were set on: 890 words, three tables, three charts, a fishbone.

The demo's own words and rows on one A3; its fullest sheet is measured beside it, which holds twice as much.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import cycle
from typing import Final

from a3tracker.domain.bones import BONES, bone_words
from a3tracker.domain.causes import Cause, tree_of
from a3tracker.rendering.causes import BOX_WIDTH
from a3tracker.rendering.drawn import PanelBox, Sheet
from a3tracker.rendering.fishbone import fishbone_drawing

WORDS: Final = 890
_TABLE: Final = re.compile(r"<table.*?</table>", re.DOTALL)
_WHYS: Final = (
    "A higher bill that nobody announced",
    "The bill shows the new sum and not why",
    "Prices rise on a day that no team hears of",
    "Nobody knows whom to ring",
    "New staff do not know of the call",
    "The letter goes to the payer, not to the user",
    "A cheaper offer lies beside the bill",
    "The contract ends in the same month",
)
_LINE: Final = (
    "<p>Nine of twelve named the sum first, two the date, one a neighbour; none had read to the end.</p>"
)


def measured_sheet(full: Sheet, charted: Sheet) -> Sheet:
    """The head, boxes and small charts of one sheet, with the large chart and the words of another."""
    more = {box.key: box.html for box in (*charted.left, *charted.right)}
    left, right = (tuple(_box(box, more[box.key]) for box in side) for side in (full.left, full.right))
    sheet = replace(full, left=left, right=right)
    while _words(sheet) < WORDS:
        right = (*right[:-1], replace(right[-1], html=right[-1].html + _LINE))
        sheet = replace(sheet, right=right)
    return sheet


def _box(box: PanelBox, more: str) -> PanelBox:
    """Its own words and those of the other; the tables of people, condition and checks stay."""
    tables = tuple(table for table in box.tables if table.kind in ("people", "checks"))
    drawings = (_bones(),) if box.key == "select" else ()
    return replace(box, html=box.html + _TABLE.sub("", more), tables=tables, drawings=drawings)


def _bones() -> str:
    rows = {
        place: Cause(words, bone=bone, number=place)
        for place, (words, bone) in enumerate(zip(_WHYS, cycle(BONES), strict=False), start=1)
    }
    drawing = fishbone_drawing(
        tree_of(rows), bone_words({}), "One in four leaves in the first year", BOX_WIDTH
    )
    return f'<div class="figure"><div class="figure-wide">{drawing.svg}</div></div>'


def _words(sheet: Sheet) -> int:
    """Of the boxes' own text, without tables and charts."""
    html = " ".join(box.html for box in (*sheet.left, *sheet.right))
    return len(
        re.sub(r"<[^>]+>", " ", re.sub(r"<svg.*?</svg>", " ", _TABLE.sub(" ", html), flags=re.DOTALL)).split()
    )
