"""The content of an A3 as it is hashed, agreed and printed (settled.md, *revision*).

`Content` covers the title, the header fields that people write, box texts and rows; never stage,
decisions, numbers given by the program or dates of taking. It names people by id, so that a name
can be corrected or made anonymous without touching a hash.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from a3tracker.domain.cycles import CYCLES

SCHEMA = 1
#: The kind of rows that holds the segment's figures an A3 refers to; no box owns them.
FIGURES = "figures"
#: The kind of rows that holds the one learning that an end is submitted with; it is drawn into Act.
LEARNINGS = "learnings"


@dataclass(frozen=True)
class Content:
    """Everything that people wrote on one A3. Dates are ISO strings; ids are record ids.

    `boxes` maps a box key to its Markdown. `rows` maps a panel kind ("people", "experiments",
    "checks") to its rows in order, each a flat mapping of strings, numbers and None; "figures" holds the
    segment's figures that rows and texts refer to, each as `Series.plain` gives it.
    """

    cycle: str
    loop: int
    title: str
    language: str
    segment: int
    team: int
    owner: int
    coordinator: int
    manager: int | None
    start: str | None
    target_end: str | None
    next_review: str | None
    parent: int | None
    boxes: dict[str, str] = field(default_factory=dict)
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def canonical(self) -> str:
        """Canonical JSON: sorted keys, no spaces, UTF-8; empty boxes and kinds of rows are left out.

        Leaving the empty ones out is what keeps old hashes when new kinds of rows come.
        """
        plain = dict(vars(self))
        plain["boxes"] = {key: text for key, text in self.boxes.items() if _written(text)}
        plain["rows"] = {kind: rows for kind, rows in self.rows.items() if rows}
        plain["schema"] = SCHEMA
        return json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))

    def digest(self) -> str:
        """SHA-256 of the canonical JSON, as 64 hexadecimal digits."""
        return hashlib.sha256(self.canonical().encode()).hexdigest()


def read_content(canonical: str) -> Content:
    """The inverse of `Content.canonical`; ValueError for a schema this program does not know."""
    plain = json.loads(canonical)
    if plain.pop("schema", None) != SCHEMA:
        raise ValueError("This revision was written by another version of a3tracker.")
    return Content(**plain)


#: Which parts an agreement covers (settled.md): the left side and what stands in the header, or all.
_HEADER = ("title", "owner", "team")
_NOT_WRITTEN = {"coordinator", "manager", "parent"}


def changed_parts(before: Content, after: Content) -> tuple[str, ...]:
    """The keys of header fields, boxes and kinds of rows that differ, in a stable order."""
    header = [
        key
        for key in vars(before)
        if key not in ("boxes", "rows") and getattr(before, key) != getattr(after, key)
    ]
    boxes = [
        key
        for key in {**before.boxes, **after.boxes}
        if _written(before.boxes.get(key, "")) != _written(after.boxes.get(key, ""))
    ]
    rows = [
        kind
        for kind in {**before.rows, **after.rows}
        if (before.rows.get(kind) or []) != (after.rows.get(kind) or [])
    ]
    return (*header, *boxes, *rows)


def unchanged_boxes(cycle: str, before: Content, after: Content) -> frozenset[str]:
    """The keys of the boxes whose text and rows are what they were."""
    changed = set(changed_parts(before, after))
    return frozenset(
        box.key
        for box in CYCLES[cycle].boxes
        if box.key not in changed and not changed & {panel.value for panel in box.panels}
    )


def _written(text: str) -> str:
    """The text as it is hashed: a box with nothing but white space is an empty one."""
    return text if text.strip() else ""


def changed_since_agreed(point: int, agreed: Content, now: Content, left: frozenset[str]) -> bool:
    """Whether the part that was agreed differs now.

    An agreement at control point 1 covers title, owner, team and the left side; `left` holds the
    keys of the left boxes and of the rows drawn in them. One at 4 to 6 covers the whole sheet. Who
    manages the stream or coordinates the team now, and what became of the A3 it came from, is nobody's
    writing on this sheet.
    """
    changed = set(changed_parts(agreed, now)) - _NOT_WRITTEN
    return bool(changed & {*_HEADER, *left}) if point == 1 else bool(changed)


def only_figures_since(agreed: Content, now: Content) -> bool:
    """Whether nobody wrote since, and only the segment's figures are others than those that were agreed."""
    return set(changed_parts(agreed, now)) - _NOT_WRITTEN == {FIGURES}
