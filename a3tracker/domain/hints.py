"""Hints to those who write a sheet: faults of weak A3s that can be pointed out (handbook, domain.md 5).

A hint is never a gate. Each rule speaks only when there is something to judge, and says nothing of a box
that nobody has written in. One that does not apply is dismissed with a word, for this A3 and for good.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from a3tracker.domain.cycles import CYCLES, Side
from a3tracker.domain.hint_rows import loose_countermeasures, unproven_causes, without_before
from a3tracker.domain.hint_texts import (
    BEGUN,
    drawn_on,
    has_figure,
    has_learning,
    length_of,
    names_solution,
    says_action,
    untested_cause,
)
from a3tracker.domain.revisions import LEARNINGS, Content
from a3tracker.domain.rows import text_of

#: Where a hint stands that is about the title, and not about a box.
TITLE: Final = "title"
LONGEST_WORD: Final = 200

#: A side with so many signs of text wants something to look at.
_MUCH: Final = 1_200
_PROBLEM: Final = {"EDCA": "sense", "PDCA": "perceive", "SDCA": "state"}
_VAGUE: Final = {
    "EDCA": "No figure stands here yet: how many customers, how often?",
    "PDCA": "The problem is told without a figure.",
    "SDCA": "The standard is told without a figure, and without its version.",
}


@dataclass(frozen=True)
class Hint:
    """What one rule says: the box it points to (or `TITLE`), a sentence, and why it matters."""

    key: str
    box: str
    words: str
    why: str


def hints_for(content: Content) -> tuple[Hint, ...]:
    """What could be pointed out on this sheet, in the order of reading; each key at most once."""
    found = [hint for rule in _RULES for hint in rule(content)]
    places = [TITLE, *(box.key for box in CYCLES[content.cycle].boxes)]
    return tuple(sorted(found, key=lambda hint: places.index(hint.box)))


def checked_dismissal(words: str) -> str:
    """Why a hint does not apply here, trimmed; `Invalid` when it is missing or too long."""
    return text_of(words, "words", LONGEST_WORD, "Say in a few words why it does not apply here.")


def _title(content: Content) -> list[Hint]:
    """Speaks when the title is a solution and says nothing about how customers fare.

    A standard is a solution that was found: its title names what is kept.
    """
    if content.cycle == "SDCA" or not names_solution(content.title, content.language):
        return []
    return [
        Hint(
            "title",
            TITLE,
            "The title seems to name a solution.",
            "A title that names a solution ends the search before it has begun; one that names the problem "
            "leaves several ways open.",
        )
    ]


def _vague(content: Content) -> list[Hint]:
    """Speaks when the problem has been written and holds neither figure, number word, mark nor picture."""
    key = _PROBLEM.get(content.cycle, "")
    text = content.boxes.get(key, "")
    if length_of(text) < BEGUN or has_figure(text, content.language):
        return []
    why = "Without a figure nobody can say afterwards whether the gap has become smaller."
    return [Hint("vague", key, _VAGUE[content.cycle], why)]


def _no_picture(content: Content) -> list[Hint]:
    """Speaks for a side with a lot of text on which nothing is drawn; points to its longest text."""
    hints = []
    for side in Side:
        boxes = CYCLES[content.cycle].side(side)
        lengths = {box.key: length_of(content.boxes.get(box.key, "")) for box in boxes}
        if sum(lengths.values()) >= _MUCH and not drawn_on(content, boxes):
            hints.append(
                Hint(
                    f"picture-{side.value}",
                    max(lengths, key=lambda key: lengths[key]),
                    f"The {side.value} side is all text.",
                    "People look before they read: a chart, a table or a sketch shows at a glance what ten "
                    "lines explain.",
                )
            )
    return hints


def _goal(content: Content) -> list[Hint]:
    """Speaks when the goal, before any figure, begins with something to do; a standard's ranges are goals."""
    ranged = content.cycle == "SDCA" and content.rows.get("ranges")
    if (
        content.cycle == "EDCA"
        or ranged
        or not says_action(content.boxes.get("select", ""), content.language)
    ):
        return []
    return [
        Hint(
            "goal",
            "select",
            "The goal reads like something to do.",
            "An action can be done without anything changing for customers; a goal says what will be "
            "different, by how much and by when.",
        )
    ]


def _countermeasures(content: Content) -> list[Hint]:
    """Speaks for rows that are not dropped and lack a cause, a name or a day."""
    words = loose_countermeasures(content.rows.get("countermeasures", []))
    why = "What belongs to no cause may cure nothing, and what has no name and no day is seldom done."
    return [Hint("countermeasures", _box_of(content.cycle, "countermeasures", "plan"), words, why)] * bool(
        words
    )


def _causes(content: Content) -> list[Hint]:
    """Speaks when a countermeasure builds on a guess, or several causes stand and all are guesses.

    While no cause stands as a row, it reads what is written about causes where a PDCA names them.
    """
    rows = content.rows.get("causes", [])
    words = unproven_causes(rows, content.rows.get("countermeasures", []))
    text = content.boxes.get("select", "")
    if not rows and content.cycle == "PDCA" and untested_cause(text, content.language):
        words = "A cause is named here without the test that showed it."
    why = "A countermeasure against a guess helps by luck, and nobody learns why."
    return [Hint("causes", _box_of(content.cycle, "causes", "select"), words, why)] * bool(words)


def _before(content: Content) -> list[Hint]:
    """Speaks of a PDCA's Check that has been written and compares nothing; the others judge by ranges."""
    if content.cycle != "PDCA" or not without_before(content):
        return []
    why = "Without the same measure before and after, a Check is an opinion."
    return [Hint("before", "check", "Nothing here says how it was before and how it is now.", why)]


def _reflection(content: Content) -> list[Hint]:
    """Speaks when Act has been written without a learning; a standard need not learn on each lap."""
    text = content.boxes.get("act", "")
    said = content.rows.get(LEARNINGS) or has_learning(text, content.language)
    if content.cycle == "SDCA" or length_of(text) < BEGUN or said:
        return []
    why = "What nobody writes down, the next team pays for once more."
    return [Hint("reflection", "act", "What was learned is not said yet: one sentence will do.", why)]


def _box_of(cycle: str, kind: str, otherwise: str) -> str:
    """The box into which rows of this kind are drawn."""
    boxes = CYCLES[cycle].boxes
    drawn = [box.key for box in boxes if kind in {panel.value for panel in box.panels}]
    return next(iter(drawn), otherwise if otherwise in {box.key for box in boxes} else boxes[-1].key)


_RULES: Final[tuple[Callable[[Content], list[Hint]], ...]] = (
    _title,
    _vague,
    _no_picture,
    _goal,
    _countermeasures,
    _causes,
    _before,
    _reflection,
)
#: Every key that a hint can have.
KEYS: Final = frozenset(
    {
        "title",
        "vague",
        "picture-left",
        "picture-right",
        "goal",
        "countermeasures",
        "causes",
        "before",
        "reflection",
    }
)
