"""After ten quiet minutes a revision is taken: once, by nobody, and only of what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import event, select

from a3tracker.db.a3s import Placed, a3_by_id
from a3tracker.db.base import db
from a3tracker.db.notices import Notice
from a3tracker.db.revision_history import history_of
from a3tracker.db.revisions import latest_revision
from a3tracker.domain.cycles import Panel
from a3tracker.domain.rests import MOST_IN_A_ROUND
from a3tracker.domain.rows import PersonRow
from a3tracker.usecases import a3s, causes, restoring, reviews, rows
from a3tracker.usecases.comments import commented_revision
from a3tracker.usecases.rests import rest_a3s
from a3tracker.usecases.transaction import writing
from tests import factories
from tests.usecases.test_storm import all_at_once
from tests.walk import a3_of, write
from tests.world import World

DAY = datetime(2026, 6, 30, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _one_morning() -> Iterator[None]:
    with time_machine.travel(DAY, tick=False):
        yield


def after(minutes: float) -> int:
    """The round of the worker so many minutes later; how many A3s it looked at."""
    with time_machine.travel(DAY + timedelta(minutes=minutes), tick=False):
        return rest_a3s()


def taken(number: int) -> list[tuple[int, str, str | None]]:
    db.session.rollback()
    return [(one.number, one.why, one.by) for one in history_of(a3_of(number).id)]


def placed(number: int) -> Placed:
    return a3_by_id(a3_of(number).id)


def test_nine_minutes_are_no_rest_and_ten_are(world: World) -> None:
    write(world.actor("member"), world.a3, "plan", "Ask first")
    assert after(9) == 0
    assert taken(world.a3) == []
    assert after(10) == 1
    assert taken(world.a3) == [(1, "rest", None)]


def test_it_is_looked_at_once_and_again_when_somebody_wrote(world: World) -> None:
    write(world.actor("member"), world.a3, "plan", "Ask first")
    assert (after(10), after(11), after(60)) == (1, 0, 0)
    with time_machine.travel(DAY + timedelta(minutes=70), tick=False):
        write(world.actor("member"), world.a3, "plan", "Ask first, then show", 1)
    assert (after(79), after(80), after(81)) == (0, 1, 0)
    assert [number for number, *_ in taken(world.a3)] == [2, 1]


def test_who_goes_on_writing_is_not_interrupted(world: World) -> None:
    for version, minute in enumerate((0, 8, 16)):
        with time_machine.travel(DAY + timedelta(minutes=minute), tick=False):
            write(world.actor("member"), world.a3, "plan", f"The {minute}th", version)
        assert after(minute + 9) == 0
    assert after(26) == 1
    assert [number for number, *_ in taken(world.a3)] == [1]


def test_what_reads_as_before_gets_no_second_revision(world: World) -> None:
    for version, text in enumerate(("Ask first", "Ask twice", "Ask first")):
        write(world.actor("member"), world.a3, "plan", text, version)
        if version == 0:
            after(10)
    assert (after(10), after(11)) == (1, 0)
    assert [number for number, *_ in taken(world.a3)] == [1]


def _started(world: World) -> None:
    header = replace(a3s.header_of(a3_of(world.a3)), title="Another gap")
    assert a3s.start_a3(world.actor("member"), header) == world.a3 + 1


def _header(world: World) -> None:
    header = replace(a3s.header_of(a3_of(world.a3)), title="Another gap")
    a3s.edit_header(world.actor("member"), world.a3, header, 1)


def _row(world: World) -> None:
    rows.add_row(world.actor("member"), world.a3, Panel.PEOPLE, PersonRow(world.people["owner"], "", "asks"))


def _bones(world: World) -> None:
    causes.rename_bones(world.actor("member"), world.a3, {"people": "Those who ask"}, {})


@pytest.mark.parametrize("act", [_started, _header, _row, _bones])
def test_every_kind_of_writing_counts(world: World, act: Callable[[World], None]) -> None:
    act(world)
    assert after(10) == 1
    number = world.a3 + 1 if act is _started else world.a3
    assert taken(number) == [(1, "rest", None)]


def test_a_row_that_is_changed_and_taken_away_counts(world: World) -> None:
    member, fact = world.actor("member"), PersonRow(world.people["owner"], "", "asks")
    row = rows.add_row(member, world.a3, Panel.PEOPLE, fact)
    after(10)
    rows.edit_row(member, world.a3, Panel.PEOPLE, row, replace(fact, role="answers"), 1)
    after(10)
    rows.remove_row(member, world.a3, Panel.PEOPLE, row)
    after(10)
    assert [number for number, *_ in taken(world.a3)] == [3, 2, 1]


def test_a_closed_a3_stays_as_it_was_agreed(world: World) -> None:
    write(world.actor("member"), world.a3, "plan", "Ask first")
    a3 = a3_of(world.a3)
    a3.stage, a3.closed_at, a3.outcome = "closed", DAY, "adopt"
    db.session.commit()
    assert (after(10), after(11)) == (1, 0)
    assert taken(world.a3) == []


def test_nobody_is_told_and_the_manager_decides_on_what_was_submitted(world: World) -> None:
    write(world.actor("member"), world.a3, "plan", "Ask first")
    after(10)
    assert db.session.scalars(select(Notice)).all() == []
    assert reviews.may_decide(world.actor("manager"), placed(world.a3), None)


def test_two_workers_at_once_take_one(app: Flask, world: World) -> None:
    write(world.actor("member"), world.a3, "plan", "Ask first")
    with time_machine.travel(DAY + timedelta(minutes=10), tick=False):
        looked = all_at_once(app, [rest_a3s] * 4)
    assert sum(looked) == 1
    assert taken(world.a3) == [(1, "rest", None)]


def test_a_round_looks_at_so_many_and_the_longest_at_rest_come_first(world: World) -> None:
    owner = world.people["owner"]
    made = [factories.a3(world.segment, world.team, owner) for _ in range(MOST_IN_A_ROUND + 2)]
    for place, number in enumerate(made):
        a3_of(number).stirred_at = DAY - timedelta(seconds=place)
    db.session.commit()
    assert after(10) == MOST_IN_A_ROUND
    assert [number for number in made if not taken(number)] == made[:2]
    assert (after(11), after(12)) == (2, 0)
    assert all(taken(number) for number in made)


def test_a_round_of_a3s_that_all_rest_is_one_statement(world: World) -> None:
    for _ in range(30):
        factories.a3(world.segment, world.team, world.people["owner"])
    db.session.commit()
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        assert after(10) == 0
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    assert len([statement for statement in seen if statement.startswith("SELECT")]) == 1


def test_an_old_revision_can_be_restored_from_a_page_that_was_opened_before_the_rest(world: World) -> None:
    member = world.actor("member")
    write(member, world.a3, "plan", "Ask first")
    after(10)
    write(member, world.a3, "plan", "Ask twice", 1)
    shown = restoring.shown_now(placed(world.a3))
    after(10)
    assert restoring.restore_revision(member, world.a3, 1, shown, restoring.Drawn({}, 0)) == 3
    newest = latest_revision(a3_of(world.a3).id)
    assert newest is not None
    assert newest.why == "restored"


def test_the_first_comment_is_on_the_revision_that_was_taken_meanwhile(world: World) -> None:
    write(world.actor("member"), world.a3, "plan", "Ask first")
    after(10)
    with writing():
        assert commented_revision(world.actor("manager"), placed(world.a3), 0).number == 1
