"""The chain of A3s: EDCA → PDCA → SDCA, loops, and branches to other segments."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

#: Where an A3 stands that somebody may know of and not see.
ELSEWHERE: Final = "another stream"


class Link(NamedTuple):
    """One A3 of a chain; a tuple, because chains are long.

    `key` names the hand-over that it came from, where one was made.
    """

    id: int
    number: int
    cycle: str
    loop: int
    parent: int | None
    title: str
    stage: str
    outcome: str | None
    segment: int
    segment_name: str
    stream: int
    created_at: datetime
    key: str | None = None
    #: Of a stream that whoever reads does not see: only what the shelf says of it stands here.
    unseen: bool = False


@dataclass(frozen=True)
class Placed:
    """Where a link is drawn: how many stand before it on its way, and the row that it stands in.

    The first that follows goes on in the row of the A3 that it came from; each other one opens a row.
    """

    link: Link
    depth: int
    row: int
    parent: int | None
    elsewhere: bool


def chain_for(links: Iterable[Link], streams: Container[int]) -> tuple[Link, ...]:
    """The chain as those see it who see these streams: nothing of another one but where a copy crossed.

    The standard that was proven there keeps the name of its segment, which lies on the shelf; what was
    taken there is an A3 of another stream, and no more.
    """
    links = tuple(links)
    seen = {link.id for link in links if link.stream in streams}
    sources = {link.parent for link in links if link.id in seen}
    return tuple(
        link if link.id in seen else _veiled(link, proven=link.id in sources)
        for link in links
        if link.id in seen or link.id in sources or link.parent in seen
    )


def _veiled(link: Link, proven: bool) -> Link:
    name = link.segment_name if proven else ELSEWHERE
    return link._replace(title="", segment_name=name, unseen=True, outcome=None)


def chain_until(links: Iterable[Link], moment: datetime) -> tuple[Link, ...]:
    """The links that existed by then: an old revision shows the chain of its day."""
    return tuple(link for link in links if link.created_at <= moment)


def laid_out(links: Sequence[Link]) -> tuple[Placed, ...]:
    """Each link once, in reading order: along the first way, then the branches from above to below."""
    known = {link.id for link in links}
    following: dict[int | None, list[Link]] = {}
    for link in sorted(links, key=lambda one: one.number):
        following.setdefault(link.parent if link.parent in known else None, []).append(link)
    rows = iter(range(len(links) + 1))
    return tuple(
        placed
        for root in following.get(None, ())
        for placed in _walk(root, None, 0, next(rows), following, rows)
    )


def _walk(
    link: Link,
    parent: Link | None,
    depth: int,
    row: int,
    following: dict[int | None, list[Link]],
    rows: Iterator[int],
) -> Iterator[Placed]:
    elsewhere = parent is not None and parent.segment != link.segment
    yield Placed(link, depth, row, parent.id if parent else None, elsewhere)
    for place, child in enumerate(following.get(link.id, ())):
        yield from _walk(child, link, depth + 1, row if place == 0 else next(rows), following, rows)
