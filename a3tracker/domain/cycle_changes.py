"""Changing the cycle of an A3 on its way: boxes are carried place by place, and nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from a3tracker.domain.a3s import LONGEST_BOX
from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.errors import Invalid
from a3tracker.domain.revisions import FIGURES, Content
from a3tracker.domain.rows import LONG, text_of
from a3tracker.domain.telling import plainly

#: What a row says of itself, in the order in which it is read; ids, numbers and versions are left out.
_TOLD: Final = (
    "day", "words", "what", "measure", "title", "tried", "expected", "observed", "learned",
    "unit", "low", "high", "point", "trigger", "key_point", "reason", "effect", "where", "due", "why",
    "done", "done_evidence", "worked", "worked_evidence", "contained", "note", "proof",
)  # fmt: skip


_ELSEWHERE: Final = "More rows stand in the revision before the cycle changed."


def counterpart(before: str, key: str, after: str) -> str:
    """The box of cycle `after` in the place of box `key` of cycle `before`; KeyError for an unknown one."""
    place = next(place for place, box in enumerate(CYCLES[before].boxes) if box.key == key)
    return CYCLES[after].boxes[place].key


def as_cycle(content: Content, after: str) -> Content:
    """The content with its texts in the boxes of another cycle, to compare or to bring back."""
    if content.cycle == after:
        return content
    boxes = {counterpart(content.cycle, key, after): text for key, text in content.boxes.items()}
    return replace(content, cycle=after, boxes=boxes)


def carried(content: Content, after: str) -> dict[str, str]:
    """All texts by the box of the new cycle, with what rows say that it does not draw.

    Where both do not fit in one box, a line says where the rows are read.
    """
    texts = {key: text for key, text in as_cycle(content, after).boxes.items() if text.strip()}
    for key, told in homeless(content, after).items():
        text = texts.get(key, "")
        whole = "\n\n".join(filter(None, (text, told)))
        if len(whole) > LONGEST_BOX:
            whole = "\n\n".join(filter(None, (text, _ELSEWHERE)))[:LONGEST_BOX]
        texts[key] = whole
    return texts


def checked_change(before: str, after: str, reason: str) -> str:
    """The reason trimmed; `Invalid` for no other cycle or no reason."""
    if after not in CYCLES or after == before:
        raise Invalid("Choose another cycle.", {"cycle": "Choose the cycle that fits what is known now."})
    return text_of(reason, "reason", LONG, "Say why the cycle changes: what is known now that was not?")


def homeless(content: Content, after: str) -> dict[str, str]:
    """What rows say that no box of the new cycle draws, as text for the box in the place of theirs.

    The rows themselves stay with the A3 and in its revisions.
    """
    drawn = {panel.value for box in CYCLES[after].boxes for panel in box.panels}
    texts: dict[str, str] = {}
    for box in CYCLES[content.cycle].boxes:
        for panel in box.panels:
            rows = content.rows.get(panel.value, ())
            if rows and panel.value not in drawn and panel.value != FIGURES:
                key = counterpart(content.cycle, box.key, after)
                kind = panel.value.replace("_", " ").capitalize()
                told = f"**{kind} of the {content.cycle}**\n\n{_listed(rows)}"
                texts[key] = "\n\n".join(filter(None, (texts.get(key, ""), told)))
    return texts


def _listed(rows: Sequence[Mapping[str, Any]]) -> str:
    return "\n".join(f"- {_line(row)}" for row in rows)


def _line(row: Mapping[str, Any]) -> str:
    said = [str(row[name]) for name in _TOLD if row.get(name) not in (None, "", [])]
    return " · ".join(plainly(words) for words in said) or "a row without words"
