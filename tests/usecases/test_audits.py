"""A standard asks by itself to be looked at: owner and coordinator hear of it, once for each due date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from a3tracker.db.audits import audits_asked_of, due_dates
from a3tracker.db.base import db
from a3tracker.db.notices import Notice, inbox
from a3tracker.domain.cycles import Panel
from a3tracker.domain.notices import Kind
from a3tracker.domain.stages import Stage
from a3tracker.domain.standards import Adherence
from a3tracker.usecases.audits import set_rhythm
from a3tracker.usecases.reminders import remind_people
from a3tracker.usecases.rows import add_row
from tests.walk import a3_of, fill, walk
from tests.world import World

DAY = datetime(2026, 6, 30, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_use_since_that_morning(world: World) -> Iterator[None]:
    with time_machine.travel(DAY, tick=False):
        a3_of(world.a3).cycle = "SDCA"
        fill(world.actor("member"), world.a3)
        set_rhythm(world.actor("coordinator"), world.a3, 7)
        walk(world, Stage.PREDICTION)
        assert not due_dates({a3_of(world.a3).id}), "what is not in force is not audited"
        walk(world, Stage.DO)
        db.session.query(Notice).delete()
        db.session.commit()
        yield


def on(days: float) -> time_machine.travel:
    return time_machine.travel(DAY + timedelta(days=days), tick=False)


def asked(world: World, role: str, days: int) -> list[date]:
    today = (DAY + timedelta(days=days)).date()
    return [due for _line, due in audits_asked_of(world.actor(role), today)]


def look(world: World) -> None:
    day = datetime.now(UTC).date()
    add_row(world.actor("member"), world.a3, Panel.ADHERENCE, Adherence(day, 9, 10, world.people["member"]))


def test_an_audit_is_due_a_rhythm_after_the_lock_and_then_after_each_check(world: World) -> None:
    assert asked(world, "owner", 6) == []
    assert asked(world, "owner", 9) == [date(2026, 7, 7)]
    with on(9):
        look(world)
    assert asked(world, "owner", 15) == []
    assert asked(world, "owner", 16) == [date(2026, 7, 16)]


@pytest.mark.parametrize(
    ("role", "hears"), [("owner", True), ("coordinator", True), ("member", False), ("stranger", False)]
)
def test_owner_and_coordinator_are_asked(world: World, role: str, hears: bool) -> None:
    assert bool(asked(world, role, 20)) is hears


def test_a_standard_without_a_rhythm_or_out_of_use_asks_nobody(world: World) -> None:
    set_rhythm(world.actor("coordinator"), world.a3, None)
    assert asked(world, "owner", 99) == []
    set_rhythm(world.actor("coordinator"), world.a3, 7)
    a3_of(world.a3).archived_at = DAY
    db.session.commit()
    assert asked(world, "owner", 99) == []


def audits_told() -> int:
    return db.session.query(Notice).where(Notice.kind == Kind.AUDIT_DUE.value).count()


def test_each_due_date_is_told_once(world: World) -> None:
    told: list[int] = []
    for day in range(20):
        with on(day):
            remind_people()
            told += [day] * (audits_told() - len(told))
            if day == 10:
                look(world)
    assert told == [7, 7, 17, 17]
    (received, *_), _ = inbox(world.actor("coordinator"), 1)
    assert received.told.sentence == "An audit of A3-1 is due since 17 Jul 2026."
