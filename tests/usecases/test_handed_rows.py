"""What goes over as rows: numbers, marks and causes stay what they were, under the new A3."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from a3tracker.db.rows import rows_in
from a3tracker.domain.causes import Cause
from a3tracker.domain.countermeasures import Countermeasure, Dropped, Marks
from a3tracker.domain.cycles import Panel
from a3tracker.domain.errors import WrongState
from a3tracker.domain.facts import Fact
from a3tracker.domain.stages import Stage
from a3tracker.usecases import countermeasures
from a3tracker.usecases.rows import add_row, remove_row
from tests.handing import hand
from tests.walk import a3_of, fill, walk
from tests.world import World

WORKED = Marks("yes", date(2026, 3, 2), "Sent to all", "yes", "11 of 12 in a day")
DID_NOT = Marks("yes", date(2026, 3, 2), "Rang ten", "no", "Nobody answered")


def facts(number: int, panel: Panel) -> list[Fact]:
    return [row.fact() for row in rows_in(a3_of(number).id, panel)]


def plan(world: World, what: str, causes: tuple[int, ...], marks: Marks) -> int:
    member = world.actor("member")
    row = add_row(member, world.a3, Panel.COUNTERMEASURES, Countermeasure(0, what, causes))
    countermeasures.mark(member, world.a3, row, marks, 1)
    return row


@pytest.fixture
def planned(world: World) -> World:
    """Two causes, the second of them lasting; one countermeasure worked, one did not, one was dropped."""
    member = world.actor("member")
    fill(member, world.a3)
    first = add_row(member, world.a3, Panel.CAUSES, Cause("Quotes wait for a price", bone="price"))
    lasting = replace(Cause("Prices are checked once a month", first), kind="lasting")
    second = add_row(member, world.a3, Panel.CAUSES, lasting)
    plan(world, "Price list", (first, second), WORKED)
    plan(world, "Weekly call", (first,), DID_NOT)
    dropped = add_row(member, world.a3, Panel.COUNTERMEASURES, Countermeasure(0, "Discount", (second,)))
    why = Dropped("Too dear", date.min, 0, None, "when prices fall")
    countermeasures.drop(member, world.a3, dropped, why)
    return world


def test_the_next_loop_has_every_countermeasure_with_its_marks_and_causes(planned: World) -> None:
    before = facts(planned.a3, Panel.COUNTERMEASURES)
    walk(planned, Stage.CLOSED, "adjusted")
    number = hand(planned, "adjusted")
    causes = rows_in(a3_of(number).id, Panel.CAUSES)
    ids = [row.id for row in causes]
    after = facts(number, Panel.COUNTERMEASURES)
    assert [replace(one, causes=()) for one in after] == [replace(one, causes=()) for one in before]  # type: ignore[type-var]
    assert [one.causes for one in after] == [tuple(ids), (ids[0],), (ids[1],)]  # type: ignore[union-attr]
    assert [row.fact().parent for row in causes] == [None, ids[0]]  # type: ignore[union-attr]


def test_what_came_over_is_never_removed_and_its_number_never_given_again(planned: World) -> None:
    walk(planned, Stage.CLOSED, "adjusted")
    number, member = hand(planned, "adjusted"), planned.actor("member")
    first = rows_in(a3_of(number).id, Panel.COUNTERMEASURES)[0]
    with pytest.raises(WrongState):
        remove_row(member, number, Panel.COUNTERMEASURES, first.id)
    add_row(member, number, Panel.COUNTERMEASURES, Countermeasure(0, "Second look"))
    add_row(member, number, Panel.CAUSES, Cause("Nobody owns the list"))
    assert [one.number for one in facts(number, Panel.COUNTERMEASURES)] == [1, 2, 3, 4]  # type: ignore[union-attr]
    assert [one.number for one in facts(number, Panel.CAUSES)] == [1, 2, 3]  # type: ignore[union-attr]


def test_what_worked_becomes_a_step_and_lasting_causes_stand_by_it(planned: World) -> None:
    walk(planned, Stage.CLOSED, "adopted")
    number = hand(planned, "adopted")
    (step,) = facts(number, Panel.STEPS)
    assert (step.what, step.reason, step.place) == ("Price list", "11 of 12 in a day", 1)  # type: ignore[union-attr]
    assert [one.words for one in facts(number, Panel.CAUSES)] == ["Prices are checked once a month"]  # type: ignore[union-attr]
