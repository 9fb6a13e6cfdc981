"""What an A3 leaves behind: one sentence, the shelf where it lies, and what there is near to a new A3."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, Final

from a3tracker.domain.marks import MARK
from a3tracker.domain.revisions import Content
from a3tracker.domain.rows import SHORT, text_of
from a3tracker.domain.stages import Stage

LONGEST: Final = 300
#: The stages in which a standard is in use: its ranges are locked, and it is not retired.
IN_USE: Final = frozenset({Stage.DO, Stage.CHECK, Stage.ACT})
ASKED: Final = "Say in one sentence what was learned."
_PICTURE: Final = re.compile(r"!\[[^\]]{0,300}\]\([^)\s]{1,1000}\)")
#: A sheet has one learning at a time, so that a new wording is compared with the one before.
_ONE: Final = 1


@dataclass(frozen=True)
class Learning:
    """One sentence, with the touchpoint and the cause that it is about; the segment is the A3's."""

    words: str
    touchpoint: str = ""
    cause: str = ""

    def plain(self) -> dict[str, Any]:
        """The shape that a revision stores."""
        return {"id": _ONE, "learned": self.words, "touchpoint": self.touchpoint, "cause": self.cause}


def published_part(content: Content) -> Content:
    """What everybody may read of a proven standard: steps, expected ranges and the standard's text.

    A picture belongs to its A3, and a chart to its segment: not everybody sees them.
    """
    text = MARK.sub("", _PICTURE.sub("", content.boxes.get("standard", "")))
    rows = {kind: rows for kind, rows in content.rows.items() if kind in ("steps", "ranges")}
    return replace(content, boxes={"standard": text} if text.strip() else {}, rows=rows)


def checked_learning(learning: Learning | None, leads_to: Stage) -> Learning | None:
    """The learning in one line each; None for none. `Invalid` when it is too long, or closing lacks it.

    Tags without a sentence are no learning, and are not dropped in silence either.
    """
    typed = learning or Learning("")
    touchpoint = text_of(_line(typed.touchpoint), "touchpoint", SHORT)
    cause = text_of(_line(typed.cause), "cause", SHORT)
    needed = leads_to is Stage.CLOSED or bool(touchpoint or cause)
    words = text_of(_line(typed.words), "learning", LONGEST, ASKED if needed else "")
    return Learning(words, touchpoint, cause) if words else None


def _line(text: str) -> str:
    return " ".join(text.split())


class Shelved(StrEnum):
    """The two kinds of things on the shelf."""

    LEARNING = "learning"
    STANDARD = "standard"


@dataclass(frozen=True)
class ShelfItem:
    """A published learning, or a proven standard, whose `words` are its title.

    `a3` is the record id and `number` the A3's number; `at` is when the end, or the standard, was agreed.
    """

    kind: Shelved
    a3: int
    number: int
    words: str
    touchpoint: str
    cause: str
    segment: int
    segment_name: str
    stream: int
    stream_name: str
    at: datetime
    #: How often a new version of the standard was agreed, the first counted; 0 for a learning.
    version: int = 0
    #: What is compared and not shown to other streams: the segment's job to be done and the A3's title.
    job: str = ""
    title: str = ""


@dataclass(frozen=True)
class About:
    """What a new A3 is about; `a3` is its record id, None before it exists, `parent` what it follows from.

    `job` is the segment's job to be done, `texts` are the boxes written so far.
    """

    segment: int
    job: str
    title: str = ""
    a3: int | None = None
    texts: tuple[str, ...] = ()
    touchpoints: tuple[str, ...] = ()
    parent: int | None = None

    @cached_property
    def read(self) -> str:
        """Everything in which a touchpoint may be named, in small letters."""
        return "\n".join((self.title, *self.texts, *self.touchpoints)).casefold()


MOST_NEAREST: Final = 3
#: Points of the stated rule: one for each word in common, up to `_MOST_WORDS`.
_SAME_SEGMENT, _SAME_TOUCHPOINT, _MOST_WORDS = 4, 4, 3
#: A single word in common is chance more often than not.
_LEAST_WORDS = 2
_WORD = re.compile(r"[^\W\d_]{4,}")
#: Words that are in every sentence.
_COMMON = frozenset(
    """about after also because been before does every first from have into know like make more most nobody
    only other over same some than that their them then there they this those until want wants were what
    when where which while will with without would your customer customers people somebody""".split()  # noqa: SIM905
)


def nearest(about: About, shelf: Iterable[ShelfItem]) -> tuple[ShelfItem, ...]:
    """At most three things that help with this A3, the likest first, and the newer first among equals.

    Never the A3's own or what it was made from, never one that has nothing in common, and nothing twice.
    """
    own = {about.a3, about.parent} - {None}
    others = {(item.kind, item.a3, item.words): item for item in shelf if item.a3 not in own}
    found = [(likeness(about, item), item) for item in others.values()]
    found = [(points, item) for points, item in found if points > 0]
    found.sort(key=lambda one: (-one[0], -one[1].at.timestamp(), -one[1].number, one[1].kind, one[1].words))
    return tuple(item for _, item in found[:MOST_NEAREST])


def likeness(about: About, item: ShelfItem) -> int:
    """How near a thing on the shelf is: the rule of this project, no source states one.

    The same segment gives 4 points; the same touchpoint, named in a row or anywhere in the A3's texts, 4;
    words in common, from two on, one each and at most 3. Compared are the title and, between two segments,
    the job to be done with the sentence, the title and the job there.
    """
    same = about.segment == item.segment
    points = _SAME_SEGMENT * same + _SAME_TOUCHPOINT * _names(about, item.touchpoint)
    ours, theirs = (
        (about.title, "" if same else about.job),
        (item.words, item.title, "" if same else item.job),
    )
    common = len(words_in(*ours) & words_in(*theirs))
    return points + (min(common, _MOST_WORDS) if common >= _LEAST_WORDS else 0)


def words_in(*texts: str) -> frozenset[str]:
    """The words of four letters and more, without those that every sentence has."""
    found = (word for text in texts for word in _WORD.findall(text.casefold()))
    return frozenset(found) - _COMMON


def _names(about: About, touchpoint: str) -> bool:
    wanted = touchpoint.casefold()
    if not wanted or wanted not in about.read:
        return False
    return re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", about.read) is not None
