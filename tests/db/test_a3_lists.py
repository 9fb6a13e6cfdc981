"""The lists in which one finds A3s again answer the same on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import event

from a3tracker.db.a3_lists import (
    ORDERS,
    PAGE,
    A3Line,
    Filters,
    a3_lines,
    my_open_lines,
    open_counts,
    owners_seen,
)
from a3tracker.db.base import db
from a3tracker.domain.stages import Stage
from a3tracker.usecases.transaction import now
from tests import factories
from tests.world import World


@pytest.fixture
def shelf(world: World) -> World:
    """One A3 at each stage, the later ones reviewed earlier; 1 is the world's own, at the left side."""
    for place, stage in enumerate(Stage):
        closed = {"closed_at": now(), "outcome": "adopted"} if stage is Stage.CLOSED else {}
        factories.a3(
            world.segment, world.team, world.people["owner"], stage=stage.value, title=f"Stage {9 - place}",
            next_review=now().date() - timedelta(days=place), **closed,
        )  # fmt: skip
    db.session.commit()
    return world


def numbers(lines: list[A3Line]) -> list[int]:
    return [line.number for line in lines]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("number", [1, 2, 3, 4, 5, 6, 7]),
        ("stage", [1, 2, 3, 4, 5, 6, 7]),
        ("review", [7, 6, 5, 4, 3, 2, 1]),
        ("title", [1, 7, 6, 5, 4, 3, 2]),
        ("segment", [1, 2, 3, 4, 5, 6, 7]),
        ("updated", [7, 6, 5, 4, 3, 2, 1]),
    ],
)
def test_a_list_keeps_its_order_on_both_databases(shelf: World, order: str, expected: list[int]) -> None:
    lines, more = a3_lines(shelf.actor("reader"), Filters(order=order))
    assert numbers(lines) == expected
    assert not more


def test_every_order_is_tried_above() -> None:
    assert set(ORDERS) == {"number", "stage", "review", "title", "segment", "updated"}


@pytest.mark.parametrize("stage", Stage)
def test_a_stage_is_found(shelf: World, stage: Stage) -> None:
    lines, _more = a3_lines(shelf.actor("reader"), Filters(stage=stage.value))
    assert {line.stage for line in lines} == {stage.value}


def test_a_page_says_whether_there_is_another(world: World) -> None:
    for _ in range(PAGE):
        factories.a3(world.segment, world.team, world.people["owner"])
    first, more = a3_lines(world.actor("reader"), Filters(order="number"))
    second, no_more = a3_lines(world.actor("reader"), Filters(order="number", page=2))
    assert (len(first), more) == (PAGE, True)
    assert (numbers(second), no_more) == ([PAGE + 1], False)


def test_who_sees_nothing_is_asked_about_nothing(shelf: World) -> None:
    nobody = shelf.actor("nobody")
    assert a3_lines(nobody, Filters()) == ([], False)
    assert owners_seen(nobody) == []
    assert open_counts(nobody) == {}
    assert my_open_lines(nobody) == []


def test_owners_are_named_once(shelf: World) -> None:
    assert owners_seen(shelf.actor("reader")) == [(shelf.people["owner"], "Olaf Brandt")]


def test_open_a3s_are_counted_by_stream(shelf: World) -> None:
    factories.a3(shelf.strange_segment, shelf.strange_team, shelf.people["stranger"])
    db.session.commit()
    assert open_counts(shelf.actor("reader")) == {shelf.stream: 6}
    assert open_counts(shelf.actor("administrator")) == {shelf.stream: 6, shelf.strange_stream: 1}


@pytest.mark.parametrize("role", ["owner", "member", "coordinator", "manager"])
def test_my_open_a3s_are_those_of_my_teams_and_streams_by_review(shelf: World, role: str) -> None:
    assert numbers(my_open_lines(shelf.actor(role))) == [6, 5, 4, 3, 2, 1]


@pytest.mark.parametrize("role", ["reader", "colleague", "deputy", "administrator", "stranger"])
def test_what_is_not_mine_is_not_in_my_list(shelf: World, role: str) -> None:
    assert my_open_lines(shelf.actor(role)) == []


def test_an_open_a3_is_late_from_the_first_date_that_passed(shelf: World) -> None:
    today = now().date()
    lines, _more = a3_lines(shelf.actor("reader"), Filters(order="number"))
    passed = [line.late_since(today) for line in lines]
    assert passed == [None, None, *(today - timedelta(days=days) for days in (1, 2, 3, 4)), None]
    both = lines[0]._replace(next_review=today - timedelta(days=1), target_end=today - timedelta(days=9))
    assert both.late_since(today) == both.target_end


@pytest.mark.parametrize("stream", [None, 1])
def test_a_page_of_the_newest_is_read_by_its_index_and_never_sorted(shelf: World, stream: int | None) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL plans by its statistics")
    ran: list[tuple[str, object]] = []
    event.listen(
        db.engine, "before_cursor_execute", lambda _c, _cursor, sql, values, *_: ran.append((sql, values))
    )
    a3_lines(shelf.actor("member"), Filters(stream=stream))
    sql, values = ran[-1]
    plan = [row[3] for row in db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)]
    assert plan[0] == "SCAN a3s USING INDEX ix_a3s_updated", plan
    assert not any("ORDER BY" in step for step in plan), plan
