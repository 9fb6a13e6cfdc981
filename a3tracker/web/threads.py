"""Comments as a page shows them: box by box, with what the reader may do about each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape

from a3tracker.db.a3s import Placed
from a3tracker.db.comments import Thread, threads_of
from a3tracker.domain.access import Action, Actor, Verdict, may
from a3tracker.domain.mentions import Names
from a3tracker.domain.passages import stands_in
from a3tracker.rendering.diffs import Part, word_diff
from a3tracker.rendering.drawn import PanelBox, Sheet
from a3tracker.usecases.comments import may_resolve
from a3tracker.usecases.mentions import names_reached
from a3tracker.web.sheet_page import may_write

#: What one page shows of each kind, newest first; what is left out is counted.
MOST_OPEN, MOST_RESOLVED = 200, 100

_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True)
class Shown:
    """One thread with what its page says and offers."""

    thread: Thread
    box: str
    stands: bool
    diff: tuple[Part, ...]
    may_resolve: bool
    may_settle: bool


@dataclass(frozen=True)
class Talk:
    """Everything said on one A3; `collected` is seen by its author alone."""

    names: Names
    may_comment: Verdict
    by_box: list[tuple[str, str, list[Shown]]] = field(default_factory=list)
    resolved: list[Shown] = field(default_factory=list)
    collected: list[Shown] = field(default_factory=list)
    open: int = 0
    left_out: int = 0

    @property
    def anything(self) -> bool:
        """Whether anybody has said anything that all may read."""
        return bool(self.open or self.resolved)


def talk_on(actor: Actor, placed: Placed, sheet: Sheet, quoted: bool = True) -> Talk:
    """All threads of the A3 beside this sheet, in two statements.

    In one while nobody is named there, where nothing else is `quoted` in which people are named.
    """
    boxes = {box.key: box for box in (*sheet.left, *sheet.right)}
    shown = [_shown(actor, placed, thread, boxes) for thread in threads_of(placed.a3.id, actor.id)]
    sent = [one for one in shown if one.thread.root.sent_at is not None]
    running = [one for one in sent if one.thread.root.resolved_at is None]
    resolved = [one for one in sent if one.thread.root.resolved_at is not None][::-1]
    kept = running[-MOST_OPEN:]
    return Talk(
        names_reached(placed) if quoted or _names_somebody(shown) else Names(()),
        may_comment(actor, placed),
        _by_box(kept, boxes),
        resolved[:MOST_RESOLVED],
        [one for one in shown if one.thread.root.sent_at is None],
        len(running),
        len(running) - len(kept) + max(0, len(resolved) - MOST_RESOLVED),
    )


def _names_somebody(shown: Iterable[Shown]) -> bool:
    threads = [one.thread for one in shown]
    said = [*threads, *(answer for thread in threads for answer in thread.answers)]
    return any("@" in thread.root.body for thread in said)


def talk_of_one(actor: Actor, placed: Placed, thread: Thread, sheet: Sheet) -> tuple[Talk, Shown]:
    """One thread alone, as its own page shows it."""
    boxes = {box.key: box for box in (*sheet.left, *sheet.right)}
    talk = Talk(names_reached(placed), may_comment(actor, placed))
    return talk, _shown(actor, placed, thread, boxes)


def may_comment(actor: Actor, placed: Placed) -> Verdict:
    """Whether the actor may say something here now, and why not."""
    if placed.a3.archived_at is not None:
        return Verdict(False, "This A3 is archived. Bring it back to comment on it.")
    return may(actor, Action.COMMENT_A3, placed.place)


def _shown(actor: Actor, placed: Placed, thread: Thread, boxes: dict[str, PanelBox]) -> Shown:
    root, answerable = thread.root, bool(may_comment(actor, placed))
    box = boxes.get(root.box or "")
    settled = root.taken_at is not None or root.declined_at is not None
    return Shown(
        thread,
        box.label if box else "The whole sheet",
        root.taken_at is not None or not root.passage or (box is not None and _holds(box, root.passage)),
        tuple(word_diff(root.passage, root.wording)) if root.wording else (),
        answerable and bool(may_resolve(actor, placed, root.author_id)),
        bool(root.wording and not settled and may_write(actor, placed)),
    )


def _holds(box: PanelBox, passage: str) -> bool:
    """Whether the words still stand in the box: in its text, or in a row that is drawn into it."""
    if stands_in(unescape(_TAG.sub(" ", box.html)), passage):
        return True
    cells = (cell.text for table in box.tables for row in table.rows for cell in row)
    return stands_in(" ".join(cells), passage)


def _by_box(threads: list[Shown], boxes: dict[str, PanelBox]) -> list[tuple[str, str, list[Shown]]]:
    """Key, label and threads: the whole sheet first, then the boxes as one reads them."""
    keys = dict.fromkeys(["", *boxes, *(one.thread.root.box or "" for one in threads)])
    grouped = [(key, [one for one in threads if (one.thread.root.box or "") == key]) for key in keys]
    return [(key, found[0].box, found) for key, found in grouped if found]
