"""Whatever a team does, a countermeasure that was ever locked stays on the sheet with its number."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from a3tracker.db.a3s import Placed
from a3tracker.db.base import db
from a3tracker.db.revisions import latest_revision, written_now
from a3tracker.db.rows import rows_in
from a3tracker.domain.countermeasures import Countermeasure, Dropped, Marks
from a3tracker.domain.cycles import Panel
from a3tracker.domain.errors import Refusal
from a3tracker.domain.reviews import Move
from a3tracker.domain.stages import Stage
from a3tracker.usecases import countermeasures, reviews, rows
from a3tracker.usecases.a3s import found_a3
from a3tracker.usecases.restoring import Drawn, restore_revision, shown_now
from tests import factories
from tests.walk import a3_of, decide, expect, fill, soon
from tests.world import World

ACTS = ("add", "edit", "mark", "drop", "take up", "remove", "lock", "restore")
steps = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 4)), max_size=14)


@given(steps)
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None
)
def test_nothing_that_was_locked_marked_or_dropped_can_vanish(
    app: Flask, world: World, taken: list[tuple[str, int]]
) -> None:
    number = factories.a3(world.segment, world.team, world.people["owner"])
    fill(world.actor("member"), number)
    expect(world, number)
    reviews.submit(world.actor("coordinator"), number)
    kept: set[int] = set()
    for act, at in taken:
        with suppress(Refusal):
            do(world, number, act, at)
        db.session.rollback()
        standing = numbers(found_a3(world.actor("member"), number))
        assert kept <= standing
        kept |= kept_now(number)


def do(world: World, number: int, act: str, at: int) -> None:
    actor, found = world.actor("member"), rows_in(a3_of(number).id, PANEL)
    row, version = (found[at % len(found)].id, found[at % len(found)].version) if found else (0, 0)
    plan = Countermeasure(0, f"Answer {at}", due=date(2026, 6, 30 - at))
    if act == "add":
        rows.add_row(actor, number, PANEL, plan)
    elif act == "edit":
        rows.edit_row(actor, number, PANEL, row, plan, version)
    elif act == "mark":
        countermeasures.mark(actor, number, row, Marks("no", worked=("no", "unclear")[at % 2]), version)
    elif act == "drop":
        countermeasures.drop(actor, number, row, Dropped("Dear", date.min, 0, None, "later"))
    elif act == "take up":
        countermeasures.take_up(actor, number, row)
    elif act == "remove":
        rows.remove_row(actor, number, PANEL, row)
    elif act == "lock":
        lock(world, number)
    else:
        restore(world, number, at)


def lock(world: World, number: int) -> None:
    """As far as control point 2, which is passed once."""
    if a3_of(number).stage == Stage.LEFT_SIDE:
        decide(world.actor("manager"), number)
    reviews.move(world.actor("coordinator"), number, Move.LOCK, soon())


def restore(world: World, number: int, at: int) -> None:
    """Bring one of the first revisions back."""
    placed = found_a3(world.actor("member"), number)
    newest = latest_revision(placed.a3.id)
    assert newest
    old = 1 + at % newest.number
    restore_revision(world.actor("member"), number, old, shown_now(placed), Drawn({}, 1))


PANEL = Panel.COUNTERMEASURES


def numbers(placed: Placed) -> set[int]:
    """What stands on the sheet now, as a revision would store it."""
    return {row["number"] for row in written_now(placed).content.rows.get(PANEL.value, [])}


def kept_now(number: int) -> set[int]:
    found = rows_in(a3_of(number).id, PANEL)
    return {row.number for row in found if getattr(row, "kept_at", None)}  # type: ignore[union-attr]
