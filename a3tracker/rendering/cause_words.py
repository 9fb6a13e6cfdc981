"""The words of causes in their drawings: the cause in lines, and what its link rests on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from a3tracker.domain.causes import Cause, Kind, Node, Proof
from a3tracker.rendering.chart_labels import LINE, text_width
from a3tracker.rendering.chart_marks import MUTED
from a3tracker.rendering.svg import INDENT, below, line_of, numbered, wrapped

_MARKS: Final = {Proof.FACT: "✓ fact", Proof.TEST: "✓ test", Proof.GUESS: "? guess"}
#: Between the words and what they rest on, when both stand on one line.
_BETWEEN: Final = 7.0
_LONGEST_TITLE: Final = 600


class Said(NamedTuple):
    """A cause in lines; `mark` is what it rests on, which stands on a line of its own unless it has room."""

    node: Node
    lines: tuple[str, ...]
    mark: tuple[str, ...]
    apart: bool

    @property
    def height(self) -> float:
        """In units, with a little air below."""
        return LINE * (len(self.lines) + self.apart * len(self.mark)) + 4.5

    @property
    def first_end(self) -> float:
        """Where the first line ends, from where the cause begins."""
        more = _BETWEEN + text_width(self.mark[0]) if len(self.lines) == 1 and not self.apart else 0
        return INDENT + text_width(self.lines[0]) + more


def mark_words(cause: Cause, lasting: bool = False) -> str:
    """✓ test · outside; `lasting` says whether the kind must be named here."""
    said = [_MARKS[Proof(cause.proof_kind)]]
    said += ["lasting"] if lasting and cause.kind == Kind.LASTING else []
    said += ["outside"] if cause.outside else []
    return " · ".join(said)


def said(node: Node, width: float, lasting: bool = False) -> Said:
    """The cause in lines that fit into the width, number included."""
    room, mark = width - INDENT, mark_words(node.cause, lasting)
    lines = wrapped(node.cause.words, room)
    apart = text_width(lines[-1]) + _BETWEEN + text_width(mark) > room
    return Said(node, tuple(lines), tuple(wrapped(mark, room)) if apart else (mark,), apart)


def drawn(one: Said, x: float, y: float) -> str:
    """The cause with its number, the first base line at y. A root has a dark number."""
    words, last = x + INDENT, len(one.lines) - 1
    parts = [numbered(one.node.cause.number, x, y, filled=one.node.is_root)]
    parts += [line_of(line, words, below(y, i)) for i, line in enumerate(one.lines)]
    at = (
        (words, below(y, last + 1))
        if one.apart
        else (words + text_width(one.lines[-1]) + _BETWEEN, below(y, last))
    )
    parts += [line_of(part, at[0], below(at[1], i), colour=MUTED) for i, part in enumerate(one.mark)]
    return "".join(parts)


def outline(nodes: Iterable[Node]) -> str:
    """The tree as one sentence, for who cannot see the drawing; shortened when it is long."""
    told = "; ".join(_told(node) for node in nodes)
    return told if len(told) <= _LONGEST_TITLE else f"{told[: _LONGEST_TITLE - 1].rstrip()}…"


def _told(node: Node) -> str:
    own = f"{node.cause.number} {node.cause.words} ({mark_words(node.cause, lasting=True)})"
    return f"{own}, why: {', '.join(_told(why) for why in node.whys)}" if node.whys else own
