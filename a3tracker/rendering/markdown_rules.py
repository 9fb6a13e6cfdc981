"""Our rules of Markdown: which of its patterns a box knows, and how its headings and pictures come out."""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from a3tracker.domain.marks import MARK

#: The only pictures that a box shows are those that were uploaded here.
PICTURE: Final = re.compile(r"/pictures/[0-9a-f]{64}\.(?:png|jpg|jpeg|webp|gif)")
#: Links lead to the web, to mail or within this program; anything else is shown as plain words.
HREF: Final = re.compile(r"(?:https?://[^\s/]|mailto:|/(?![/\\])|#)")

#: Bounded on purpose: Python-Markdown's own search for the closing bracket is quadratic.
_WORDS = r"\[((?:[^\[\]\\]|\\.){0,300})\]"
_TARGET = (
    r"\([ ]*<?([^\s()<>]{1,1000}(?:\([^\s()<>]{0,100}\)[^\s()<>]{0,200})?)>?(?:[ ]+\"[^\"\n]{0,200}\")?[ ]*\)"
)
_LINK = r"(?<![!\\])" + _WORDS + _TARGET
_IMAGE = r"(?<!\\)!" + _WORDS + _TARGET
_BREAK = r"<br[ ]*/?>"
_ITEM = re.compile(r"(?:[*+-]|1\.)[ ]+\S")
_ANY_ITEM = re.compile(r"\s+\S|[*+-][ ]|\d+\.[ ]|>")
_TABLE_RULE = re.compile(r"[ ]{0,3}\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*")


class SheetRules(Extension):
    """Raw HTML is plain words (but `<br>` for cells), no code by indenting, no reference links."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Take out what a box does not know and put our bounded patterns in."""
        md.preprocessors.deregister("html_block")
        md.preprocessors.register(_RoomBefore(md), "room_before", 15)
        for block in ("code", "reference"):
            md.parser.blockprocessors.deregister(block)
        for pattern in ("html", "reference", "image_reference", "short_reference", "short_image_ref"):
            md.inlinePatterns.deregister(pattern)
        md.inlinePatterns.register(_Mark(f"(?i:{MARK.pattern})", md), "mark", 185)
        md.inlinePatterns.register(_Link(_LINK, md), "link", 160)
        md.inlinePatterns.register(_Image(_IMAGE, md), "image_link", 150)
        md.inlinePatterns.register(_Break(_BREAK, md), "cell_break", 95)
        md.treeprocessors.register(_InOrder(md), "in_order", 5)


class _RoomBefore(Preprocessor):
    """A list or a table may follow a line of text at once, as people type it."""

    def run(self, lines: list[str]) -> list[str]:
        roomy: list[str] = []
        for number, line in enumerate(lines):
            before = lines[number - 1] if number else ""
            if before.strip() and (_starts_list(line, before) or _starts_table(lines, number)):
                roomy.append("")
            roomy.append(line)
        return roomy


def _starts_list(line: str, before: str) -> bool:
    return bool(_ITEM.match(line)) and not _ANY_ITEM.match(before)


def _starts_table(lines: list[str], number: int) -> bool:
    rule = lines[number + 1] if number + 1 < len(lines) else ""
    return (
        "|" in lines[number]
        and "|" in rule
        and "|" not in lines[number - 1]
        and bool(_TABLE_RULE.fullmatch(rule))
    )


class _Mark(InlineProcessor):
    """A mark stays as it was typed, whatever signs of Markdown its name holds; code comes before it."""

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[str, int, int]:
        return m[0], m.start(0), m.end(0)


class _Link(InlineProcessor):
    def handleMatch(  # type: ignore[override]  # the stub allows a wider answer than this one
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str, int, int]:
        href = self.unescape(m[2])
        if not HREF.match(href):
            return m[1], m.start(0), m.end(0)
        link = Element("a", href=href)
        link.text = m[1] or href
        return link, m.start(0), m.end(0)


class _Image(InlineProcessor):
    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str, int, int]:
        alt = self.unescape(m[1]).strip()
        if not PICTURE.fullmatch(m[2]):
            return alt or "(picture)", m.start(0), m.end(0)
        return Element("img", src=m[2], alt=alt or "Picture without a description"), m.start(0), m.end(0)


class _Break(InlineProcessor):
    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        return Element("br"), m.start(0), m.end(0)


class _InOrder(Treeprocessor):
    """Headings follow the box's own (h3), and a column without a name has no header cell."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag in ("h1", "h2", "h3", "h5", "h6"):
                element.tag = "h4"
            elif element.tag == "th" and not len(element) and not (element.text or "").strip():
                element.tag = "td"
