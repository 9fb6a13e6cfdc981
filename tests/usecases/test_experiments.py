"""Logging an experiment and what came of it; what was expected is kept by the database, too."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from a3tracker.db.base import db
from a3tracker.db.experiments import looks_due, used_before
from a3tracker.db.rows import row_count
from a3tracker.domain.cycles import Panel
from a3tracker.domain.errors import Invalid, NotAllowed, NotFound, OutOfDate, WrongState
from a3tracker.domain.experiments import Experiment, Result
from a3tracker.usecases import a3s, experiments, rows
from a3tracker.usecases.a3_removal import delete_a3
from a3tracker.usecases.transaction import now
from tests import factories
from tests.journal import lines
from tests.walk import a3_of
from tests.world import World

DAY = date(2026, 6, 30)
TRIAL = Experiment(
    DAY, "Called five", "Three answer", touchpoint="The phone", measure="Answers", unit="calls",
    low=3.0, high=4.0, why="They sit at a desk", ring="prospect", warm_link="Ines Moreau",
)  # fmt: skip
CAME = Result("Two answered", 2.0, "Rang back", "Write first", "Write to ten", DAY)
KEY, OTHER_KEY = "0f" * 16, "1f" * 16


def logged(world: World, once: str = KEY, role: str = "member", **change: Any) -> int:
    return experiments.log_experiment(world.actor(role), world.a3, replace(TRIAL, **change), once)


def finished(world: World) -> int:
    row = logged(world)
    experiments.note_result(world.actor("owner"), world.a3, row, CAME, 1)
    return row


def stored(world: World, row: int) -> Experiment:
    return experiments.found_experiment(world.actor("reader"), world.a3, row).fact()


def count(world: World) -> int:
    return row_count(a3_of(world.a3).id, Panel.EXPERIMENTS)


def test_an_experiment_is_logged_and_its_result_noted_later(world: World) -> None:
    row = logged(world)
    assert stored(world, row) == TRIAL
    experiments.note_result(world.actor("owner"), world.a3, row, CAME, 1)
    assert stored(world, row) == replace(TRIAL, **vars(CAME))


def test_the_same_form_sent_twice_is_one_experiment(world: World) -> None:
    assert logged(world) == logged(world, tried="Called six")
    assert (count(world), stored(world, 1).tried) == (1, "Called five")
    assert logged(world, OTHER_KEY) != 1
    assert count(world) == 2


@pytest.mark.parametrize("once", ["", "no key", "0F" * 16, "0f" * 20])
def test_a_form_without_a_key_is_taken_as_often_as_it_is_sent(world: World, once: str) -> None:
    assert logged(world, once) != logged(world, once)


def test_one_key_on_two_a3s_is_two_experiments(world: World) -> None:
    other = factories.a3(world.segment, world.team, world.people["owner"])
    db.session.commit()
    logged(world)
    assert experiments.log_experiment(world.actor("member"), other, TRIAL, KEY) != 1


@pytest.mark.parametrize(
    ("role", "refusal"), [("reader", NotAllowed), ("colleague", NotAllowed), ("stranger", NotFound)]
)
def test_only_the_team_logs(world: World, role: str, refusal: type[Exception]) -> None:
    row = logged(world)
    with pytest.raises(refusal):
        logged(world, OTHER_KEY, role)
    with pytest.raises(refusal):
        experiments.note_result(world.actor(role), world.a3, row, CAME, 1)


def test_an_archived_a3_takes_none(world: World) -> None:
    row = logged(world)
    a3s.archive_a3(world.actor("coordinator"), world.a3)
    with pytest.raises(WrongState):
        logged(world, OTHER_KEY)
    with pytest.raises(WrongState):
        experiments.note_result(world.actor("owner"), world.a3, row, CAME, 1)


def test_the_second_result_does_not_overwrite_the_first(world: World) -> None:
    row = finished(world)
    with pytest.raises(OutOfDate):
        experiments.note_result(world.actor("owner"), world.a3, row, replace(CAME, observed="None did"), 1)
    assert stored(world, row).observed == "Two answered"


def test_somebody_of_another_stream_is_not_named(world: World) -> None:
    with pytest.raises(Invalid):
        logged(world, who=world.people["stranger"])
    assert stored(world, logged(world, who=world.people["owner"])).who == world.people["owner"]


def test_a_finished_experiment_stays(world: World) -> None:
    row = finished(world)
    with pytest.raises(WrongState, match="so it stays"):
        rows.remove_row(world.actor("owner"), world.a3, Panel.EXPERIMENTS, row)
    assert count(world) == 1
    delete_a3(world.actor("administrator"), world.a3)
    assert not db.session.scalar(text("SELECT count(*) FROM experiments"))


@pytest.mark.parametrize(
    "change",
    [
        "tried = 'x'", "for_whom = 'x'", "touchpoint = 'x'", "expected = 'x'", "why = 'x'", "measure = 'x'",
        "unit = 'x'", "low = 1", "high = 9", "observed = '', seen = NULL",
    ],
)  # fmt: skip
def test_the_database_keeps_what_was_expected_of_a_finished_one(world: World, change: str) -> None:
    statement = text(f"UPDATE experiments SET {change} WHERE id = :row")
    db.session.execute(statement, {"row": logged(world)})
    db.session.rollback()
    experiments.note_result(world.actor("owner"), world.a3, 1, CAME, 1)
    with pytest.raises(DBAPIError, match=r"finished experiment|taken away"):
        db.session.execute(statement, {"row": 1})


def test_the_database_removes_no_finished_one(world: World) -> None:
    row = finished(world)
    with pytest.raises(DBAPIError, match="cannot be removed"):
        db.session.execute(text("DELETE FROM experiments WHERE id = :row"), {"row": row})


def test_the_database_lets_a_slip_in_the_result_be_put_right(world: World) -> None:
    row = finished(world)
    db.session.execute(
        text("UPDATE experiments SET observed = 'Three', did = 'x' WHERE id = :row"), {"row": row}
    )
    db.session.commit()
    assert stored(world, row).observed == "Three"


@pytest.mark.parametrize(
    "change",
    [
        "ring = 'friend'",
        "measure = ''",
        "low = NULL",
        "low = 9",
        "measure = '', low = NULL, high = NULL, seen = 1",
    ],
)
def test_the_database_keeps_ranges_whole(world: World, change: str) -> None:
    row = logged(world)
    with pytest.raises(IntegrityError):
        db.session.execute(text(f"UPDATE experiments SET {change} WHERE id = :row"), {"row": row})


def test_the_journal_has_one_line_a_deed_and_none_of_the_words(world: World) -> None:
    finished(world)
    assert [line.act for line in lines("a3")] == ["added a row to", "edited a row of"]
    assert [line.detail for line in lines("a3")] == ['{"panel": "experiments", "row": 1}'] * 2


def test_what_was_typed_before_in_the_segment_is_offered_again(world: World) -> None:
    logged(world, OTHER_KEY, touchpoint="", warm_link="")
    logged(world, "2f" * 16)
    logged(world, "3f" * 16, touchpoint="The desk", warm_link="")
    logged(world, "4f" * 16)
    used = used_before(world.segment)
    assert (used.touchpoints, used.warm_links) == (("The phone", "The desk"), ("Ines Moreau",))
    assert used_before(world.strange_segment).touchpoints == ()


def seen_by(world: World, role: str, today: date) -> list[tuple[int, bool]]:
    return [(look.id, look.finished) for look in looks_due(world.actor(role), today)]


def test_whoever_logged_it_and_the_coordinator_are_asked_when_the_day_has_come(world: World) -> None:
    row = logged(world, look_on=DAY)
    for role, asked in (
        ("member", True),
        ("coordinator", True),
        ("owner", False),
        ("manager", False),
        ("stranger", False),
    ):
        assert seen_by(world, role, DAY) == ([(row, False)] if asked else [])
    assert seen_by(world, "member", DAY - timedelta(days=1)) == []


def test_the_next_step_is_asked_about_until_another_experiment_is_logged(world: World) -> None:
    row = finished(world)
    assert seen_by(world, "member", DAY) == [(row, True)]
    logged(world, OTHER_KEY)
    assert seen_by(world, "member", DAY) == []


def test_nothing_is_asked_about_an_a3_that_was_put_aside(world: World) -> None:
    logged(world, look_on=DAY)
    a3s.archive_a3(world.actor("coordinator"), world.a3)
    assert seen_by(world, "member", now().date()) == []
