"""Markdown as people write it → safe HTML for page and paper.

Python-Markdown does not sanitise, is quadratic in some signs and recursive in others. So the text is
checked first, raw HTML is taken as plain words, links and pictures are matched by bounded patterns of
our own, and what comes out passes nh3's allow-list.
"""

from __future__ import annotations

import re
from typing import Final

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.tables import TableExtension

from a3tracker.domain.errors import Invalid
from a3tracker.rendering.markdown_rules import HREF, PICTURE, SheetRules
from a3tracker.rendering.text_limits import check_html, check_text
from a3tracker.rendering.wide_tables import mark_wide_tables

__all__ = ["RENDERER_VERSION", "check_text", "to_html"]

#: Stored beside the HTML of a revision; raise it whenever the same text would give other HTML.
RENDERER_VERSION: Final = 1

_TAGS: Final = frozenset(
    [
        "a",
        "blockquote",
        "br",
        "code",
        "em",
        "h4",
        "hr",
        "img",
        "li",
        "ol",
        "p",
        "pre",
        "strong",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_ATTRIBUTES: Final = {
    "a": {"href"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "td": {"align"},
    "th": {"align"},
}
#: nh3 gives the attributes of a tag in any order; the same text must always be the same HTML.
_ALT_FIRST: Final = re.compile(r'<img (alt="[^"]*") (src="[^"]*")>')
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]")
_INDENT: Final = re.compile(r"^[ \t]{17,}", re.MULTILINE)


def to_html(text: str) -> str:
    """The safe HTML of a box's text; `Invalid` when `check_text` or the limits on HTML refuse it."""
    check_text(text)
    plain = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    # Deeper than four levels nobody reads; a cut indent also keeps the parser from recursing.
    plain = _INDENT.sub(" " * 16, plain.expandtabs(4))
    try:
        html = _converter().convert(plain)
    except RecursionError:
        raise Invalid("This text is nested too deeply.", {"text": "Use fewer lists inside lists."}) from None
    safe = nh3.clean(
        html,
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        attribute_filter=_allowed,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    safe = _ALT_FIRST.sub(r"<img \2 \1>", safe)
    check_html(safe)
    return mark_wide_tables(safe)


def _converter() -> Markdown:
    """A fresh converter: one that is kept would carry references from one box into the next."""
    extensions: list[Extension | str] = [
        TableExtension(use_align_attribute=True),
        "sane_lists",
        "nl2br",
        SheetRules(),
    ]
    return Markdown(extensions=extensions, output_format="html")


def _allowed(tag: str, attribute: str, value: str) -> str | None:
    """The value as it may stand, or None to drop the attribute."""
    if attribute == "href":
        return value if HREF.match(value) else None
    if attribute == "src":
        return value if PICTURE.fullmatch(value) else None
    if attribute == "align":
        return value if value in ("left", "right", "center") else None
    if attribute == "start":
        return value if value.isascii() and value.isdigit() and len(value) <= 4 else None
    return value if attribute == "alt" else None
