"""How a coach's card fits its page: room for a pen, else smaller type, else short answers, else fewer A3s.

Knows no WeasyPrint: a `Press` lays out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from a3tracker.domain.fitting import LADDER
from a3tracker.rendering.coach_cards import CoachCard, brief, briefest, most_urgent
from a3tracker.rendering.fit import Document, Press

PressOf = Callable[[CoachCard], Press]

#: Lines for a pen under each A3, and the type: what is nicest first. Each step takes less room.
_STEPS: Final = (
    *((lines, LADDER[0]) for lines in (16, 12, 9, 7, 5, 4)),
    *((3, size) for size in LADDER[1:5]),
    *((2, size) for size in LADDER[5:]),
)
#: So much has room on a page in the smallest type: what has more is not laid out at all.
_MOST_SIGNS: Final = 14_000
_MOST_ASKED: Final = 8


def fit_card(card: CoachCard, press_of: PressOf) -> Document | None:
    """The card on one page; None when not even one A3 fits. Every A3 in short comes before one in full."""
    for shown in (card, brief(card), briefest(card)):
        document = _nicest(shown, press_of)
        if document is not None:
            return document
    most = _most(briefest(card), press_of)
    return _nicest(most_urgent(brief(card), most), press_of) or _nicest(
        most_urgent(briefest(card), most), press_of
    )


def _nicest(card: CoachCard, press_of: PressOf) -> Document | None:
    """In the first of the steps that fits, by halving; the last one tells whether any does."""
    fails, fits = -1, len(_STEPS) - 1
    best = _page(card, fits, press_of)
    while best is not None and fits - fails > 1:
        at = (fits + fails) // 2
        found = _page(card, at, press_of)
        fits, fails, best = (at, fails, found) if found is not None else (fits, at, best)
    return best


def _most(card: CoachCard, press_of: PressOf) -> int:
    """How many of its A3s have room, one at the least."""
    fits, fails = 1, min(len(card.asked), _MOST_ASKED + 1)
    while fails - fits > 1:
        at = (fits + fails) // 2
        found = _page(most_urgent(card, at), len(_STEPS) - 1, press_of)
        fits, fails = (at, fails) if found is not None else (fits, at)
    return fits


def _page(card: CoachCard, step: int, press_of: PressOf) -> Document | None:
    """The card at this step when it is one page."""
    if card.signs > _MOST_SIGNS or len(card.asked) > _MOST_ASKED:
        return None
    lines, size = _STEPS[step]
    document = press_of(replace(card, lines=lines)).lay_out(size)
    return document if len(document.pages) == 1 else None
