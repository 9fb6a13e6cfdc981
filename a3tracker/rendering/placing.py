"""Setting drawings into the safe HTML of a box in place of the marks in its text.

A drawing is a block: paragraphs, headings and what is strong or a link are closed before it and opened again
after it. A cell of a table has no room for a chart and shows the newest figure; code shows the mark itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Final

from a3tracker.domain.marks import MARK, Mark

#: What a mark stands for, as safe HTML; None where nothing has its name.
Answer = Callable[[Mark], str | None]

#: Attributes may hold what looks like the end of a tag, within their quotation marks.
_TOKEN: Final = re.compile(r'<(/?)([a-z][a-z0-9]*)(?:[^<>"]|"[^"]*")*>|[^<]+|<')
_CODE: Final = frozenset({"code", "pre"})
_CELLS: Final = frozenset({"td", "th"})
_PHRASES: Final = frozenset({"a", "em", "h4", "p", "strong"})
_VOID: Final = frozenset({"br", "hr", "img"})
#: What stands where nothing has the name.
_MISSING: Final = {
    "figure": "There is no figure called “{}” in this segment.",
    "pareto": "There is no check sheet called “{}” on this A3.",
    "scatter": "There are no two figures called “{}” in this segment.",
}
#: Stands for a drawing while what is left empty around it is taken away; no text holds this sign.
_HELD: Final = re.compile("\0(\\d+)\0")
_INLINE_END, _INLINE_START = r"(?:</(?:em|strong|a)>)*", r"(?:<(?:em|strong|a)\b[^>]*>)*"
_LEFTOVERS: Final = (
    (re.compile(rf"(?<!\s)\s*(?:<br>\s*)*({_INLINE_END}</(?:p|h4)>\0)"), r"\1"),
    (re.compile(rf"(\0<(?:p|h4)>{_INLINE_START})\s*(?:<br>\s*)*"), r"\1"),
    (re.compile(r"<(em|strong|a)\b[^>]*></\1>"), ""),
    (re.compile(r"<(em|strong|a)\b[^>]*></\1>"), ""),
    (re.compile(r"<(p|h4)></\1>"), ""),
)


def place_marks(html: str, answer: Answer, most: int) -> str:
    """The HTML with its marks answered; of the charts at most so many, a note stands for the others."""
    if "{{" not in html:
        return html
    walk = _Walk(answer, most)
    placed = "".join(walk.part(token) for token in _TOKEN.finditer(html))
    if walk.drawings:
        for leftover, kept in _LEFTOVERS:
            placed = leftover.sub(kept, placed)
    return _HELD.sub(lambda held: walk.drawings[int(held[1])], placed)


def left_out(name: str, most: int) -> str:
    """The note that stands for a chart which is one too many."""
    return _note(f"A box draws {most} charts; “{name}” is left out here.")


@dataclass
class _Walk:
    """The elements that are open at a place of the HTML, each with its tag, and what was drawn so far."""

    answer: Answer
    most: int
    open: list[tuple[str, str]] = field(default_factory=list)
    drawings: list[str] = field(default_factory=list)

    def part(self, token: re.Match[str]) -> str:
        """A tag as it is; a text with its marks answered."""
        closing, tag = token[1], token[2]
        if tag is None:
            return self._text(token[0]) if "{{" in token[0] else token[0]
        if closing:
            if self.open and self.open[-1][0] == tag:
                self.open.pop()
        elif tag not in _VOID:
            self.open.append((tag, token[0]))
        return token[0]

    def _text(self, text: str) -> str:
        if self._inside(_CODE):
            return text
        plain, parts, end = unescape(text), [], 0
        for found in MARK.finditer(plain):
            parts += [escape(plain[end : found.start()], quote=False), self._mark(found)]
            end = found.end()
        return "".join((*parts, escape(plain[end:], quote=False)))

    def _mark(self, found: re.Match[str]) -> str:
        mark = Mark(found[1].lower(), found[2])
        if mark.kind == "chart" and self._inside(_CELLS):
            mark = mark._replace(kind="figure")
        if mark.kind != "figure" and self._inside(_CELLS):
            return _note(f"A cell of a table has no room for the {mark.kind} of “{mark.name}”.")
        drawn = self.answer(mark)
        if drawn is None:
            return _note(_MISSING.get(mark.kind, _MISSING["figure"]).format(mark.name))
        if mark.kind == "figure":
            return f'<span class="figure-words">{drawn}</span>'
        if len(self.drawings) == self.most:
            return left_out(mark.name, self.most)
        self.drawings.append(drawn)
        return self._apart(f"\0{len(self.drawings) - 1}\0")

    def _apart(self, drawing: str) -> str:
        """The drawing between two halves of the paragraph that it stands in."""
        phrases = [one for one in self.open if one[0] in _PHRASES]
        ends = "".join(f"</{tag}>" for tag, _ in reversed(phrases))
        return f"{ends}{drawing}{''.join(whole for _, whole in phrases)}"

    def _inside(self, tags: frozenset[str]) -> bool:
        return any(tag in tags for tag, _ in self.open)


def _note(words: str) -> str:
    return f'<span class="figure-missing">{escape(words, quote=False)}</span>'
