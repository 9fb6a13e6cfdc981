"""Sheets that were drawn lately: equal content and setting give an equal sheet, so it is drawn once.

A page of an A3 is read far more often than it is written, and drawing is a third of what it costs. Nothing
has to be declared out of date: what is drawn from is the key, names and days included.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field

from a3tracker.domain.revisions import Content
from a3tracker.rendering.drawn import Sheet
from a3tracker.rendering.sheet import make_sheet
from a3tracker.rendering.sheet_setting import SheetSetting

#: A sheet takes about a tenth of a megabyte.
MOST = 64


@dataclass(frozen=True)
class Drawing:
    """What a sheet is drawn from; two are equal when their sheets are."""

    digest: str
    around: str
    content: Content = field(compare=False, repr=False)
    setting: SheetSetting = field(compare=False, repr=False)


def drawing_of(content: Content, setting: SheetSetting, digest: str = "") -> Drawing:
    """The drawing of this content; its digest may be known already."""
    return Drawing(digest or content.digest(), repr(setting), content, setting)


@functools.lru_cache(maxsize=MOST)
def drawn(drawing: Drawing) -> Sheet:
    """The sheet, drawn now or lately."""
    return make_sheet(drawing.content, drawing.setting)
