"""Taking a proven standard from the shelf to a segment elsewhere, also one of another value stream."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from a3tracker.db.a3s import A3
from a3tracker.db.base import db
from a3tracker.db.revisions import Revision
from a3tracker.db.shelf import proven_standard
from a3tracker.domain.a3s import HeaderChange, checked_header
from a3tracker.domain.access import Actor
from a3tracker.domain.carrying import Source, taken
from a3tracker.domain.errors import Invalid, NotFound
from a3tracker.domain.handovers import hand_over
from a3tracker.domain.learnings import ShelfItem, published_part
from a3tracker.domain.revisions import read_content
from a3tracker.usecases.boxes import BoxText
from a3tracker.usecases.handovers import link_both, made_before, next_a3, write_taken
from a3tracker.usecases.transaction import journal, writing


@dataclass(frozen=True)
class OnShelf:
    """A proven standard, the revision that was agreed last, and what of it may be copied."""

    item: ShelfItem
    revision: Revision
    source: Source


def standard_on_shelf(number: int) -> OnShelf:
    """The standard with this A3 number; `NotFound` when it does not lie on the shelf."""
    found = proven_standard(number)
    if found is None:
        raise NotFound("There is no such standard on the shelf: it is not proven, or it was retired.")
    item, revision = found
    content = published_part(read_content(revision.content))
    return OnShelf(
        item, revision, Source(number, item.words, content, item.version, segment=item.segment_name)
    )


def take_standard(
    actor: Actor, number: int, key: str, change: HeaderChange, drawn: Mapping[str, BoxText]
) -> int:
    """Make an A3 elsewhere with a copy of what the shelf shows; returns its number. Twice is once.

    The coordinator of the receiving team takes it. Its own A3 is not touched, and stays as unseen as it was.
    """
    with writing():
        found, line = standard_on_shelf(number), hand_over(key)
        change = checked_header(replace(change, cycle=line.after))
        if change.segment == found.item.segment:
            here = "It is proven here already: choose another segment."
            raise Invalid("Choose another segment.", {"segment": here})
        source = db.session.get_one(A3, found.item.a3)
        before = made_before(source, line, change)
        if before:
            return before
        a3 = next_a3(actor, source, line, change)
        write_taken(actor, a3, taken(line, found.source), drawn)
        link_both(actor, found.revision, a3, key)
        revision = found.revision.id
        journal(actor.id, "took the standard of", "a3", source.id, key=key, target=a3.id, revision=revision)
        return a3.number
