"""Marks in a box's text that stand for a drawing or a figure: {{chart: retention}}, {{pareto: losses}}."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

#: The kind, then a name or, for a scatter, two names of 120 signs each; one line, no braces in it.
#: Spaces are bounded, so that a text full of them is searched in one go.
MARK: Final = re.compile(
    r"\{\{[ \t]{0,8}(chart|figure|pareto|histogram|scatter)[ \t]{0,8}:"
    r"[ \t]{0,8}([^{}\s](?:[^{}\n]{0,248}[^{}\s])?)[ \t]{0,8}\}\}",
    re.IGNORECASE,
)


class Mark(NamedTuple):
    """What a mark asks for. `kind` is chart, figure, histogram, scatter or pareto.

    `name` is a metric's, in whatever case; two with a comma between them for a scatter, the title of a check
    sheet for a pareto.
    """

    kind: str
    name: str

    @property
    def key(self) -> str:
        """The name as it is looked up."""
        return self.name.casefold()

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The two keys that a scatter may mean: a name may hold a comma itself."""
        parts = self.key.split(",")
        ways = ((",".join(parts[:at]).strip(), ",".join(parts[at:]).strip()) for at in range(1, len(parts)))
        return tuple(way for way in ways if all(way))

    @property
    def metrics(self) -> tuple[str, ...]:
        """The keys of all metrics that it may refer to."""
        if self.kind == "scatter":
            return tuple(key for pair in self.pairs for key in pair)
        return () if self.kind == "pareto" else (self.key,)


def mark_of(kind: str, name: str) -> str:
    """The mark that somebody would type; nothing for a name that no mark can hold."""
    typed = f"{{{{{kind}: {name}}}}}"
    return typed if MARK.fullmatch(typed) else ""


def marks_in(text: str) -> list[Mark]:
    """The marks of a text in their order."""
    return [Mark(found[1].lower(), found[2]) for found in MARK.finditer(text)]


def names_marked(texts: Iterable[str]) -> frozenset[str]:
    """The keys of all metrics that these texts refer to."""
    return frozenset(key for text in texts if "{{" in text for mark in marks_in(text) for key in mark.metrics)
