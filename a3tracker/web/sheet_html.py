"""The HTML of a sheet on its page, drawn once for all who see it alike."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field

from flask import current_app
from markupsafe import Markup

from a3tracker.rendering.drawings import MOST, Drawing, drawn
from a3tracker.web.sheet_page import SheetPage


@dataclass(frozen=True)
class _Look:
    """The sheet, and what of its page is drawn into it: links for who may write, and what is said."""

    drawing: Drawing
    a3: int
    may_write: bool
    said: str
    page: SheetPage = field(compare=False, repr=False)


def sheet_html(drawing: Drawing, page: SheetPage) -> Markup:
    """The sheet with the links and sentences of its page. A button bears its person's token: never shared."""
    said = (*page.hints.boxes.values(), *page.hints.at.values())
    if page.notes.lines or any(hint.posts for hints in said for hint in hints):
        return _draw(drawing, page)
    around = repr((page.hints, page.near, page.notes.may_add))
    return _drawn(_Look(drawing, page.a3, page.may_write, around, page))


@functools.lru_cache(maxsize=MOST)
def _drawn(look: _Look) -> Markup:
    return _draw(look.drawing, look.page)


def _draw(drawing: Drawing, page: SheetPage) -> Markup:
    macros = current_app.jinja_env.get_template("components/sheet.html").module
    return Markup(macros.sheet(drawn(drawing), page))  # type: ignore[attr-defined]
