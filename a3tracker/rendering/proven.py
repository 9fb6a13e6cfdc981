"""A proven standard as everybody may read it: how it is done, what it must hold; no names, no pictures."""

from __future__ import annotations

from dataclasses import dataclass

from a3tracker.domain.learnings import published_part
from a3tracker.domain.revisions import Content
from a3tracker.rendering.text import to_html
from a3tracker.rendering.wording import range_words


@dataclass(frozen=True)
class Step:
    """One step of the standard."""

    step: str
    key_point: str
    reason: str


@dataclass(frozen=True)
class Held:
    """One measure with what is expected of it, and what calls for an answer."""

    measure: str
    expected: str
    trigger: str


@dataclass(frozen=True)
class StandardPage:
    """Steps, or the safe HTML of the box where a standard without steps is written; and its ranges."""

    steps: tuple[Step, ...]
    html: str
    ranges: tuple[Held, ...]


def standard_page(content: Content) -> StandardPage:
    """What the agreed revision says of the standard."""
    content = published_part(content)
    steps = tuple(
        Step(row["what"], row.get("key_point", ""), row.get("reason", ""))
        for row in content.rows.get("steps", [])
    )
    ranges = tuple(
        Held(row["measure"], range_words(row["low"], row["high"], row["unit"]), row["trigger"])
        for row in content.rows.get("ranges", [])
    )
    return StandardPage(steps, "" if steps else to_html(content.boxes.get("standard", "")), ranges)
