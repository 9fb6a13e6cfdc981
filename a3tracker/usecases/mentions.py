"""Whom `@name` reaches on an A3, and telling them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from a3tracker.db.a3s import Placed
from a3tracker.db.people import people_who_see
from a3tracker.domain.access import Actor
from a3tracker.domain.mentions import Names, Reachable
from a3tracker.domain.notices import Kind
from a3tracker.usecases.notices import tell
from a3tracker.usecases.transaction import now


def names_reached(placed: Placed) -> Names:
    """Everybody who sees the A3 today and can be named on it."""
    return Names(_reached(placed.stream.id))


def _reached(stream: int) -> Iterator[Reachable]:
    for person in people_who_see(stream, now().date()):
        yield Reachable(person.id, person.name, person.email or "")


def tell_mentioned(
    actor: Actor, placed: Placed, texts: Iterable[str], told: Iterable[int], **about: int | None
) -> None:
    """Tell those who are named in the texts and were not told by the same act already."""
    texts = [text for text in texts if "@" in text]
    if texts:
        named = names_reached(placed).mentioned(*texts) - set(told)
        tell(named, Kind.MENTIONED, placed.a3.id, actor.id, **about)
