"""Tallying: counts are made under the lock, so none is lost; a revision keeps them, restoring leaves them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from a3tracker.db.rows import rows_in
from a3tracker.domain.cycles import Panel
from a3tracker.domain.errors import NotFound, OutOfDate, WrongState
from a3tracker.domain.tallies import Line, Tally
from a3tracker.usecases.rows import add_row, edit_row
from a3tracker.usecases.tallies import bring_lines, count_line
from tests.rewriting import restore, taken
from tests.walk import a3_of
from tests.world import World

SHEET = Tally("Why quotes are lost", "quotes", (Line("Price", 2), Line("No answer", 0)))


def begun(world: World) -> int:
    return add_row(world.actor("member"), world.a3, Panel.TALLIES, SHEET)


def counts(world: World) -> list[float]:
    (row,) = rows_in(a3_of(world.a3).id, Panel.TALLIES)
    fact = row.fact()
    assert isinstance(fact, Tally)
    return [line.count for line in fact.lines]


def test_people_who_tally_at_once_lose_nothing(app: Flask, world: World) -> None:
    sheet = begun(world)

    def tally(role: str) -> None:
        with app.app_context():
            for _ in range(5):
                count_line(world.actor(role), world.a3, sheet, "Price", 1)

    with ThreadPoolExecutor(4) as people:
        list(people.map(tally, ["member", "owner", "coordinator", "member"]))
    assert counts(world) == [22, 0]


def test_a_form_from_before_the_last_tally_is_refused(world: World) -> None:
    sheet = begun(world)
    count_line(world.actor("owner"), world.a3, sheet, "Price", 1)
    with pytest.raises(OutOfDate):
        edit_row(world.actor("member"), world.a3, Panel.TALLIES, sheet, Tally("Other", "quotes"), 1)
    assert counts(world) == [3, 0]


def test_a_count_never_falls_below_nought_and_a_line_that_is_gone_is_told(world: World) -> None:
    sheet = begun(world)
    count_line(world.actor("member"), world.a3, sheet, "No answer", -1)
    assert counts(world) == [2, 0]
    with pytest.raises(WrongState, match="not there any more"):
        count_line(world.actor("member"), world.a3, sheet, "Dear", 1)
    with pytest.raises(NotFound):
        count_line(world.actor("member"), world.a3, sheet + 1, "Price", 1)


def test_what_was_counted_stays_when_an_old_revision_comes_back(world: World) -> None:
    sheet = begun(world)
    taken(world)
    bring_lines(world.actor("member"), world.a3, sheet, [Line("Price", 9), Line("Dear", 1)])
    restore(world, 1)
    assert counts(world) == [9, 0, 1]
