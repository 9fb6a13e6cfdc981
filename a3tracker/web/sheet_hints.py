"""What is said quietly on a sheet: beside rows, at the boxes, and where coach and team differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from flask import url_for

from a3tracker.db.a3s import Placed
from a3tracker.db.hints import Dismissed, dismissed_on
from a3tracker.db.revisions import Written
from a3tracker.domain.access import Action, Actor, may
from a3tracker.domain.hints import hints_for
from a3tracker.web.box_ratings import box_ratings
from a3tracker.web.check_hints import Hints, check_hints
from a3tracker.web.plan_hints import Hint

Said = tuple[str, Hint]


def sheet_hints(actor: Actor, placed: Placed, written: Written, *, writes: bool) -> Hints:
    """Hints for those who write, and differences for those who see the coaching, where there are any."""
    hints, said = Hints(), list[Said]()
    if writes:
        hints = check_hints(placed, written)
        dismissed = dismissed_on(placed.a3.id) if written.dismissed else {}
        said += _to_writers(placed, written, dismissed)
    if written.rated and may(actor, Action.SEE_COACHING, placed.place):
        said += _between(placed, written)
    return replace(hints, at=_by_box(said))


def _to_writers(placed: Placed, written: Written, dismissed: dict[str, Dismissed]) -> Iterable[Said]:
    for hint in hints_for(written.content):
        if hint.key not in dismissed:
            address = url_for("hints.show", number=placed.a3.number, _anchor=f"hint-{hint.key}")
            yield hint.box, Hint(hint.words, address, "Why, or dismiss it")


def _between(placed: Placed, written: Written) -> Iterable[Said]:
    for one in box_ratings(placed, written):
        if one.differs:
            address = url_for("coaching.show", number=placed.a3.number, _anchor=f"rated-{one.box.key}")
            yield one.box.key, Hint(one.sentence, address, "Coaching")


def _by_box(said: Iterable[Said]) -> dict[str, tuple[Hint, ...]]:
    boxes: dict[str, tuple[Hint, ...]] = {}
    for box, hint in said:
        boxes[box] = (*boxes.get(box, ()), hint)
    return boxes
