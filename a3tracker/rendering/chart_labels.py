"""The words on a chart: how wide they are, and where they stand so that none lies on another."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from a3tracker.rendering.chart_marks import INK, MUTED, number

#: One em of the type around the chart; nothing on it is set smaller.
TYPE: Final = 10.0
#: From one line of words to the next.
LINE: Final = 11.5
#: As in the tokens of the site, in the one form that browser and printer both read: no space after a comma.
FONT: Final = "'Source Sans 3','A3 Symbols','Noto Sans','Noto Sans CJK SC',sans-serif"
_MOST_LABELS: Final = 6
_NARROW, _WIDE = frozenset(" .,:;!'|ijlIft()[]-·"), frozenset("mwMW%@—")


@dataclass(frozen=True)
class Label:
    """Words at a height; `at` is the height of what they name."""

    text: str
    at: float
    strong: bool = False


def text_width(text: str) -> float:
    """About how wide these words are in the type of the charts, rather too much than too little."""
    return sum(_width(sign) for sign in text)


def words(text: str, x: float, y: float, *, anchor: str = "start", colour: str = MUTED) -> str:
    """One line of words, escaped, its base line at y."""
    end = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text x="{number(x)}" y="{number(y)}" fill="{colour}"{end}>{escape(text)}</text>'


def shortened(text: str, width: float) -> str:
    """The words, cut with an ellipsis where they would be wider."""
    text = " ".join(text.split())
    if text_width(text) <= width:
        return text
    while text and text_width(f"{text}…") > width:
        text = text[:-1]
    return f"{text.rstrip()}…" if text else ""


def moved_apart(labels: Sequence[Label], top: float, bottom: float) -> list[tuple[Label, float]]:
    """The labels from top to bottom, each at a base line of its own, as near to what it names as may be."""
    ordered = sorted(labels, key=lambda label: label.at)
    placed: list[float] = []
    for label in ordered:
        lowest = placed[-1] + LINE if placed else top
        placed.append(max(label.at + TYPE * 0.34, lowest))
    floor = bottom
    for i in reversed(range(len(placed))):
        placed[i] = min(placed[i], floor)
        floor = placed[i] - LINE
    return list(zip(ordered, placed, strict=True))


def edge_labels(labels: Sequence[Label], x: float, top: float, bottom: float) -> Iterator[str]:
    """The labels at the right edge; a hair leads to those that had to move."""
    for label, y in moved_apart(labels, top, bottom):
        middle = y - TYPE * 0.34
        if abs(middle - label.at) > 2:
            hair = f"M{number(x - 6)} {number(label.at)}L{number(x - 1.5)} {number(middle)}"
            yield f'<path d="{hair}" fill="none" stroke="{MUTED}" stroke-width="0.5"/>'
        yield words(label.text, x, y, colour=INK if label.strong else MUTED)


def spaced(labels: Sequence[str], places: Sequence[float], left: float) -> list[tuple[str, float]]:
    """A few labels, counted from the last, each with its middle."""
    if not labels:
        return []
    room = max(*(text_width(label) + TYPE for label in labels), (places[-1] - places[0]) / _MOST_LABELS)
    step = (places[-1] - places[0]) / max(len(places) - 1, 1)
    every = next((n for n in (1, 2, 3, 4, 6, 12, 18) if n * step >= room), len(labels))
    chosen = [(labels[i], places[i]) for i in range(len(labels) - 1, -1, -every)]
    return [(text, max(x, left + text_width(text) / 2)) for text, x in reversed(chosen)]


def _width(sign: str) -> float:
    if unicodedata.east_asian_width(sign) in "WF":
        return 10.0
    if unicodedata.combining(sign):
        return 0.0
    if sign in _NARROW:
        return 2.9
    if sign in _WIDE:
        return 8.4
    return 6.0 if sign.isupper() else 5.1
