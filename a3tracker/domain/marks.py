"""Marks in a box's text that stand for a chart or a figure of the segment: {{chart: retention}}."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

#: The kind, then the metric's name; one line, no braces in it.
#: Spaces are bounded, so that a text full of them is searched in one go.
MARK: Final = re.compile(
    r"\{\{[ \t]{0,8}(chart|figure)[ \t]{0,8}:[ \t]{0,8}([^{}\s](?:[^{}\n]{0,118}[^{}\s])?)[ \t]{0,8}\}\}",
    re.IGNORECASE,
)


class Mark(NamedTuple):
    """What a mark asks for. `kind` is chart or figure; `name` is a metric's, in whatever case."""

    kind: str
    name: str

    @property
    def key(self) -> str:
        """The name as it is looked up."""
        return self.name.casefold()


def mark_of(kind: str, name: str) -> str:
    """The mark that somebody would type; nothing for a name that no mark can hold."""
    typed = f"{{{{{kind}: {name}}}}}"
    return typed if MARK.fullmatch(typed) else ""


def marks_in(text: str) -> list[Mark]:
    """The marks of a text in their order."""
    return [Mark(found[1].lower(), found[2]) for found in MARK.finditer(text)]


def names_marked(texts: Iterable[str]) -> frozenset[str]:
    """The keys of all metrics that these texts refer to."""
    return frozenset(mark.key for text in texts if "{{" in text for mark in marks_in(text))
