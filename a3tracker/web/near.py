"""The three things on the shelf that are nearest to an A3 that is being begun."""

from __future__ import annotations

from dataclasses import dataclass

from a3tracker.db.a3s import Placed
from a3tracker.db.segments import segment_seen
from a3tracker.db.shelf import as_agreed, item_of, near_candidates
from a3tracker.domain.access import Actor
from a3tracker.domain.learnings import About, ShelfItem, nearest
from a3tracker.domain.revisions import Content
from a3tracker.domain.stages import Stage

#: The box where what others learned helps, by cycle.
_BOXES = {"EDCA": "analyse", "PDCA": "analyse", "SDCA": "agree"}
_BEGINNING = (Stage.LEFT_SIDE, Stage.PREDICTION)


@dataclass(frozen=True)
class NearItem:
    """One thing, and whether this person sees the A3 that it comes from."""

    item: ShelfItem
    seen: bool


@dataclass(frozen=True)
class Near:
    """What is nearest, the box where it is shown, and the segment that it is about."""

    box: str
    segment: int
    items: tuple[NearItem, ...]


def near_a3(actor: Actor, placed: Placed, content: Content) -> Near | None:
    """What is nearest to an A3 up to Prediction; None later, and when nothing is near."""
    if Stage(placed.a3.stage) not in _BEGINNING or placed.a3.archived_at is not None:
        return None
    rows = (row for kind in content.rows.values() for row in kind)
    about = About(
        placed.segment.id,
        placed.segment.job,
        content.title,
        placed.a3.id,
        tuple(content.boxes.values()),
        tuple(str(row["touchpoint"]) for row in rows if row.get("touchpoint")),
        placed.a3.parent_id,
    )
    return _near(actor, about, _BOXES.get(content.cycle, ""))


def near_segment(actor: Actor, chosen: int | None) -> Near | None:
    """What is nearest to an A3 that is to be started in this segment, once one was chosen."""
    segment = segment_seen(actor, chosen) if chosen else None
    return _near(actor, About(segment.id, segment.job), "") if segment else None


def seen_by(actor: Actor, item: ShelfItem) -> bool:
    """Whether the actor may follow the number to the A3."""
    return actor.is_admin or item.stream in actor.streams


def _near(actor: Actor, about: About, box: str) -> Near | None:
    """Scored without a look at the revisions, which are asked for those that are shown alone."""
    rows = {(row.kind, row.a3): row for row in near_candidates(about.segment)}
    found = nearest(about, (item_of(row) for row in rows.values()))
    shown = as_agreed([rows[item.kind.value, item.a3] for item in found])
    items = tuple(NearItem(item, seen_by(actor, item)) for item in shown)
    return Near(box, about.segment, items) if items else None
