"""Hand-overs in short. Call inside an app context."""

from dataclasses import replace
from typing import Any

from a3tracker.domain.a3s import HeaderChange
from a3tracker.domain.access import Actor
from a3tracker.domain.carrying import taken
from a3tracker.usecases.a3s import found_a3, header_of
from a3tracker.usecases.handovers import hand_over, line_of, source_of
from tests.walk import written
from tests.world import World


def header(world: World, number: int | None = None, **more: Any) -> HeaderChange:
    """The header of an A3, begun as the page begins it."""
    placed = found_a3(world.actor("coordinator"), number or world.a3)
    return replace(header_of(placed.a3), target_end=None, next_review=None, start=None, **more)


def hand(world: World, key: str, number: int | None = None, actor: Actor | None = None, **more: Any) -> int:
    """Make the next A3 as the page does, by the coordinator; returns its number."""
    number, actor = number or world.a3, actor or world.actor("coordinator")
    placed = found_a3(actor, number)
    texts = taken(line_of(placed, key), source_of(placed)).texts
    drawn = {box: written(text) for box, text in texts.items()}
    return hand_over(actor, number, key, header(world, number, **more), drawn)
